"""Rows of the further tables that tell of a paper: which tables there are, and taking rows in."""

import sqlite3
from collections.abc import Mapping, Sequence

from aiev.domain.backup_record import Row
from aiev.store.backup.asked import STAMPS

# In a paper's JSON already, in its provenance under a name of their own, or made anew.
_TOLD = frozenset(
    (
        *("authorship", "paper_organization", "paper_words", "entry", "paper_tag", "note"),
        *("citation", "curation"),
    )
)
_COLUMNS = """
select m.name, c.name
from sqlite_master as m
join pragma_foreign_key_list(m.name) as k on k."table" = 'paper' and k."from" = 'paper_id'
join pragma_table_info(m.name) as c
where m.type = 'table' and c.name not in ('id', 'paper_id')
order by m.name, c.cid
"""


def columns_by_table(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """Return the further tables that tell of a paper with their columns, but for their own keys.

    Read from the schema, so that a new table is in backups without a change here.
    """
    found: dict[str, tuple[str, ...]] = {}
    for table, column in connection.execute(_COLUMNS):
        if table not in _TOLD:
            found[table] = (*found.get(table, ()), column)
    return found


def add(
    connection: sqlite3.Connection,
    paper_id: int,
    table: str,
    rows: Sequence[Row],
    *,
    known: Mapping[str, Sequence[str]],
) -> bool:
    """Add the rows that a table lacks, and say whether any was; `known` are the tables' columns.

    A row that this aiev has no place for is left. Where a source was asked in both, its later
    answer stays.
    """
    added = 0
    for row in rows:
        if not row or not set(row) <= set(known.get(table, ())):
            continue
        names, stamp = list(row), STAMPS.get(table)
        sql = (
            f"insert or ignore into {table} (paper_id, {', '.join(names)})"
            f" select :paper_id, {', '.join(f':{name}' for name in names)}"
            f" where not exists (select 1 from {table} where paper_id = :paper_id and "
            + " and ".join(f"{name} is :{name}" for name in names)
            + ")"
        )
        if stamp in names:
            later = ", ".join(f"{name} = excluded.{name}" for name in names)
            sql += f" on conflict do update set {later} where excluded.{stamp} > {table}.{stamp}"
        added += connection.execute(sql, {**row, "paper_id": paper_id}).rowcount
    return bool(added)
