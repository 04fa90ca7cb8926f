"""Words of which their place tells what they are: behind a label, in a column, in a link."""

import re

from aiev.domain import partial_date
from aiev.domain.partial_date import PartialDate
from aiev.markdown.reading.details import Details
from aiev.markdown.reading.inline import Inline
from aiev.markdown.reading.words import affiliations, edges, venues

_PREPRINT = re.compile(r"(?:bio|med|tech)rxiv|arxiv|preprint", re.IGNORECASE)


def read_authors(inline: Inline, start: int, end: int, *, into: Details) -> None:
    """Take a stretch of text for the names of the authors, unless they are known."""
    text = inline.plain[start:end].rstrip(" .,;\n")
    start += len(text) - len(text.lstrip())
    if into.authors is None and text.strip():
        into.authors = edges.squeeze(text)
        into.authors_span = inline.source(start, start + len(text.strip()))


def read_keywords(inline: Inline, start: int, end: int, *, into: Details) -> None:
    """Take a stretch of text for keywords of the paper."""
    low, high = edges.trim(inline.plain, start, end)
    if high > low:
        into.add_keywords(edges.squeeze(inline.plain[low:high]), inline.source(low, high))


def read_venue(text: str, *, into: Details) -> None:
    """Take a text for the venue, its year for the venue's, unless one is known."""
    if into.venue is None:
        year = partial_date.find(text)
        into.venue, into.venue_year = text, year.year if year else None


def read_issue(venue: str, date: PartialDate, *, into: Details) -> None:
    """Take what a link cites for the venue, rather than a preprint's, and for its date."""
    if into.venue is None or _PREPRINT.match(into.venue):
        into.venue, into.venue_year = venue, date.year
    if into.date is None and date.month is not None:
        into.date = date


def read_labelled(
    inline: Inline, start: int, end: int, *, kind: str, may_be_who: bool, into: Details
) -> None:
    """Read what stands behind the label of `organizations` or a `venue`, which may name who, too.

    `Publisher: Tsinghua University et al.` of a corpus is who made it.
    """
    low, high = edges.trim(inline.plain, start, end)
    text = edges.squeeze(inline.plain[low:high])
    bare = text.removesuffix(" et al")
    is_named = into.is_organization(bare) or affiliations.has_look(bare)
    if may_be_who and is_named and not affiliations.is_service(bare):
        kind = "organizations"
    if kind == "organizations" and into.organizations is None:
        into.add_organizations(text, inline.source(low, high))
    elif kind == "venue" and into.venue is None:
        venue = venues.find(text)
        into.venue, into.venue_year = text, venue.year if venue else None
