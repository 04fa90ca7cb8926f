"""Dates beside a paper: a stretch that is one, and what looks like one that no calendar has."""

import re

from aiev.domain import partial_date
from aiev.domain.partial_date import PartialDate

_LIKE = re.compile(
    r"\W*(?:\d{1,2}(?:st|nd|rd|th)?[\s.,-]+[A-Za-z]{3,9}\.?[\s,.-]+(?:19|20)\d\d"
    r"|[A-Za-z]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d"
    r"|(?:19|20)\d\d[-./]\d{1,2}(?:[-./]\d{1,2})?)\W*"
)
_COMMA_YEAR = re.compile(r",\s*(?:[A-Z][a-z]{2,8}\.?\s+)?(?:19|20)\d\d$")
_COMMA_MONTH = re.compile(r"(?P<year>(?:19|20)\d\d),\s?(?P<month>1[0-2]|0?[1-9])(?!\d)")


def find(text: str) -> tuple[PartialDate, int, int] | None:
    """Return the date that is all that `text` says, and where it stands in it."""
    comma = _COMMA_MONTH.fullmatch(text)
    if comma is not None:
        return PartialDate(int(comma["year"]), int(comma["month"])), 0, len(text)
    found = partial_date.find_span(text)
    if found is None or text[: found[1]].strip() or text[found[2] :].strip(" .,;"):
        return None
    return found


def is_listed(text: str) -> bool:
    """Return whether a comma parts a date from what it stands beside.

    `ICCV, 2025` and `RSS Workshop, Nov 2023` list a date; `ICCV 2025` is a venue's name.
    """
    return _COMMA_YEAR.search(text) is not None


def is_impossible(text: str) -> bool:
    """Return whether a text that is no date was meant as one: `31 Feb 2024`."""
    return _LIKE.fullmatch(text) is not None
