"""The days that a date in a query stands for."""

from datetime import date

import pytest

from aiev.query import filters

TODAY = date(2025, 5, 31)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024", ("2024-01-01", "2025-01-01")),
        ("2024-05", ("2024-05-01", "2024-06-01")),
        ("2024-05-28", ("2024-05-28", "2024-05-29")),
        ("2024..", ("2024-01-01", None)),
        ("..2024-05", (None, "2024-06-01")),
        ("2024-05..2024-05", ("2024-05-01", "2024-06-01")),
        ("6m..", ("2024-11-30", None)),
        ("2024..3m", ("2024-01-01", "2025-03-01")),
        (">=2024-05", ("2024-05-01", None)),
        (">2024-05", ("2024-06-01", None)),
        ("<=2024-05", (None, "2024-06-01")),
        ("<2024-05", (None, "2024-05-01")),
        ("=2024", ("2024-01-01", "2025-01-01")),
    ],
)
def test_a_span_is_closed_at_its_start_and_open_at_its_end(text, expected):
    assert filters.span(text, TODAY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30d", "2025-05-01"),
        ("2w", "2025-05-17"),
        ("3m", "2025-02-28"),
        ("1y", "2024-05-31"),
        ("9999y", "0001-01-31"),
        ("9999w", "1833-10-12"),
    ],
)
def test_so_long_ago_counts_from_today_and_stays_in_the_calendar(text, expected):
    """The last of May less three months is the last of February, not a day in March."""
    assert filters.since(text, TODAY) == expected


@pytest.mark.parametrize(
    "text", ["", "soon", "24", "2024-5", "2024-05-28T10", "-1m", "0000", "9999"]
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r"no date|no such date"):
        filters.span(text, TODAY)
