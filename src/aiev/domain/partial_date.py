"""Dates as lists write them: known to the day, the month or only the year."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"),
            ("feb", "february", "febr"),
            ("mar", "march"),
            ("apr", "april"),
            ("may",),
            ("jun", "june"),
            ("jul", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}

_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_EDGE = r"(?<![\w/.-])"
_END = r"(?![\w/-]|\.\d)"
# From the most telling form to the least: the first that matches a place wins.
_FORMS = tuple(
    re.compile(_EDGE + form + _END, re.IGNORECASE)
    for form in (
        rf"{_YEAR}(?P<sep>[-./])(?P<number>1[0-2]|0?[1-9])(?P=sep){_DAY}",
        rf"{_DAY}[\s.,-]*{_MONTH}[\s,.'’-]*{_YEAR}",
        rf"{_MONTH}\s*{_DAY}\s*,?\s*{_YEAR}",
        rf"{_YEAR}[\s,.-]*{_MONTH}[\s.-]*{_DAY}",
        rf"{_MONTH}[\s,.'’-]*{_YEAR}",
        rf"{_YEAR}[\s,.-]*{_MONTH}",
        rf"{_YEAR}[-./](?P<number>1[0-2]|0?[1-9])",
        rf"(?P<number>1[0-2]|0?[1-9])[-/]{_YEAR}",
        rf"{_YEAR}年(?:(?P<number>1[0-2]|0?[1-9])月(?:{_DAY}日)?)?",
        _YEAR,
    )
)
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the year, the month or the day; what is unknown stays unknown.

    Has no order of its own: sort by `interval()`. Raises ValueError for a day that no calendar has.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        if not 1 <= self.year <= 9998:
            raise ValueError("the year must lie between 1 and 9998")
        date(self.year, self.month or 1, self.day or 1)

    def interval(self) -> tuple[date, date]:
        """Answer the closed-open span of days: 2024-11 is [2024-11-01, 2024-12-01)."""
        start = date(self.year, self.month or 1, self.day or 1)
        if self.day:
            return start, start + timedelta(days=1)
        if self.month:
            return start, (start + timedelta(days=31)).replace(day=1)
        return start, start.replace(year=self.year + 1)

    def covers(self, other: "PartialDate") -> bool:
        """Say whether every day that `other` may be lies within this date."""
        low, high = self.interval()
        other_low, other_high = other.interval()
        return low <= other_low and other_high <= high

    def __str__(self) -> str:
        text = f"{self.year:04}"
        if self.month:
            text += f"-{self.month:02}"
        if self.day:
            text += f"-{self.day:02}"
        return text


def parse(text: str) -> PartialDate:
    """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; raises ValueError for anything else."""
    match = _ISO.fullmatch(text)
    if match is None:
        raise ValueError(f"not a date: {text}")
    return PartialDate(*(int(part) if part else None for part in match.groups()))  # type: ignore[arg-type]  # the year is always there


def find(text: str) -> PartialDate | None:
    """Answer the first date written in `text` in any form that lists use, or None."""
    found = find_span(text)
    return found[0] if found else None


def find_span(text: str) -> tuple[PartialDate, int, int] | None:
    """Answer the first date in `text` and where it stands (start, end), or None.

    Reads `18 Nov 2024`, `Nov 18, 2024`, `Dec 2024`, `2024.07`, `2024/05/28`, `2017`, `2024年5月`.
    A day that no calendar has (`31 Feb 2024`) is no date, not even a year.
    """
    for form in _FORMS:
        match = form.search(text)
        if match is None:
            continue
        parts = match.groupdict()
        month = MONTHS[parts["month"].lower()] if parts.get("month") else None
        if parts.get("number"):
            month = int(parts["number"])
        day = int(parts["day"]) if parts.get("day") else None
        try:
            return PartialDate(int(parts["year"]), month, day), match.start(), match.end()
        except ValueError:
            return None
    return None
