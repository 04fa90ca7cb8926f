"""What taking a step back comes to: each row as it is, and as it is to be; and what is in the way.

The changes are taken back in thought, the last first. Where a row is not as the step left it,
another command has changed it since, and nothing of it is touched.
"""

import sqlite3
from collections.abc import Iterator

from aiev.store.undo.schema import ForeignKey, Schema
from aiev.store.undo_log import images, soundness
from aiev.store.undo_log.images import Row, Value
from aiev.store.undo_log.logged_tables import LoggedTable, quoted
from aiev.store.undo_log.soundness import Deleted, LoggedChange, Updated
from aiev.store.undo_log.steps import LoggedStep
from aiev.value import value

Key = tuple[Value, ...]
Place = tuple[str, Key]
"""A row by its table and its primary key."""

Change = tuple[LoggedTable, Row | None, Row | None]
"""A row that is to be another: its table, the row as it is and as it is to be, None for none."""


@value
class Obstacle:
    """A row that another command changed since: the table, the row as it is, and what changed."""

    table: str
    row: Row
    reason: str


class Plan:
    """The rows of a step by their place, as they are (`now`) and as they are to be (`then`)."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.now: dict[Place, Row | None] = {}
        self.then: dict[Place, Row | None] = {}
        self.obstacles: list[Obstacle] = []
        self._blocked: set[Place] = set()

    def changes(self) -> Iterator[Change]:
        """Yield each row that is to be another."""
        for place, then in self.then.items():
            if self.now[place] != then:
                yield self.schema.tables[place[0]], self.now[place], then

    def take_back(self, change: LoggedChange) -> None:
        """Take back one change of a row, or note what is in the way."""
        table, key, event = change.table, change.key, change.event
        place = (table.name, key)
        row = self._row(table, key)
        if place in self._blocked:
            return
        if isinstance(event, Deleted):
            if row is not None:
                self._block(place, row, "has come in its place since")
            else:
                self.then[place] = event.row
        elif row is None:
            self._block(place, dict(zip(table.key, key, strict=True)), "is gone since")
        elif isinstance(event, Updated):
            self._take_back_update(table, place, row, event)
        elif images.fingerprint(*row.values()) != event.fingerprint:
            self._block(place, row, "was changed since")
        else:
            self.then[place] = None

    def find_references(self) -> None:
        """Note the rows that came since and name one that is to go, and the other way round."""
        for table, now, then in list(self.changes()):
            if now is not None:
                self._check_children(table, now, then)
            if then is not None:
                self._check_parents(table, then)

    def _row(self, table: LoggedTable, key: Key) -> Row | None:
        place = (table.name, key)
        if place not in self.then:
            self.now[place] = self.then[place] = self.schema.row(table, key)
        return self.then[place]

    def _take_back_update(self, table: LoggedTable, place: Place, row: Row, event: Updated) -> None:
        pairs = event.pairs
        changed = [
            name for name, (_, new) in pairs.items() if not images.is_image_of(new, row[name])
        ]
        if changed:
            self._block(place, row, f"{' and '.join(changed)} was changed since")
            return
        restored = {**row, **{name: old for name, (old, _) in pairs.items()}}
        before = (table.name, tuple(restored[name] for name in table.key))
        if before != place:
            taken = self._row(table, before[1])
            if taken is not None:
                self._block(before, taken, "has come in its place since")
                return
            self.then[place] = None
        self.then[before] = restored

    def _block(self, place: Place, row: Row, reason: str) -> None:
        self._blocked.add(place)
        self.obstacles.append(Obstacle(place[0], row, reason))

    def _check_children(self, table: LoggedTable, now: Row, then: Row | None) -> None:
        for foreign in self.schema.foreign_keys:
            if foreign.parent != table.name:
                continue
            named = [now[name] for name in foreign.parent_columns]
            if then is not None and named == [then[name] for name in foreign.parent_columns]:
                continue
            child = self.schema.tables[foreign.table]
            where = " and ".join(f"{quoted(name)} is ?" for name in foreign.columns)
            for row in self.schema.rows(child, where, named):
                place = (child.name, tuple(row[name] for name in child.key))
                kept = self.then.get(place, row)
                if kept is not None and [kept[name] for name in foreign.columns] == named:
                    self._block(place, row, f"came since, and belongs to this {table.name}")

    def _check_parents(self, table: LoggedTable, then: Row) -> None:
        for foreign in self.schema.foreign_keys:
            if foreign.table != table.name:
                continue
            named = tuple(then[name] for name in foreign.columns)
            if None not in named and not self._will_be(foreign, named):
                place = (table.name, tuple(then[name] for name in table.key))
                self._block(place, then, f"had its {foreign.parent} removed since")

    def _will_be(self, foreign: ForeignKey, named: Key) -> bool:
        parent = self.schema.tables[foreign.parent]
        if (parent.name, named) in self.then:
            return self.then[parent.name, named] is not None
        where = " and ".join(f"{quoted(name)} is ?" for name in foreign.parent_columns)
        return bool(self.schema.rows(parent, where, named))


def make(connection: sqlite3.Connection, step: LoggedStep) -> Plan:
    """Return what taking a step back comes to; raises DamagedImageError for a damaged log."""
    plan = Plan(Schema(connection))
    for change in soundness.changes(connection, step):
        plan.take_back(change)
    plan.find_references()
    return plan
