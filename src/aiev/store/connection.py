"""Opening the database file, its revision, and what SQLite's errors mean; for reader and writer."""

from __future__ import annotations

import os
import sqlite3

from aiev import path_text
from aiev.errors import StoreError, StoreWriteError
from aiev.path_text import StrPath

REVISION = "0024"
"""The revision of the schema that this code reads and writes: the newest in `migrations/`."""

BUSY_TIMEOUT_MS = 30_000


def open_for_reading(path: StrPath) -> sqlite3.Connection:
    """Open the database so that nothing can be written.

    Raises StoreError when there is none, when it is no database, or at another revision.
    """
    if not path_text.exists(path):
        raise StoreError(
            "no database at this path",
            path=path,
            hint="run `aiev import` to make one from the list that ships with aiev",
        )
    if os.path.isdir(path):
        raise StoreError("this path is a folder, not a database", path=path)
    try:
        return _checked(path, "mode=ro")
    except sqlite3.OperationalError as error:
        wal = _log_of(path)
        has_no_place = any(words in str(error) for words in ("unable to open", "readonly"))
        if has_no_place and not (path_text.exists(wal) and os.stat(wal).st_size):
            # A WAL database in a folder that cannot be written to has no place for its shared
            # memory file; with nothing left in the log it can be read as it lies.
            try:
                return _checked(path, "mode=ro&immutable=1")
            except (sqlite3.DatabaseError, UnicodeDecodeError) as second:
                raise read_error(second, path) from second
        raise read_error(error, path) from error
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise read_error(error, path) from error


def revision(connection: sqlite3.Connection) -> str | None:
    """Return the revision of the schema, or None for a database that aiev did not make."""
    rows = connection.execute(
        "select name from sqlite_master where type = 'table' and name = 'alembic_version'"
    ).fetchall()
    if not rows:
        return None
    row = connection.execute("select version_num from alembic_version").fetchone()
    return None if row is None else str(row[0])


def check_revision(found: str | None, path: StrPath) -> None:
    """Raise StoreError unless `found` is the revision that this code works with."""
    if found == REVISION:
        return
    if found is None:
        raise StoreError("this database was not made by aiev", path=path)
    if found > REVISION:
        raise StoreError(
            f"the database is at revision {found}, newer than this aiev knows ({REVISION})",
            path=path,
            hint="update aiev",
        )
    raise StoreError(
        f"the database is at revision {found}, this aiev needs {REVISION}",
        path=path,
        hint="run `aiev migrate` to bring it up to date",
    )


def write_error(error: BaseException, path: StrPath) -> StoreError:
    """Return the error that says why a write failed, from what SQLite said."""
    text = str(error).lower()
    if any(words in text for words in ("readonly", "read-only", "unable to open")):
        return StoreWriteError("the database cannot be written to", path=path)
    if "disk is full" in text or "disk i/o" in text:
        return StoreWriteError(
            "the disk is full or failing; nothing of this was stored",
            path=path,
            hint="make room and run the command again",
        )
    if "locked" in text or "busy" in text:
        return StoreWriteError(
            "another program keeps the database locked", path=path, hint="run the command again"
        )
    return read_error(error, path)


def read_error(error: BaseException, path: StrPath) -> StoreError:
    """Return the error that says why a database cannot be read, from what SQLite said."""
    text = str(error)
    if "not a database" in text:
        return StoreError("this file is no database", path=path)
    if "malformed" in text:
        return StoreError(
            f"the database is damaged ({text})",
            path=path,
            hint="`aiev doctor --mend` makes the index anew; for anything else restore a backup",
        )
    # The functions that log a row fail at nothing else. A damaged schema breaks what SQLite says.
    if isinstance(error, UnicodeDecodeError) or any(
        said in text for said in ("decode to UTF-8", "user-defined function raised")
    ):
        return StoreError(
            "the database holds text that is no UTF-8",
            path=path,
            hint="`aiev doctor` tells where; restore a backup",
        )
    return StoreError(f"the database cannot be read ({text})", path=path)


class _Reading(sqlite3.Connection):
    """A connection that may not write; `made_log_of` is the database whose log it makes, if so.

    SQLite makes a log and its index beside the file to read it, and takes them away with the last
    connection that may write.
    """

    made_log_of: StrPath | None = None

    def close(self) -> None:
        super().close()
        path, self.made_log_of = self.made_log_of, None
        if path is not None and os.access(path, os.W_OK):
            _take_log_away(path)


def _take_log_away(path: StrPath) -> None:
    try:
        last = _connect(path, "mode=rw")
    except sqlite3.Error:
        return
    try:
        last.execute("pragma schema_version")
    except sqlite3.Error:
        pass  # Then whoever keeps it locked takes it away.
    finally:
        last.close()


def _log_of(path: StrPath) -> str:
    return os.fspath(path) + "-wal"


def is_unmade(path: StrPath) -> bool:
    """Return whether there is no database yet, or one in which another process makes the tables."""
    if not path_text.exists(path):
        return True
    if not os.path.isfile(path):
        return False
    try:
        connection = _connect(path, "mode=ro")
    except sqlite3.Error:
        return False
    try:
        return connection.execute("select 1 from sqlite_master limit 1").fetchone() is None
    except sqlite3.Error:
        return False
    finally:
        connection.close()


def _connect(
    path: StrPath, mode: str, factory: type[sqlite3.Connection] = sqlite3.Connection
) -> sqlite3.Connection:
    return sqlite3.connect(f"{path_text.as_uri(path)}?{mode}", uri=True, factory=factory)


def _checked(path: StrPath, mode: str) -> sqlite3.Connection:
    has_log = path_text.exists(_log_of(path))
    connection = _connect(path, mode, _Reading)
    assert isinstance(connection, _Reading), "as it was asked for"
    if not has_log:
        connection.made_log_of = path
    try:
        connection.execute(f"pragma busy_timeout = {BUSY_TIMEOUT_MS}")
        check_revision(revision(connection), path)
    except BaseException:
        connection.close()
        raise
    return connection
