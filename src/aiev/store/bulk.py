"""The database made ready for many papers at once, within one transaction."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

# The triggers rest: one that writes to the full-text index makes it store its words after each row,
# which takes three times as long as all the rest.
_RESTING = ("paper_insert", "authorship_insert")
# So many bytes of words the index gathers before it writes them as a segment. Its default makes
# many small segments, which it then merges again and again: a third of the time of indexing.
_GATHERED_BYTES, _DEFAULT_BYTES = 1 << 24, 1 << 20
# The pages of the indexes of names and ids are all over the file; 2 MB of them are the default.
_CACHE_KIB = 1 << 15
_GATHER = "insert into paper_fts (paper_fts, rank) values ('hashsize', ?)"


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
    connection.execute(f"pragma cache_size = -{_CACHE_KIB}")
    connection.execute(_GATHER, (_GATHERED_BYTES,))
    yield
    connection.execute(_GATHER, (_DEFAULT_BYTES,))
    for _, sql in found:
        connection.execute(sql)
