"""Whether a database is sound: the file, the index, and what the index is made from."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from aiev import path_text
from aiev.store.connection import BUSY_TIMEOUT_MS, write_error
from aiev.store.reading import soundness
from aiev.store.undo_log import recorder
from aiev.store.undo_log import soundness as undo_log
from aiev.store.writing import derived_columns, paper_words, terms
from aiev.value import value

# The terms may be somewhat out of date (`terms.refresh`): this much of them is a fault.
_TERMS_OFF_BY = 0.2
# From here on the three checks that read everything several times take longer than one waits.
_BRIEF_ABOVE = 10_000
# A sample of fewer terms says little.
_LEAST_TERMS = 1000
_MAPPED_BYTES = 1 << 40
_LOST = """
select
    (select count(*) from paper where id not in (select id from paper_fts_docsize)),
    (select count(*) from paper_fts_docsize where id not in (select id from paper))
"""

_Check = Callable[[sqlite3.Connection], str | None]


@value
class Health:
    """One check by name, and what it found wrong; None where all is well.

    A brief one leaves out what takes long in a large database.
    """

    name: str
    problem: str | None
    is_brief: bool = False


def examine(path: Path, *, is_mended: bool = False, is_full: bool = False) -> tuple[Health, ...]:
    """Return the result of each check; with `is_mended` what can be made anew is made so first.

    With `is_full` no check is brief. Raises StoreError where the file cannot be written to: FTS5
    checks its index by an insert.
    """
    with _transaction(path) as connection:
        if is_mended:
            _mend(connection)
        found = tuple(_examine(connection, is_brief=not is_full and _is_large(connection)))
        connection.execute("commit" if is_mended else "rollback")
        return found


def _examine(connection: sqlite3.Connection, *, is_brief: bool) -> Iterator[Health]:
    file = Health("file", _problem(_file_in_brief if is_brief else _file, connection), is_brief)
    yield file
    if file.problem is None:
        # A page that cannot be read ends a process that has it mapped; all have been read now.
        connection.execute(f"pragma mmap_size = {_MAPPED_BYTES}")
    for name, check in soundness.checks(connection).items():
        yield Health(name, _problem(check, connection))
    yield from _names(connection)
    yield Health("undo log", _problem(undo_log.problem, connection))
    index, counted = (_index_in_brief, _terms_in_brief) if is_brief else (_index, _terms)
    yield Health("full-text index", _problem(index, connection), is_brief)
    yield Health("terms of the index", _problem(counted, connection), is_brief)


@contextmanager
def _transaction(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        with closing(
            sqlite3.connect(f"{path_text.as_uri(path)}?mode=rw", uri=True, isolation_level=None)
        ) as connection:
            connection.execute(f"pragma busy_timeout = {BUSY_TIMEOUT_MS}")
            connection.execute("begin immediate")
            yield connection
    except sqlite3.Error as error:
        raise write_error(error, path) from error


def _is_large(connection: sqlite3.Connection) -> bool:
    try:
        [count] = connection.execute("select count(*) from paper").fetchone()
    except sqlite3.DatabaseError:
        return False
    return bool(count > _BRIEF_ABOVE)


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


def _problem(check: _Check, connection: sqlite3.Connection) -> str | None:
    # That something cannot be read is what the check found; the other checks go on.
    try:
        return check(connection)
    except sqlite3.DatabaseError as error:
        return str(error)


def _file(connection: sqlite3.Connection) -> str | None:
    return _said(connection, "pragma integrity_check(5)")


def _file_in_brief(connection: sqlite3.Connection) -> str | None:
    """Look at every page, but not whether each index has what its table has."""
    return _said(connection, "pragma quick_check(5)")


def _said(connection: sqlite3.Connection, pragma: str) -> str | None:
    rows = [row[0] for row in connection.execute(pragma)]
    return None if rows == ["ok"] else "; ".join(rows)


def _names(connection: sqlite3.Connection) -> Iterator[Health]:
    counts: dict[str, int] = {}

    def count(connection: sqlite3.Connection) -> None:
        counts.update(derived_columns.out_of_step(connection))

    unread = _problem(count, connection)
    for name in derived_columns.COLUMNS:
        told = f"{counts[name]} papers are out of step" if counts.get(name) else unread
        yield Health(f"names in the row: {name}", told)


def _index(connection: sqlite3.Connection) -> str | None:
    connection.execute("insert into paper_fts(paper_fts, rank) values ('integrity-check', 1)")
    return None


def _index_in_brief(connection: sqlite3.Connection) -> str | None:
    """Look whether each paper is indexed and no other, but not by which words."""
    [lost, left] = connection.execute(_LOST).fetchone()
    return f"{lost} papers are not in it, and {left} in it are none" if lost or left else None


def _terms(connection: sqlite3.Connection) -> str | None:
    return _judged(*terms.counted(connection, is_sample=False))


def _terms_in_brief(connection: sqlite3.Connection) -> str | None:
    known, held = terms.counted(connection, is_sample=True)
    return _terms(connection) if held < _LEAST_TERMS else _judged(known, held)


def _judged(known: int, held: int) -> str | None:
    if abs(known - held) <= _TERMS_OFF_BY * held:
        return None
    return f"{known} are counted and {held} are there, so ranking and typos suffer"
