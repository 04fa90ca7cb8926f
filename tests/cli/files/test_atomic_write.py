"""`-o`: a file or folder whole or not at all, and no half of one left beside it."""

import os
import signal
import time

import pytest

from aiev.cli.files import atomic_write
from aiev.cli.files.atomic_write import write_whole
from aiev.cli.files.folder_export import write_folder
from aiev.errors import OutputError
from aiev.exporters.exporter import FolderFile
from running import needs_posix


def ended_by(end, first):
    """Yield the first piece, then get the signal while the second is made."""
    yield first
    os.kill(os.getpid(), end)
    time.sleep(5)
    yield first


@pytest.mark.parametrize("name", ["SIGTERM", pytest.param("SIGHUP", marks=needs_posix)])
def test_what_is_killed_midway_leaves_the_old_file_and_no_other(tmp_path, name):
    """`kill` and a closed terminal left `.papers.bib.x1y2z3` beside it."""
    end = getattr(signal, name)
    (tmp_path / "papers.bib").write_text("old")
    # The tests themselves may run under nohup.
    before = signal.signal(end, signal.SIG_DFL)
    try:
        with pytest.raises(KeyboardInterrupt):
            write_whole(tmp_path / "papers.bib", ended_by(end, "new"), tell=print)
        assert signal.getsignal(end) is signal.SIG_DFL
    finally:
        signal.signal(end, before)
    assert [path.name for path in tmp_path.iterdir()] == ["papers.bib"]
    assert (tmp_path / "papers.bib").read_text() == "old"


def test_a_folder_killed_midway_is_not_there(tmp_path):
    with pytest.raises(KeyboardInterrupt):
        write_folder(tmp_path / "out", ended_by(signal.SIGTERM, FolderFile("one.md", "1")))
    assert list(tmp_path.iterdir()) == []


@needs_posix
def test_a_signal_that_is_ignored_stays_so(tmp_path):
    """`nohup aiev export` goes on when the terminal closes."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        write_whole(tmp_path / "papers.bib", ["new"], tell=print)
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def test_links_that_lead_round_in_a_circle_are_told(aiev, small, home):
    """They ended in a traceback."""
    for one, other in (("a", "b"), ("b", "a")):
        (home.folder / one).symlink_to(other)
    for words in (("export", "csv", "-o"), ("export", "obsidian", "-o"), ("backup",)):
        done = aiev(*words, home.folder / "a")
        assert done.code == 1
        assert "links" in done.err
        assert "Traceback" not in done.err


@pytest.mark.parametrize("words", [("export", "csv", "-o"), ("export", "html", "-o"), ("backup",)])
def test_the_longest_name_that_a_file_can_have_is_taken(aiev, small, home, words):
    """The unfinished file beside it has a longer name, which was too long."""
    path = home.folder / ("n" * 255)
    assert aiev(*words, path).code == 0
    assert path.stat().st_size


@pytest.mark.parametrize("end", ["", "-wal"])
def test_an_export_never_takes_the_place_of_the_database(aiev, small, home, end):
    """`aiev export csv -o aiev.db` left a CSV file and no knowledge base."""
    path = small.with_name(small.name + end)
    path.touch()
    before = small.read_bytes()
    (home.folder / "link").symlink_to(path)
    for target in (path, home.folder / "link"):
        done = aiev("export", "csv", "-o", target)
        assert done.code == 1
        assert "the database itself" in done.err
    assert small.read_bytes() == before


@pytest.mark.parametrize("words", [("export", "csv", "-o"), ("export", "html", "-o"), ("backup",)])
def test_an_empty_path_is_none(aiev, small, words):
    done = aiev(*words, "")
    assert done.code == 2
    assert "names no path" in done.err


def test_a_name_that_there_is_not_empties_no_file(aiev, small, tmp_path):
    """A slip in a topic left a bibliography of no bytes, with exit code 0."""
    file = tmp_path / "refs.bib"
    file.write_text("as it was")
    done = aiev("export", "bibtex", "--topic", "Ofloading", "-o", file)
    assert done.code == 1
    assert "no topic is called so: Ofloading" in done.err
    assert "nothing is written" in done.err
    assert file.read_text() == "as it was"
    # What can be and is not is an answer, and so it is in a pipe.
    assert aiev("export", "bibtex", "--year", "1999", "-o", file).code == 0
    assert file.read_text() == ""
    assert aiev("export", "bibtex", "--topic", "Ofloading").code == 0


def test_owner_group_and_mode_stay(tmp_path):
    path = tmp_path / "papers.bib"
    path.write_text("old")
    path.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(path, 1234, 2345)
    before = path.stat()
    write_whole(path, ["new"], tell=print)
    after = path.stat()
    assert path.read_text() == "new"
    assert (after.st_uid, after.st_gid, after.st_mode) == (
        before.st_uid,
        before.st_gid,
        before.st_mode,
    )


def test_a_file_that_would_change_hands_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "papers.bib"
    path.write_text("old")
    if os.geteuid() != 0:
        pytest.skip("only root gives files away")
    os.chown(path, 1234, 2345)

    def refuse(*_, **__):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "chown", refuse)
    with pytest.raises(OutputError, match="owner or group could not be kept"):
        write_whole(path, ["new"], tell=print)
    monkeypatch.undo()
    assert [one.name for one in tmp_path.iterdir()] == ["papers.bib"]
    assert path.read_text() == "old"


def test_in_a_closed_folder_a_file_is_written_in_place_and_what_it_held_is_kept(
    tmp_path, monkeypatch
):
    closed, spare = tmp_path / "closed", tmp_path / "data"
    closed.mkdir()
    spare.mkdir()
    path = closed / "README.md"
    path.write_text("what it held, and longer")
    number = path.stat().st_ino
    # Root may write to any folder; what is refused is what the system says of it.
    access = os.access
    monkeypatch.setattr(
        atomic_write.os, "access", lambda place, mode: place != closed and access(place, mode)
    )
    told = []
    write_whole(path, ["new ", b"text"], spare=spare, tell=told.append)
    assert (path.read_text(), path.stat().st_ino) == ("new text", number)
    [copy] = spare.iterdir()
    assert copy.read_text() == "what it held, and longer"
    assert str(copy) in told[0]
    assert [one.name for one in closed.iterdir()] == ["README.md"]


def test_where_the_folder_is_not_flushed_the_file_is_written_and_it_is_told(tmp_path, monkeypatch):
    """It was called unwritten, while it had been replaced."""

    def fail(folder):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(atomic_write, "sync_folder", fail)
    told = []
    write_whole(tmp_path / "papers.bib", ["new"], tell=told.append)
    assert (tmp_path / "papers.bib").read_text() == "new"
    assert told[0].startswith("the file is written, and the disk did not say that it will last")
