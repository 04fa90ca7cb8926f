"""What an entry says beside its title and links: date, venue, organizations, authors, notes."""

from collections.abc import Container
from dataclasses import dataclass, field
from typing import NamedTuple

from aiev.domain.partial_date import PartialDate
from aiev.markdown.reading.words import phrases
from aiev.markdown.values import IsOrganization, Span


class Remark(NamedTuple):
    """A piece of what is said beside a paper, and where it stands.

    `kind` is `note` for free words, `aside` for a line with a label of its own, such as
    `TLDR: …`.
    """

    text: str
    span: Span | None
    kind: str


class Guess(NamedTuple):
    """Words that may name organizations, if the list has such in that place of its entries."""

    text: str
    span: Span
    place: str

    def as_note(self) -> Remark:
        """Return the words as a piece of the note."""
        return Remark(self.text, self.span, "note")


class Candidate(NamedTuple):
    """Words that may be the venue or the authors, if that is what the list has in their place.

    `year` is one that stands beside them. `rest` are the authors behind a venue that was read as
    one of them, and where they stand.
    """

    kind: str
    text: str
    span: Span
    place: str
    year: int | None = None
    rest: tuple[str, Span] | None = None


@dataclass(slots=True)
class Details:
    """What was read so far; `notes` in the order of the text. Spans are places in the list.

    `named_places` are the places in which organizations stand beyond doubt, `guesses` what else
    stands in such a place; `told` are the places of venues, authors and other words, `candidates`
    those of them that may be more. Whether they count is settled when the whole list is read.
    """

    is_organization: IsOrganization
    date: PartialDate | None = None
    date_span: Span | None = None
    venue: str | None = None
    venue_year: int | None = None
    organizations: str | None = None
    organizations_span: Span | None = None
    authors: str | None = None
    authors_span: Span | None = None
    short_name: str | None = None
    short_name_span: Span | None = None
    keywords: str | None = None
    keywords_span: Span | None = None
    abstract: str | None = None
    named_places: list[str] = field(default_factory=list)
    guesses: list[Guess] = field(default_factory=list)
    told: list[tuple[str, str]] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)
    impossible_dates: list[tuple[str, int]] = field(default_factory=list)

    def spans(self, *, beside: Container[str]) -> dict[str, Span]:
        """Return where each part stands, by its name; a second note is called `note 2`.

        Names that `beside` has are taken.
        """
        known = {
            "date": self.date_span,
            "organizations": self.organizations_span,
            "authors": self.authors_span,
            "short_name": self.short_name_span,
            "keywords": self.keywords_span,
        }
        found = {name: span for name, span in known.items() if span is not None}
        last: dict[str, int] = {}
        for remark in self.notes:
            if remark.span is not None:
                number = last.get(remark.kind, 0) + 1
                name = remark.kind if number == 1 else f"{remark.kind} {number}"
                if name in beside:
                    number += 1
                    name = f"{remark.kind} {number}"
                found[name] = remark.span
                last[remark.kind] = number
        return found

    def add_organizations(self, text: str, span: Span | None) -> None:
        """Add organizations as written; those of several places have no place of their own."""
        if phrases.is_nothing(text):
            return
        if self.organizations is None:
            self.organizations, self.organizations_span = text, span
        elif text not in self.organizations:
            self.organizations += f" & {text}"
            self.organizations_span = None

    def add_keywords(self, text: str, span: Span | None) -> None:
        """Add keywords as written; those of several lines have no place of their own."""
        if phrases.is_nothing(text):
            return
        if self.keywords is None:
            self.keywords, self.keywords_span = text, span
        elif text not in self.keywords:
            self.keywords += f", {text}"
            self.keywords_span = None

    def add_abstract(self, text: str) -> None:
        """Add a part of the abstract that the list itself has; no edit names it."""
        if text and any(char.isalnum() for char in text):
            self.abstract = f"{self.abstract} {text}" if self.abstract else text

    def take_short_name_for_note(self) -> None:
        """Make what was taken for the short name the first piece of the note."""
        if self.short_name is not None:
            self.notes.insert(0, Remark(self.short_name, self.short_name_span, "aside"))
        self.short_name = self.short_name_span = None

    def settle_guesses(self, places: Container[str]) -> None:
        """Take guesses in `places` for organizations and all others for pieces of the note."""
        others = []
        for guess in self.guesses:
            if guess.place in places:
                self.add_organizations(guess.text, guess.span)
            else:
                others.append(guess)
        others.sort(key=lambda guess: guess.span, reverse=True)
        notes = []
        for remark in self.notes:
            while others and remark.span is not None and others[-1].span < remark.span:
                notes.append(others.pop().as_note())
            notes.append(remark)
        self.notes = notes + [guess.as_note() for guess in reversed(others)]
        self.guesses.clear()

    def take_candidate(self, candidate: Candidate, *, year: int | None) -> bool:
        """Take words for the venue or the authors; return whether they were read as others."""
        is_venue = candidate.kind == "venue"
        if (self.venue if is_venue else self.authors) is not None or not self._give_up(candidate):
            return False
        if is_venue:
            self.venue, self.venue_year = candidate.text, year
        else:
            self.authors, self.authors_span = candidate.text, candidate.span
        return True

    def _give_up(self, candidate: Candidate) -> bool:
        """Forget what words were read as; return whether they were read as anything."""
        span, rest = candidate.span, candidate.rest
        if rest is not None:
            # What stands ahead of the authors was read as one of them, or with them as a note.
            whole = (span[0], rest[1][1])
            notes = [remark for remark in self.notes if remark.span != whole]
            is_found = len(notes) < len(self.notes) or self.authors_span == whole
            if is_found:
                self.notes, (self.authors, self.authors_span) = notes, rest
            return is_found
        notes = [remark for remark in self.notes if remark.span != span]
        guesses = [guess for guess in self.guesses if guess.span != span]
        is_found = len(notes) + len(guesses) < len(self.notes) + len(self.guesses)
        self.notes, self.guesses = notes, guesses
        if self.authors_span == span:
            self.authors, self.authors_span, is_found = None, None, True
        if self.short_name_span == span:
            self.short_name, self.short_name_span, is_found = None, None, True
        return is_found

    def add_note(self, text: str, span: Span | None, *, kind: str = "note") -> None:
        """Add a piece of note, unless it says nothing."""
        if text and any(char.isalnum() for char in text):
            self.notes.append(Remark(text, span, kind))

    def forget_places(self) -> None:
        """Forget where the facts stand: they are said of several papers, and edited with care."""
        self.date_span = self.organizations_span = self.authors_span = None
        self.short_name_span = self.keywords_span = None
        self.notes = [remark._replace(span=None) for remark in self.notes]
