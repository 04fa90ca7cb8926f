"""Papers are filled from a snapshot, which may be older than what is stored."""

from datetime import timedelta

import pytest

import knowledge
import snapshots
from aiev.errors import InputError
from aiev.services.arxiv.enrich_from_file import enrich_from_file
from aiev.store.reading.reader import open_reader
from aiev.store.writing.writer import open_writer
from knowledge import NOW
from snapshots import fields

KITE, PLOVER = "2405.00011", "2406.00022"


def fill(path, database, *, now=NOW + timedelta(days=9), **options):
    with open_writer(database) as writer:
        return enrich_from_file(
            writer, path, clock=lambda: now, index_folder=path.parent / "index", **options
        )


def paper(database, arxiv_id):
    with open_reader(database) as reader:
        return reader.papers([reader.paper_id(arxiv_id=arxiv_id)])[0]


def test_what_is_pending_is_filled_and_nothing_else(seed, tmp_path):
    ids = [row[0] for row in knowledge.rows(seed, "select arxiv_id from paper where arxiv_id > ''")]
    path = snapshots.write(tmp_path / "s.json.gz", [fields(one) for one in ids[:110]])
    readings = []
    result = fill(path, seed, progress=readings.append)
    assert (result.asked, result.done, result.left) == (len(ids), 110, len(ids) - 110)
    assert readings[-1].share == 1
    assert paper(seed, ids[0]).authors == ("Ada Asker", "Bob Boole Jr.")
    again = fill(path, seed)
    assert (again.asked, again.done) == (len(ids) - 110, 0)
    assert fill(path, seed, limit=2).asked == 2


def test_an_older_snapshot_takes_nothing_back(small, tmp_path):
    path = snapshots.write(
        tmp_path / "s.json",
        [
            fields(KITE, title="Old", comments="old", update_date="2024-05-03"),
            fields("2501.00033", title="Old", comments="Told before", update_date="2025-01-08"),
        ],
    )
    result = fill(path, small, is_refresh=True)
    kite, avocet = paper(small, KITE), paper(small, "2501.00033")
    assert (kite.version, kite.title, kite.comment) == (
        3, "Kite: Paged Key-Value Caches for Long Answers", "12 pages, 3 figures",
    )  # fmt: skip
    assert avocet.title == "Avocet: Routing Mixture-of-Experts by Need"
    assert [(c.arxiv_id, c.field, c.after) for c in result.changes.items] == [
        ("2501.00033", "comment", "Told before")
    ]


def test_a_newer_snapshot_refreshes(small, tmp_path):
    path = snapshots.write(
        tmp_path / "s.json", [fields(KITE, update_date="2025-06-02", comments="13 pages",
        versions=[{"version": "v3", "created": "Thu, 9 Jan 2025 10:00:00 GMT"}])]
    )  # fmt: skip
    result = fill(path, small, is_refresh=True)
    assert ("comment", "12 pages, 3 figures", "13 pages") in [
        (c.field, c.before, c.after) for c in result.changes.items
    ]
    assert fill(path, small, is_refresh=True).changes.items == []


def test_bad_lines_are_counted_and_passed_over(small, tmp_path):
    lines = [b"no json", fields("2401.00001"), fields(KITE, title=None), fields(PLOVER)]
    knowledge.change(small, "update paper set enrichment = 'pending' where arxiv_id is not null")
    result = fill(snapshots.write(tmp_path / "s.json", lines), small)
    assert result.done == 1
    assert (result.findings.count, [one.line for one in result.findings.items]) == (2, [1, 3])


def test_a_damaged_file_keeps_what_was_good(seed, tmp_path):
    ids = [row[0] for row in knowledge.rows(seed, "select arxiv_id from paper where arxiv_id > ''")]
    records = [fields(f"2301.{number:05}") for number in range(20_000)]
    path = snapshots.write(tmp_path / "s.json.gz", [fields(ids[0]), *records, fields(ids[1])])
    path.write_bytes(path.read_bytes()[:-200])
    result = fill(path, seed)
    assert result.done == 1
    assert "breaks off or is damaged" in str(result.error)


def test_another_file_is_refused(seed, tmp_path):
    other = tmp_path / "list.md"
    other.write_text("# A list\n\n- of things\n")
    with pytest.raises(InputError, match="no snapshot"):
        fill(other, seed)
