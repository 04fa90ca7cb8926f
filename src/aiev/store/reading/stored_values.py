"""Whether columns hold what they are for: values of their kind, UTF-8, dates that there are.

A table in which all is well is known by reading it once; in others each fault is counted.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from itertools import chain
from operator import itemgetter

from aiev.domain import partial_date

Columns = Sequence[tuple[str, str]]
"""The columns of a table, each with its declared kind."""

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
_DATES_AND_MOMENTS = frozenset((*_DATES, *_MOMENTS))
_ROWS_AT_ONCE = 256


def tables(connection: sqlite3.Connection) -> Mapping[str, Columns]:
    """Return the tables with their columns; columns of a kind that aiev has not are left out."""
    with _reading(connection, str):
        found: dict[str, list[tuple[str, str]]] = {}
        for table, name, declared in _columns(connection):
            if declared in _KINDS:
                found.setdefault(table, []).append((name, _KINDS[declared]))
        return found


def doubtful(connection: sqlite3.Connection) -> Mapping[str, Columns]:
    """Return the tables in which something is wrong, by reading each once."""
    return {
        table: columns
        for table, columns in tables(connection).items()
        if not _is_sound(connection, table, columns)
    }


def kinds(connection: sqlite3.Connection, among: Mapping[str, Columns]) -> str | None:
    """Return which columns of these tables hold values of another kind than theirs."""
    found = []
    for table, columns in among.items():
        sums = ", ".join(f"total(not {_is_right(name, kind)})" for name, kind in columns)
        [counts] = connection.execute(f"select {sums} from {quoted(table)}")
        found += [
            f"{table}.{name}: {rows(int(count))} with no {_WORDS[kind]}"
            for (name, kind), count in zip(columns, counts, strict=True)
            if count
        ]
    return "; ".join(found) or None


def encoding(connection: sqlite3.Connection, among: Mapping[str, Columns]) -> str | None:
    """Return which columns of these tables hold text that is no UTF-8, and which lists are none."""
    found = []
    with _reading(connection, bytes):
        for table, columns in among.items():
            names = [name for name, kind in columns if kind == "text"]
            wrong = dict.fromkeys(names, 0)
            if not names:
                continue
            listed = ", ".join(map(quoted, names))
            for row in connection.execute(f"select {listed} from {quoted(table)}"):
                for name, text in zip(names, row, strict=True):
                    wrong[name] += isinstance(text, bytes) and not _is_text(text)
            found += [f"{table}.{name}: {rows(count)}" for name, count in wrong.items() if count]
    # Lists are kept as bytes, and only such as are text are taken in.
    contents = connection.execute("select content from list where typeof(content) = 'blob'")
    if count := sum(not _is_text(content) for [content] in contents):
        found.append(f"list.content: {rows(count)}")
    return f"no UTF-8 in {'; '.join(found)}" if found else None


def dates(connection: sqlite3.Connection, among: Mapping[str, Columns]) -> str | None:
    """Return which columns of these tables hold dates or moments that are none."""
    found = []
    for table, name in (*_DATES, *_MOMENTS):
        if table not in among:
            continue
        is_read = _reader_of(table, name)
        # What is no UTF-8 is no date either, and reads as none so.
        with _reading(connection, partial(str, encoding="utf-8", errors="replace")):
            values = connection.execute(
                f"select {name}, count(*) from {table}"
                f" where typeof({name}) = 'text' group by {name} order by {name}"
            ).fetchall()
        if count := sum(count for text, count in values if not is_read(text)):
            found.append(f"{table}.{name}: {rows(count)} with no date")
    return "; ".join(found) or None


def rows(count: int) -> str:
    """Return a number of rows in words."""
    return f"{count:,} {'row' if count == 1 else 'rows'}"


def quoted(name: str) -> str:
    """Return the name of a table or column as SQL has it, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'


def _is_sound(connection: sqlite3.Connection, table: str, columns: Columns) -> bool:
    """Return whether nothing is wrong in a table; False too where it cannot be read."""
    texts = [name for name, kind in columns if kind == "text"]
    others = [_is_right(name, kind) for name, kind in columns if kind != "text"]
    is_right = " and ".join(others) or "1"
    read = ", ".join(quoted(name) for name in texts)
    # Only what has text is looked at here: SQLite alone knows the kinds of numbers.
    has_text = f"coalesce({read}, null, null) is not null" if texts else "0"
    statement = (
        f"select {read or 'null'}, case when {is_right} then null else 0 end"
        f" from {quoted(table)} where {has_text} or not ({is_right})"
    )
    dated = {
        at: set[str | None]()
        for at, name in enumerate(texts)
        if (table, name) in _DATES_AND_MOMENTS
    }
    types: set[type] = set()
    try:
        with _reading(connection, str):
            written = connection.execute(statement)
            while part := written.fetchmany(_ROWS_AT_ONCE):
                types.update(map(type, chain.from_iterable(part)))
                for at, found in dated.items():
                    found.update(map(itemgetter(at), part))
    except sqlite3.DatabaseError:
        return False
    return types <= {str, type(None)} and all(
        text is None or _reader_of(table, texts[at])(text)
        for at, found in dated.items()
        for text in found
    )


def _is_right(name: str, kind: str) -> str:
    return f"(typeof({quoted(name)}) = '{kind}' or {quoted(name)} is null)"


def _columns(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    for table, name, declared in connection.execute(_COLUMNS):
        yield table, name, declared.partition("(")[0].upper()


@contextmanager
def _reading(connection: sqlite3.Connection, factory: Callable[[bytes], object]) -> Iterator[None]:
    """Let texts be read by this meanwhile."""
    before, connection.text_factory = connection.text_factory, factory
    try:
        yield
    finally:
        connection.text_factory = before


def _is_text(text: bytes) -> bool:
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _reader_of(table: str, name: str) -> Callable[[str], bool]:
    return _is_moment if (table, name) in _MOMENTS else _is_date


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
