"""The database that a server answers from: one reader kept open, which follows what is changed."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from aiev.errors import AievError
from aiev.store.connection import check_revision, open_for_reading, read_error, revision
from aiev.store.reading.reader import Reader

_Stamp = tuple[int, int, int, int]


class Base:
    """The database at `path`, which need not be there yet."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._reader: Reader | None = None
        self._stamp: _Stamp | None = None

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Yield the reader, opened anew where the file is another one than before.

        Raises StoreError as `open_for_reading` does: the next call looks again.
        """
        reader = self._current()
        try:
            yield reader
        except sqlite3.DatabaseError as error:
            self.close()
            raise read_error(error, self.path) from error
        except AievError:
            reader.connection.rollback()
            raise
        except BaseException:
            # What was interrupted may have left a query half-way.
            self.close()
            raise
        # Some services read from one state of the database; the next question is to see the newest.
        reader.connection.rollback()

    def interrupt(self) -> None:
        """End the query that runs, if any; for another thread."""
        reader = self._reader
        if reader is not None:
            with suppress(sqlite3.ProgrammingError):  # It was closed meanwhile.
                reader.connection.interrupt()

    def close(self) -> None:
        """Let go of the file."""
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.connection.close()

    def _current(self) -> Reader:
        stamp = self._look()
        if self._reader is not None and stamp == self._stamp:
            # Another aiev may have migrated the same file.
            try:
                check_revision(revision(self._reader.connection), self.path)
            except sqlite3.DatabaseError as error:
                self.close()
                raise read_error(error, self.path) from error
            return self._reader
        self.close()
        self._reader, self._stamp = Reader(open_for_reading(self.path)), stamp
        return self._reader

    def _look(self) -> _Stamp | None:
        """Return what tells this file from the one that is there after a change of it, if any.

        A file that lies in a folder without write access is read as it was when it was opened, so
        that size and time count as well.
        """
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
