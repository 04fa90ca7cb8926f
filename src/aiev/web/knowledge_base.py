"""The database as Datasette sees it: nothing is written, notes stay private, SQL can search."""

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from datasette.app import Datasette
from datasette.database import Database

from aiev.errors import AievError, PrivateError, UsageError
from aiev.store.connection import open_for_reading
from aiev.web.answers import Answers
from aiev.web.metadata import FUNCTION, NEVER_SHOWN, PRIVATE

# What SQLite shows of the bytes and values of any table, those of private ones too.
_BELOW_TABLES = ("dbstat", "sqlite_dbpage", "sqlite_stat4")

# No list is longer that anyone keeps by hand, and no answer takes more memory.
_LONGEST = 32 << 20
_MOST_MEMORY = 1 << 30
_LONGEST_S = 5.0

T = TypeVar("T")

ForeignKeys = dict[str, dict[str, list[dict[str, str]]]]


class KnowledgeBase(Database):  # type: ignore[misc]  # Datasette has no types
    """A database of which every connection is read-only, also those that are for writing.

    What is private stands in none of its tables, and no SQL can read it, unless `shows_private`;
    the undo log is never shown.
    """

    def __init__(self, datasette: Datasette, path: Path, *, shows_private: bool = False) -> None:
        super().__init__(datasette, path=str(path), is_mutable=True)
        private = () if shows_private else PRIVATE
        self._hidden = frozenset((*NEVER_SHOWN, *_BELOW_TABLES, *private))
        self.answers = Answers(path, tells_private=shows_private)
        self._file = path
        self._failure = threading.local()

    def connect(self, write: bool = False) -> sqlite3.Connection:  # noqa: FBT001, FBT002  # its signature
        """Open the database for reading; raises StoreError where it cannot be."""
        del write
        # Tells why it cannot be, and reads from a folder that cannot be written to.
        connection = open_for_reading(self._file)
        connection.execute("pragma query_only = on")
        # What a single function may make, and all of them together: `randomblob(900000000)`.
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        connection.execute(f"pragma hard_heap_limit = {_MOST_MEMORY}")
        # What is sorted counts as memory too, and fills no disk.
        connection.execute("pragma temp_store = memory")
        connection.create_function(FUNCTION, 1, self._numbers)
        # SQLite asks for each column that a statement reads, by whatever way: a view, a subquery,
        # a condition in the address. To hide the table's own page would leave all of these open.
        connection.set_authorizer(self._authorize)
        return connection

    async def attached_databases(self) -> list[object]:
        """Return none: SQLite would tell their files."""
        return []

    async def table_names(self) -> list[str]:
        """Return the names of the tables that are shown."""
        return [name for name in await super().table_names() if name not in self._hidden]

    async def get_all_foreign_keys(self) -> ForeignKeys:
        """Return what refers to what, by table; Datasette counts and links the rows of each."""
        keys: ForeignKeys = await super().get_all_foreign_keys()
        return {
            table: {
                way: [each for each in found if each["other_table"] not in self._hidden]
                for way, found in ways.items()
            }
            for table, ways in keys.items()
        }

    async def execute(self, sql: str, *given: object, **named: object) -> object:
        """Run SQL; where it fails, the page says so, and the terminal does not."""
        return await super().execute(sql, *given, **{**named, "log_sql_errors": False})

    async def execute_fn(self, fn: Callable[[sqlite3.Connection], T]) -> T:
        """Work on a connection; raises what a search within SQL raised, and PrivateError."""

        def told(connection: sqlite3.Connection) -> T:
            self._failure.reason = None
            # Datasette looks at the clock every thousand steps, of which one may take seconds.
            clock = threading.Timer(_LONGEST_S, connection.interrupt)
            clock.start()
            try:
                return fn(connection)
            except MemoryError:
                raise UsageError(
                    f"this needs more than {_MOST_MEMORY >> 20} MiB of memory",
                    hint="ask for less at a time",
                ) from None
            except sqlite3.DatabaseError:
                if self._failure.reason:
                    raise self._failure.reason from None
                raise
            finally:
                clock.cancel()

        found: T = await super().execute_fn(told)
        return found

    def _numbers(self, text: object) -> str:
        try:
            return self.answers.to(str(text or "")).numbers
        except AievError as error:
            # SQLite tells that a function failed, and not why.
            self._failure.reason = error
            raise

    def _authorize(self, action: int, table: str | None, column: str | None, *_: str | None) -> int:
        # Where files lie on this machine is nobody's business.
        if action == sqlite3.SQLITE_PRAGMA and (table or "").lower() == "database_list":
            return sqlite3.SQLITE_DENY
        if action == sqlite3.SQLITE_READ and (table, column) == ("list", "path"):
            return sqlite3.SQLITE_IGNORE
        if action != sqlite3.SQLITE_READ or (table or "").lower() not in self._hidden:
            return sqlite3.SQLITE_OK
        is_never_shown = (table or "").lower() in NEVER_SHOWN
        self._failure.reason = PrivateError(
            f"this table is private: {table}",
            hint=None if is_never_shown else "`aiev serve --private` shows what is yours",
        )
        return sqlite3.SQLITE_DENY
