"""Storing very many papers at once: triggers rest and the index is written in large pieces."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from aiev.store.writing import derived_columns, paper_words

# The triggers rest: one that writes to the full-text index makes it store its words after each row,
# which takes three times as long as all the rest.
_WHILE_LOADING = ("paper_insert", "authorship_insert")
_WHILE_FILLING = ("paper_update", "authorship_insert", "authorship_delete")
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
