"""Recording what a transaction changes, bounded, so that it can be taken back later.

The log is written within the transaction that it tells of: of a process that is killed, both are
there or neither is.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from aiev.step import Step
from aiev.store.undo_log import images, logged_tables, triggers
from aiev.store.undo_log.interrupts import Interruption
from aiev.store.undo_log.steps import State

MOST_STEPS = 50
MOST_BYTES = 64 << 20
"""How much is kept of all steps together, as counted by their images of rows."""
# What a row of the log takes beside its images, about.
_ROW_BYTES = 32
_STEP = "select state, size_bytes, first_change from undo_step where id = ?"
_NEWEST = "select coalesce(max(id), 0) from undo_change"
_STORE = """
insert into undo_step (id, turn, started_at, command, state, changes, size_bytes, first_change,
    last_change)
values (:id, (select coalesce(max(turn), 0) + 1 from undo_step), :started_at, :command, :state,
    :changes, :size, :first, :last)
on conflict (id) do update set
    turn = (select max(other.turn) from undo_step as other) + 1, state = :state,
    changes = changes + :changes, size_bytes = size_bytes + :size, last_change = :last
"""
_DROP = """
delete from undo_change
where step_id = ?1
    and id between (select first_change from undo_step where id = ?1)
    and (select last_change from undo_step where id = ?1)
"""
# The settings of SQLite, by the numbers that it tells of them.
_SECURE_DELETE = ("off", "on", "fast")
_STEPS = "select id, size_bytes from undo_step order by turn desc"


class Recorder:
    """Follows one transaction of a step; to be begun and ended within it.

    With `is_logged` off it is only noted that the step has written.
    """

    def __init__(self, connection: sqlite3.Connection, step: Step, *, is_logged: bool) -> None:
        self._connection = connection
        self._step = step
        self._state = State.KEPT if is_logged else State.NOT_LOGGED
        self._size = self._before = 0
        [self._newest] = connection.execute(_NEWEST).fetchone()
        row = connection.execute(_STEP, (step.id,)).fetchone()
        if row is not None:
            self._before = row[1]
            if self._state is State.KEPT:
                self._state = State(row[0])
        self._tables = logged_tables.read(connection)
        called = (self._is_open, self._came, self._went, self._changed)
        self.interruption = Interruption(connection, tuple(one.__code__ for one in called))
        if self._state is State.KEPT:
            self._follow()
        self._writes = connection.total_changes

    def end(self) -> None:
        """Store what was recorded as a part of the step, and let go of the oldest steps."""
        if self._connection.total_changes == self._writes:
            return
        changes, last = self._connection.execute(
            "select count(*), max(id) from undo_change where id > ? and step_id = ?",
            (self._newest, self._step.id),
        ).fetchone()
        if self._state is State.KEPT and not changes:
            return
        self._connection.execute(
            _STORE,
            {
                "id": self._step.id,
                "started_at": datetime.fromtimestamp(self._step.started_s, UTC).isoformat(
                    timespec="seconds"
                ),
                "command": self._step.tell(),
                "state": self._state,
                "changes": changes,
                "size": self._size,
                "first": self._newest + 1,
                "last": last or self._newest,
            },
        )
        if self._state is not State.KEPT:
            # What an earlier transaction of the command logged helps nobody without the rest.
            with _overwritten(self._connection):
                self._connection.execute(_DROP, (self._step.id,))
            self._connection.execute(
                "update undo_step set changes = 0, size_bytes = 0 where id = ?", (self._step.id,)
            )
        _let_go(self._connection)

    def _follow(self) -> None:
        connection = self._connection
        connection.create_function(triggers.IS_OPEN, 0, self._is_open)
        connection.create_function(triggers.CAME, -1, self._came)
        connection.create_function(triggers.WENT, -1, self._went)
        connection.create_function(triggers.CHANGED, -1, self._changed)
        for number, table in enumerate(self._tables):
            for statement in triggers.statements(table, number, step=self._step.id):
                connection.execute(statement)

    def _is_open(self) -> bool:
        self.interruption.check()
        return self._state is State.KEPT

    def _came(self, *values: images.Value) -> str:
        return self._counted(images.fingerprint(*values))

    def _went(self, number: int, *values: images.Value) -> str:
        return self._counted(images.whole(self._tables[number].columns, values))

    def _changed(self, number: int, *values: images.Value) -> str:
        return self._counted(images.changed(self._tables[number].columns, values))

    def _counted(self, image: str) -> str:
        self._size += _ROW_BYTES + len(image)
        if self._before + self._size > MOST_BYTES:
            self._state = State.TOO_LARGE
        return image


def drop(connection: sqlite3.Connection, step_id: int) -> None:
    """Forget a step and its changes."""
    with _overwritten(connection):
        connection.execute(_DROP, (step_id,))
        connection.execute("delete from undo_step where id = ?", (step_id,))


def clear(connection: sqlite3.Connection) -> bool:
    """Forget all steps; return whether there was one."""
    with _overwritten(connection):
        connection.execute("delete from undo_change")
        return bool(connection.execute("delete from undo_step").rowcount)


@contextmanager
def _overwritten(connection: sqlite3.Connection) -> Iterator[None]:
    """Leave nothing of what is deleted meanwhile in free pages, which a copy of the file has too.

    The log tells what the notes said that were removed, and every command line.
    """
    [before] = connection.execute("pragma secure_delete").fetchone()
    connection.execute("pragma secure_delete = on").fetchall()
    try:
        yield
    finally:
        connection.execute(f"pragma secure_delete = {_SECURE_DELETE[before]}").fetchall()


def _let_go(connection: sqlite3.Connection) -> None:
    size = 0
    for count, (step_id, size_bytes) in enumerate(connection.execute(_STEPS).fetchall(), 1):
        size += size_bytes
        if count > MOST_STEPS or size > MOST_BYTES:
            drop(connection, step_id)
