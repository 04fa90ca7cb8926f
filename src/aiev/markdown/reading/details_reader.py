"""Reads what stands beside the title of an entry into its details."""

import re
from collections.abc import Sequence

from aiev.domain import partial_date
from aiev.domain.organizations import text as organization_text
from aiev.domain.partial_date import PartialDate
from aiev.markdown.reading import sentences
from aiev.markdown.reading.details import Details
from aiev.markdown.reading.details_line import DetailsLine, match_by
from aiev.markdown.reading.inline import Inline
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
_SINCE = re.compile(
    r"\A(?:in|on|since|from|published|updated|submitted)\b\s*(?:in|on)?\s*:?\s*", re.IGNORECASE
)
_OPENING = ("(", "[")
_CUTS = (", ", ". ", "; ")
_SAID = re.compile(r"[^\W_]")
_APART = rf"{TAKEN}|,;.()\[\]@\n"
_WORKSHOP = re.compile(rf"(?:[^\s{_APART}–—-][^{_APART}]*\s)?\bworkshops?\s*@\s*\Z", re.IGNORECASE)
_LONGEST_WORKSHOP = 100
_ACRONYM = re.compile(
    r"(?:[A-Z]{3,}[A-Za-z]{0,4}|[A-Z]+[a-z]*\d?[A-Z][A-Za-z]{1,9})(?:-[A-Z]{3,})?"
)


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

    def is_detail(self, start: int, end: int) -> bool:
        """Read a stretch as a bracket's content."""
        self._line.whole = (start, end)
        return self._detail(start, end, before="group")

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
            if self._marked(*name, is_bracketed=whole[1] > name[1] and whole[0] < name[0] - 1):
                line.take(*whole)
        if line.text.find("(", start, end) >= 0:
            self._venues_with_brackets(start, end)
        for match in list(_GROUP.finditer(line.text, start, end)):
            if sentences.is_cited(line.text, match.start(), match.end(), within=(start, end)):
                continue
            if self._detail(match.start(1), match.end(1), before="group") or (
                match[0][0] == "[" and phrases.is_generic(match[1])
            ):
                line.take(match.start(), match.end())
        for low, stop in slanted:
            high = self._names_end(low, stop, end)
            if TAKEN not in line.text[low:high] and self._detail(low, high, before="emphasis"):
                line.take(low, high)
        previous: Segment | None = None
        for segment in segments.split(line.text, start, end, has_bars=line.inline.has_bars):
            if self._detail(segment.start, segment.end, before=segment.before):
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

    def _detail(self, start: int, end: int, *, before: str) -> bool:
        """Read a stretch that is one detail and nothing else; return whether it was."""
        start, end = edges.narrow(self._line.text, start, end)
        text = self._line.text[start:end]
        if TAKEN in text or _SAID.search(text) is None:
            return TAKEN not in text
        if self._date(start, end):
            return True
        found = partial_date.find_span(text)
        if found is not None and phrases.has_listed_date(text):
            return self._beside_date(start, end, found, before) or self._line.is_venue(text)
        if self._line.is_venue(text):
            return True
        if found is not None:
            return self._beside_date(start, end, found, before)
        if phrases.is_impossible_date(text):
            self._line.details.impossible_dates.append(
                (text, self._line.inline.source(start, end)[0])
            )
            return False
        if self._line.claim_organizations(start, end, before=before):
            return True
        if before in ("emphasis", "group") and self._listing(start, end):
            return True
        if before == "emphasis" and self._team(start, end):
            return True
        # `[T](u) *Ada Bee*`: slanted behind a title, one name is enough.
        least = 1 if before == "emphasis" else min(self._least, 3)
        if author_names.is_authors(text, least=max(least, 2)) or (
            least == 1 and author_names.are_people(text, least=1) and not phrases.is_note_word(text)
        ):
            self._line.set_authors(start, end)
            return True
        return False

    def _listing(self, start: int, end: int) -> bool:
        """Read `ICML, Spotlight` or `MIT, 2024`: every part between commas is a detail."""
        text = self._line.text[start:end]
        head, who, names = text.partition(", from ")
        if who and venues.find(head.strip()) is not None:
            # `(CVPR, from MIT and Google)`
            low = end - len(names)
            is_read = self._line.claim_organizations(low, end, before="mark")
            return is_read and self._line.is_venue(head.strip())
        parts = [part.strip() for part in text.split(",")]
        if len(parts) < 2 or not all(part and venues.find(part) for part in parts):
            return False
        return self._line.set_venue(", ".join(parts), None)

    def _team(self, start: int, end: int) -> bool:
        """Read `OpenAI: Ada Bee, Cay Dee`."""
        name, _, names = self._line.text[start:end].partition(": ")
        first = end - len(names)
        is_known = bool(names) and self._line.details.is_organization(name)
        is_names = is_known and author_names.are_initials(names)
        if not (author_names.are_people(names, least=2) and is_known) and not is_names:
            return False
        self._line.add_organizations(start, start + len(name))
        self._line.set_authors(first, end)
        return True

    def _date(self, start: int, end: int) -> bool:
        found = phrases.find_date(self._line.text[start:end])
        return found is not None and self._line.set_date(
            found[0], start + found[1], start + found[2]
        )

    def _beside_date(
        self, start: int, end: int, found: tuple[PartialDate, int, int], before: str
    ) -> bool:
        """Read a date with a venue, organization or nothing of weight beside it."""
        line = self._line
        value, low, high = found
        low, high = start + low, start + high
        head = edges.narrow(line.text, start, low)
        tail = edges.narrow(line.text, high, end)
        if head[0] < head[1] and tail[0] < tail[1]:
            return False
        rest = head if head[0] < head[1] else tail
        text = line.text[rest[0] : rest[1]]
        text = _SINCE.sub("", text)
        if not text:
            return line.set_date(value, low, high)
        if line.is_venue(text) or line.claim_organizations(
            rest[1] - len(text), rest[1], before=before, is_beside_date=True
        ):
            pass
        elif before in ("group", "emphasis") and author_names.are_people(text, least=2):
            line.set_authors(*rest)
        elif (before == "emphasis" and affiliations.is_short_name(text)) or (
            before not in ("bar", "dash") and _ACRONYM.fullmatch(text)
        ):
            # `*GreenAI Days, 2024*`, `(RAS 2023)`: a venue that nobody has heard of.
            line.set_venue(text, value.year)
        elif before != "group" and phrases.is_note_word(text):
            line.add_note(*rest)
        else:
            return False
        return line.set_date(value, low, high)

    def _marked(self, start: int, end: int, *, is_bracketed: bool) -> bool:
        """Read what an `@` marks: where a work is from or appeared; return whether it is read."""
        text = self._line.text[start:end]
        venue = venues.find(text)
        if venue is not None:
            workshop = _WORKSHOP.search(self._line.text, max(0, start - _LONGEST_WORKSHOP), start)
            if workshop is not None:
                # `Fast Systems Workshop @ MLSys 2024`: all of it is the venue.
                text = self._line.text[workshop.start() : end]
                self._line.take(workshop.start(), end)
            return self._line.set_venue(text, venue.year)
        if not text:
            return True
        head = text.partition(",")[0]
        if head != text and self._line.is_venue(head):
            # `@ MLSys 2024, Austin, USA`: where the venue was stays in the note.
            self._line.take(self._line.text.rfind("@", 0, start), start + len(head))
            return False
        found = partial_date.find_span(text)
        if found is not None:
            return self._beside_date(start, end, found, "mark")
        if is_bracketed and TAKEN not in text and not organization_text.is_note(text):
            self._line.add_organizations(start, end, place="mark")
            return True
        return self._line.claim_organizations(start, end, before="mark")

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
            if not self._detail_of_end(cut + 1, high):
                break
            end = cut
        lead = _LEAD.match(line.text, start, end)
        first = lead.end() if lead is not None else start
        mark = _BREAK.search(line.text, first, end)
        if mark is not None and self._date(*edges.narrow(line.text, first, mark.start())):
            rest = Segment(mark.end(), end, "start")
            return None if self._detail(rest.start, rest.end, before="start") else rest
        low, high = edges.narrow(line.text, start, end)
        if self._people(low, high, is_sure=end < segment.end or before == "start"):
            return None
        cut = line.text.rfind(". ", low, high)
        if cut >= 0 and author_names.are_people(line.text[cut + 1 : high], least=2):
            line.set_authors(*edges.narrow(line.text, cut + 1, high))
            return None if self._detail(start, cut, before=before) else Segment(start, cut, before)
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

    def _detail_of_end(self, start: int, end: int) -> bool:
        low, high = edges.narrow(self._line.text, start, end)
        text = self._line.text[low:high]
        if not text:
            return False
        if self._date(low, high) or self._line.is_venue(text):
            return True
        found = partial_date.find_span(text)
        return found is not None and self._beside_date(low, high, found, "start")
