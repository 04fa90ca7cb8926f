"""An export into a folder that is killed, finds no room or is not alone: the user's files stay."""

import errno
import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress

import pytest

from aiev.cli.files.folder_export import write_folder
from aiev.cli.files.manifest import MANIFEST
from aiev.errors import OutputError
from aiev.exporters.exporter import FolderFile
from running import needs_posix

BEFORE = [
    FolderFile("a/one.md", "one\n"),
    FolderFile("a/two.md", "two\n"),
    FolderFile("b/deep/three.md", "three\n"),
    FolderFile("four.md", "four\n"),
    FolderFile("gone/five.md", "five\n"),
    FolderFile("six.md", "six\n"),
]
AFTER = [
    FolderFile("a/one.md", "one, longer\n"),
    FolderFile("a/two.md", "two, longer\n"),
    FolderFile("b/deep/three.md", "three, longer\n"),
    FolderFile("four.md", "four\n"),
    FolderFile("new/place/seven.md", "seven\n"),
    FolderFile("mine.md", "aiev's\n"),
]
FINAL = {
    "a/one.md": "one, longer\n",
    "a/two.md": "two, longer\nmy thought\n",
    "a/mine.md": "mine too\n",
    "b/deep/three.md": "three, longer\n",
    "b/deep/three (own 2).md": "three, by me\n",
    "four.md": "four\n",
    "new/place/seven.md": "seven\n",
    "mine.md": "aiev's\n",
    "mine (own 2).md": "mine\n",
    "six.md": "six\nmy other thought\n",
    "hard.md": "elsewhere\n",
}
MINE = ("mine\n", "mine too\n", "three, by me\n", "my thought\n", "my other thought\n")


class Calls:
    """Lets something happen at a drawn one of the calls that look into or change the folder."""

    def __init__(self) -> None:
        self.folder = ""
        self.act: Callable[[str, int], None] | None = None
        self.count = 0
        sys.addaudithook(self._hear)

    @contextmanager
    def within(self, folder, act) -> Iterator[None]:
        self.folder, self.act, self.count = str(folder), act, 0
        try:
            yield
        finally:
            self.act = None

    def _hear(self, event, values) -> None:
        act = self.act
        if act is None or event.split(".")[0] not in ("open", "os", "tempfile", "fcntl"):
            return
        if not any(str(value).startswith(self.folder) for value in values):
            return
        self.count += 1
        # What the act itself calls is not counted.
        self.act = None
        try:
            act(event, self.count)
        finally:
            self.act = act


@pytest.fixture(autouse=True)
def flushed(monkeypatch):
    """What is flushed to the disk is told, not done: a kill takes nothing that was written."""
    found = []

    def flush(handle):
        found.append(os.fstat(handle).st_ino)

    monkeypatch.setattr(os, "fsync", flush)
    return found


@pytest.fixture(scope="module")
def calls():
    """The hook that hears of calls; an interpreter keeps it to its end."""
    return Calls()


def nothing(event, number):
    pass


def put_up(folder):
    """An exported folder in which the user has written, in all the ways that there are."""
    write_folder(folder, BEFORE)
    folder.chmod(0o700)
    (folder / "mine.md").write_text("mine\n")
    (folder / "mine.md").chmod(0o600)
    (folder / "a" / "mine.md").write_text("mine too\n")
    (folder / "a" / "mine.md").chmod(0o640)
    (folder / "a" / "two.md").write_text("two\nmy thought\n")
    (folder / "a" / "two.md").chmod(0o600)
    (folder / "six.md").write_text("six\nmy other thought\n")
    (folder / "b" / "deep" / "three.md").write_text("three, by me\n")
    (folder / "empty").mkdir(mode=0o711)
    (folder / "link.md").symlink_to("mine.md")
    (folder / "nowhere").symlink_to("not there")
    os.mkfifo(folder / "fifo")
    elsewhere = folder.with_name("elsewhere.md")
    elsewhere.write_text("elsewhere\n")
    (folder / "hard.md").hardlink_to(elsewhere)


@pytest.fixture
def folder(tmp_path):
    put_up(tmp_path / "vault")
    return tmp_path / "vault"


def tree(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in folder.rglob("*")
        if path.name != MANIFEST and stat.S_ISREG(path.lstat().st_mode)
    }


def untouched(folder):
    """What is the user's alone: where it is, and all that a file system knows of it."""
    names = ("a/mine.md", "six.md", "empty", "link.md", "nowhere", "fifo", "hard.md")
    found = [(folder / name).lstat() for name in names]
    return (
        folder.stat().st_ino,
        folder.stat().st_mode,
        [
            (one.st_ino, one.st_mode, one.st_uid, one.st_gid, one.st_nlink, one.st_mtime_ns)
            for one in found
        ],
    )


