"""Writing to the database in transactions; the file is made and migrated when needed."""

import logging
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool
from sqlmodel import Session

from aiev import private_files
from aiev.errors import StoreError, StoreWriteError
from aiev.step import Step, current
from aiev.store import new_database
from aiev.store.connection import (
    BUSY_TIMEOUT_MS,
    REVISION,
    check_revision,
    revision,
    write_error,
)
from aiev.store.reading.reader import Reader
from aiev.store.undo_log import recorder
from aiev.store.undo_log.recorder import Recorder
from aiev.store.writing import bulk, terms

_POLL_S = 0.02
# An interrupt while a connection is given back is SQLAlchemy's to log; without a handler of the
# program's own, Python prints it with a traceback. The command tells of the interrupt itself.
logging.getLogger("sqlalchemy").addHandler(logging.NullHandler())

Transaction = Session
"""An open transaction; outside `store` it is only handed on."""


class Writer:
    """Opens transactions on one database file; close it when done.

    What they change is logged as a part of `step`, so that it can be taken back; with `is_logged`
    off it is only noted that it cannot.
    """

    def __init__(self, engine: Engine, path: Path, step: Step, *, is_logged: bool) -> None:
        self._engine = engine
        self.path = path
        self._step = step
        self._is_logged = is_logged
        self.has_cleared_log = False
        """Whether there were steps that a migration has made impossible to take back."""

    @contextmanager
    def transaction(
        self, *, is_dry_run: bool = False, is_bulk: bool = False
    ) -> Iterator[Transaction]:
        """Yield a session whose work is stored whole or not at all; never with `is_dry_run`.

        Takes the write lock at once, so that two processes wait for each other instead of
        failing half-way. With `is_bulk` the connection is set up to load very many papers, which
        are not logged. Raises StoreWriteError when the database cannot be written to.
        """
        with self.unlogged(is_dry_run=is_dry_run, is_bulk=is_bulk) as session:
            if is_dry_run:
                yield session
                return
            is_logged = self._is_logged and not is_bulk
            record = Recorder(driver_of(session), self._step, is_logged=is_logged)
            with record.interruption.minded():
                yield session
                session.flush()
                record.end()

    @contextmanager
    def unlogged(
        self, *, is_dry_run: bool = False, is_bulk: bool = False, has_foreign_keys: bool = True
    ) -> Iterator[Transaction]:
        """Yield a session as `transaction` does, of which the undo log never hears.

        It is for what is worked out from the rest, and for undo itself, which writes rows in any
        order and so has no foreign keys.
        """
        try:
            with self._engine.connect() as connection, Session(bind=connection) as session:
                if is_bulk:
                    bulk.prepare(_driver_of(connection))
                if not has_foreign_keys:
                    # Within a transaction they stay as they are.
                    _driver_of(connection).execute("pragma foreign_keys = off")
                with connection.begin() as work:
                    yield session
                    session.flush()
                    if is_dry_run:
                        work.rollback()
        except DatabaseError as error:
            raise write_error(error.orig or error, self.path) from error
        except sqlite3.Error as error:
            raise write_error(error, self.path) from error

    def close(self) -> None:
        """Let go of the file; SQLite folds the log back into it."""
        self._engine.dispose()


def reader_within(transaction: Transaction) -> Reader:
    """Return a reader that sees what the open transaction has done so far."""
    transaction.flush()
    return Reader(driver_of(transaction))


def driver_of(transaction: Transaction) -> sqlite3.Connection:
    """Return the connection on which the transaction is open."""
    return _driver_of(transaction.connection())


@contextmanager
def open_writer(
    path: Path, *, can_upgrade: bool = False, keeps_terms: bool = True, is_logged: bool = True
) -> Iterator[Writer]:
    """Yield a writer for the database at `path`, which is made if there is none.

    Raises StoreError for a file that is no database of aiev's or is at another revision; with
    `can_upgrade` an older one is migrated instead. With `keeps_terms` the tables of terms are
    brought up to date in the end. Without `is_logged`, what is written cannot be
    taken back.
    """
    if path.is_dir():
        raise StoreError("this path is a folder, not a database", path=path)
    try:
        private_files.make_folder(path.parent)
    except OSError as error:
        raise StoreWriteError(
            f"the folder for the database cannot be made ({error.strerror})", path=path.parent
        ) from error
    if path.exists() and not os.access(path, os.W_OK):
        raise StoreWriteError("the database cannot be written to", path=path)
    try:
        # SQLite gives its further files the mode of the first.
        private_files.make_file(path)
    except OSError as error:
        raise StoreWriteError(
            f"the database cannot be made ({error.strerror})", path=path
        ) from error
    writer = Writer(_engine(path), path, current(), is_logged=is_logged)
    try:
        _prepare(writer, can_upgrade=can_upgrade)
        yield writer
        if keeps_terms:
            _refresh_terms(writer)
    finally:
        writer.close()


@contextmanager
def open_for_dry_run(path: Path) -> Iterator[Writer]:
    """Yield a writer for transactions that are only tried; no new database is left."""
    if path.exists():
        with open_writer(path) as writer:
            yield writer
        return
    with (
        tempfile.TemporaryDirectory(prefix="aiev-") as folder,
        open_writer(Path(folder) / "dry-run.db") as writer,
    ):
        yield writer


def _driver_of(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection), "the engine is SQLite's"
    return driver


def _prepare(writer: Writer, *, can_upgrade: bool) -> None:
    with writer.unlogged() as session:
        connection = session.connection()
        found = revision(_driver_of(connection))
        if found == REVISION:
            return
        if not connection.exec_driver_sql("select count(*) from sqlite_master").scalar_one():
            new_database.create(_driver_of(connection))
        elif found is not None and found < REVISION and can_upgrade:
            # Alembic costs a third of what SQLModel does, and hardly any run needs it.
            from aiev.store import migrate  # noqa: PLC0415

            migrate.upgrade(connection)
            # What is logged of rows may not fit the tables that they are in now.
            writer.has_cleared_log = recorder.clear(_driver_of(connection))
        else:
            check_revision(found, writer.path)


def _refresh_terms(writer: Writer) -> None:
    """Bring the tables of terms up to date, in a transaction of its own.

    The command's own work is stored by then; if this fails, the next writer tries again.
    """
    with suppress(StoreWriteError), writer.unlogged() as transaction:
        terms.refresh(reader_within(transaction).connection)


def _engine(path: Path) -> Engine:
    # Each checkout is its own connection: a writer lives for one command.
    engine = create_engine(URL.create("sqlite", database=str(path.absolute())), poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def on_connect(connection: sqlite3.Connection, _record: object) -> None:
        # Python's own transaction handling commits before DDL; ours is explicit.
        connection.isolation_level = None
        connection.execute(f"pragma busy_timeout = {BUSY_TIMEOUT_MS}")
        connection.execute("pragma foreign_keys = on")
        if connection.execute("pragma journal_mode").fetchone()[0] != "wal":
            _turn_to_wal(connection)
        connection.execute("pragma synchronous = normal")

    @event.listens_for(engine, "begin")
    def on_begin(connection: object) -> None:
        connection.exec_driver_sql("begin immediate")  # type: ignore[attr-defined]  # SQLAlchemy hands over a Connection

    return engine


def _turn_to_wal(connection: sqlite3.Connection) -> None:
    # Here SQLite does not wait by itself: two processes that make one database would meet.
    end_s = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            connection.execute("pragma journal_mode = wal")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > end_s:
                raise
            time.sleep(_POLL_S)
        else:
            return
