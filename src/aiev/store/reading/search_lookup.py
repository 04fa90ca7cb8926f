"""What the words of a query stand for: prefixes, how frequent they are, spellings, typos."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from aiev import json_text
from aiev.query import compile as compiler
from aiev.query import spelling, tokens
from aiev.query.compile import Condition
from aiev.query.expand import Spellings, stems_to_know
from aiev.query.rank import WEIGHTS, Statistics
from aiev.query.stemmer import stem
from aiev.query.tree import Alternative, Concept, Node, with_leaves
from aiev.value import replace

# So many papers are soon merged. A prefix of more, such as `a*`, names the same papers again and
# again: its commonest words bring all that anyone will look at.
_MOST_PAPERS = 200_000
_MOST_WORDS = 64
_TERMS_BEGUN = "select text, papers from term where text >= ?1 and text < ?1 || char(1114111)"
_PAIRS_ENDING = "select text, papers from term where text > char(12288) and text like '_' || ?"
_WORDS_BEGUN = (
    "select word from spelling"
    " where remainder >= ?1 and remainder < ?1 || char(1114111) and word = remainder"
)
_TERMS = "select text, papers from term where text in (select value from json_each(?))"
_COMPOUNDS = (
    "select joined, parts, papers from compound where joined in (select value from json_each(?))"
)
_SPELLINGS = (
    "select distinct word from spelling where remainder in (select value from json_each(?))"
)


def resolve_prefixes(connection: sqlite3.Connection, node: Node, *, is_bounded: bool) -> Node:
    """Return the tree with each prefix as the words that begin so, where the index needs that.

    `quantizati*` is longer than the stem of all that it begins, and `use*` the index would cut to
    `us*`. With `is_bounded` a prefix of very many papers stands for its commonest words only.
    Such a prefix may miss words that came after the terms were last counted.
    """
    return with_leaves(node, lambda leaf: _as_words(connection, leaf, is_bounded=is_bounded))


def _as_words(connection: sqlite3.Connection, node: Node, *, is_bounded: bool) -> Node:
    if not isinstance(node, Concept) or node.alternatives[0].form != "prefix":
        return node
    written = node.alternatives[0]
    *before, begun = written.text.split()
    keeps_prefix, words = _words_begun(connection, begun, is_bounded=is_bounded)
    if not words:
        return node
    others = tuple(
        replace(written, text=" ".join((*before, word)), form="phrase") for word in words
    )
    return replace(node, alternatives=(written, *others) if keeps_prefix else others)


def frequencies(connection: sqlite3.Connection, words: Iterable[str]) -> dict[str, int]:
    """Return for each word in how many papers it stands, or did when the terms were counted."""
    stems = {word: stem(word) for word in words}
    known = dict(connection.execute(_TERMS, (json_text.dumps(sorted(set(stems.values()))),)))
    return {
        word: known[root] if root in known else _count(connection, word)
        for word, root in stems.items()
    }


def spellings(connection: sqlite3.Connection, words: Sequence[str]) -> Spellings:
    """Return how papers write what the words of a query say, but for corrections."""
    stems = (json_text.dumps(sorted(stems_to_know(words))),)
    terms = {row[0] for row in connection.execute(_TERMS, stems)}
    # A paper that came after the terms were counted may be the only one that is called so.
    small = {stem(other): other for word in words for other in tokens.with_small_digits(word)}
    terms.update(root for root in small.keys() - terms if _is_held(connection, small[root]))
    return Spellings(
        compounds={row[0]: (row[1], row[2]) for row in connection.execute(_COMPOUNDS, stems)},
        terms=frozenset(terms),
    )


def compounds(connection: sqlite3.Connection) -> dict[str, tuple[str, int]]:
    """Return all compounds that were learnt, as `Spellings.compounds` has them."""
    rows = connection.execute("select joined, parts, papers from compound")
    return {joined: (parts, papers) for joined, parts, papers in rows}


def typos(
    connection: sqlite3.Connection, words: Iterable[str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Return for each word that is a typo what was meant, and for each that may be one what else.

    A typo stands nowhere: in no paper and on no list. One that fewer than eight papers have, none
    of them so written in its title, may be meant, though fifty times as many have a word near it.
    """
    papers = statistics(connection).papers
    known = frequencies(connection, words)
    meant: dict[str, str] = {}
    suggested: dict[str, str] = {}
    for word, there in known.items():
        if there < spelling.RARE_BELOW and spelling.is_correctable(word):
            other = _meant(connection, word, there, papers)
            if other is not None:
                (suggested if there else meant)[word] = other
    return meant, suggested


