"""Whether a database holds what aiev writes and nothing else: kinds, text, dates, no circles.

SQLite keeps whatever a program gives it, so that one of others can leave what no reader expects.
"""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path

from aiev.errors import StoreError
from aiev.store.connection import open_for_reading, read_error
from aiev.store.reading import stored_values
from aiev.store.reading.stored_values import quoted, rows

_FIELDS = (
    *("label", "url", "date", "organizations", "authors", "venue", "short_name", "keywords"),
    *("note", "links", "topic"),
)
_MEANINGLESS = {
    "block.cells": "case when json_valid({0}) then json_type({0}) <> 'array' else 1 end",
    "entry_edit.field": f"{{0}} not in ({', '.join(map(repr, _FIELDS))})",
    "list.path": "instr({0}, char(0))",
    "paper.arxiv_id": "{0} not glob '[0-9][0-9][0-9][0-9].[0-9][0-9][0-9][0-9]*'"
    " and {0} not glob '[a-z]*/[0-9][0-9][0-9][0-9][0-9][0-9][0-9]'",
    "term.papers": "{0} <= 0",
}
_PARENTS = ("topic", "organization")
_CIRCLES = """
with recursive above(start, id) as (
    select id, parent_id from {table} where parent_id is not null
    union
    select above.start, {table}.parent_id
    from above join {table} on {table}.id = above.id
    where {table}.parent_id is not null
)
select count(*) from above where start = id
"""
_FOREIGN_KEYS = """
select child.name, "key"."from", "key"."table", "key"."to"
from sqlite_master as child join pragma_foreign_key_list(child.name) as "key"
where child.type = 'table'
"""
# The index of the column yields each parent's key once and in order; SQLite's own check looks it up
# for each row, which takes three times as long.
_LEADS_NOWHERE = """
select exists (
    select 1 from (select distinct {column} as lost from {table} where {column} is not null)
    where not exists (select 1 from {parent} where {key} = lost)
)
"""


def check(path: Path) -> None:
    """Raise StoreError where the database holds what aiev did not write.

    To be asked where a command failed in a way that nobody foresaw: this may be why.
    """
    with closing(open_for_reading(path)) as connection:
        try:
            problem = find(connection)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise read_error(error, path) from error
    if problem is not None:
        raise StoreError(
            f"the database holds what aiev did not write ({problem})",
            path=path,
            hint="`aiev doctor` tells what is wrong; restore a backup",
        )


def find(connection: sqlite3.Connection) -> str | None:
    """Return the first thing that is wrong, None where all is as aiev writes it."""
    return next(
        (problem for one in checks(connection).values() if (problem := one(connection))), None
    )


def checks(
    connection: sqlite3.Connection,
) -> Mapping[str, Callable[[sqlite3.Connection], str | None]]:
    """Return the checks by their names; each returns what is wrong, or None."""
    doubtful = stored_values.doubtful(connection)
    return {
        "references": references,
        "kinds of values": partial(stored_values.kinds, among=doubtful),
        "encoding": partial(stored_values.encoding, among=doubtful),
        "dates": partial(stored_values.dates, among=doubtful),
        "meanings": meanings,
        "circles": circles,
    }


def circles(connection: sqlite3.Connection) -> str | None:
    """Return how many topics and organizations lie below themselves."""
    found = []
    for table in _PARENTS:
        [count] = connection.execute(_CIRCLES.format(table=table)).fetchone()
        if count:
            found.append(f"{rows(count)} of {table} below themselves")
    return "; ".join(found) or None


def meanings(connection: sqlite3.Connection) -> str | None:
    """Return which columns hold words or numbers that mean nothing there."""
    found = []
    for place, condition in _MEANINGLESS.items():
        table, _, name = place.partition(".")
        [count] = connection.execute(
            f"select count(*) from {table} where {condition.format(name)}"
        ).fetchone()
        if count:
            found.append(f"{place}: {rows(count)}")
    return f"no meaning in {'; '.join(found)}" if found else None


def references(connection: sqlite3.Connection) -> str | None:
    """Return how many rows lead nowhere."""
    if not any(
        connection.execute(
            _LEADS_NOWHERE.format(
                table=quoted(table), column=quoted(column), parent=quoted(parent), key=quoted(key)
            )
        ).fetchone()[0]
        for table, column, parent, key in connection.execute(_FOREIGN_KEYS).fetchall()
    ):
        return None
    lost = connection.execute("pragma foreign_key_check").fetchall()
    return f"rows that lead nowhere: {len(lost):,}, the first in {lost[0][0]}" if lost else None
