"""Paths as texts say what `pathlib` says."""

import sqlite3
from pathlib import Path

import pytest

from aiev import path_text


@pytest.mark.parametrize("name", ["a.db", "what? #1 100%.db", "ü b.db", "%41.db", "a&mode=rw.db"])
def test_sqlite_opens_the_file_that_an_address_names(tmp_path, monkeypatch, name):
    sqlite3.connect(tmp_path / name).execute("create table t(x)").connection.close()
    monkeypatch.chdir(tmp_path)
    for path in (name, tmp_path / name):
        opened = sqlite3.connect(f"{path_text.as_uri(path)}?mode=ro", uri=True)
        assert opened.execute("select name from sqlite_master").fetchall() == [("t",)]
        opened.close()


def test_what_is_there_is_told_as_pathlib_tells_it(tmp_path):
    (tmp_path / "file").write_text("")
    (tmp_path / "round").symlink_to("round")
    for name in ("file", "none", "file/below", "round", "", "."):
        assert path_text.exists(tmp_path / name) == Path(tmp_path / name).exists()
