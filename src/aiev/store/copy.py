"""Copying a database while others write to it."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from aiev import private_files
from aiev.errors import OutputError
from aiev.file_metadata import keep_owner, sync_folder
from aiev.store.connection import open_for_reading, revision

_HEADER = b"SQLite format 3\0"
# The byte that says how the file was written; source: https://www.sqlite.org/fileformat.html
_WAL_AT, _WAL = 18, 2
# The ends of the names of a copy that is being made, and of its lock.
_UNFINISHED, _LOCK = ".aiev-backup", ".lock"
_LONGEST = 50


def copy(database: Path, to: Path) -> int:
    """Put a copy of the database at `to`, whole or not at all; returns its size in bytes.

    The copy is of one moment, and one file without a log beside it. An older copy is replaced.
    Raises OutputError for a file that is no database of aiev's, or one in use; StoreError as
    `open_for_reading` does.
    """
    try:
        # A link stays one: what it points to is replaced.
        to = to.resolve() if to.is_symlink() else to
    except (OSError, RuntimeError):  # The latter is what Python before 3.13 raises.
        raise OutputError(f"the links lead round in a circle: {to}") from None
    with closing(open_for_reading(database)) as source:
        _check_target(database, to)
        try:
            with _unfinished(to) as made:
                _copy_into(source, made)
                if to.exists():
                    keep_owner(made, to, shown=to)
                size = made.stat().st_size
                made.replace(to)
        except OSError as error:
            raise OutputError(f"the file cannot be written ({error.strerror}): {to}") from error
    try:
        sync_folder(to.parent)
    except OSError as error:
        raise OutputError(
            f"the copy is written, and the disk did not say that it will last"
            f" ({error.strerror}): {to}"
        ) from error
    return size


@contextmanager
def _unfinished(to: Path) -> Iterator[Path]:
    """Yield the path of a new file beside `to` that is gone in the end, unless it was renamed.

    What backups that were killed have left in the folder is taken away. A lock tells them from
    those that still work. Raises OutputError where one works on `to`, OSError without a folder.
    """
    made = to.with_name(f".{to.name[:_LONGEST]}{_UNFINISHED}")
    lock = _lock(made)
    to.parent.stat()  # The lock would make the folder.
    try:
        lock.acquire(blocking=False)
    except Timeout:
        raise OutputError(f"another backup writes this file: {to}") from None
    try:
        for name in to.parent.glob(f".*{_UNFINISHED}{_LOCK}"):
            left = name.with_name(name.name.removesuffix(_LOCK))
            if left != made:
                with suppress(Timeout, OSError), _lock(left).acquire(blocking=False):
                    _remove(left)
        _remove(made, but_lock=True)
        private_files.make_file(made)
        yield made
    finally:
        _remove(made, but_lock=True)
        lock.release()
        _remove(made)


def _lock(made: Path) -> FileLock:
    return FileLock(made.with_name(made.name + _LOCK), mode=private_files.FILE_MODE)


def _remove(made: Path, *, but_lock: bool = False) -> None:
    # Where the disk was full, the journal of the copy is left as well.
    for ending in ("", "-journal", *(() if but_lock else (_LOCK,))):
        with suppress(OSError):
            made.with_name(made.name + ending).unlink()


def _copy_into(source: sqlite3.Connection, made: Path) -> None:
    with closing(sqlite3.connect(made)) as copied:
        try:
            # In one step: SQLite reads one moment of the source, and in WAL mode blocks no writer.
            source.backup(copied)
            copied.execute("pragma journal_mode = delete")
            _forget_steps(copied)
            found = copied.execute("pragma quick_check").fetchone()[0]
        except sqlite3.Error as error:
            raise OutputError(f"the database cannot be copied ({error})") from error
    if found != "ok":
        raise OutputError(f"the database is damaged, so its copy is too ({found})")
    with made.open("r+b") as file:  # Windows flushes no file that is open for reading alone.
        os.fsync(file.fileno())


def _forget_steps(copied: sqlite3.Connection) -> None:
    """Leave the undo log out of a copy, which may go to others; nothing of it stays in free pages.

    It tells what the notes said that were removed, and every command line.
    """
    copied.execute("pragma secure_delete = on")
    with copied:
        for table in ("undo_step", "undo_change"):
            copied.execute(f"delete from {table}")


def _check_target(database: Path, to: Path) -> None:
    if to.is_dir():
        raise OutputError(f"this path is a folder, not a file: {to}")
    if not to.exists():
        return
    if not to.is_file():
        raise OutputError(f"this is no plain file: {to}")
    if to.samefile(database):
        raise OutputError(f"this is the database itself: {to}", hint="name another file")
    log = to.with_name(to.name + "-wal")
    if log.exists():
        # SQLite would apply that log to our copy, and ruin it.
        raise OutputError(f"this database is in use: {to}", hint="name another file")
    with to.open("rb") as file:
        header = file.read(_WAL_AT + 1)
    if not header.startswith(_HEADER) or not _is_ours(to):
        raise OutputError(f"this file is no backup of aiev's: {to}", hint="name another file")
    if header[_WAL_AT] == _WAL:
        # A copy is in another mode until it is written to: this is somebody's knowledge base.
        raise OutputError(
            f"this is a knowledge base that was written to, no backup: {to}",
            hint="name another file",
        )


def _is_ours(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as found:
            return revision(found) is not None
    except sqlite3.Error:
        return False
