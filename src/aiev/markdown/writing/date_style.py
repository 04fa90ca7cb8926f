"""Dates written the way a list writes its dates."""

import re

from aiev.domain.partial_date import PartialDate

_SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LONG = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_NUMBERS = re.compile(r"(?P<year>\d{4})(?P<sep>[-./])(?P<month>\d{1,2})(?:[-./](?P<day>\d{1,2}))?")
_YEAR_LAST = re.compile(r"(?P<month>\d{1,2})(?P<sep>[-./])\d{4}")
_WORDS = re.compile(r"[A-Za-z]{3,}")


def write(date: PartialDate, *, like: str | None) -> str:
    """Return `date`, to its precision, in the form of the date `like`; ISO without one.

    `18 Nov 2024` gives `3 May 2025` or `May 2025`, `2024.07` gives `2025.05` or `2025.05.03`.
    """
    if date.month is None:
        return str(date)
    numbers = _NUMBERS.search(like) if like else None
    if numbers is not None:
        sep = numbers["sep"]
        is_padded = len(numbers["month"]) == 2
        month = f"{date.month:02}" if is_padded else str(date.month)
        parts = [str(date.year), month]
        if date.day is not None:
            parts.append(f"{date.day:02}" if is_padded else str(date.day))
        return sep.join(parts)
    turned = _YEAR_LAST.fullmatch(like.strip()) if like else None
    if turned is not None and date.day is None:
        month = f"{date.month:02}" if len(turned["month"]) == 2 else str(date.month)
        return f"{month}{turned['sep']}{date.year}"
    word = _WORDS.search(like) if like else None
    if like is None or word is None:
        return str(date)
    is_long = word.group() in _LONG and word.group() != "May"
    name = (_LONG if is_long else _SHORT)[date.month - 1]
    if date.day is None:
        return f"{date.year} {name}" if like.strip()[:4].isdigit() else f"{name} {date.year}"
    if like.strip()[:1].isdigit() or not re.search(r"\d{1,2}\D+\d{4}", like):
        return f"{date.day} {name} {date.year}"
    return f"{name} {date.day}, {date.year}"
