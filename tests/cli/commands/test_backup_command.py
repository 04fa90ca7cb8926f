"""`aiev backup FILE`: a sound copy while others write, whole or not at all."""

import gzip
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing

import pytest

import knowledge
from aiev.store import copy as copying


def names(folder):
    return [path.name for path in folder.iterdir()]


def test_the_copy_is_the_database(aiev, small, home):
    done = aiev("backup", home.folder / "copy.db")
    assert done.code == 0
    assert done.rows == [
        [str(home.folder / "copy.db"), str((home.folder / "copy.db").stat().st_size)]
    ]
    assert knowledge.dump(home.folder / "copy.db") == knowledge.dump(small)
    assert aiev("--db", home.folder / "copy.db", "search", "kite").rows
    assert not [name for name in names(home.folder) if name.startswith((".copy", "copy.db-"))]


def test_it_is_of_one_moment_while_another_writes(aiev, small, home):
    """The writer keeps two counters equal in each transaction; so does every copy."""
    stop = threading.Event()
    with closing(sqlite3.connect(small)) as connection:
        connection.execute("insert into setting values ('a', '0'), ('b', '0')")
        connection.commit()

    def write():
        with closing(sqlite3.connect(small, timeout=300)) as connection:
            number = 0
            while not stop.is_set():
                number += 1
                for key in "ab":
                    connection.execute(
                        "update setting set value = ? where key = ?", (str(number), key)
                    )
                connection.commit()

    writing = threading.Thread(target=write)
    writing.start()
    try:
        for number in range(5):
            assert aiev("backup", home.folder / f"{number}.db").code == 0
    finally:
        stop.set()
        writing.join()
    for number in range(5):
        path = home.folder / f"{number}.db"
        (low,), (high,) = knowledge.rows(
            path, "select value from setting where key in ('a', 'b') order by key"
        )
        assert low == high
        assert knowledge.rows(path, "pragma integrity_check") == [("ok",)]


def test_an_earlier_copy_is_replaced_and_what_is_none_is_not(aiev, small, home):
    target = home.folder / "copy.db"
    assert aiev("backup", target).code == 0
    assert aiev("backup", target).code == 0
    (home.folder / "note.txt").write_text("mine")
    done = aiev("backup", home.folder / "note.txt")
    assert done.code == 1
    assert "is no backup of aiev's" in done.err
    assert (home.folder / "note.txt").read_text() == "mine"


def test_what_a_link_points_to_is_replaced(aiev, small, home):
    """The link itself had become the copy."""
    (home.folder / "link.db").symlink_to("copy.db")
    for _ in range(2):
        assert aiev("backup", home.folder / "link.db").code == 0
        assert (home.folder / "link.db").readlink().name == "copy.db"
        assert knowledge.dump(home.folder / "copy.db") == knowledge.dump(small)


@pytest.mark.parametrize(
    ("name", "message"),
    [("aiev.db", "the database itself"), (".", "a folder"), ("no/such.db", "cannot be written")],
)
def test_what_cannot_be_a_copy_is_refused(aiev, small, home, name, message):
    before = small.read_bytes()
    done = aiev("backup", home.folder / name)
    assert done.code == 1
    assert message in done.err
    assert small.read_bytes() == before


def test_a_database_in_use_is_not_replaced(aiev, small, home):
    target = home.folder / "other.db"
    aiev("backup", target)
    with closing(sqlite3.connect(target)) as connection:
        connection.execute("pragma journal_mode = wal")
        connection.execute("insert into setting values ('x', 'y')")
        connection.commit()
        done = aiev("backup", target)
    assert done.code == 1
    assert "in use" in done.err


def test_another_knowledge_base_is_not_replaced(aiev, small, home):
    """Nobody writes to a backup, so what was written to is one: paths are easily swapped."""
    target = home.folder / "other.db"
    aiev("backup", target)
    assert aiev("--db", target, "edit", "2405.00011", "--title", "Theirs").code == 0
    assert not target.with_name("other.db-wal").exists()
    before = target.read_bytes()
    done = aiev("backup", target)
    assert done.code == 1
    assert "no backup" in done.err
    assert target.read_bytes() == before


def test_a_copy_without_room_leaves_nothing(aiev, small, home, monkeypatch):
    """SQLite's journal stayed beside the copy that was taken away."""

    def fail(source, made):
        made.with_name(made.name + "-journal").write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copying, "_copy_into", fail)
    assert aiev("backup", home.folder / "copy.db").code == 1
    assert [name for name in names(home.folder) if "copy" in name] == []


