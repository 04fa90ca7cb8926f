"""The database as Datasette sees it: nothing can be written, and SQL can search."""

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from datasette.app import Datasette
from datasette.database import Database

from aiev.errors import AievError
from aiev.store.connection import open_for_reading
from aiev.web.answers import Answers
from aiev.web.metadata import FUNCTION

T = TypeVar("T")


class KnowledgeBase(Database):  # type: ignore[misc]  # Datasette has no types
    """A database of which every connection is read-only, also those that are for writing."""

    def __init__(self, datasette: Datasette, path: Path) -> None:
        super().__init__(datasette, path=str(path), is_mutable=True)
        self.answers = Answers(path)
        self._file = path
        self._failure = threading.local()

    def connect(self, write: bool = False) -> sqlite3.Connection:  # noqa: FBT001, FBT002  # its signature
        """Open the database for reading; raises StoreError where it cannot be."""
        del write
        # Tells why it cannot be, and reads from a folder that cannot be written to.
        connection = open_for_reading(self._file)
        connection.execute("pragma query_only = on")
        connection.create_function(FUNCTION, 1, self._numbers)
        return connection

    async def execute(self, sql: str, *given: object, **named: object) -> object:
        """Run SQL; that it fails is told in the page, and not on the terminal too."""
        return await super().execute(sql, *given, **{**named, "log_sql_errors": False})

    async def execute_fn(self, fn: Callable[[sqlite3.Connection], T]) -> T:
        """Work on a connection; raises what a search within SQL raised."""

        def told(connection: sqlite3.Connection) -> T:
            self._failure.reason = None
            try:
                return fn(connection)
            except sqlite3.OperationalError:
                if self._failure.reason:
                    raise self._failure.reason from None
                raise

        found: T = await super().execute_fn(told)
        return found

    def _numbers(self, text: object) -> str:
        try:
            return self.answers.to(str(text or "")).numbers
        except AievError as error:
            # SQLite tells that a function failed, and not why.
            self._failure.reason = error
            raise
