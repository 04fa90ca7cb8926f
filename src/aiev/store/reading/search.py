"""The queries of a search: which papers meet a condition, in which order, with which text."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Literal

from aiev.query.compile import Condition
from aiev.query.rank import WEIGHTS, Statistics

Sort = Literal["relevance", "date", "title"]

_COLUMNS = ", ".join(WEIGHTS)
# Written as a constraint so that FTS5 sorts by itself, without asking for each row.
_RANK = f"rank match 'bm25({', '.join(str(weight) for weight in WEIGHTS.values())})'"
_ORDERS = {
    "date": "paper.issued_low desc, paper.id desc",
    "title": "paper.title collate nocase, paper.id",
}


def by_rank(
    connection: sqlite3.Connection, condition: Condition, *, limit: int = -1
) -> Iterator[int]:
    """Yield the papers that meet the condition, which asks for text, best first by bm25."""
    joined, where = _joined(condition)
    cursor = connection.execute(
        f"select paper_fts.rowid from paper_fts {joined}"
        f" where paper_fts match ? and {_RANK} {where} order by rank limit ?",
        (condition.match, *condition.values, limit),
    )
    return (row[0] for row in cursor)


def by_newest(connection: sqlite3.Connection, condition: Condition, *, limit: int) -> list[int]:
    """Return the papers that meet the condition, which asks for text, last added first."""
    joined, where = _joined(condition)
    cursor = connection.execute(
        f"select paper_fts.rowid from paper_fts {joined}"
        f" where paper_fts match ? {where} order by paper_fts.rowid desc limit ?",
        (condition.match, *condition.values, limit),
    )
    return [row[0] for row in cursor.fetchall()]


def in_order(
    connection: sqlite3.Connection,
    condition: Condition,
    sort: Literal["date", "title"],
    *,
    limit: int = -1,
    offset: int = 0,
) -> Iterator[int]:
    """Yield the papers that meet the condition by issued date, newest first, or by title."""
    sql, values = _where(condition)
    cursor = connection.execute(
        f"select paper.id from paper {sql} order by {_ORDERS[sort]} limit ? offset ?",
        (*values, limit, offset),
    )
    return (row[0] for row in cursor)


def count(connection: sqlite3.Connection, condition: Condition, *, limit: int = -1) -> int:
    """Return how many papers meet the condition, counting no further than `limit`."""
    if condition.where is None and condition.match is None:
        return statistics(connection).papers
    if condition.where is None:
        # The index alone answers; the papers' rows need not be read.
        rows = "paper_fts where paper_fts match ?"
    else:
        rows = f"paper {_where(condition)[0]}"
    values = _where(condition)[1]
    row = connection.execute(
        f"select count(*) from (select 1 from {rows} limit ?)", (*values, limit)
    ).fetchone()
    return int(row[0])


def meeting(
    connection: sqlite3.Connection, condition: Condition, ids: Sequence[int]
) -> frozenset[int]:
    """Return which of the papers meet the condition."""
    sql, values = _where(condition)
    among = f"{sql or 'where 1'} and paper.id in (select value from json_each(?))"
    rows = connection.execute(
        f"select paper.id from paper {among}", (*values, json.dumps(list(ids)))
    )
    return frozenset(row[0] for row in rows)


def texts(
    connection: sqlite3.Connection, ids: Sequence[int]
) -> list[tuple[int, str, tuple[str, ...]]]:
    """Return for each paper its number, first issued day and indexed columns, by number."""
    rows = connection.execute(
        f"select id, ifnull(issued_low, ''), {_COLUMNS} from paper"
        " where id in (select value from json_each(?)) order by id",
        (json.dumps(list(ids)),),
    )
    return [(row[0], row[1], tuple(text or "" for text in row[2:])) for row in rows]


def titles(
    connection: sqlite3.Connection, ids: Sequence[int]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield for each paper its number and its columns with nothing but the title in them."""
    rows = connection.execute(
        "select id, title from paper where id in (select value from json_each(?))",
        (json.dumps(list(ids)),),
    )
    others = ("",) * (len(WEIGHTS) - 1)
    return ((number, (title, *others)) for number, title in rows)


def statistics(connection: sqlite3.Connection) -> Statistics:
    """Return the size of the index from the record that FTS5 keeps of it.

    Source: https://www.sqlite.org/fts5.html, fts5StorageLoadTotals in ext/fts5/fts5_storage.c:
    the number of rows, then the number of tokens in each column, as varints.
    """
    row = connection.execute("select block from paper_fts_data where id = 1").fetchone()
    numbers = _varints(row[0]) if row else []
    if len(numbers) != len(WEIGHTS) + 1 or not numbers[0]:
        return Statistics(0, (0.0,) * len(WEIGHTS))
    papers, *lengths = numbers
    return Statistics(papers, tuple(length / papers for length in lengths))


def _joined(condition: Condition) -> tuple[str, str]:
    # A cross join keeps this order: the index first, as it knows the few papers with the words.
    assert condition.match is not None, "only text has a rank"
    if condition.where is None:
        return "", ""
    return "cross join paper on paper.id = paper_fts.rowid", f"and {condition.where}"


def _where(condition: Condition) -> tuple[str, tuple[str | int, ...]]:
    parts = [] if condition.where is None else [condition.where]
    values = condition.values
    if condition.match is not None:
        parts.append("paper.id in (select rowid from paper_fts where paper_fts match ?)")
        values = (*values, condition.match)
    return (f"where {' and '.join(parts)}" if parts else ""), values


def _varints(block: bytes) -> list[int]:
    # Seven bits a byte, the highest first; a ninth byte would give eight.
    answer, value, length = [], 0, 0
    for byte in block:
        length += 1
        value = value << 8 | byte if length == 9 else value << 7 | byte & 0x7F
        if length == 9 or byte < 0x80:
            answer.append(value)
            value = length = 0
    return answer


def rare_below(papers: int) -> int:
    """Return in how many papers a term stands that is in the table; rarer ones are soon counted."""
    return 1 if papers < 2000 else 2 if papers < 20_000 else 5
