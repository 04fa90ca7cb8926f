"""What SQLite says of a file becomes an error that says what to do."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from aiev.errors import ExitCode, StoreError, StoreWriteError
from aiev.store import connection

HERE = Path("/data/papers.db")


@pytest.mark.parametrize(
    ("said", "kind", "told"),
    [
        ("attempt to write a readonly database", StoreWriteError, "cannot be written to"),
        ("database or disk is full", StoreWriteError, "disk is full"),
        ("database is locked", StoreWriteError, "keeps the database locked"),
        ("file is not a database", StoreError, "this file is no database"),
        ("database disk image is malformed", StoreError, "the database is damaged"),
        ("Could not decode to UTF-8 column 'title' with text 'x'", StoreError, "no UTF-8"),
    ],
)
def test_each_failure_is_told_in_words(said, kind, told):
    found = connection.write_error(sqlite3.OperationalError(said), HERE)
    assert type(found) is kind
    assert told in str(found)


@pytest.mark.parametrize("name", ["none.db", "."])
def test_what_is_no_database_is_refused_and_nothing_made(tmp_path, name):
    with pytest.raises(StoreError) as failure:
        connection.open_for_reading(tmp_path / name)
    assert failure.value.exit_code == ExitCode.STORE
    assert list(tmp_path.iterdir()) == []


def test_a_text_file_is_no_database(tmp_path):
    path = tmp_path / "notes.db"
    path.write_text("notes " * 1000, encoding="utf-8")
    with pytest.raises(StoreError, match="no database"):
        connection.open_for_reading(path)


def test_what_reads_leaves_no_log_that_it_made_and_every_log_of_others(small):
    """A search left `aiev.db-wal` and `aiev.db-shm` where there had been one file."""

    def beside():
        return sorted(path.name for path in small.parent.glob("aiev.db*"))

    for _ in range(2):
        with closing(connection.open_for_reading(small)) as reading:
            assert reading.execute("select count(*) from paper").fetchone() == (6,)
        assert beside() == ["aiev.db"]
    with closing(sqlite3.connect(small)) as other:
        other.execute("insert into setting values ('x', 'y')")
        other.commit()
        with closing(connection.open_for_reading(small)) as reading:
            assert reading.execute("select value from setting where key = 'x'").fetchone() == ("y",)
        assert beside() == ["aiev.db", "aiev.db-shm", "aiev.db-wal"]
    assert beside() == ["aiev.db"]
