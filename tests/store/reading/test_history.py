"""What became of papers is told the latest first, of one or of all."""

from datetime import UTC, datetime

import small_base
from aiev.store.reading import history
from aiev.store.reading.reader import Reader


def test_changes_of_one_paper_or_since_a_day():
    base = small_base.make()
    for number in (1, 2):
        small_base.add_paper(base, "Kite", arxiv_id=f"2405.0000{number}")
        day = datetime(2025, 5, number, tzinfo=UTC).isoformat()
        base.execute(
            "insert into paper_change (paper_id, version, field, before, after, noticed_at)"
            " values (?, 2, 'title', 'Old', 'Kite', ?)",
            (number, day),
        )
    reader = Reader(base)
    assert [one.paper_id for one in history.changes(reader)] == [2, 1]
    assert [one.paper_id for one in history.changes(reader, limit=1)] == [2]
    assert [one.paper_id for one in history.changes(reader, paper_id=1)] == [1]
    assert [one.paper_id for one in history.changes(reader, since="2025-05-02")] == [2]
