"""Storing very many papers at once: triggers rest and the index is written in large pieces."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from aiev.store.writing import derived_columns, paper_words

# The triggers rest: one that writes to the full-text index makes it store its words after each row,
# which takes three times as long as all the rest.
_WHILE_LOADING = ("paper_insert", "authorship_insert")
_WHILE_FILLING = ("paper_update", "authorship_insert", "authorship_delete")
_WHILE_LISTING = (
    *_WHILE_FILLING,
    *("paper_insert", "entry_insert", "paper_organization_insert", "paper_organization_delete"),
)
# How many bytes of words the index gathers for a segment, and how many segments of one size it
# merges into one. By default it makes many small segments and merges them again and again, which
# takes half the time of indexing.
_LOADING = {"hashsize": 1 << 26, "automerge": 16}
_DEFAULTS = {"hashsize": 1 << 20, "automerge": 4}
# The pages of the indexes of names and ids are all over the file; 2 MB of them are the default.
_CACHE_KIB = 1 << 16


def prepare(connection: sqlite3.Connection) -> None:
    """Set up a connection that loads papers; to be called before its transaction begins.

    Foreign keys are not checked: a load names only rows that it has just stored or found, and
    checking took a twentieth of the time. Deleted pages, which are merged pieces of the index, hold
    nothing secret, so they are not overwritten with zeros, as some builds of SQLite do.
    """
    connection.execute("pragma foreign_keys = off")
    connection.execute("pragma secure_delete = off")
    connection.execute(f"pragma cache_size = -{_CACHE_KIB}")


@contextmanager
def in_bulk(connection: sqlite3.Connection) -> Iterator[None]:
    """Let papers be stored fast; the caller writes the authors' names and the index.

    All is as before at the end, within the same transaction, so that no other connection ever sees
    the tables without their triggers; an exception rolls it back.
    """
    with resting(connection, _WHILE_LOADING):
        _configure(connection, _LOADING)
        yield
        _configure(connection, _DEFAULTS)


@contextmanager
def indexed_once(connection: sqlite3.Connection, paper_ids: Sequence[int]) -> Iterator[None]:
    """Let these papers and their authors be changed, and index each when all is written.

    The triggers would index a paper anew for each of its authors.
    """
    ids = (json.dumps(paper_ids),)
    with resting(connection, _WHILE_FILLING):
        connection.execute(paper_words.FORGET, ids)
        yield
        derived_columns.write(connection, paper_ids, names=("authors",))
        paper_words.write(connection, paper_ids)
        connection.execute(paper_words.LEARN, ids)


@contextmanager
def indexed_at_end(connection: sqlite3.Connection) -> Iterator[Callable[[Iterable[int]], None]]:
    """Let papers be made and changed, and index each when all is written.

    Yields what is to be called with the papers that will change, before they do, and with the new
    ones. The triggers would index a new paper at its title, at each entry and at each author.
    """
    [newest] = connection.execute("select coalesce(max(id), 0) from paper").fetchone()
    named: set[int] = set()

    def name(paper_ids: Iterable[int]) -> None:
        came = set(paper_ids) - named
        named.update(came)
        known = sorted(number for number in came if number <= newest)
        connection.execute(paper_words.FORGET, (json.dumps(known),))

    with resting(connection, _WHILE_LISTING):
        yield name
        paper_ids = sorted(named)
        derived_columns.write(connection, paper_ids)
        paper_words.write(connection, paper_ids)
        connection.execute(paper_words.LEARN, (json.dumps(paper_ids),))


@contextmanager
def resting(connection: sqlite3.Connection, names: Sequence[str]) -> Iterator[None]:
    """Let these triggers rest meanwhile; an exception leaves that to the rollback."""
    found = connection.execute(
        "select name, sql from sqlite_master where type = 'trigger'"
        " and name in (select value from json_each(?)) order by name",
        (json.dumps(names),),
    ).fetchall()
    for name, _ in found:
        connection.execute(f"drop trigger {name}")
    yield
    for _, sql in found:
        connection.execute(sql)


def _configure(connection: sqlite3.Connection, options: Mapping[str, int]) -> None:
    connection.executemany("insert into paper_fts (paper_fts, rank) values (?, ?)", options.items())
