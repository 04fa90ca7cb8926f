"""How many papers hold a word, and which word was meant by one that hardly any holds."""

import json
import sqlite3
from collections.abc import Iterable

from aiev.query import compile as compiler
from aiev.query import spelling
from aiev.query.stem import stem
from aiev.query.tree import Alternative, Concept
from aiev.store.reading import search

_KNOWN = "select text, papers from term where text in (select value from json_each(?))"
_MEETING = "select distinct word from spelling where remainder in (select value from json_each(?))"


def frequencies(connection: sqlite3.Connection, words: Iterable[str]) -> dict[str, int]:
    """Return for each word in how many papers it stands, or did when the terms were counted."""
    stems = {word: stem(word) for word in words}
    known = dict(connection.execute(_KNOWN, (json.dumps(sorted(set(stems.values()))),)))
    return {
        word: known[root] if root in known else count(connection, word)
        for word, root in stems.items()
    }


def count(connection: sqlite3.Connection, word: str, *, field: str | None = None) -> int:
    """Return in how many papers a rare word stands, by asking the index."""
    condition = compiler.compile(Concept((Alternative(word),), field))
    return search.count(connection, condition, limit=10_000)


def corrections(connection: sqlite3.Connection, words: Iterable[str]) -> dict[str, str]:
    """Return for each word that hardly any paper has the one that it is a typo of, if any is.

    Fewer than eight papers may have the word, none in its title, and fifty times as many must
    have the other; in a small base, where that is out of reach, no paper may have the word.
    """
    papers = search.statistics(connection).papers
    known = frequencies(connection, words)
    limit = min(spelling.UNKNOWN_BELOW, spelling.frequent_from(papers))
    found = {
        word: _meant(connection, word, there, papers)
        for word, there in known.items()
        if there < limit and spelling.is_correctable(word)
    }
    return {word: other for word, other in found.items() if other is not None}


def _meant(connection: sqlite3.Connection, word: str, there: int, papers: int) -> str | None:
    if there and count(connection, word, field="title"):
        return None
    # Two slips are found where one of them is a letter too many; the rest would need a table of all
    # pairs of letters lost, three times the size.
    slips = spelling.remainders(word)
    if spelling.allowed(word) > 1:
        slips |= {shorter for each in slips for shorter in spelling.remainders(each)}
    rows = connection.execute(_MEETING, (json.dumps(sorted(slips)),))
    candidates = frequencies(connection, (row[0] for row in rows))
    found = spelling.best(word, candidates.items())
    least = max(spelling.frequent_from(papers), spelling.MORE_BY * there)
    return found[0] if found and found[1] >= least else None
