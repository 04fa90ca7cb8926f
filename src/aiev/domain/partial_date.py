"""Dates as lists write them: known to the day, the month or only the year."""

from datetime import date, timedelta
from functools import cache, lru_cache

from aiev import lazy_regex as re
from aiev.value import value

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
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_NUMBER = r"(?P<number>1[0-2]|0?[1-9])"
# Any two digits, so that 32 Jan 2024 is seen to be no date rather than read as its month.
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
# Of `SOSP'25, Oct 2022` the 25 is the venue's year.
_FIRST_DAY = r"(?<![A-Za-z]['’‘`´])(?<![A-Za-z]\s['’‘`´])" + _DAY
_BETWEEN = r"[\s.,'’/-]*"
# Chinese runs on without spaces: only Latin letters and digits make a number part of a word.
_EDGE = r"(?<![A-Za-z0-9_/.-])"
_END = r"(?![A-Za-z0-9_/-]|\.[0-9])"
# From the most telling form to the least: the first that matches a place wins.
_FORMS = (
    rf"{_YEAR}(?P<sep>[-./]){_NUMBER}(?P=sep){_DAY}",
    r"(?P<one>[0-9]{1,2})(?P<sep>[-./])(?P<two>[0-9]{1,2})(?P=sep)" + _YEAR,
    rf"{_YEAR}\s*年\s*{_NUMBER}\s*月\s*{_DAY}\s*日",
    rf"{_FIRST_DAY}(?:\s+of\s)?{_BETWEEN}{_MONTH}{_BETWEEN}{_YEAR}",
    rf"{_MONTH}{_BETWEEN}{_DAY}\s*,?\s*{_YEAR}",
    rf"{_YEAR}{_BETWEEN}{_MONTH}{_BETWEEN}{_DAY}",
    rf"{_FIRST_DAY}{_BETWEEN}{_MONTH}\s*['’]\s*(?P<short>[0-9]{{2}})",
    rf"{_MONTH}{_BETWEEN}{_YEAR}",
    rf"{_YEAR}{_BETWEEN}{_MONTH}",
    rf"{_YEAR}[-./]{_NUMBER}",
    rf"{_NUMBER}[-./]{_YEAR}",
    rf"{_YEAR}\s*年(?:\s*{_NUMBER}\s*月)?",
    rf"{_MONTH}\s*['’]\s*(?P<short>[0-9]{{2}})",
    _YEAR,
)
# Every form holds one of these; most texts asked about hold neither.
_HINT = re.compile(r"(?:19|20)[0-9]{2}|[A-Za-z]\.?\s*['’]\s*[0-9]{2}")
_YEAR_HINT = re.compile(r"(?:19|20)[0-9]{2}")
_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


LAST_YEAR = 9998
"""The interval of the year 9999 would end on a day that `datetime.date` cannot hold."""


@value
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
        if not 1 <= self.year <= LAST_YEAR:
            raise ValueError(f"the year must lie between 1 and {LAST_YEAR}")
        # Not `or 1`: a month or day of 0 is no date.
        date(self.year, *(1 if part is None else part for part in (self.month, self.day)))

    def interval(self) -> tuple[date, date]:
        """Return the closed-open span of days: 2024-11 is [2024-11-01, 2024-12-01)."""
        start = date(self.year, self.month or 1, self.day or 1)
        if self.day:
            return start, start + timedelta(days=1)
        if self.month:
            return start, (start + timedelta(days=31)).replace(day=1)
        return start, start.replace(year=self.year + 1)

    def covers(self, other: "PartialDate") -> bool:
        """Return whether every day that `other` may be lies within this date."""
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
    """Return the date written in `text` in any form that lists use, or None; see `find_span`."""
    found = find_span(text)
    return found[0] if found else None


def find_span(text: str) -> tuple[PartialDate, int, int] | None:
    """Return the most telling date in `text`, the first of its form, and where it stands.

    Reads `18 Nov 2024`, `Nov 18, 2024`, `23 Feb, 2025`, `Dec 2024`, `Aug '24`, `2024.07`,
    `[2024/05]`, `12.2024`, `2024/05/28`, `28.05.2024`, `2017`, `2024年5月`. Of `05/07/2024`, which
    one half of the world reads otherwise, only the year is known. A day that no calendar has
    (`31 Feb 2024`) is no date, not even a year.
    """
    # Most texts asked about hold no date: what every form of one needs is looked for first.
    if "20" not in text and "19" not in text and "'" not in text and "’" not in text:
        return None
    return _find_span(text)


@lru_cache(maxsize=1024)
def _find_span(text: str) -> tuple[PartialDate, int, int] | None:
    hint = _HINT if "'" in text or "’" in text else _YEAR_HINT
    if hint.search(text) is None:
        return None
    for form in _patterns():
        matches = list(form.finditer(text))
        for match in matches:
            try:
                return _read(match), match.start(), match.end()
            except ValueError:
                continue
        if matches:
            return None
    return None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    # Compiled when first needed: a search reads no date but its own, and starts sooner without.
    return tuple(re.compile(_EDGE + form + _END, re.IGNORECASE) for form in _FORMS)


def _read(match: re.Match[str]) -> PartialDate:
    parts = match.groupdict()
    year = int(parts["year"] if parts.get("year") else "20" + parts["short"])
    if parts.get("one"):
        return _numeric(year, int(parts["one"]), int(parts["two"]), separator=parts["sep"])
    month = int(parts["number"]) if parts.get("number") else None
    if parts.get("month"):
        month = MONTHS[parts["month"].lower()]
    return PartialDate(year, month, int(parts["day"]) if parts.get("day") else None)


def _numeric(year: int, one: int, two: int, *, separator: str) -> PartialDate:
    """Read `28.05.2024`, day first by convention, and `05/28/2024`, in whatever order is possible.

    Raises ValueError where no order is.
    """
    day_first = _possible(year, two, one)
    month_first = None if separator == "." else _possible(year, one, two)
    if day_first and month_first and day_first != month_first:
        return PartialDate(year)
    found = day_first or month_first
    if found is None:
        raise ValueError(f"no calendar has the day {one}{separator}{two} in {year}")
    return found


def _possible(year: int, month: int, day: int) -> PartialDate | None:
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None
