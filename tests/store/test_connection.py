"""What SQLite says of a file becomes an error that says what to do."""

import sqlite3
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
