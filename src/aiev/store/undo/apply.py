"""Writing the rows of a plan, and bringing the index and all else that is worked out in step."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from aiev.store.undo.plan import Change, Obstacle, Plan
from aiev.store.undo.schema import Schema
from aiev.store.undo_log.images import Row
from aiev.store.undo_log.logged_tables import DERIVED, LoggedTable, quoted
from aiev.store.writing import bulk, derived_columns, paper_words

_TRIGGERS = "select name from sqlite_master where type = 'trigger'"


def write(connection: sqlite3.Connection, plan: Plan) -> tuple[Obstacle, ...]:
    """Make the rows what the plan says, and return those for which there is no place.

    Foreign keys must be off, as rows are written in any order; the plan has looked at them.
    """
    changes = tuple(plan.changes())
    triggers = [name for (name,) in connection.execute(_TRIGGERS)]
    papers = sorted(_papers(connection, changes))
    # The triggers would work out a paper anew for each of its rows, and change what is restored.
    with bulk.resting(connection, triggers), _indexed_anew(connection, papers):
        return tuple(_write_rows(connection, plan.schema, changes))


@contextmanager
def _indexed_anew(connection: sqlite3.Connection, papers: list[int]) -> Iterator[None]:
    ids = (json.dumps(papers),)
    connection.execute(paper_words.FORGET, ids)
    yield
    derived_columns.write(connection, papers)
    paper_words.write(connection, papers)
    connection.execute(paper_words.LEARN, ids)


def _papers(connection: sqlite3.Connection, changes: tuple[Change, ...]) -> set[int]:
    """Return the papers that the index may know by what changes."""
    found: set[int] = set()
    for table, *rows in changes:
        there = [row for row in rows if row is not None]
        names = [name for name in ("paper_id",) if name in table.columns]
        if table.name == "paper":
            names = ["id"]
        found.update(
            number for row in there for name in names if isinstance(number := row[name], int)
        )
        if table.name in derived_columns.NAMED and len(there) == len(rows):
            named = connection.execute(derived_columns.NAMED[table.name], (there[0]["id"],))
            found.update(number for (number,) in named)
    return found


def _write_rows(
    connection: sqlite3.Connection, schema: Schema, changes: tuple[Change, ...]
) -> Iterator[Obstacle]:
    # What is unique may change hands: all that holds it lets go before anything takes it.
    for table, now, then in changes:
        if now is not None and _is_moved(schema, table, now, then):
            where, key = _by_key(table, now)
            connection.execute(f"delete from {quoted(table.name)} where {where}", key)
    for table, now, then in changes:
        if then is None:
            continue
        try:
            if now is None or _is_moved(schema, table, now, then):
                _insert(connection, table, then)
            else:
                _update(connection, table, now, then)
        except sqlite3.IntegrityError:
            yield Obstacle(table.name, then, "has its place taken by another since")


def _is_moved(schema: Schema, table: LoggedTable, now: Row, then: Row | None) -> bool:
    """Return whether a row goes from its place; one that is to be in another comes anew there."""
    if then is None:
        return True
    return any(now[name] != then[name] for name in {*schema.unique[table.name], *table.key})


def _insert(connection: sqlite3.Connection, table: LoggedTable, row: Row) -> None:
    # What is worked out is not known yet, and may not be absent.
    values = {**row, **dict.fromkeys(DERIVED.get(table.name, ()), "")}
    connection.execute(
        f"insert into {quoted(table.name)} ({', '.join(map(quoted, values))})"
        f" values ({', '.join('?' * len(values))})",
        tuple(values.values()),
    )


def _update(connection: sqlite3.Connection, table: LoggedTable, now: Row, then: Row) -> None:
    names = [name for name in table.columns if now[name] != then[name]]
    where, key = _by_key(table, now)
    connection.execute(
        f"update {quoted(table.name)} set {', '.join(f'{quoted(name)} = ?' for name in names)}"
        f" where {where}",
        (*(then[name] for name in names), *key),
    )


def _by_key(table: LoggedTable, row: Row) -> tuple[str, tuple[object, ...]]:
    where = " and ".join(f"{quoted(name)} is ?" for name in table.key)
    return where, tuple(row[name] for name in table.key)