def check_mine(folder):
    texts = list(tree(folder).values())
    assert [mine for mine in MINE if not any(text.endswith(mine) for text in texts)] == []


def check_finished(folder):
    """The next export leaves what one that nothing befell leaves, and nothing else."""
    write_folder(folder, AFTER)
    assert tree(folder) == FINAL
    assert sorted(path.name for path in folder.iterdir()) == [
        MANIFEST, "a", "b", "empty", "fifo", "four.md", "hard.md", "link.md", "mine (own 2).md",
        "mine.md", "new", "nowhere", "six.md",
    ]  # fmt: skip
    assert sorted(path.name for path in folder.parent.iterdir()) == ["elsewhere.md", folder.name]


def number_of_calls(calls, tmp_path):
    put_up(tmp_path / "counted" / "vault")
    with calls.within(tmp_path / "counted" / "vault", nothing):
        write_folder(tmp_path / "counted" / "vault", AFTER)
    shutil.rmtree(tmp_path / "counted")
    return calls.count


def test_nothing_of_the_user_s_is_touched(folder):
    before = untouched(folder)
    own = (folder / "mine.md").stat().st_ino
    check_finished(folder)
    assert untouched(folder) == before
    assert (folder / "mine (own 2).md").stat().st_ino == own
    assert stat.S_IMODE((folder / "a" / "two.md").stat().st_mode) == 0o600


def test_an_export_that_changes_nothing_writes_nothing(folder):
    write_folder(folder, AFTER)
    before = {path: path.lstat() for path in (folder, *folder.rglob("*"))}
    write_folder(folder, AFTER)
    assert {path: path.lstat().st_ino for path in (folder, *folder.rglob("*"))} == {
        path: found.st_ino for path, found in before.items()
    }


def killed(act) -> bool:
    """Whether the act was ended by SIGKILL in a process of its own."""
    child = os.fork()
    if child == 0:
        try:
            act()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def test_a_kill_at_any_call_leaves_what_is_the_user_s_and_nothing_after_the_next_run(
    calls, tmp_path
):
    """A kill between two renames left no folder at all; others left copies beside it."""
    ends = number_of_calls(calls, tmp_path)
    assert ends > 60
    for end in range(1, ends + 1):
        folder = tmp_path / str(end) / "vault"
        put_up(folder)
        before = untouched(folder)

        def kill(event, number, end=end):
            if number == end:
                os.kill(os.getpid(), signal.SIGKILL)

        def export(folder=folder, kill=kill):
            with calls.within(folder, kill):
                write_folder(folder, AFTER)

        assert killed(export), end
        check_mine(folder)
        check_finished(folder)
        assert untouched(folder) == before
        shutil.rmtree(folder.parent)


def test_a_kill_at_any_call_of_the_first_export_leaves_nothing_after_the_next_run(calls, tmp_path):
    with calls.within(tmp_path / "counted", nothing):
        write_folder(tmp_path / "counted", AFTER)
    for end in range(1, calls.count + 1):
        folder = tmp_path / str(end)

        def kill(event, number, end=end):
            if number == end:
                os.kill(os.getpid(), signal.SIGKILL)

        def export(folder=folder, kill=kill):
            with calls.within(folder, kill):
                write_folder(folder, AFTER)

        assert killed(export), end
        write_folder(folder, AFTER)
        assert tree(folder) == {file.path: file.text for file in AFTER}


def failure_of(folder):
    try:
        write_folder(folder, AFTER)
    except OutputError as error:
        return str(error)
    return None


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_a_call_that_fails_is_told_and_the_next_run_does_the_rest(calls, tmp_path, number):
    ends = number_of_calls(calls, tmp_path)
    told = 0
    for end in range(1, ends + 1):
        folder = tmp_path / str(end) / "vault"
        put_up(folder)
        before = untouched(folder)

        def fail(event, count, end=end):
            if count == end:
                raise OSError(number, os.strerror(number))

        with calls.within(folder, fail):
            message = failure_of(folder)
        # Some calls only look, or there is another way.
        if message is not None:
            assert os.strerror(number) in message
            told += 1
        check_mine(folder)
        check_finished(folder)
        assert untouched(folder) == before
        shutil.rmtree(folder.parent)
    assert told > ends / 2


