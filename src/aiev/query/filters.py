"""Limits of a query: dates and numbers as they are written, and the options as one tree."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from aiev import lazy_regex as re
from aiev.errors import UsageError
from aiev.light_typing import TypeVar
from aiev.query.tree import Dates, Name, Node, Numbers, Text, conjunction, disjunction
from aiev.value import value

AGO = r"(\d{1,4})([dwmy])"
"""So long ago: a count of days, weeks, months or years."""

_AGO = re.compile(f"(?a:{AGO})")
_ISO = re.compile(r"(?a:\d{4}(-\d\d){0,2})")

DateSpan = tuple[str | None, str | None]


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


def span(text: str, today: date) -> DateSpan:
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


def numbers(text: str) -> tuple[int | None, int | None]:
    """Return the least and the largest number of `100`, `100..500`, `100..`, `>=100` or `<50`.

    Raises ValueError with the reason for anything else, also for a range that holds no number.
    """
    if text.startswith(">"):
        bound = _number(text[1:].removeprefix("="))
        return (bound if text.startswith(">=") else bound + 1), None
    if text.startswith("<"):
        bound = _number(text[1:].removeprefix("="))
        if not bound and not text.startswith("<="):
            raise ValueError("no number is below 0")
        return None, (bound if text.startswith("<=") else bound - 1)
    first, dots, last = text.removeprefix("=").partition("..")
    if not dots:
        return _number(first), _number(first)
    if not first and not last:
        raise ValueError("no number")
    low = _number(first) if first else None
    high = _number(last) if last else None
    if low is not None and high is not None and high < low:
        raise ValueError("the range ends before it starts")
    return low, high


def _number(text: str) -> int:
    # SQLite's integers end at 2^63.
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise ValueError("no number")
    return int(text)


def _interval(text: str) -> tuple[str, str]:
    # Loaded where a query has a date, as hardly any has.
    from aiev.domain import partial_date  # noqa: PLC0415

    try:
        low, high = partial_date.parse(text).interval()
    except ValueError:
        is_written_so = _ISO.fullmatch(text)
        raise ValueError("no such date" if is_written_so else "no date") from None
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


_T = TypeVar("_T")
_DATE = "write 2024, 2024-05 or 2024-05-28, or 30d, 2w, 6m, 1y for so long ago"


@value
class Filters:
    """What a result must be besides its words: one of each option's values, of all the options.

    `since`, `until`, `year` and `rating` are written as in the query language.
    """

    topics: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    year: str | None = None
    min_citations: int | None = None
    states: tuple[str, ...] = ()
    rating: str | None = None

    def tree(self, *, today: date) -> Node:
        """Return the filters as a tree; raises UsageError for a date that cannot be read."""
        parts: list[Node] = [
            disjunction(tuple(Name(field, value.strip()) for value in values))
            for field, values in (
                ("topic", self.topics),
                ("org", self.organizations),
                ("category", self.categories),
                ("kind", self.kinds),
                ("tag", self.tags),
                ("list", self.lists),
                ("state", self.states),
            )
            if values
        ]
        if self.authors:
            parts.append(disjunction(tuple(Text(a, "phrase", "author") for a in self.authors)))
        low = None if self.since is None else _read(since, self.since, today)
        high = None if self.until is None else _read(until, self.until, today)
        if low is not None and high is not None and high <= low:
            raise UsageError(f"the range ends before it starts: {self.since}..{self.until}")
        if low is not None or high is not None:
            parts.append(Dates("date", low, high))
        if self.year is not None:
            days = _read(span, self.year, today, hint="write 2024, or 2023..2025 for several")
            parts.append(Dates("date", *days))
        if self.min_citations is not None:
            parts.append(Numbers("citations", self.min_citations, None))
        if self.rating is not None:
            try:
                parts.append(Numbers("rating", *numbers(self.rating.strip())))
            except ValueError as error:
                hint = "write 4, >=4 or 2..3; quote a sign that the shell knows"
                raise UsageError(f"{error}: {self.rating}", hint=hint) from None
        return conjunction(tuple(parts))


def _read(read: Callable[[str, date], _T], text: str, today: date, *, hint: str = _DATE) -> _T:
    try:
        return read(text.strip(), today)
    except ValueError as error:
        raise UsageError(f"{error}: {text}", hint=hint) from None
