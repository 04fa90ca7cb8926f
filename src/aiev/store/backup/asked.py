"""When sources were last asked for papers, apart from the papers in a backup.

To ask again and hear nothing new then changes no paper's line.
"""

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from aiev.domain.knowledge import Json

TABLES = ("inquiry", "attempt")
"""The tables that tell of asking alone: their rows are here and not with the papers."""

_COLUMNS = {
    "paper": ("fetched_at",),
    "inquiry": ("source", "outcome", "asked_at"),
    "attempt": ("source", "tries", "reason", "tried_at"),
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
