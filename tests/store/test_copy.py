"""A copy of a database is whole and of one moment, and takes nobody else's place."""

import sqlite3
from contextlib import closing

import pytest

from aiev.errors import OutputError
from aiev.store.copy import copy
from aiev.store.reading.reader import open_reader


def test_a_copy_is_one_file_that_reads_the_same_and_replaces_an_older_one(small, tmp_path):
    to = tmp_path / "copy.db"
    for _ in range(2):
        assert copy(small, to) == to.stat().st_size
    assert sorted(path.name for path in tmp_path.glob("*copy*")) == ["copy.db"]
    with open_reader(small) as one, open_reader(to) as other:
        assert one.papers(one.all_ids()) == other.papers(other.all_ids())


def test_what_is_no_copy_of_ours_is_left_alone(small, tmp_path):
    notes, foreign = tmp_path / "notes.txt", tmp_path / "foreign.db"
    notes.write_text("mine", encoding="utf-8")
    with closing(sqlite3.connect(foreign)) as base:
        base.execute("create table mine (id)")
    for to in (notes, foreign, small, tmp_path):
        before = to.read_bytes() if to.is_file() else None
        with pytest.raises(OutputError):
            copy(small, to)
        assert before is None or to.read_bytes() == before
