"""Reads what stands beside the title of an entry into its details."""

import re
from collections.abc import Sequence

from aiev.domain import partial_date
from aiev.domain.organizations import text as organization_text
from aiev.domain.partial_date import PartialDate
from aiev.markdown.reading import (
    affiliations,
    author_names,
    phrases,
    segments,
    venues,
)
from aiev.markdown.reading.affiliations import Claim
from aiev.markdown.reading.details import Details, Guess
from aiev.markdown.reading.inline import Inline
from aiev.markdown.reading.segments import TAKEN, Segment

_GROUP = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
_BY = re.compile(r"(?:written )?by\s+(?=[A-Z])", re.IGNORECASE)
# Left over where what they introduce was read: `in *Proceedings of ICML*`.
_FILLERS = ("in", "at", "by", "and", "see", "via", "on", "title", "paper title", "paper", "et al")
_LONGEST = 20_000
_OPENING = ("(", "[")
_NUMBER = re.compile(r"#?\d{1,3}[.):]?")
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
        self._inline, self._text, self._details, self._least = inline, text, details, least
        self._date_start, self._date_end = -1, -1
        self._whole = (0, 0)

    def is_detail(self, start: int, end: int) -> bool:
        """Read a stretch as a bracket's content."""
        self._whole = (start, end)
        return self._detail(start, end, before="group")

    def run(self, start: int, end: int) -> None:
        slanted = [
            (mark.start, mark.end)
            for mark in self._inline.marked(start, end)
            if mark.kind == "emphasis" and mark.end <= end
        ]
        for low, high in slanted:
            if self._byline(low, high) or self._affiliation(start, low, high):
                self._take(low, high)
        for name, whole in affiliations.find_marked(self._text, start, end):
            if self._marked(*name, is_bracketed=whole[1] > name[1] and whole[0] < name[0] - 1):
                self._take(*whole)
        for low, high, _ in segments.split(self._text, start, end, has_bars=True):
            # `NAACL (Findings) 2024`: the brackets are the venue's own.
            first, last = phrases.trim(self._text, low, high)
            if "(" in self._text[first:last] and self._venue(self._text[first:last]):
                self._take(first, last)
        for match in list(_GROUP.finditer(self._text, start, end)):
            if self._detail(match.start(1), match.end(1), before="group") or (
                match[0][0] == "[" and phrases.is_generic(match[1])
            ):
                self._take(match.start(), match.end())
        for low, high in slanted:
            if TAKEN not in self._text[low:high] and self._detail(low, high, before="emphasis"):
                self._take(low, high)
        previous: Segment | None = None
        for segment in segments.split(self._text, start, end, has_bars=self._inline.has_bars):
            if self._detail(segment.start, segment.end, before=segment.before):
                previous = None
                continue
            rest = self._peel(segment)
            if rest is None:
                previous = None
                continue
            low, high = phrases.narrow(self._text, rest.start, rest.end)
            if (
                previous is not None
                and rest.before == "dash"
                and TAKEN not in self._text[previous.end : low]
            ):
                self._details.notes.pop()
                low = previous.start
                if self._text[low - 1 : low] in _OPENING and self._text[high - 1] not in ")]":
                    # `(NLP, 2023-2024) - a corpus`: both brackets or none.
                    low -= 1
            self._note(low, high)
            previous = (
                Segment(low, high, rest.before) if high > low and self._details.notes else None
            )

    def _byline(self, start: int, end: int) -> bool:
        found = author_names.find_byline(self._text[start:end])
        if found is None:
            return False
        self._author_line(start + found.authors[0], start + found.authors[1])
        if found.organizations is not None:
            low, high = found.organizations
            self._organizations(start + low, start + high)
        if found.venue is not None and not self._venue(found.venue):
            self._venue_text(found.venue, None)
        if found.date is not None:
            self._set_date(found.date[0], start + found.date[1], start + found.date[2])
        return True

    def _affiliation(self, first: int, start: int, end: int) -> bool:
        text, is_closed = self._text, self._text[end : end + 1] == ")"
        if not (is_closed and affiliations.is_behind_year(text[start:end], text[first:start])):
            return False
        return self._claim(start, end, before="behind a year")

    def _take(self, low: int, high: int) -> None:
        self._text = self._text[:low] + TAKEN * (high - low) + self._text[high:]

    def _detail(self, start: int, end: int, *, before: str) -> bool:
        """Read a stretch that is one detail and nothing else; return whether it was."""
        start, end = phrases.narrow(self._text, start, end)
        text = self._text[start:end]
        if not any(char.isalnum() for char in text) or TAKEN in text:
            return TAKEN not in text
        if self._date(start, end):
            return True
        found = partial_date.find_span(text)
        if found is not None and phrases.has_listed_date(text):
            return self._beside_date(start, end, found, before) or self._venue(text)
        if self._venue(text):
            return True
        if found is not None:
            return self._beside_date(start, end, found, before)
        if phrases.is_impossible_date(text):
            self._details.impossible_dates.append((text, self._inline.source(start, end)[0]))
            return False
        if self._claim(start, end, before=before):
            return True
        if before in ("emphasis", "group") and self._listing(start, end):
            return True
        # `[T](u) *Ada Bee*`: slanted behind a title, one name is enough.
        least = 1 if before == "emphasis" else min(self._least, 3)
        if author_names.is_authors(text, least=max(least, 2)) or (
            least == 1 and author_names.are_people(text, least=1) and not phrases.is_note_word(text)
        ):
            self._author_line(start, end)
            return True
        return False

    def _listing(self, start: int, end: int) -> bool:
        """Read `ICML, Spotlight` or `MIT, 2024`: every part between commas is a detail."""
        parts = [part.strip() for part in self._text[start:end].split(",")]
        if len(parts) < 2 or not all(part and venues.find(part) for part in parts):
            return False
        return self._venue_text(", ".join(parts), None)

    def _date(self, start: int, end: int) -> bool:
        found = phrases.find_date(self._text[start:end])
        return found is not None and self._set_date(found[0], start + found[1], start + found[2])

    def _set_date(self, value: PartialDate, start: int, end: int) -> bool:
        if self._details.date is None:
            self._details.date = value
            self._details.date_span = self._inline.source(start, end)
        self._date_start, self._date_end = start, max(self._date_end, end)
        return True

    def _venue(self, text: str) -> bool:
        venue = venues.find(text)
        return venue is not None and self._venue_text(venue.text, venue.year)

    def _venue_text(self, text: str, year: int | None) -> bool:
        if self._details.venue is None:
            self._details.venue = phrases.squeeze(text)
            self._details.venue_year = year
        return True

    def _beside_date(
        self, start: int, end: int, found: tuple[PartialDate, int, int], before: str
    ) -> bool:
        """Read a date with a venue, organization or nothing of weight beside it."""
        value, low, high = found
        low, high = start + low, start + high
        head = phrases.narrow(self._text, start, low)
        tail = phrases.narrow(self._text, high, end)
        if head[0] < head[1] and tail[0] < tail[1]:
            return False
        rest = head if head[0] < head[1] else tail
        text = self._text[rest[0] : rest[1]]
        text = re.sub(
            r"^(?:in|on|since|from|published|updated|submitted)\b\s*(?:in|on)?\s*:?\s*",
            "",
            text,
            flags=re.I,
        )
        if not text:
            return self._set_date(value, low, high)
        if self._venue(text) or self._claim(
            rest[1] - len(text), rest[1], before=before, is_beside_date=True
        ):
            pass
        elif before in ("group", "emphasis") and author_names.are_people(text, least=2):
            self._author_line(*rest)
        elif (before == "emphasis" and affiliations.is_short_name(text)) or (
            before not in ("bar", "dash") and _ACRONYM.fullmatch(text)
        ):
            # `*GreenAI Days, 2024*`, `(RAS 2023)`: a venue that nobody has heard of.
            self._venue_text(text, value.year)
        elif before != "group" and phrases.is_note_word(text):
            self._note(*rest)
        else:
            return False
        return self._set_date(value, low, high)

    def _marked(self, start: int, end: int, *, is_bracketed: bool) -> bool:
        """Read what an `@` marks: where a work is from or appeared; answer whether it is read."""
        text = self._text[start:end]
        if not text or self._venue(text):
            return True
        head = text.partition(",")[0]
        if head != text and self._venue(head):
            # `@ MLSys 2024, Austin, USA`: where the venue was stays in the note.
            self._take(self._text.rfind("@", 0, start), start + len(head))
            return False
        found = partial_date.find_span(text)
        if found is not None:
            return self._beside_date(start, end, found, "mark")
        if is_bracketed and TAKEN not in text and not organization_text.is_note(text):
            self._organizations(start, end, place="mark")
            return True
        return self._claim(start, end, before="mark")

    def _claim(self, start: int, end: int, *, before: str, is_beside_date: bool = False) -> bool:
        """Read a stretch as organizations, by what it says or where it stands."""
        text = self._text[start:end]
        place = affiliations.place(
            before,
            is_after_date=0 <= self._date_end <= start,
            is_beside_date=is_beside_date or 0 < self._date_start - end <= 4,
        )
        claim = affiliations.find(
            text,
            is_organization=self._details.is_organization,
            is_field=before not in ("group", "emphasis")
            or (self._whole[0] <= start and end <= self._whole[1])
            or affiliations.stands_alone(
                self._text, start, end, is_organization=self._details.is_organization
            ),
            place=place,
        )
        if claim is None or (claim is Claim.GUESSED and author_names.are_people(text, least=2)):
            return False
        if claim is Claim.NAMED:
            self._organizations(start, end, place=place)
        else:
            span = self._inline.source(start, end)
            self._details.guesses.append(Guess(phrases.squeeze(text), span, place))
        return True

    def _organizations(self, start: int, end: int, *, place: str = "") -> None:
        text = phrases.squeeze(self._text[start:end])
        self._details.add_organizations(text, self._inline.source(start, end))
        if place:
            self._details.named_places.append(place)

    def _author_line(self, start: int, end: int) -> None:
        by = _BY.match(self._text, start, end)
        start = by.end() if by is not None else start
        text = self._text[start:end].rstrip(" .,;")
        if self._details.authors is None:
            self._details.authors = phrases.squeeze(text)
            self._details.authors_span = self._inline.source(start, start + len(text))

    def _peel(self, segment: Segment) -> Segment | None:
        """Read the details at a segment's ends; return what is left, None if nothing is."""
        start, end, before = segment
        while True:
            low, high = phrases.narrow(self._text, start, end)
            if low == high:
                return None
            cut = max(self._text.rfind(mark, low, high) for mark in (", ", ". ", "; "))
            if cut < 0 or not self._detail_of_end(cut + 1, high):
                break
            end = cut
        text = self._text[start:end]
        lead = re.match(r"\s*[:,]?\s*", text)
        first = start + (lead.end() if lead else 0)
        mark = re.search(r"[,;]\s|\s[-–—]\s|:\s", self._text[first:end])
        if mark is not None and self._date(
            *phrases.narrow(self._text, first, first + mark.start())
        ):
            rest = Segment(first + mark.end(), end, "start")
            return None if self._detail(rest.start, rest.end, before="start") else rest
        low, high = phrases.narrow(self._text, start, end)
        if self._people(low, high, is_sure=end < segment.end or before == "start"):
            return None
        cut = self._text.rfind(". ", low, high)
        if cut >= 0 and author_names.are_people(self._text[cut + 1 : high], least=2):
            self._author_line(*phrases.narrow(self._text, cut + 1, high))
            return None if self._detail(start, cut, before=before) else Segment(start, cut, before)
        return Segment(start, end, before)

    def _people(self, start: int, end: int, *, is_sure: bool) -> bool:
        """Read a stretch as authors, more readily where `is_sure` or behind `by`."""
        by = _BY.match(self._text, start, end)
        first = by.end() if by is not None else start
        least = 1 if by is not None else 2
        text = self._text[first:end]
        if (
            author_names.is_authors(text, least=self._least)
            or author_names.is_initialled(text)
            or ((is_sure or by is not None) and author_names.are_people(text, least=least))
        ):
            self._author_line(first, end)
            return True
        return False

    def _detail_of_end(self, start: int, end: int) -> bool:
        low, high = phrases.narrow(self._text, start, end)
        text = self._text[low:high]
        if not text:
            return False
        if self._date(low, high) or self._venue(text):
            return True
        found = partial_date.find_span(text)
        return found is not None and self._beside_date(low, high, found, "start")

    def _note(self, start: int, end: int) -> None:
        text = self._text[start:end]
        is_number = _NUMBER.fullmatch(text) is not None
        if TAKEN not in text and not is_number and text.lower() not in _FILLERS:
            self._details.add_note(phrases.squeeze(text), self._inline.source(start, end))
