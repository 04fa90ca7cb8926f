"""What the schema says of the tables that undo writes to, asked of the database."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence

from aiev.store.undo_log import logged_tables
from aiev.store.undo_log.images import Value
from aiev.store.undo_log.logged_tables import LoggedTable, quoted
from aiev.value import value

_FOREIGN = """
select tables.name, keys.id, keys."from", keys."table", keys."to"
from sqlite_master as tables join pragma_foreign_key_list(tables.name) as keys
where tables.type = 'table'
order by tables.name, keys.id, keys.seq
"""
_UNIQUE = """
select distinct tables.name, columns.name
from sqlite_master as tables
join pragma_index_list(tables.name) as indexes
join pragma_index_info(indexes.name) as columns
where tables.type = 'table' and indexes."unique"
"""


@value
class ForeignKey:
    """The columns of a table that name a row of another one, by its columns."""

    table: str
    columns: tuple[str, ...]
    parent: str
    parent_columns: tuple[str, ...]


class Schema:
    """The tables that are followed, the references between them, and what is unique in them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.tables = {table.name: table for table in logged_tables.read(connection)}
        self.foreign_keys = tuple(self._read_foreign_keys())
        self.unique: dict[str, set[str]] = defaultdict(set)
        for table, column in connection.execute(_UNIQUE):
            self.unique[table].add(column)

    def row(self, table: LoggedTable, key: Sequence[Value]) -> dict[str, Value] | None:
        """Return the row with this key, or None."""
        where = " and ".join(f"{quoted(name)} is ?" for name in table.key)
        found = self.rows(table, where, key)
        return found[0] if found else None

    def rows(
        self, table: LoggedTable, where: str, values: Sequence[Value]
    ) -> list[dict[str, Value]]:
        """Return the rows for which a condition holds."""
        listed = ", ".join(map(quoted, table.columns))
        found = self._connection.execute(
            f"select {listed} from {quoted(table.name)} where {where}", tuple(values)
        )
        return [dict(zip(table.columns, row, strict=True)) for row in found]

    def _read_foreign_keys(self) -> Iterator[ForeignKey]:
        gathered: dict[tuple[str, int], list[tuple[str, str, str | None]]] = defaultdict(list)
        for table, number, column, parent, to in self._connection.execute(_FOREIGN):
            gathered[table, number].append((column, parent, to))
        for (table, _), columns in gathered.items():
            parent = columns[0][1]
            if table in self.tables and parent in self.tables:
                own = tuple(column for column, _, _ in columns)
                # A reference that names no columns is to the primary key.
                to = tuple(named for _, _, named in columns if named is not None)
                yield ForeignKey(table, own, parent, to or self.tables[parent].key)