def test_what_others_write_into_the_folder_meanwhile_survives(calls, folder):
    """A file that came between the copying and the swap vanished, with exit code 0."""
    notes = {}

    def note(event, number):
        for parent in (folder, folder / "a", folder / "b" / "deep"):
            place = parent / f"note {number}.md"
            place.write_text(f"a thought at call {number}\n")
            notes[place.relative_to(folder).as_posix()] = place.read_text()

    with calls.within(folder, note):
        write_folder(folder, AFTER)
    assert len(notes) > 150
    assert tree(folder) == FINAL | notes


@pytest.mark.parametrize("is_in_place", [True, False])
def test_what_is_saved_while_the_new_file_is_made_survives(calls, folder, is_in_place):
    saved = set()

    def save(event, number):
        if event != "tempfile.mkstemp":
            return
        for name in ("a/one.md", "a/two.md", "mine.md"):
            if name in saved:
                continue
            place = folder / name
            text = place.read_text() + f"saved: {name}\n"
            if is_in_place:
                place.write_text(text)
            else:
                (folder / "saving").write_text(text)
                (folder / "saving").replace(place)
            saved.add(name)
            return

    for _ in range(2):
        with calls.within(folder, save):
            write_folder(folder, AFTER)
    assert len(saved) == 3
    texts = "".join(tree(folder).values())
    assert all(f"saved: {name}\n" in texts for name in saved)


@needs_posix  # Windows flushes no folders.
def test_all_is_flushed_before_it_takes_a_place_and_the_folders_after(calls, folder, flushed):
    """Nothing was: after a loss of power files could be empty."""
    order = []

    def hear(event, number):
        if event == "os.rename" and number:
            order.append(len(flushed))

    with calls.within(folder, hear):
        write_folder(folder, AFTER)
    for file in AFTER[:3] + AFTER[4:]:
        assert (folder / file.path).stat().st_ino in flushed[: order[1]]
    for name in (".", "a", "b/deep", "new", "new/place"):
        assert (folder / name).stat().st_ino in flushed[order[1] : order[-1]]
    assert flushed[-2:] == [(folder / MANIFEST).stat().st_ino, folder.stat().st_ino]


def test_files_that_it_came_to_know_otherwise_are_not_removed(folder):
    """One file under two names, as where names that differ in case alone are one."""
    (folder / "A.md").hardlink_to(folder / "a" / "one.md")
    write_folder(folder, [FolderFile("A.md", "one\n")])
    assert (folder / "A.md").read_text() == "one\n"


@pytest.mark.parametrize(
    "put", [lambda path: path.mkdir(), os.mkfifo, lambda path: path.symlink_to("mine.md")]
)
@pytest.mark.parametrize("name", ["new", "mine 2.md", "a/one.md"])
def test_what_is_no_file_where_one_goes_is_told_before_anything_is_done(folder, put, name):
    """Reading a pipe waited for ever; a link was replaced."""
    place = folder / name
    place.unlink(missing_ok=True)
    put(place)
    found = place.lstat()
    before = tree(folder)
    files = [*AFTER, FolderFile("mine 2.md", ""), FolderFile("new", "")]
    with pytest.raises(OutputError, match="something else is there"):
        write_folder(folder, files[:-1] if name != "new" else [FolderFile("new", "")])
    assert tree(folder) == before
    assert place.lstat() == found


def test_a_link_to_a_folder_is_not_written_through(folder, tmp_path):
    (tmp_path / "other").mkdir()
    (folder / "new").symlink_to(tmp_path / "other")
    with pytest.raises(OutputError, match="something else is there"):
        write_folder(folder, AFTER)
    assert list((tmp_path / "other").iterdir()) == []


@pytest.mark.parametrize("name", ["../out.md", "/{0}/out.md", "link/out.md"])
@pytest.mark.parametrize("form", ['{{"files": ["{0}"]}}', '{{"files": {{"{0}": [0, "{1}"]}}}}'])
def test_a_list_of_files_that_leads_out_of_the_folder_removes_nothing(tmp_path, name, form):
    """A folder may come from others, with the list of what was exported into it."""
    digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"  # Of nothing.
    (tmp_path / "out.md").write_text("")
    folder = tmp_path / "vault"
    folder.mkdir()
    (folder / "link").symlink_to(tmp_path)
    (folder / MANIFEST).write_text(form.format(name.format(tmp_path), digest))
    write_folder(folder, AFTER)
    assert (tmp_path / "out.md").exists()


