"""Reads what stands beside the title of an entry into its details."""

import re
from collections.abc import Sequence

from aiev.markdown.reading import sentences
from aiev.markdown.reading.details import Details
from aiev.markdown.reading.details_line import DetailsLine, match_by
from aiev.markdown.reading.inline import Inline
from aiev.markdown.reading.one_detail import DetailReader
from aiev.markdown.reading.words import affiliations, author_names, edges, phrases, segments, venues
from aiev.markdown.reading.words.segments import TAKEN, Segment

_GROUP = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
_LONGEST = 20_000
_FURTHER_NAME = re.compile(r"\*?,\s|\*?\s(?:and|&)\s")
_BETWEEN_NAMES = re.compile(r"\*?,|\band\b|&")
# A dot behind a single letter is an initial's.
_NAMES_STOP = re.compile(rf"[{TAKEN}\n|]|(?<![\s.][A-Z])\.\s")
_LEAD = re.compile(r"\s*[:,]?\s*")
_BREAK = re.compile(r"(?=[,;:\s])(?:[,;:]\s|\s[-–—]\s)")
_OPENING = ("(", "[")
_CUTS = (", ", ". ", "; ")
_SAID = re.compile(r"[^\W_]")


def read(
    inline: Inline,
    start: int,
    end: int,
    *,
    taken: Sequence[tuple[int, int]],
    into: Details,
    least_authors: int = 3,
) -> None:
    """Read what stands from `start` to `end` beside the stretches already taken.

    So many names, `least_authors`, make a line of authors.
    """
    # What is written about a paper stands near its title; a line of a megabyte is no such line.
    end = min(end, start + _LONGEST)
    text = segments.blank(inline.plain, start, end, taken=taken)
    _Reader(inline, text, into, least_authors).run(start, end)


def read_whole(inline: Inline, start: int, end: int, *, into: Details) -> bool:
    """Read a stretch that is a date, a venue, organizations or authors; return whether it is."""
    if not inline.plain[start:end].strip():
        return False
    return _Reader(inline, inline.plain[:end], into, 2).is_detail(start, end)


