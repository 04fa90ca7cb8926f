"""Reads what stands beside the title of an entry into its details."""

from collections.abc import Sequence

from aiev import lazy_regex as re
from aiev.domain import partial_date
from aiev.markdown.reading import place_log, sentences
from aiev.markdown.reading.details import Details
from aiev.markdown.reading.details_line import DetailsLine, match_by
from aiev.markdown.reading.inline import Inline
from aiev.markdown.reading.one_detail import DetailReader
from aiev.markdown.reading.place_log import PlaceLog
from aiev.markdown.reading.titles import plain_title
from aiev.markdown.reading.words import affiliations, author_names, edges, phrases, segments, venues
from aiev.markdown.reading.words.segments import TAKEN, Segment

_GROUP = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
_LONGEST, _LONGEST_VENUE = 20_000, 80
_FURTHER_NAME = re.compile(r"\*?,\s|\*?\s(?:and|&)\s")
_BETWEEN_NAMES = re.compile(r"\*?,|\band\b|&")
# A dot behind a single letter is an initial's.
_NAMES_STOP = re.compile(rf"[{TAKEN}\n|]|(?<![\s.][A-Z])\.\s")
_LEAD = re.compile(r"\s*[:,]?\s*")
_BREAK = re.compile(r"(?=[,;:\s])(?:[,;:]\s|\s[-–—]\s)")
_OPENING = ("(", "[")
_CUTS = (", ", ". ", "; ")
_CENTURIES = ("19", "20")
_AS_OF = re.compile(r"\b(?:as of|since|until|till|before|after)\Z")
_SAID = re.compile(r"[^\W_]")
_SAID_OR_TAKEN = re.compile(rf"[^\W_]|{TAKEN}")
_SLANTED = "slanted"


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
            log = PlaceLog(line.inline, line.details)
            if self._byline(low, high) or self._affiliation(start, low, high):
                log.note(low, high, _SLANTED, is_read=True)
                line.take(low, high)
        for name, whole in affiliations.find_marked(line.text, start, end):
            if self._one.marked(*name, is_bracketed=whole[1] > name[1] and whole[0] < name[0] - 1):
                line.take(*whole)
        if line.text.find("(", start, end) >= 0:
            self._venues_with_brackets(start, end)
        self._groups(start, end)
        for low, stop in slanted:
            high = self._names_end(low, stop, end)
            if TAKEN not in line.text[low:high]:
                self._slanted(low, high)
        previous: Segment | None = None
        is_first = line.text.find(TAKEN, start, end) >= 0
        for segment in segments.split(line.text, start, end, has_bars=line.inline.has_bars):
            log = PlaceLog(line.inline, line.details)
            previous = self._segment(segment, previous)
            is_behind = is_first and line.text.find(TAKEN, start, segment.start) >= 0
            if log.has_more():
                log.note_rest(segment, "behind the title" if is_behind else "in a line")
            is_first = is_first and not is_behind

    def _groups(self, start: int, end: int) -> None:
        """Read what stands in brackets."""
        line = self._line
        for match in list(_GROUP.finditer(line.text, start, end)):
            if sentences.is_cited(line.text, match.start(), match.end(), within=(start, end)):
                continue
            log, inner = PlaceLog(line.inline, line.details), match.span(1)
            is_read = self._one.read(*inner, before="group")
            if not is_read or log.has_more():
                is_head = _SAID_OR_TAKEN.search(line.text, start, match.start()) is None
                place = place_log.in_brackets(match[0], is_head=is_head)
                log.note(*edges.narrow(line.text, *inner), place, is_read=is_read)
            if is_read or (match[0][0] == "[" and phrases.is_generic(match[1])):
                line.take(match.start(), match.end())

    def _slanted(self, start: int, end: int) -> None:
        line, log = self._line, PlaceLog(self._line.inline, self._line.details)
        if plain_title.leads_to_venue(line.inline.plain, start, end):
            is_read = line.set_venue(line.text[start:end].strip(" .,"), None)
        else:
            is_read = self._one.read(start, end, before="emphasis")
        log.note(*edges.narrow(line.text, start, end), _SLANTED, is_read=is_read)
        if is_read:
            line.take(start, end)

    def _segment(self, segment: Segment, previous: Segment | None) -> Segment | None:
        """Read a segment; return what was left of it as a note, if anything was."""
        line = self._line
        has_comma = line.text.find(", ", segment.start, segment.end) >= 0
        if has_comma and self._venue_ahead(segment):
            return None
        if self._one.read(segment.start, segment.end, before=segment.before):
            return None
        rest = self._peel(segment)
        if rest is None:
            return None
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
        return Segment(low, high, rest.before) if high > low and line.details.notes else None

    def _venues_with_brackets(self, start: int, end: int) -> None:
        """Read `NAACL (Findings) 2024`: the brackets are the venue's own."""
        line = self._line
        for low, high, _ in segments.split(line.text, start, end, has_bars=True):
            first, last = edges.trim(line.text, low, high)
            if "(" in line.text[first:last] and line.is_venue(line.text[first:last]):
                line.take(first, last)

    def _venue_ahead(self, segment: Segment) -> bool:
        """Read `ICML'23, Bee, Ada, et al.`; note what may be such a venue where it is unknown."""
        line = self._line
        low, high = edges.narrow(line.text, segment.start, segment.end)
        comma = line.text.find(", ", low, min(high, low + _LONGEST_VENUE))
        # Most of what has a comma describes the work, and is told by the letter behind it.
        if comma < 0 or not (
            line.text[comma + 2 : comma + 3].isupper() or line.text.find(" al", comma, high) > 0
        ):
            return False
        if TAKEN in line.text[low:high]:
            return False
        start, end = edges.narrow(line.text, comma + 1, high)
        head, names = line.text[low:comma], line.text[start:end]
        venue = venues.find(head)
        if venue is None and not place_log.may_be_ahead(head, names):
            return False
        if not author_names.are_sure_people(names):
            return False
        if venue is None:
            place_log.note_ahead(line.inline, line.details, (low, comma), (start, end))
            return False
        line.details.told.append((place_log.AHEAD, "venue"))
        line.set_authors(start, end)
        return line.set_venue(venue.text, venue.year)

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
            is_year = cut >= 0 and line.text.startswith(_CENTURIES, cut + 2)
            if is_year and (start_of_date := _date_across(line.text[low:high], cut - low)):
                # `read-only as of December 15, 2024`: the comma is the date's own.
                cut = low + start_of_date - 1
                if _AS_OF.search(line.text, low, cut) is not None:
                    break
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
        start = self._venue_sentence(start, end)
        low, high = edges.narrow(line.text, start, end)
        if low == high:
            return None
        if self._people(low, high, is_sure=end < segment.end or before == "start"):
            return None
        cut = line.text.rfind(". ", low, high)
        if cut >= 0 and author_names.are_people(line.text[cut + 1 : high], least=2):
            line.set_authors(*edges.narrow(line.text, cut + 1, high))
            return (
                None if self._one.read(start, cut, before=before) else Segment(start, cut, before)
            )
        return Segment(start, end, before)

    def _venue_sentence(self, start: int, end: int) -> int:
        """Read `ICML 2024. Sparse kites, measured`; return where what is behind it begins."""
        line = self._line
        low, _ = edges.narrow(line.text, start, end)
        stop = line.text.find(". ", low, min(end, low + _LONGEST_VENUE))
        venue = venues.find(line.text[low:stop]) if stop > low else None
        if venue is None or venue.year is None:
            return start
        line.set_venue(venue.text, venue.year)
        return stop + 1

    def _people(self, start: int, end: int, *, is_sure: bool) -> bool:
        """Read a stretch as authors, more readily where `is_sure` or behind `by`."""
        by = match_by(self._line.text, start, end)
        first = by.end() if by is not None else start
        least = 1 if by is not None else 2
        text = self._line.text[first:end]
        if any(m.kind == "code" and m.end >= end for m in self._line.inline.marked(first, end)):
            # `` `General Recommendation` ``: a tag has the form of a name.
            return False
        if (
            author_names.is_authors(text, least=self._least)
            or author_names.is_initialled(text)
            or ((is_sure or by is not None) and author_names.are_people(text, least=least))
        ):
            self._line.set_authors(first, end)
            return True
        return False


def _date_across(text: str, cut: int) -> int | None:
    """Return where the date begins that ends a text and that a cut would part; else None."""
    found = partial_date.find_span(text)
    is_parted = found is not None and found[1] < cut < found[2] and not text[found[2] :].strip(" .")
    return found[1] if is_parted and found is not None else None
