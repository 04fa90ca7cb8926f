"""Whether a database is sound: the file, the index, and what the index is made from."""

import sqlite3
from collections.abc import Callable
from functools import partial

from aiev.store.reading import soundness
from aiev.store.writing import paper_words, terms
from aiev.store.writing.writer import Writer, reader_within
from aiev.value import value

# The columns of a paper that triggers keep, each worked out from the other tables as they do it.
_COLUMNS = {
    "authors": """
        select group_concat(name, char(10)) from (
            select author.name
            from authorship join author on author.id = authorship.author_id
            where authorship.paper_id = paper.id
            order by authorship.position
        )""",
    "topics": """
        select group_concat(path, char(10)) from (
            select topic.path
            from entry join topic on topic.id = entry.topic_id
            where entry.paper_id = paper.id
            group by topic.path
            order by min(entry.list_id * 4294967296 + entry.position), topic.path
        )""",
    "organizations": """
        select group_concat(name, char(10)) from (
            select organization.name
            from paper_organization
            join organization on organization.id = paper_organization.organization_id
            where paper_organization.paper_id = paper.id
            group by organization.id
            order by min(paper_organization.position), organization.id
        )""",
    "listed": """
        select group_concat(text, char(10)) from (
            select label || coalesce(char(10) || short_name, '') || coalesce(char(10) || note, '')
                || coalesce(char(10) || keywords, '') || coalesce(char(10) || venue, '')
                || coalesce(char(10) || group_label, '')
                || coalesce(char(10) || listed_organizations, '')
                || coalesce(char(10) || abstract, '') as text
            from entry
            where entry.paper_id = paper.id
            order by entry.list_id, entry.position, entry.id
        )""",
}
# The terms may be somewhat out of date (`terms.refresh`): this much of them is a fault.
_TERMS_OFF_BY = 0.2


@value
class Health:
    """One check by name, and what it found wrong; None where all is well."""

    name: str
    problem: str | None


def examine(writer: Writer, *, is_mended: bool) -> tuple[Health, ...]:
    """Return the result of each check; with `is_mended` what can be made anew is made so first."""
    with writer.transaction() as transaction:
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
        **{f"names in the row: {name}": partial(_column, name=name) for name in _COLUMNS},
        "full-text index": _index,
        "terms of the index": _terms,
    }
    return tuple(Health(name, _problem(check, connection)) for name, check in checks.items())


def _mend(connection: sqlite3.Connection) -> None:
    """Make anew what can be made from the rest: names in the row, the index and its terms."""
    for name, anew in _COLUMNS.items():
        connection.execute(
            f"update paper set {name} = coalesce(({anew}), '')"
            f" where {name} is not coalesce(({anew}), '')"
        )
    ids = [row[0] for row in connection.execute("select id from paper")]
    paper_words.write(connection, ids)
    connection.execute("insert into paper_fts(paper_fts) values ('rebuild')")
    terms.rebuild(connection)


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
    [count] = connection.execute(
        f"select count(*) from paper where {name} is not coalesce(({_COLUMNS[name]}), '')"
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
