"""Reading the changes of a step, and whether the undo log holds what aiev writes there."""

import sqlite3
from collections.abc import Mapping

from aiev.store.undo_log import images, logged_tables, steps
from aiev.store.undo_log.images import DamagedImageError, Row, Value
from aiev.store.undo_log.logged_tables import LoggedTable
from aiev.store.undo_log.steps import LoggedStep, State
from aiev.value import value

_CHANGES = """
select table_name, event, "key", image
from undo_change
where id between ? and ? and step_id = ?
order by id desc
"""
_STRAY = "select count(*) from undo_change where step_id not in (select id from undo_step)"


@value
class Inserted:
    """A row that came, by its fingerprint."""

    fingerprint: str


@value
class Deleted:
    """A row that went."""

    row: Row


@value
class Updated:
    """The columns of a row that changed: the value before, and what is kept of the one after."""

    pairs: Mapping[str, tuple[Value, object]]


@value
class LoggedChange:
    """One change of a row, found by its table and key."""

    table: LoggedTable
    key: tuple[Value, ...]
    event: Inserted | Deleted | Updated


def changes(connection: sqlite3.Connection, step: LoggedStep) -> list[LoggedChange]:
    """Return the changes of a step, the last first; raises DamagedImageError."""
    tables = {table.name: table for table in logged_tables.read(connection)}
    numbers = (step.first_change, step.last_change, step.id)
    rows = connection.execute(_CHANGES, numbers).fetchall()
    if len(rows) != step.changes:
        raise DamagedImageError(f"{len(rows):,} changes are there of {step.changes}")
    return [_change(tables.get(name), *row) for name, *row in rows]


def problem(connection: sqlite3.Connection) -> str | None:
    """Return what is wrong with the log, None where all can be taken back that it says."""
    try:
        for step in steps.read(connection):
            check(step)
            changes(connection, step)
    except DamagedImageError as error:
        return str(error)
    [stray] = connection.execute(_STRAY).fetchone()
    return f"{stray:,} changes of no step" if stray else None


def check(step: LoggedStep) -> None:
    """Raise DamagedImageError for a step in no state that there is."""
    if step.state not in list(State):
        raise DamagedImageError(f"no state of a step: {str(step.state)[:60]}")


def _change(table: LoggedTable | None, event: str, key: str, image: str) -> LoggedChange:
    values = images.read_key(key)
    if table is None or len(values) != len(table.key):
        raise DamagedImageError(f"no row has this key: {str(key)[:60]}")
    return LoggedChange(table, values, _event(table, event, image))


def _event(table: LoggedTable, event: str, image: str) -> Inserted | Deleted | Updated:
    if event == "insert":
        return Inserted(image)
    kept = images.read(image)
    if event == "delete" and kept.keys() == set(table.columns):
        return Deleted({name: images.value_of(kept[name]) for name in table.columns})
    if event == "update" and kept.keys() <= set(table.columns):
        return Updated({name: images.pair_of(pair) for name, pair in kept.items()})
    raise DamagedImageError(f"no change of {table.name}: {str(event)[:20]} {', '.join(kept)[:60]}")
