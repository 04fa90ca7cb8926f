"""The database made ready for many papers at once, without harm to what it guards."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

# The triggers rest: one that writes to the full-text index makes it store its words after each row,
# which takes three times as long as all the rest.
_RESTING = ("paper_insert", "authorship_insert")
# So many bytes of words the index gathers before it writes them as a segment, and so many segments
# of a size it merges to one. Its defaults make many small segments, which it then merges again and
# again: half the time of indexing.
_LOADING = {"hashsize": 1 << 26, "automerge": 16}
_DEFAULTS = {"hashsize": 1 << 20, "automerge": 4}
# The pages of the indexes of names and ids are all over the file; 2 MB of them are the default.
_CACHE_KIB = 1 << 16


def prepare(connection: sqlite3.Connection) -> None:
    """Set up a connection that loads papers; to be called before its transaction begins.

    The numbers of papers and authors in the rows of a load are those of rows just stored or found:
    looking for each again took a twentieth of the time. What is deleted, pieces of the index that
    were merged, holds nothing secret and need not be written over, as some builds of SQLite do.
    """
    connection.execute("pragma foreign_keys = off")
    connection.execute("pragma secure_delete = off")
    connection.execute(f"pragma cache_size = -{_CACHE_KIB}")


@contextmanager
def in_bulk(connection: sqlite3.Connection) -> Iterator[None]:
    """Let papers be stored fast; the caller writes their authors' names and their index himself.

    All is as before at the end, within the same transaction, so that no other connection ever sees
    the tables without their triggers; an exception rolls it back.
    """
    found = connection.execute(
        "select name, sql from sqlite_master where type = 'trigger'"
        " and name in (select value from json_each(?)) order by name",
        (json.dumps(_RESTING),),
    ).fetchall()
    for name, _ in found:
        connection.execute(f"drop trigger {name}")
    _configure(connection, _LOADING)
    yield
    _configure(connection, _DEFAULTS)
    for _, sql in found:
        connection.execute(sql)


def _configure(connection: sqlite3.Connection, options: Mapping[str, int]) -> None:
    connection.executemany("insert into paper_fts (paper_fts, rank) values (?, ?)", options.items())
