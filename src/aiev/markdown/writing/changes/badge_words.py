"""A venue or a date that only a badge says, changed there: `badge/ICLR-2022-blue`.

Written beside such a badge, a list would say two.
"""

from collections.abc import Iterator
from typing import NamedTuple

from aiev import lazy_regex as re
from aiev.domain import partial_date
from aiev.markdown.values import ListedEntry, Span
from aiev.markdown.writing.forms import new_entry, venue_place

_BADGE = re.compile(
    r"(?:!\[(?P<alt>[^\[\]]*)\]\()?https?://img\.shields\.io/badge/"
    r"(?P<said>(?:[^-?#/()\s\"]|--)+(?:-(?:[^-?#/()\s\"]|--)+)?)-[^-?#/()\s\"]+",
    re.IGNORECASE,
)
_PART = re.compile(r"(?<!-)-(?!-)")
_WITH_YEAR = re.compile(r"(?P<name>.*\S)\s+(?P<year>(?:19|20)\d\d)")


class _Said(NamedTuple):
    """Where the words of a badge stand, and the words that it shows in place of the picture."""

    span: Span
    alt: Span


def says(text: str, entry: ListedEntry, field: str) -> bool:
    """Return whether a badge of the entry, and nothing else of it, says its date or venue."""
    return field in ("date", "venue") and _find(text, entry, field) is not None


def changed(text: str, entry: ListedEntry, field: str, value: str | None) -> str | None:
    """Return the text with another date or venue in the entry's badge; None without such a badge.

    Without a value the badge is taken out.
    """
    found = _find(text, entry, field)
    if found is None:
        return None
    (low, high), (start, end) = found
    if value is None:
        picture = venue_place.picture(text, found.span, entry)
        if picture is None:
            return None
        before = text[: picture[0]]
        return (before.rstrip(" ") if text[picture[1] :][:1] in ("", "\n") else before) + (
            text[picture[1] :].removeprefix(" ") if before.endswith(" ") else text[picture[1] :]
        )
    old = text[low:high]
    name = value
    if field == "date":
        words = _PART.split(old)
        day = new_entry.date_like(value, venue_place.decoded(words[-1]))
        said = "-".join([*words[:-1], day.replace("-", "--")])
    else:
        dated = _WITH_YEAR.fullmatch(value)
        said = venue_place.encoded(value, like=old)
        if dated is not None and _PART.search(old):
            name = dated["name"]
            said = f"{venue_place.encoded(name, like=old)}-{dated['year']}"
    shown = text[start:end]
    if field == "venue" and shown and shown in (entry.venue, *map(venue_place.decoded, [old])):
        shown = value
    elif field == "venue" and shown and shown == venue_place.decoded(_PART.split(old)[0]):
        shown = name
    return text[:start] + shown + text[end:low] + said + text[high:]


def _find(text: str, entry: ListedEntry, field: str) -> _Said | None:
    if field == "date":
        known = entry.date is not None and "date" not in entry.fields
    else:
        known = bool(entry.venue) and venue_place.find(text, entry) is None
    return next(_said(text, entry, field), None) if known else None


def _said(text: str, entry: ListedEntry, field: str) -> Iterator[_Said]:
    for badge in _BADGE.finditer(text, *entry.span):
        parts = [venue_place.decoded(part) for part in _PART.split(badge["said"])]
        is_venue = entry.venue in (" ".join(parts), parts[-1])
        is_date = not is_venue and partial_date.find(parts[-1]) == entry.date
        is_own = is_date if field == "date" else is_venue
        if is_own:
            alt = badge.span("alt") if badge["alt"] is not None else (badge.start(),) * 2
            yield _Said(badge.span("said"), alt)
