"""Making a new database at once: stepping through all migrations takes ten times as long.

`migrations/newest.sql` holds what they come to. It is written anew with each revision, by
`python -m aiev.store.new_database`; a test holds both ways of making a database together.
"""

import sqlite3
import sys
from collections.abc import Iterator

from aiev.config import shipped

_FILE = "newest.sql"
# The tables in which the full-text index keeps itself come with it.
_OBJECTS = """
select sql from sqlite_master
where sql is not null and name not glob 'paper_fts_*'
order by rowid
"""
_HEAD = "-- What the migrations make; written by `python -m aiev.store.new_database`.\n"


def create(connection: sqlite3.Connection) -> None:
    """Make all tables in an empty database, within the open transaction."""
    statement = ""
    for line in (shipped("migrations") / _FILE).read_text("utf-8").splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""


def script(connection: sqlite3.Connection) -> str:
    """Return the statements that make what a database without papers holds."""
    return _HEAD + "".join(f"{statement};\n" for statement in _statements(connection))


def _statements(connection: sqlite3.Connection) -> Iterator[str]:
    for (sql,) in connection.execute(_OBJECTS):
        yield sql
    [revision] = connection.execute("select version_num from alembic_version").fetchone()
    yield "insert into paper_fts (paper_fts) values ('rebuild')"
    yield f"insert into alembic_version (version_num) values ('{revision}')"


def _write() -> None:
    from sqlalchemy import create_engine  # noqa: PLC0415

    from aiev.store import migrate  # noqa: PLC0415

    with create_engine("sqlite://").connect() as connection:
        migrate.upgrade(connection)
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection), "the engine is SQLite's"
        sys.stdout.write(script(driver))


if __name__ == "__main__":
    _write()
