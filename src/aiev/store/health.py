"""Whether a database is sound: the file, the index, and what the index is made from."""

import sqlite3
from collections.abc import Callable
from functools import partial

from aiev.store.reading import soundness
from aiev.store.undo_log import recorder
from aiev.store.undo_log import soundness as undo_log
from aiev.store.writing import derived_columns, paper_words, terms
from aiev.store.writing.writer import Writer, reader_within
from aiev.value import value

# The terms may be somewhat out of date (`terms.refresh`): this much of them is a fault.
_TERMS_OFF_BY = 0.2


@value
class Health:
    """One check by name, and what it found wrong; None where all is well."""

    name: str
    problem: str | None


def examine(writer: Writer, *, is_mended: bool) -> tuple[Health, ...]:
    """Return the result of each check; with `is_mended` what can be made anew is made so first."""
    with writer.unlogged() as transaction:
        connection = reader_within(transaction).connection
        if is_mended:
            _mend(connection)
        return _examine(connection)


def _examine(connection: sqlite3.Connection) -> tuple[Health, ...]:
    """Return the result of each check.

    The connection must be one that may write: FTS5 checks its index by an insert.
    """
    checks: dict[str, Callable[[sqlite3.Connection], str | None]] = {
        "file": _file,
        **soundness.CHECKS,
        **{
            f"names in the row: {name}": partial(_column, name=name)
            for name in derived_columns.COLUMNS
        },
        "undo log": undo_log.problem,
        "full-text index": _index,
        "terms of the index": _terms,
    }
    return tuple(Health(name, _problem(check, connection)) for name, check in checks.items())


def _mend(connection: sqlite3.Connection) -> None:
    """Make anew what can be made from the rest: names in the row, the index and its terms.

    An undo log that is damaged is emptied.
    """
    derived_columns.write(connection)
    ids = [row[0] for row in connection.execute("select id from paper")]
    paper_words.write(connection, ids)
    connection.execute("insert into paper_fts(paper_fts) values ('rebuild')")
    terms.rebuild(connection)
    if undo_log.problem(connection) is not None:
        recorder.clear(connection)


def _problem(
    check: Callable[[sqlite3.Connection], str | None], connection: sqlite3.Connection
) -> str | None:
    # That something cannot be read is what the check found; the other checks go on.
    try:
        return check(connection)
    except sqlite3.DatabaseError as error:
        return str(error)


def _file(connection: sqlite3.Connection) -> str | None:
    rows = [row[0] for row in connection.execute("pragma integrity_check(5)")]
    return None if rows == ["ok"] else "; ".join(rows)


def _column(connection: sqlite3.Connection, name: str) -> str | None:
    anew = derived_columns.COLUMNS[name]
    [count] = connection.execute(
        f"select count(*) from paper where {name} is not coalesce(({anew}), '')"
    ).fetchone()
    return f"{count} papers are out of step" if count else None


def _index(connection: sqlite3.Connection) -> str | None:
    connection.execute("insert into paper_fts(paper_fts, rank) values ('integrity-check', 1)")
    return None


def _terms(connection: sqlite3.Connection) -> str | None:
    known, held = terms.counted(connection)
    if abs(known - held) <= _TERMS_OFF_BY * held:
        return None
    return f"{known} are counted and {held} are there, so ranking and typos suffer"
