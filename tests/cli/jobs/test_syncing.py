"""`aiev sync`, where one of its two sides cannot be written."""

import errno
import sqlite3

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

import knowledge
from aiev.cli.files import atomic_write

LIST = "# Birds\n\n## Waders\n\n- [Heron](https://arxiv.org/abs/2401.00001) | 3 Jan 2024\n"
ADDED = LIST + "- [Avocet](https://arxiv.org/abs/2401.00002)"


@pytest.fixture
def listed(aiev, home):
    """A list that was imported, and to which a paper was added here."""
    path = home.folder / "lists" / "birds.md"
    path.parent.mkdir()
    path.write_text(LIST)
    assert aiev("import", "--no-enrich", path).code == 0
    done = aiev("add", "2401.00002", "--topic", "Waders", "--title", "Avocet", "--no-enrich")
    assert done.code == 0, done
    return path


def test_where_the_file_is_done_and_the_database_fails_it_says_exactly_that(aiev, listed, home):
    """It said that nothing was stored, while the file had been written anew."""
    before = knowledge.dump(home.database)

    def fail(connection):
        if listed.read_text() != LIST:
            raise sqlite3.OperationalError("database or disk is full")

    event.listen(Engine, "commit", fail)
    try:
        done = aiev("sync", listed)
    finally:
        event.remove(Engine, "commit", fail)
    assert done.code == 5
    assert "the file is written, and the knowledge base is as it was (" in done.err
    assert "the disk is full" in done.err
    assert str(listed) in done.err
    assert knowledge.dump(home.database) == before
    written = listed.read_text()
    assert written.startswith(ADDED)
    # The way out that is named leads out.
    assert aiev("sync", listed).code == 0
    assert listed.read_text() == written
    assert aiev("export", "source").out == written
    assert aiev("lists").rows[0][2] == "2"


def test_a_file_in_a_closed_folder_is_written_in_place_and_what_it_held_is_kept(
    aiev, listed, home, monkeypatch
):
    # Root may write to any folder; what is refused is what the system says of it.
    access = atomic_write.os.access
    monkeypatch.setattr(
        atomic_write.os, "access", lambda at, mode: at != listed.parent and access(at, mode)
    )
    number = listed.stat().st_ino
    done = aiev("sync", listed)
    assert (done.code, "is written in place" in done.err) == (0, True), done
    assert (listed.stat().st_ino, listed.read_text().startswith(ADDED)) == (number, True)
    [copy] = home.database.parent.glob("birds.md.*.before")
    assert copy.read_text() == LIST
    assert f"is kept as {copy}" in done.err


def test_a_file_that_could_not_be_written_in_place_holds_what_it_held(
    aiev, listed, home, monkeypatch
):
    access, fsync = atomic_write.os.access, atomic_write.os.fsync
    monkeypatch.setattr(
        atomic_write.os, "access", lambda at, mode: at != listed.parent and access(at, mode)
    )

    def fail_once(handle):
        if listed.stat().st_ino == atomic_write.os.fstat(handle).st_ino:
            monkeypatch.setattr(atomic_write.os, "fsync", fsync)
            assert listed.read_text() != LIST
            raise OSError(errno.EIO, "the disk is broken")
        fsync(handle)

    monkeypatch.setattr(atomic_write.os, "fsync", fail_once)
    done = aiev("sync", listed)
    assert (done.code, "the disk is broken" in done.err) == (1, True), done
    assert listed.read_text() == LIST
    [copy] = home.database.parent.glob("birds.md.*.before")
    assert copy.read_text() == LIST


def test_the_copy_of_what_a_file_held_is_whole_or_not_there(aiev, listed, home, monkeypatch):
    access = atomic_write.os.access
    monkeypatch.setattr(
        atomic_write.os, "access", lambda at, mode: at != listed.parent and access(at, mode)
    )

    def fail(handle):
        raise OSError(errno.EIO, "the disk is broken")

    monkeypatch.setattr(atomic_write.os, "fsync", fail)
    done = aiev("sync", listed)
    assert (done.code, "the disk is broken" in done.err) == (1, True), done
    assert listed.read_text() == LIST
    assert [path.name for path in home.database.parent.glob("*birds.md*")] == []
