"""How many papers hold a word."""

import sqlite3
from collections.abc import Iterable

from aiev.query import compile as compiler
from aiev.query.tree import Alternative, Concept
from aiev.store import search

_COUNTED_UP_TO = 50_000


def frequencies(connection: sqlite3.Connection, words: Iterable[str]) -> dict[str, int]:
    """Answer for each word in how many papers it stands."""
    return {word: count(connection, word, limit=_COUNTED_UP_TO) for word in sorted(words)}


def count(connection: sqlite3.Connection, word: str, *, limit: int) -> int:
    """Answer in how many papers `word` stands, counting no further than `limit`."""
    condition = compiler.compile(Concept((Alternative(word),)))
    return search.count(connection, condition, limit=limit)