def test_two_exports_at_once_are_one_too_many(calls, folder):
    told = []

    def other(event, number):
        if event == "os.rename":
            with pytest.raises(OutputError, match="another export writes into this folder"):
                write_folder(folder, BEFORE)
            told.append(number)

    with calls.within(folder, other):
        write_folder(folder, AFTER)
    assert told
    assert tree(folder) == FINAL


def test_what_earlier_versions_left_beside_it_is_told_and_kept(tmp_path):
    """They may hold the only copy of the user's notes."""
    write_folder(tmp_path / "vault", BEFORE)
    (tmp_path / "vault").rename(tmp_path / ".vault.a1b2c3d_.old")
    (tmp_path / ".vault.a1b2c3d_").mkdir(mode=0o700)
    (tmp_path / ".vault.settings").mkdir(mode=0o755)
    (tmp_path / ".vaults.a1b2c3d4").mkdir(mode=0o700)
    told = []
    write_folder(tmp_path / "vault", AFTER, tell=told.append)
    assert [one.splitlines()[0].rpartition("/")[2] for one in told] == [
        ".vault.a1b2c3d_",
        ".vault.a1b2c3d_.old",
    ]
    assert (tmp_path / ".vault.a1b2c3d_.old" / "a" / "one.md").exists()


def test_a_file_that_moves_aside_is_told(folder):
    told = []
    write_folder(folder, AFTER, tell=told.append)
    assert told == [
        f"your own file is kept as {folder / 'b' / 'deep' / 'three (own 2).md'}",
        f"your own file is kept as {folder / 'mine (own 2).md'}",
    ]


def test_owners_are_kept(folder):
    if os.getuid() != 0:
        pytest.skip("only root gives files away")
    for name in ("a/one.md", "a/two.md", "mine.md"):
        os.chown(folder / name, 12345, 12346)
    write_folder(folder, AFTER)
    for name in ("a/one.md", "a/two.md", "mine.md", "mine (own 2).md"):
        found = (folder / name).stat()
        assert (found.st_uid, found.st_gid) == (12345, 12346)


def test_an_owner_that_cannot_be_kept_is_told(folder, monkeypatch):
    """Whoever may write into a folder of others makes files of their own there."""
    if os.getuid() != 0:
        pytest.skip("only root gives files away")
    os.chown(folder / "a" / "one.md", 12345, 12346)

    def refuse(*_, **__):
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "chown", refuse)
    with pytest.raises(OutputError, match=r"owner or group could not be kept: .*one\.md"):
        write_folder(folder, AFTER)
    check_mine(folder)
    monkeypatch.undo()
    check_finished(folder)


def test_what_is_mounted_stays_mounted(folder):
    """Also where the folder of the last export, now empty, is where something is mounted."""
    with ExitStack() as mounted:
        for name in ("a", "gone"):
            if not is_mounted_anew(folder / name):
                pytest.skip("nothing can be mounted here")
            mounted.callback(subprocess.run, ["umount", folder / name], check=True)
        (folder / "a" / "note.md").write_text("mine")
        write_folder(folder, AFTER)
        assert os.path.ismount(folder / "a")
        assert os.path.ismount(folder / "gone")
        assert (folder / "a" / "note.md").read_text() == "mine"
        assert (folder / "a" / "one.md").read_text() == "one, longer\n"


def is_mounted_anew(folder, *options):
    if shutil.which("mount") is None:
        return False
    command = ["mount", "-t", "tmpfs", *options, "none", folder]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_a_full_disk_is_told_and_the_folder_stays_as_it_was(aiev, small, home):
    folder = home.folder / "vault"
    folder.mkdir()
    with ExitStack() as mounted:
        if not is_mounted_anew(folder, "-o", "size=128k"):
            pytest.skip("nothing can be mounted here")
        mounted.callback(subprocess.run, ["umount", folder], check=True)
        assert aiev("export", "obsidian", "avocet", "-o", folder).code == 0
        (folder / "mine.md").write_text("mine")
        before = tree(folder)
        with suppress(OSError), (folder / "filler").open("wb", buffering=0) as filler:
            while True:
                filler.write(b"x" * 4096)
        done = aiev("export", "obsidian", "-o", folder)
        assert (done.code, done.out) == (1, "")
        assert "the folder cannot be written (No space left on device)" in done.err
        (folder / "filler").unlink()
        assert tree(folder) == before
        assert aiev("export", "obsidian", "-o", folder).code == 0
        assert len(tree(folder)) > len(before)


def test_the_longest_name_that_a_folder_can_have_is_taken(tmp_path):
    write_folder(tmp_path / ("n" * 255), BEFORE)
    assert tree(tmp_path / ("n" * 255))["six.md"] == "six\n"
