"""Reads one stretch of a line as one detail: a date, a venue, organizations or authors."""

from aiev import lazy_regex as re
from aiev.domain import partial_date
from aiev.domain.organizations import text as organization_text
from aiev.domain.partial_date import PartialDate
from aiev.markdown.reading.details_line import DetailsLine
from aiev.markdown.reading.words import affiliations, author_names, edges, phrases, venues
from aiev.markdown.reading.words.segments import TAKEN

_SINCE = re.compile(
    r"\A(?:in|on|since|from|published|updated|submitted)\b\s*(?:in|on)?\s*:?\s*", re.IGNORECASE
)
_LEADS_TO_DATE = re.compile(r"\b(?:as of|of|on|in|at|by|since|until|from|to)\Z")
_SAID = re.compile(r"[^\W_]")
_APART = rf"{TAKEN}|,;.()\[\]@\n"
_WORKSHOP = re.compile(rf"(?:[^\s{_APART}–—-][^{_APART}]*\s)?\bworkshops?\s*@\s*\Z", re.IGNORECASE)
_LONGEST_WORKSHOP = 100
_ACRONYM = re.compile(
    r"(?:[A-Z]{3,}[A-Za-z]{0,4}|[A-Z]+[a-z]*\d?[A-Z][A-Za-z]{1,9})(?:-[A-Z]{3,})?"
)


class DetailReader:
    """Reads stretches of a line into its details; so many names, `least`, make authors."""

    def __init__(self, line: DetailsLine, least: int) -> None:
        self._line, self._least = line, least

    def read(self, start: int, end: int, *, before: str) -> bool:
        """Read a stretch that is one detail and nothing else; return whether it was."""
        start, end = edges.narrow(self._line.text, start, end)
        text = self._line.text[start:end]
        if TAKEN in text or _SAID.search(text) is None:
            return TAKEN not in text
        if self.date(start, end):
            return True
        found = partial_date.find_span(text)
        if found is not None and phrases.has_listed_date(text):
            return self.beside_date(start, end, found, before) or self._line.is_venue(text)
        if self._line.is_venue(text):
            return True
        if found is not None:
            return self.beside_date(start, end, found, before) or (
                before in ("emphasis", "group") and self._listing(start, end)
            )
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
        # `通义（Tongyi）是…`: what one pair of brackets amid a line holds is nobody's name.
        least = max(least, 2) if before == "group" and not self._is_all(start, end) else least
        if author_names.is_authors(text, least=max(least, 2)) or (
            least == 1 and author_names.are_people(text, least=1) and not phrases.is_note_word(text)
        ):
            self._line.set_authors(start, end)
            return True
        return False

    def _is_all(self, start: int, end: int) -> bool:
        """Return whether a line says nothing beside a stretch of it."""
        text = self._line.text
        return _SAID.search(text[text.rfind("\n", 0, start) + 1 : start] + text[end:]) is None

    def read_end(self, start: int, end: int) -> bool:
        """Read a stretch that ends a segment: a date, a venue, or a date with what it dates."""
        low, high = edges.narrow(self._line.text, start, end)
        text = self._line.text[low:high]
        if not text:
            return False
        if self.date(low, high) or self._line.is_venue(text):
            return True
        found = partial_date.find_span(text)
        return found is not None and self.beside_date(low, high, found, "start")

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
            return self._venue_and_who(start, end, parts)
        return self._line.set_venue(", ".join(parts), None)

    def _venue_and_who(self, start: int, end: int, parts: list[str]) -> bool:
        """Read `Interspeech 2021, MIT`: a venue and an organization that is known."""
        venue = venues.find(parts[0])
        if len(parts) != 2 or venue is None or not self._line.details.is_organization(parts[1]):
            return False
        self._line.add_organizations(end - len(parts[1]), end)
        return self._line.set_venue(venue.text, venue.year)

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

    def date(self, start: int, end: int) -> bool:
        """Read a stretch that is a date and nothing else; return whether it was."""
        found = phrases.find_date(self._line.text[start:end])
        return found is not None and self._line.set_date(
            found[0], start + found[1], start + found[2]
        )

    def beside_date(
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
        elif (before == "emphasis" and self._is_new_venue(text)) or (
            before not in ("bar", "dash") and _ACRONYM.fullmatch(text)
        ):
            # `*GreenAI Days, 2024*`, `(RAS 2023)`: a venue that nobody has heard of.
            line.set_venue(text, value.year)
        elif before != "group" and phrases.is_note_word(text):
            line.add_note(*rest)
        else:
            return False
        return line.set_date(value, low, high)

    @staticmethod
    def _is_new_venue(text: str) -> bool:
        """Return whether a text beside a date is a name, and no words that lead to the date."""
        return affiliations.is_short_name(text) and _LEADS_TO_DATE.search(text) is None

    def marked(self, start: int, end: int, *, is_bracketed: bool) -> bool:
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
            return self.beside_date(start, end, found, "mark")
        if affiliations.is_handle(text) and not self._line.details.is_organization(text):
            return False
        if is_bracketed and TAKEN not in text and not organization_text.is_note(text):
            self._line.add_organizations(start, end, place="mark")
            return True
        return self._line.claim_organizations(start, end, before="mark")
