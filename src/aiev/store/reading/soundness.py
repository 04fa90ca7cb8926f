"""Whether a database holds what aiev writes and nothing else: kinds, text, dates, no circles.

SQLite keeps whatever a program gives it, so that one of others can leave what no reader expects.
"""

import sqlite3
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from aiev.domain import partial_date
from aiev.errors import StoreError
from aiev.store.connection import open_for_reading, read_error

_KINDS = {"VARCHAR": "text", "INTEGER": "integer", "BOOLEAN": "integer", "BLOB": "blob"}
_WORDS = {"text": "text", "integer": "a number", "blob": "bytes"}
# The tables of the full-text index are SQLite's own, and have a check of their own.
_COLUMNS = """
select tables.name, columns.name, columns.type
from sqlite_master as tables join pragma_table_info(tables.name) as columns
where tables.type = 'table' and tables.name not like 'paper_fts%' and tables.name <> 'sqlite_stat1'
order by tables.name, columns.cid
"""
_DATES = (
    *(("paper", name) for name in ("published", "updated", "issued", "issued_low", "issued_high")),
    ("entry", "listed_date"),
)
# An empty text tells of no moment.
_MOMENTS = (
    *(("list", "imported_at"), ("paper", "fetched_at"), ("paper", "added_at")),
    ("note", "created_at"),
)
_FIELDS = (
    *("label", "url", "date", "organizations", "authors", "venue", "short_name", "keywords"),
    *("note", "links", "topic"),
)
_MEANINGLESS = {
    "block.cells": "case when json_valid({0}) then json_type({0}) <> 'array' else 1 end",
    "entry_edit.field": f"{{0}} not in ({', '.join(map(repr, _FIELDS))})",
    "list.path": "instr({0}, char(0))",
    "paper.arxiv_id": "{0} not glob '[0-9][0-9][0-9][0-9].[0-9][0-9][0-9][0-9]*'"
    " and {0} not glob '[a-z]*/[0-9][0-9][0-9][0-9][0-9][0-9][0-9]'",
    "term.papers": "{0} <= 0",
}
_PARENTS = ("topic", "organization")
_CIRCLES = """
with recursive above(start, id) as (
    select id, parent_id from {table} where parent_id is not null
    union
    select above.start, {table}.parent_id
    from above join {table} on {table}.id = above.id
    where {table}.parent_id is not null
)
select count(*) from above where start = id
"""


def check(path: Path) -> None:
    """Raise StoreError where the database holds what aiev did not write.

    To be asked where a command failed in a way that nobody foresaw: this may be why.
    """
    with closing(open_for_reading(path)) as connection:
        try:
            problem = find(connection)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise read_error(error, path) from error
    if problem is not None:
        raise StoreError(
            f"the database holds what aiev did not write ({problem})",
            path=path,
            hint="`aiev doctor` tells what is wrong; restore a backup",
        )


def find(connection: sqlite3.Connection) -> str | None:
    """Return the first thing that is wrong, None where all is as aiev writes it."""
    return next((problem for one in CHECKS.values() if (problem := one(connection))), None)


def kinds(connection: sqlite3.Connection) -> str | None:
    """Return which columns hold values of another kind than theirs."""
    found = []
    for table, columns in _tables(connection).items():
        wrong = {
            name: f"typeof({_quoted(name)}) not in ('{_KINDS[kind]}', 'null')"
            for name, kind in columns
        }
        if not wrong:
            continue
        sums = ", ".join(f"total({condition})" for condition in wrong.values())
        [counts] = connection.execute(f"select {sums} from {_quoted(table)}")
        found += [
            f"{table}.{name}: {_rows(int(count))} with no {_WORDS[_KINDS[kind]]}"
            for (name, kind), count in zip(columns, counts, strict=True)
            if count
        ]
    return "; ".join(found) or None