def _words_begun(
    connection: sqlite3.Connection, begun: str, *, is_bounded: bool
) -> tuple[bool, list[str]]:
    """Return whether the index can be asked for the prefix itself, and what to ask for besides."""
    known = dict(connection.execute(_TERMS_BEGUN, (begun,)))
    if tokens.is_paired(begun):
        # One letter may end a pair, too.
        known.update(connection.execute(_PAIRS_ENDING, (begun,)))
        return True, sorted(known, key=lambda pair: (-known[pair], pair))
    is_many = is_bounded and sum(known.values()) > _MOST_PAPERS
    asks_prefix = stem(begun) == begun and not is_many
    found: dict[str, str] = {}
    for (word,) in connection.execute(_WORDS_BEGUN, (begun,)):
        root = stem(word)
        if not (asks_prefix and root.startswith(begun)):
            found.setdefault(root, word)
    if not asks_prefix and connection.execute("select 1 from term limit 1").fetchone():
        found.setdefault(stem(begun), begun)
        # The index stems what it is asked for, so it finds a stem only if stemming leaves it alone.
        found.update((root, root) for root in known if stem(root) == root)
    # The prefix as a word of its own may have no count; it comes first, as most wanted.
    commonest = sorted(found, key=lambda root: (root in known, -known.get(root, 0), root))
    return asks_prefix, [found[root] for root in commonest[: _MOST_WORDS if is_bounded else None]]


def _count(connection: sqlite3.Connection, word: str, *, field: str | None = None) -> int:
    """Return in how many papers a rare word stands, counted in the index."""
    condition = compiler.compile(Concept((Alternative(word),), field))
    return count(connection, condition, limit=10_000)


def _is_held(connection: sqlite3.Connection, word: str) -> bool:
    condition = compiler.compile(Concept((Alternative(word),)))
    return bool(count(connection, condition, limit=1))


def _is_in_title(connection: sqlite3.Connection, word: str) -> bool:
    """Return whether a rare word stands in a title, and in any text just as it is written.

    `Comet` does; `difusion` has but the stem of DiFuse.
    """
    if not _count(connection, word, field="title"):
        return False
    rows = connection.execute(
        f"select {', '.join(f'paper.{column}' for column in WEIGHTS)} from paper"
        " where id in (select rowid from paper_fts where paper_fts match ?)",
        (compiler.compile(Concept((Alternative(word),))).match,),
    )
    return any(word in tokens.tokens(text) for row in rows for text in row if text)


def _meant(connection: sqlite3.Connection, word: str, there: int, papers: int) -> str | None:
    if there and _is_in_title(connection, word):
        return None
    # Two slips are found where one of them is a letter too many; the rest would need a table of all
    # pairs of letters lost, three times the size.
    slips = spelling.remainders(word)
    if spelling.allowed(word) > 1:
        slips |= {shorter for each in slips for shorter in spelling.remainders(each)}
    rows = connection.execute(_SPELLINGS, (json_text.dumps(sorted(slips)),))
    candidates = frequencies(connection, (row[0] for row in rows if row[0] != word))
    found = spelling.best(word, candidates.items())
    least = max(spelling.frequent_from(papers), spelling.MORE_BY * there)
    return found[0] if found and found[1] >= least else None


def count(connection: sqlite3.Connection, condition: Condition, *, limit: int = -1) -> int:
    """Return how many papers meet the condition, counting no further than `limit`."""
    if condition.where is None and condition.match is None:
        return statistics(connection).papers
    if condition.where is None:
        # The index alone answers; the papers' rows need not be read.
        rows = "paper_fts where paper_fts match ?"
    else:
        rows = f"paper {where(condition)[0]}"
    values = where(condition)[1]
    row = connection.execute(
        f"select count(*) from (select 1 from {rows} limit ?)", (*values, limit)
    ).fetchone()
    return int(row[0])


def statistics(connection: sqlite3.Connection) -> Statistics:
    """Return the size of the index from the record that FTS5 keeps of it.

    Source: https://www.sqlite.org/fts5.html, fts5StorageLoadTotals in ext/fts5/fts5_storage.c:
    the number of rows, then the number of tokens in each column, as varints.
    """
    row = connection.execute("select block from paper_fts_data where id = 1").fetchone()
    numbers = _varints(row[0]) if row else []
    if len(numbers) != len(WEIGHTS) + 1 or not numbers[0]:
        return Statistics(0, (0.0,) * len(WEIGHTS))
    papers, *lengths = numbers
    return Statistics(papers, tuple(length / papers for length in lengths))


def where(condition: Condition) -> tuple[str, tuple[str | int, ...]]:
    """Return a condition as a `where` clause over `paper`, with its values."""
    parts = [] if condition.where is None else [condition.where]
    values = condition.values
    if condition.match is not None:
        parts.append("paper.id in (select rowid from paper_fts where paper_fts match ?)")
        values = (*values, condition.match)
    return (f"where {' and '.join(parts)}" if parts else ""), values


def _varints(block: bytes) -> list[int]:
    # Seven bits a byte, the highest first; a ninth byte would give eight.
    answer, value, length = [], 0, 0
    for byte in block:
        length += 1
        value = value << 8 | byte if length == 9 else value << 7 | byte & 0x7F
        if length == 9 or byte < 0x80:
            answer.append(value)
            value = length = 0
    return answer
