"""Of two records of one paper the later one is known: a snapshot may be old."""

from datetime import UTC, date, datetime

import pytest

from aiev.domain import arxiv_record
from aiev.domain.arxiv_id import ArxivId
from aiev.domain.arxiv_record import ArxivRecord

DAY = date(2024, 5, 2)


def record(*, version=None, as_of=None):
    return ArxivRecord(
        ArxivId("2405.00011", version), "Kite", None, (), None, None, None, (), None, None, None,
        is_withdrawn=False, as_of=as_of,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("theirs", "version", "fetched_at", "expected"),
    [
        (record(version=1), 9, "2030-01-01T00:00:00+00:00", True),
        (record(version=3, as_of=DAY), 2, "2030-01-01T00:00:00+00:00", True),
        (record(version=1, as_of=DAY), 2, None, False),
        (record(version=2, as_of=DAY), 2, None, True),
        (record(version=2, as_of=DAY), 2, "2024-05-01T23:00:00+00:00", True),
        (record(version=2, as_of=DAY), 2, "2024-05-02T01:00:00+00:00", False),
        (record(as_of=DAY), None, "2024-05-03T00:00:00+00:00", False),
    ],
)
def test_the_present_then_the_version_then_the_day_decides(theirs, version, fetched_at, expected):
    assert arxiv_record.is_news(theirs, version=version, fetched_at=fetched_at) is expected


def test_a_record_speaks_for_its_own_day_or_for_now():
    now = datetime(2024, 6, 1, 12, 30, 15, 7, tzinfo=UTC)
    assert arxiv_record.known_at(record(as_of=DAY), now) == "2024-05-02T00:00:00+00:00"
    assert arxiv_record.known_at(record(), now) == "2024-06-01T12:30:15+00:00"