def encoding(connection: sqlite3.Connection) -> str | None:
    """Return which columns hold text that is no UTF-8."""
    found = []
    before, connection.text_factory = connection.text_factory, bytes
    try:
        for table, columns in _tables(connection).items():
            names = [name for name, kind in columns if _KINDS[kind] == "text"]
            wrong = dict.fromkeys(names, 0)
            listed = ", ".join(map(_quoted, names))
            if not names or _is_all_text(connection, f"select {listed} from {_quoted(table)}"):
                continue
            for row in connection.execute(f"select {listed} from {_quoted(table)}"):
                for name, text in zip(names, row, strict=True):
                    wrong[name] += isinstance(text, bytes) and not _is_text(text)
            found += [f"{table}.{name}: {_rows(count)}" for name, count in wrong.items() if count]
    finally:
        connection.text_factory = before
    # Lists are kept as bytes, and only such as are text are taken in.
    contents = connection.execute("select content from list where typeof(content) = 'blob'")
    if count := sum(not _is_text(content) for [content] in contents):
        found.append(f"list.content: {_rows(count)}")
    return f"no UTF-8 in {'; '.join(found)}" if found else None


def _is_all_text(connection: sqlite3.Connection, sql: str) -> bool:
    """Return whether all that a query answers can be read as text: a fifth of looking at each."""
    before, connection.text_factory = connection.text_factory, str
    try:
        deque(connection.execute(sql), maxlen=0)
    except sqlite3.OperationalError:
        return False
    finally:
        connection.text_factory = before
    return True


def dates(connection: sqlite3.Connection) -> str | None:
    """Return which columns hold dates or moments that are none."""
    found = []
    for table, name in (*_DATES, *_MOMENTS):
        is_read = _is_moment if (table, name) in _MOMENTS else _is_date
        values = connection.execute(
            f"select {name}, count(*) from {table}"
            f" where typeof({name}) = 'text' group by {name} order by {name}"
        )
        if count := sum(count for text, count in values if not is_read(text)):
            found.append(f"{table}.{name}: {_rows(count)} with no date")
    return "; ".join(found) or None


def circles(connection: sqlite3.Connection) -> str | None:
    """Return how many topics and organizations lie below themselves."""
    found = []
    for table in _PARENTS:
        [count] = connection.execute(_CIRCLES.format(table=table)).fetchone()
        if count:
            found.append(f"{_rows(count)} of {table} below themselves")
    return "; ".join(found) or None


def meanings(connection: sqlite3.Connection) -> str | None:
    """Return which columns hold words or numbers that mean nothing there."""
    found = []
    for place, condition in _MEANINGLESS.items():
        table, _, name = place.partition(".")
        [count] = connection.execute(
            f"select count(*) from {table} where {condition.format(name)}"
        ).fetchone()
        if count:
            found.append(f"{place}: {_rows(count)}")
    return f"no meaning in {'; '.join(found)}" if found else None


def references(connection: sqlite3.Connection) -> str | None:
    """Return how many rows lead nowhere."""
    rows = connection.execute("pragma foreign_key_check").fetchall()
    return f"rows that lead nowhere: {len(rows):,}, the first in {rows[0][0]}" if rows else None


CHECKS: Mapping[str, Callable[[sqlite3.Connection], str | None]] = {
    "references": references,
    "kinds of values": kinds,
    "encoding": encoding,
    "dates": dates,
    "meanings": meanings,
    "circles": circles,
}
"""The checks by their names; each returns what is wrong, or None."""


def _tables(connection: sqlite3.Connection) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return the columns of each table with their declared types; those of others are left out."""
    before, connection.text_factory = connection.text_factory, str
    try:
        tables: dict[str, list[tuple[str, str]]] = {}
        for table, name, declared in _columns(connection):
            if declared in _KINDS:
                tables.setdefault(table, []).append((name, declared))
        return tables
    finally:
        connection.text_factory = before


def _columns(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    for table, name, declared in connection.execute(_COLUMNS):
        yield table, name, declared.partition("(")[0].upper()


def _is_text(text: bytes) -> bool:
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_date(text: str) -> bool:
    try:
        partial_date.parse(text)
    except ValueError:
        return False
    return True


def _is_moment(text: str) -> bool:
    try:
        return not text or bool(datetime.fromisoformat(text))
    except ValueError:
        return False


def _rows(count: int) -> str:
    return f"{count:,} {'row' if count == 1 else 'rows'}"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
