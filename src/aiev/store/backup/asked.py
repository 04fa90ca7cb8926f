"""When sources were last asked for papers, apart from the papers in a backup.

To ask again and hear nothing new then changes no paper's line.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

from aiev.domain.backup_record import PaperRecord, Row
from aiev.domain.knowledge import Json

TABLES = ("inquiry", "attempt")
"""The tables that tell of asking alone: their rows are here and not with the papers."""

STAMPS = {"source_work": "asked_at", "citation_count": "last_day"}
"""The column of a table that alone changes where a source says the same again.

It is told here, the rest of the row with the paper.
"""

# The last of each is when a source was asked; of the tables above those before it tell the row.
_COLUMNS = {
    "paper": ("fetched_at",),
    "inquiry": ("source", "outcome", "asked_at"),
    "attempt": ("source", "tries", "reason", "tried_at"),
    "source_work": ("source", "asked_at"),
    "citation_count": ("source", "day", "last_day"),
}
# A line of a backup stays one that can be read at once.
_PAPERS = 10_000


def records(connection: sqlite3.Connection) -> Iterator[Json]:
    """Yield a record for all papers that a source was asked for at one time with one outcome."""
    for table, columns in _COLUMNS.items():
        names = ", ".join(f"{table}.{name}" for name in columns)
        join = "" if table == "paper" else f" join {table} on {table}.paper_id = paper.id"
        found = connection.execute(
            f"select {names}, paper.identity from paper{join}"
            f" where {table}.{columns[-1]} is not null order by {names}, paper.identity"
        )
        for values, rows in groupby(found, itemgetter(slice(0, -1))):
            row: Json = dict(zip(columns, values, strict=True))
            papers = [each[-1] for each in rows]
            for start in range(0, len(papers), _PAPERS):
                part = papers[start : start + _PAPERS]
                yield {"record": "asked", "table": table, "row": row, "papers": part}


def without_days(shape: Json) -> Json:
    """Return a paper's JSON without the days of asking that it repeats from here."""
    return {**shape, **{name: _undated(shape[name]) for name in ("citations", "publication")}}


def _undated(said: object) -> object:
    return {**said, "day": None} if isinstance(said, dict) else said


def with_days(record: PaperRecord, told: Iterable[tuple[str, Row]]) -> PaperRecord:
    """Return a paper with what records like these say of when it was asked for, each by its table.

    The later of two stays. A row of which nobody tells it was last heard on its own day, if any.
    """
    rows, fetched_at = dict(record.rows), record.fetched_at
    days: dict[tuple[object, ...], str] = {}
    for table, row in told:
        if table == "paper":
            stamp = row.get("fetched_at")
            fetched_at = stamp if isinstance(stamp, str) else fetched_at
        elif table in STAMPS:
            key, stamp = _key(table, row), row.get(STAMPS[table])
            days[key] = max(days.get(key, ""), stamp if isinstance(stamp, str) else "")
        else:
            rows[table] = (*rows.get(table, ()), row)
    for table, stamp_name in STAMPS.items():
        if table in rows:
            rows[table] = tuple([_stamped(table, row, stamp_name, days) for row in rows[table]])
    return replace(record, rows=rows, fetched_at=fetched_at)


def _stamped(table: str, row: Row, stamp_name: str, days: Mapping[tuple[object, ...], str]) -> Row:
    stamp = row.get(stamp_name) or days.get(_key(table, row)) or row.get("day", "")
    return {**row, stamp_name: stamp}


def _key(table: str, row: Row) -> tuple[object, ...]:
    return (table, *map(row.get, _COLUMNS[table][:-1]))
