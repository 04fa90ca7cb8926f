"""The words of papers that the index cannot tell by itself: see `query.tokens.index_text`.

Triggers index a paper as its row has it and note that it may hold such words, so that any program
may write; here they are worked out and indexed in place of the text.
"""

import json
import sqlite3
from collections.abc import Sequence

from aiev.query import tokens
from aiev.query.rank import WEIGHTS

_COLUMNS = ", ".join(WEIGHTS)
_AMONG = "in (select value from json_each(?))"
_OPEN = "select paper_id from paper_words where not is_spelt limit ?"
_PART = 500
FORGET = f"""
insert into paper_fts (paper_fts, rowid, {_COLUMNS})
select 'delete', id, {_COLUMNS} from paper_indexed where id {_AMONG}
"""
LEARN = f"""
insert into paper_fts (rowid, {_COLUMNS})
select id, {_COLUMNS} from paper_indexed where id {_AMONG}
"""
_STORE = (
    f"insert or replace into paper_words (paper_id, is_spelt, {_COLUMNS})"
    f" values (?, 1, {', '.join('?' * len(WEIGHTS))})"
)


def spell(connection: sqlite3.Connection) -> None:
    """Index the papers that were noted to hold such words by them."""
    while ids := [row[0] for row in connection.execute(_OPEN, (_PART,))]:
        among = (json.dumps(ids),)
        connection.execute(FORGET, among)
        write(connection, ids)
        connection.execute(LEARN, among)


def write(connection: sqlite3.Connection, ids: Sequence[int]) -> None:
    """Work out the words of these papers; the caller sees to it that the index has them."""
    rows = connection.execute(
        f"select id, {_COLUMNS} from paper where id {_AMONG}", (json.dumps(list(ids)),)
    )
    words = (
        (number, *(tokens.index_text(text or "") for text in texts)) for number, *texts in rows
    )
    special = [row for row in words if any(row[1:])]
    connection.execute(f"delete from paper_words where paper_id {_AMONG}", (json.dumps(list(ids)),))
    connection.executemany(_STORE, special)
