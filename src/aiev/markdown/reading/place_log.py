"""Notes what stands in which place of an entry, and what there may be a venue or the authors."""

from aiev import lazy_regex as re
from aiev.markdown.reading.details import Candidate, Details
from aiev.markdown.reading.inline import Inline
from aiev.markdown.reading.words import author_names, edges
from aiev.markdown.reading.words.segments import Segment
from aiev.markdown.values import Span

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|['’‘`´]\s?\d\d(?!\d)")
"""A year as venues have it: `2024`, `'24`."""
_LONGEST_DATED = 300
_LONGEST, _FEWEST_CAPITALS = 100, 2
WITH_YEAR = " with a year"
"""How the name of a place ends that has a year in it."""
AHEAD = "ahead of the authors"
"""The place of venues in `ICML'23, Bee, Ada, et al.`."""


class PlaceLog:
    """What was known before a stretch was read, to tell what it was read as."""

    __slots__ = ("_authors", "_date", "_details", "_inline", "_notes", "_organizations", "_venue")

    def __init__(self, inline: Inline, details: Details) -> None:
        self._inline, self._details = inline, details
        self._notes = len(details.notes)
        self._venue, self._authors = details.venue, details.authors
        self._organizations, self._date = details.organizations, details.date

    def has_more(self) -> bool:
        """Return whether a venue, authors or a piece of the note have come since then."""
        facts = self._details
        return (
            facts.venue is not self._venue
            or facts.authors is not self._authors
            or len(facts.notes) != self._notes
        )

    def note(self, start: int, end: int, place: str, *, is_read: bool) -> None:
        """Note what a stretch was read as, in a place that some lists have for one thing."""
        facts = self._details
        if facts.venue is not self._venue:
            facts.told.append((place, "venue"))
        elif facts.authors is not self._authors:
            facts.told.append((place, "authors"))
            if facts.authors_span is not None and facts.authors is not None:
                facts.candidates.append(
                    Candidate("venue", facts.authors, facts.authors_span, place)
                )
        elif not is_read:
            facts.told.append((place, "other"))
            text = edges.squeeze(self._inline.plain[start:end])
            is_dated = place.endswith(WITH_YEAR)
            if text[:1].islower() and not is_dated:
                return
            span = self._inline.source(start, end)
            if len(text) <= _LONGEST:
                facts.candidates.append(Candidate("venue", text, span, place))
            if not is_dated:
                facts.candidates.append(Candidate("authors", text, span, place))

    def note_rest(self, segment: Segment, place_of_authors: str) -> None:
        """Note what a segment was read as, whose ends may have been read apart."""
        facts = self._details
        place = segment.before + year_mark(self._inline.plain[segment.start : segment.end])
        if facts.venue is not self._venue:
            facts.told.append((place, "venue"))
        if facts.authors is not self._authors:
            facts.told.append((place_of_authors, "authors"))
        elif facts.organizations is self._organizations and len(facts.notes) > self._notes:
            note = facts.notes[-1]
            facts.told.append((place_of_authors, "other"))
            if facts.venue is self._venue:
                facts.told.append((place, "other"))
            if note.span is None or _is_prose(note.text):
                return
            facts.candidates.append(Candidate("authors", note.text, note.span, place_of_authors))
            if facts.venue is self._venue and len(note.text) <= _LONGEST:
                is_dated = facts.date is not None and facts.date is not self._date
                year = facts.date.year if facts.date is not None and is_dated else None
                facts.candidates.append(Candidate("venue", note.text, note.span, place, year))


def _is_prose(text: str) -> bool:
    """Return whether words describe the work, as most of what is left does; quickly told."""
    second = text.find(" ") + 1
    return text[0].islower() or (len(text) > _LONGEST and text[second].islower())


def note_ahead(inline: Inline, details: Details, venue: Span, people: Span) -> None:
    """Note that what may be a venue stands ahead of the authors."""
    details.told.append((AHEAD, "other"))
    head, rest = inline.plain[slice(*venue)], inline.plain[slice(*people)].rstrip(" .,;")
    span, of_rest = inline.source(*venue), inline.source(people[0], people[0] + len(rest))
    details.candidates.append(
        Candidate("venue", head, span, AHEAD, rest=(edges.squeeze(rest), of_rest))
    )


def may_be_ahead(text: str, names: str) -> bool:
    """Return whether what stands ahead of authors may be none of them; quickly told."""
    # `McBee, Ada, et al.` has its surname there.
    if sum(char.isupper() for char in text) < _FEWEST_CAPITALS or (
        not text.isupper() and names.count(",") < _FEWEST_CAPITALS
    ):
        return False
    # `Ada Bee, Cay Dee, Eva Eff` names three people, `Odd Kites, Bee, Ada, et al.` two.
    first = names.partition(",")[0].strip()
    return not (author_names.is_name(text) and author_names.is_name(first))


def in_brackets(text: str, *, is_head: bool) -> str:
    """Return the place that brackets are, at the head of a line or behind other words."""
    return f"{text[:1]}{' at the head' if is_head else ''}{year_mark(text)}"


def year_mark(text: str) -> str:
    """Return what tells a place with a year from one without: venues have one."""
    # No place for a venue is so long; and most texts have no year, and are told by that.
    may_have = len(text) <= _LONGEST_DATED and (
        "20" in text or "19" in text or "'" in text or not text.isascii()
    )
    return WITH_YEAR if may_have and YEAR.search(text) else ""
