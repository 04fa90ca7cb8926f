"""What an export must not take the place of: the database, and a list's file that was edited."""

import shlex
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from aiev.errors import OutputError
from aiev.store.reading import catalog
from aiev.store.reading.reader import Reader


def check_database(path: Path, database: Path) -> None:
    """Raise OutputError for the database that is read, or a file that SQLite keeps beside it."""
    for end in ("", "-wal", "-shm", "-journal"):
        if _is_same(path, database.with_name(database.name + end)):
            raise OutputError(f"this is the database itself: {path}", hint="name another file")


def edits_check(reader: Reader, path: Path) -> Callable[[bytes | None], None]:
    """Return a check that raises OutputError where a list's file has edits that are nowhere else.

    That is a file from which a list was imported, by whatever path or link it is named, with other
    bytes than those that the database keeps. Where the check is given the bytes that are to be
    written, a file that holds these already is in order. The check may be called again at any time.
    """
    own = {
        one.path: reader.list_content(one.name)
        for one in catalog.lists(reader)
        if one.path is not None and _is_same(path, Path(one.path))
    }

    def check(new: bytes | None) -> None:
        if not own or not path.is_file():
            return
        if path.read_bytes() in (*own.values(), new):
            return
        # By another path `sync` would take the file for another list.
        known = path if str(path.absolute()) in own else next(iter(own))
        raise OutputError(
            f"this list's file was changed since it was imported: {path}",
            hint=f"`aiev sync {shlex.quote(str(known))}` takes its changes in and writes yours",
        )

    return check


def _is_same(one: Path, other: Path) -> bool:
    with suppress(OSError):  # There is no such file, or it cannot be looked at.
        return one.samefile(other)
    return False
