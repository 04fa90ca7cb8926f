"""The dates of a query to closed-open spans of ISO days."""

import re
from datetime import date, timedelta

from aiev.domain import partial_date

AGO = r"(\d{1,4})([dwmy])"
"""So long ago: a count of days, weeks, months or years."""

_AGO = re.compile(AGO, re.ASCII)
_ISO = re.compile(r"\d{4}(-\d\d){0,2}", re.ASCII)

Span = tuple[str | None, str | None]


def since(text: str, today: date) -> str:
    """Return the first day of `text`: a date of any precision, or `6m`, `30d`, `2w`, `1y` ago.

    Raises ValueError with the reason for anything else.
    """
    match = _AGO.fullmatch(text)
    return _ago(int(match[1]), match[2], today).isoformat() if match else _interval(text)[0]


def until(text: str, today: date) -> str:
    """Return the day after the last one of `text`, which is written as for `since`."""
    match = _AGO.fullmatch(text)
    if match is None:
        return _interval(text)[1]
    return (_ago(int(match[1]), match[2], today) + timedelta(days=1)).isoformat()


def span(text: str, today: date) -> Span:
    """Return the days of `2024`, `2024-05..2025`, `2024..`, `..6m` or `>=2024-05`.

    Raises ValueError with the reason for anything else, also for a range that ends before it
    starts.
    """
    if text.startswith(">"):
        first_day = since if text.startswith(">=") else until
        return first_day(text[1:].removeprefix("="), today), None
    if text.startswith("<"):
        last_day = until if text.startswith("<=") else since
        return None, last_day(text[1:].removeprefix("="), today)
    first, dots, last = text.removeprefix("=").partition("..")
    if not dots:
        return since(first, today), until(first, today)
    if not first and not last:
        raise ValueError("no date")
    low = since(first, today) if first else None
    high = until(last, today) if last else None
    if low is not None and high is not None and high <= low:
        raise ValueError("the range ends before it starts")
    return low, high


def _interval(text: str) -> tuple[str, str]:
    try:
        low, high = partial_date.parse(text).interval()
    except ValueError:
        raise ValueError("no such date" if _ISO.fullmatch(text) else "no date") from None
    return low.isoformat(), high.isoformat()


def _ago(count: int, unit: str, today: date) -> date:
    if unit in "dw":
        days = count * (7 if unit == "w" else 1)
        return today - timedelta(days=min(days, today.toordinal() - 1))
    months = today.year * 12 + today.month - 1 - count * (12 if unit == "y" else 1)
    year, month = divmod(max(months, 12), 12)
    first = date(year, month + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(today.day, last.day))
