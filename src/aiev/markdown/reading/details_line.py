"""One line beside a title while it is read: what is still unread, and where what is found goes."""

from aiev import lazy_regex as re
from aiev.domain.partial_date import PartialDate
from aiev.markdown.reading.details import Details, Guess
from aiev.markdown.reading.inline import Inline
from aiev.markdown.reading.words import affiliations, author_names, edges, phrases, venues
from aiev.markdown.reading.words.affiliations import Claim
from aiev.markdown.reading.words.segments import TAKEN

_BY = re.compile(r"(?:written )?by\s+(?=[A-Z])", re.IGNORECASE)
_FROM = re.compile(r"[Ff]rom\s+(?=[A-Z])")
# Left over where what they introduce was read: `in *Proceedings of ICML*`.
_FILLERS = ("in", "at", "by", "and", "see", "via", "on", "title", "paper title", "paper", "et al")
_QUOTES = "'’‘`´"
_NUMBER = re.compile(r"#?\d{1,3}[.):]?")


class DetailsLine:
    """The text of a line, what was read blanked, and the details that it fills.

    `whole` is the stretch that is a field of its own, whatever stands around it.
    """

    def __init__(self, inline: Inline, text: str, details: Details) -> None:
        self.inline, self.text, self.details = inline, text, details
        self.whole = (0, 0)
        self._date_start, self._date_end = -1, -1

    def take(self, low: int, high: int) -> None:
        """Blank a stretch: it is read."""
        self.text = self.text[:low] + TAKEN * (high - low) + self.text[high:]

    def set_date(self, value: PartialDate, start: int, end: int) -> bool:
        """Keep a date, unless one as fine is known; return True, as it is read in any case."""
        known = self.details.date
        # `arXiv, 2023`, and below it `20 Dec 2022`
        is_finer = (
            known is not None
            and known.month is None
            and value.month is not None
            and known.year - 1 <= value.year <= known.year
        )
        if known is None or is_finer:
            self.details.date = value
            self.details.date_span = self.inline.source(start, end)
        self._date_start, self._date_end = start, max(self._date_end, end)
        return True

    def is_venue(self, text: str) -> bool:
        """Return whether a text is a venue, and keep it unless one is known."""
        venue = venues.find(text)
        return venue is not None and self.set_venue(venue.text, venue.year)

    def set_venue(self, text: str, year: int | None) -> bool:
        """Keep a venue, unless one is known; return True, as it is read in any case."""
        if self.details.venue is None:
            self.details.venue = _without_stray_quote(edges.squeeze(text))
            self.details.venue_year = year
        return True

    def set_authors(self, start: int, end: int) -> None:
        """Keep a stretch as the authors, without a `by` before it, unless they are known."""
        by = match_by(self.text, start, end)
        start = by.end() if by is not None else start
        text = self.text[start:end].rstrip(" .,;")
        if self.details.authors is None:
            self.details.authors = edges.squeeze(text)
            self.details.authors_span = self.inline.source(start, start + len(text))

    def claim_organizations(
        self, start: int, end: int, *, before: str, is_beside_date: bool = False
    ) -> bool:
        """Read a stretch as organizations by what it says or where it stands, if it may be so."""
        origin = _FROM.match(self.text, start, end)
        start = origin.end() if origin is not None else start
        text, is_organization = self.text[start:end], self.details.is_organization
        if not affiliations.may_name(text):
            return False
        place = affiliations.place(
            before,
            is_after_date=0 <= self._date_end <= start,
            is_beside_date=is_beside_date or 0 < self._date_start - end <= 4,
        )
        claim = affiliations.find(
            text,
            is_organization=is_organization,
            is_field=before not in ("group", "emphasis")
            or (self.whole[0] <= start and end <= self.whole[1])
            or affiliations.stands_alone(self.text, start, end, is_organization=is_organization),
            place=place,
        )
        if claim is None or (claim is Claim.GUESSED and author_names.are_people(text, least=2)):
            return False
        if claim is Claim.NAMED:
            self.add_organizations(start, end, place=place)
        else:
            span = self.inline.source(start, end)
            self.details.guesses.append(Guess(edges.squeeze(text), span, place))
        return True

    def add_organizations(self, start: int, end: int, *, place: str = "") -> None:
        """Keep a stretch as organizations beyond doubt, in one of the places that tell so."""
        text = edges.squeeze(self.text[start:end])
        self.details.add_organizations(text, self.inline.source(start, end))
        if place:
            self.details.named_places.append(place)

    def add_note(self, start: int, end: int) -> None:
        """Keep a stretch as a piece of the note, unless it is what introduced a detail."""
        text = self.text[start:end]
        is_number = _NUMBER.fullmatch(text) is not None
        # `[paper](u) / code`: a form that is not there yet.
        is_awaited = text[:1] == "/" and phrases.is_generic(text[1:].strip())
        if TAKEN not in text and not (is_number or is_awaited) and text.lower() not in _FILLERS:
            self.details.add_note(edges.squeeze(text), self.inline.source(start, end))


def _without_stray_quote(venue: str) -> str:
    """Return `EACL'24'` and `TKDE‘` without the last quote, which is the year's in `ECCV 24'`."""
    bare = venue.rstrip(_QUOTES)
    if bare == venue or (bare[-1:].isdigit() and not any(quote in bare for quote in _QUOTES)):
        return venue
    return bare


def match_by(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the `by` or `written by` that a stretch of names begins with, or None."""
    return _BY.match(text, start, end)
