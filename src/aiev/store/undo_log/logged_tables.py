"""Which tables and columns the undo log follows: all that are not worked out from others.

The database is asked, so that a table or column of a later revision is followed from its first day.
"""

import sqlite3
from collections import defaultdict

from aiev.value import value

# What is worked out from the rest, the log itself, and the schema's own number.
NOT_LOGGED = (
    *("paper_words", "term", "spelling", "compound"),
    *("undo_step", "undo_change", "alembic_version"),
)
# The columns of `store.writing.derived_columns`, which the database keeps by triggers.
DERIVED = {"paper": ("authors", "topics", "organizations", "listed")}
_COLUMNS = f"""
select tables.name, columns.name, columns.pk
from sqlite_master as tables join pragma_table_xinfo(tables.name) as columns
where tables.type = 'table' and columns.hidden = 0
    and tables.name not glob 'paper_fts*' and tables.name not glob 'sqlite_*'
    and tables.name not in ({", ".join(map(repr, NOT_LOGGED))})
order by tables.name, columns.cid
"""


@value
class LoggedTable:
    """A table that is followed: its columns, in order, and those of its primary key."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]


def read(connection: sqlite3.Connection) -> tuple[LoggedTable, ...]:
    """Return the tables that are followed, as the schema declares them.

    A generated column is none of them: SQLite works it out from the row.
    """
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for table, column, place in connection.execute(_COLUMNS):
        if column not in DERIVED.get(table, ()):
            found[table].append((column, place))
    return tuple(
        LoggedTable(
            table,
            tuple(name for name, _ in columns),
            tuple(name for name, place in sorted(columns, key=lambda one: one[1]) if place),
        )
        for table, columns in found.items()
    )


def quoted(name: str) -> str:
    """Return a name of the schema as SQL takes it, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'