class _Reader:
    """Reads the segments of one line, left to right."""

    def __init__(self, inline: Inline, text: str, details: Details, least: int) -> None:
        self._line, self._least = DetailsLine(inline, text, details), least
        self._one = DetailReader(self._line, least)

    def is_detail(self, start: int, end: int) -> bool:
        """Read a stretch as a bracket's content."""
        self._line.whole = (start, end)
        return self._one.read(start, end, before="group")

    def run(self, start: int, end: int) -> None:
        line = self._line
        if _SAID.search(line.text, start, end) is None:
            return
        slanted = [
            (mark.start, mark.end)
            for mark in line.inline.marked(start, end)
            if mark.kind == "emphasis" and mark.end <= end
        ]
        for low, high in slanted:
            if self._byline(low, high) or self._affiliation(start, low, high):
                line.take(low, high)
        for name, whole in affiliations.find_marked(line.text, start, end):
            if self._one.marked(*name, is_bracketed=whole[1] > name[1] and whole[0] < name[0] - 1):
                line.take(*whole)
        if line.text.find("(", start, end) >= 0:
            self._venues_with_brackets(start, end)
        for match in list(_GROUP.finditer(line.text, start, end)):
            if sentences.is_cited(line.text, match.start(), match.end(), within=(start, end)):
                continue
            if self._one.read(match.start(1), match.end(1), before="group") or (
                match[0][0] == "[" and phrases.is_generic(match[1])
            ):
                line.take(match.start(), match.end())
        for low, stop in slanted:
            high = self._names_end(low, stop, end)
            if TAKEN not in line.text[low:high] and self._one.read(low, high, before="emphasis"):
                line.take(low, high)
        previous: Segment | None = None
        for segment in segments.split(line.text, start, end, has_bars=line.inline.has_bars):
            if self._one.read(segment.start, segment.end, before=segment.before):
                previous = None
                continue
            rest = self._peel(segment)
            if rest is None:
                previous = None
                continue
            low, high = edges.narrow(line.text, rest.start, rest.end)
            if (
                previous is not None
                and rest.before == "dash"
                and TAKEN not in line.text[previous.end : low]
            ):
                line.details.notes.pop()
                low = previous.start
                if line.text[low - 1 : low] in _OPENING and line.text[high - 1] not in ")]":
                    # `(NLP, 2023-2024) - a corpus`: both brackets or none.
                    low -= 1
            line.add_note(low, high)
            previous = (
                Segment(low, high, rest.before) if high > low and line.details.notes else None
            )

    def _venues_with_brackets(self, start: int, end: int) -> None:
        """Read `NAACL (Findings) 2024`: the brackets are the venue's own."""
        line = self._line
        for low, high, _ in segments.split(line.text, start, end, has_bars=True):
            first, last = edges.trim(line.text, low, high)
            if "(" in line.text[first:last] and line.is_venue(line.text[first:last]):
                line.take(first, last)

    def _byline(self, start: int, end: int) -> bool:
        found = author_names.find_byline(self._line.text[start:end])
        if found is None:
            return False
        self._line.set_authors(start + found.authors[0], start + found.authors[1])
        if found.organizations is not None:
            low, high = found.organizations
            self._line.add_organizations(start + low, start + high)
        if found.venue is not None and not self._line.is_venue(found.venue):
            self._line.set_venue(found.venue, None)
        if found.date is not None:
            self._line.set_date(found.date[0], start + found.date[1], start + found.date[2])
        return True

    def _names_end(self, start: int, end: int, last: int) -> int:
        """Return where names end that begin slanted: in `*Ada Bee*, Cay Dee*` a mark ends it."""
        if _FURTHER_NAME.match(self._line.text, end, last) is None:
            return end
        stop = _NAMES_STOP.search(self._line.text, end, last)
        last = stop.start() if stop is not None else last
        names = [part.strip() for part in _BETWEEN_NAMES.split(self._line.text[start:last])]
        return last if all(author_names.is_name(name) for name in names if name) else end

    def _affiliation(self, first: int, start: int, end: int) -> bool:
        text, is_closed = self._line.text, self._line.text[end : end + 1] == ")"
        if not (is_closed and affiliations.is_behind_year(text[start:end], text[first:start])):
            return False
        return self._line.claim_organizations(start, end, before="behind a year")

    def _peel(self, segment: Segment) -> Segment | None:
        """Read the details at a segment's ends; return what is left, None if nothing is."""
        line = self._line
        start, end, before = segment
        while True:
            low, high = edges.narrow(line.text, start, end)
            if low == high:
                return None
            told = venues.find_at_end(line.text[low:high])
            cut = max([line.text.rfind(mark, low, high) for mark in _CUTS])
            cut = low + told - 1 if told is not None else cut
            if sentences.ends_cited(line.text, low, end):
                break
            if cut < 0 or affiliations.is_torn(line.text[low:cut]):
                # `A thing (from Ruritania, 2024)`: what is cut from its bracket leaves a hole.
                break
            if not self._one.read_end(cut + 1, high):
                break
            end = cut
        lead = _LEAD.match(line.text, start, end)
        first = lead.end() if lead is not None else start
        mark = _BREAK.search(line.text, first, end)
        if mark is not None and self._one.date(*edges.narrow(line.text, first, mark.start())):
            rest = Segment(mark.end(), end, "start")
            return None if self._one.read(rest.start, rest.end, before="start") else rest
        low, high = edges.narrow(line.text, start, end)
        if self._people(low, high, is_sure=end < segment.end or before == "start"):
            return None
        cut = line.text.rfind(". ", low, high)
        if cut >= 0 and author_names.are_people(line.text[cut + 1 : high], least=2):
            line.set_authors(*edges.narrow(line.text, cut + 1, high))
            return (
                None if self._one.read(start, cut, before=before) else Segment(start, cut, before)
            )
        return Segment(start, end, before)

    def _people(self, start: int, end: int, *, is_sure: bool) -> bool:
        """Read a stretch as authors, more readily where `is_sure` or behind `by`."""
        by = match_by(self._line.text, start, end)
        first = by.end() if by is not None else start
        least = 1 if by is not None else 2
        text = self._line.text[first:end]
        if (
            author_names.is_authors(text, least=self._least)
            or author_names.is_initialled(text)
            or ((is_sure or by is not None) and author_names.are_people(text, least=least))
        ):
            self._line.set_authors(first, end)
            return True
        return False