def test_a_copy_that_fails_leaves_the_earlier_one(aiev, small, home, monkeypatch):
    target = home.folder / "copy.db"
    aiev("backup", target)
    before = target.read_bytes()

    def fail(source, made):
        made.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copying, "_copy_into", fail)
    done = aiev("backup", target)
    assert done.code == 1
    assert "No space left" in done.err
    assert target.read_bytes() == before
    assert [name for name in names(home.folder) if "copy" in name] == ["copy.db"]


def test_without_a_database_it_says_how_to_make_one(aiev, home):
    done = aiev("backup", home.folder / "copy.db")
    assert done.code == 3
    assert not (home.folder / "copy.db").exists()


KILLED = """
import os, sys
from pathlib import Path
from aiev.store import copy

def ended(_source, made):
    for ending in ("", "-journal"):
        made.with_name(made.name + ending).write_bytes(b"half of it")
    os.kill(os.getpid(), 9)

copy._copy_into = ended
copy.copy(Path(sys.argv[1]), Path(sys.argv[2]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_what_a_killed_backup_left_is_taken_away_by_the_next(aiev, small, home):
    folder = home.folder / "backups"
    folder.mkdir()
    done = subprocess.run([sys.executable, "-c", KILLED, small, folder / "first.db"], check=False)
    assert done.returncode == -9
    assert len(names(folder)) == 3
    assert aiev("backup", folder / "second.db").code == 0
    assert names(folder) == ["second.db"]


def test_a_backup_that_still_works_is_left_alone(aiev, small, home):
    folder = home.folder / "backups"
    folder.mkdir()
    with copying._unfinished(folder / "first.db") as made:
        made.write_bytes(b"half of it")
        assert aiev("backup", folder / "second.db").code == 0
        assert made.read_bytes() == b"half of it"
        done = aiev("backup", folder / "first.db")
        assert (done.code, "another backup writes this file" in done.err) == (1, True)
    assert names(folder) == ["second.db"]


@pytest.mark.parametrize("name", ["all.jsonl", "all.jsonl.gz", "ALL.JSONL.ZST"])
def test_a_backup_as_text_is_the_same_bytes_after_it_was_taken_in(aiev, small, home, name):
    first, second = home.folder / name, home.folder / f"again-{name}"
    assert aiev("backup", first).rows == [[str(first), str(first.stat().st_size)]]
    other = ("--db", home.folder / "other.db")
    assert aiev(*other, "import", first).code == 0
    assert aiev(*other, "backup", second).code == 0
    assert second.read_bytes() == first.read_bytes()
    assert aiev("backup", first).code == 0
    assert second.read_bytes() == first.read_bytes()
    if sys.platform != "win32":
        assert first.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("name", "code", "message"),
    [
        ("notes.jsonl", 1, "this file is no backup of aiev's"),
        ("papers.jsonl.gz", 1, "this file is no backup of aiev's"),
        ("aiev.db.gz", 2, "a backup as text ends in .jsonl, .jsonl.gz or .jsonl.zst"),
        ("papers.json", 2, "a backup as text ends in .jsonl, .jsonl.gz or .jsonl.zst"),
        ("no/such.jsonl", 1, "cannot be written"),
    ],
)
def test_what_cannot_be_a_backup_as_text_is_refused(aiev, small, home, name, code, message):
    for other in ("notes.jsonl", "papers.jsonl.gz"):
        (home.folder / other).write_text("mine")
    done = aiev("backup", home.folder / name)
    assert (done.code, message in done.err) == (code, True)
    assert (home.folder / "notes.jsonl").read_text() == "mine"


@pytest.mark.parametrize("name", ["all.jsonl.gz", "all.jsonl.zst"])
def test_a_packed_backup_that_was_cut_is_told_and_nothing_is_taken(aiev, small, home, name):
    path = home.folder / name
    aiev("backup", path)
    path.write_bytes(path.read_bytes()[:-40])
    done = aiev("--db", home.folder / "other.db", "import", path)
    assert done.code == 1
    assert "breaks off or is damaged (" in done.err
    assert f"): {path}" in done.err
    assert aiev("--db", home.folder / "other.db", "search").rows == []


def test_zstd_that_is_missing_is_told_with_the_way_out(aiev, small, home, monkeypatch):
    module = "compression" if sys.version_info >= (3, 14) else "backports"
    monkeypatch.setitem(sys.modules, module, None)
    done = aiev("backup", home.folder / "all.jsonl.zst")
    assert done.code == 1
    assert "zstd need a package that is not installed" in done.err
    assert ".gz needs none" in done.err
    assert not (home.folder / "all.jsonl.zst").exists()


def test_only_a_backup_is_read_packed(aiev, home):
    path = home.folder / "list.md.gz"
    path.write_bytes(gzip.compress(b"# L\n\n- [a](https://example.org)\n"))
    done = aiev("import", path, "--no-enrich")
    assert (done.code, "only a backup is read from a packed file" in done.err) == (2, True)
    assert not home.database.exists()
