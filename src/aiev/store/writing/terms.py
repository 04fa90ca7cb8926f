"""The tables of terms that ranking and the correction of typos read, made from the index."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from aiev.query import spelling, tokens
from aiev.query.stemmer import stem
from aiev.store.reading import search, search_lookup
from aiev.store.writing import compounds, paper_words

# Rebuilding reads the whole index. Numbers that are a tenth off rank the same, and a word that is
# not in the tables is counted when it is asked for.
_STALE_FROM = 0.1
# More text would bring few words that anyone mistypes, and few compounds.
_SAMPLE = 20_000
_COMPOUNDS_SAMPLE = 100_000
_SETTING = "terms"
# Pairs of letters say where words end that are written without blanks: each of them counts. So do
# names with small digits, which few papers have: they are asked for by what is typed for them.
_COUNTED = (
    "select term, doc from temp.index_term where doc >= ? or term > char(12288)"
    " or term glob '*[₀-₉⁰-⁹¹²³]*'"
)
_UNTYPED = "select term, doc from temp.index_term where term glob ? order by doc, term"


def refresh(connection: sqlite3.Connection) -> bool:
    """Rebuild the tables if the index has grown or shrunk by a tenth since; return whether it did.

    Before, words are indexed that the triggers left open (`paper_words`). To be called within a
    transaction of its own, after the one that changed papers.
    """
    paper_words.spell(connection)
    size = _size(connection)
    row = connection.execute("select value from setting where key = ?", (_SETTING,)).fetchone()
    known = [int(number) for number in row[0].split() if number.isdigit()] if row else []
    if len(known) == len(size) and all(
        abs(now - then) <= _STALE_FROM * then for now, then in zip(size, known, strict=True)
    ):
        return False
    rebuild(connection)
    return True


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the tables anew from the index and the papers."""
    size = _size(connection)
    papers = size[0]
    connection.execute("delete from term")
    connection.execute("delete from spelling")
    connection.execute("delete from compound")
    with _vocabulary(connection):
        connection.execute(
            f"insert into term (text, papers) {_COUNTED}", (search.rare_below(papers),)
        )
        untyped = connection.execute(_UNTYPED, (f"*[{''.join(tokens.LETTERS)}]*",)).fetchall()
    known = dict(connection.execute("select text, papers from term"))
    words = _words(connection, papers)
    connection.executemany(
        "insert into spelling (remainder, word) values (?, ?)",
        sorted(_spellings(words, known, papers)),
    )
    learnt = compounds.learn(
        _texts(connection, papers, sample=_COMPOUNDS_SAMPLE), known=known, words=words
    )
    spelt = {row[0]: row for row in (*compounds.untyped(untyped), *learnt)}
    connection.executemany(
        "insert into compound (joined, parts, papers) values (?, ?, ?)", sorted(spelt.values())
    )
    connection.execute(
        "insert into setting (key, value) values (?1, ?2)"
        " on conflict (key) do update set value = ?2",
        (_SETTING, " ".join(str(number) for number in size)),
    )


def counted(connection: sqlite3.Connection, *, is_sample: bool) -> tuple[int, int]:
    """Return how many terms the table has, and how many the index has that belong there.

    With `is_sample`, of the terms that begin with some letters; else the whole index is read.
    """
    papers = search_lookup.statistics(connection).papers
    among = "{0} >= 'n' and {0} < 'q'" if is_sample else "{0} is not null"
    [known] = connection.execute(
        f"select count(*) from term where {among.format('text')}"
    ).fetchone()
    with _vocabulary(connection):
        [held] = connection.execute(
            f"select count(*) from ({_COUNTED}) where {among.format('term')}",
            (search.rare_below(papers),),
        ).fetchone()
    return known, held


@contextmanager
def _vocabulary(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("create virtual table temp.index_term using fts5vocab(main, paper_fts, row)")
    try:
        yield
    finally:
        connection.execute("drop table temp.index_term")


def _size(connection: sqlite3.Connection) -> list[int]:
    statistics = search_lookup.statistics(connection)
    words = sum(statistics.lengths) * statistics.papers
    return [statistics.papers, round(words)]


def _texts(connection: sqlite3.Connection, papers: int, *, sample: int) -> Iterator[str]:
    rows = connection.execute(
        "select title || ' ' || ifnull(abstract, '') || ' ' || topics from paper where id % ? = 0",
        (max(1, papers // sample),),
    )
    return (row[0] for row in rows)


def _words(connection: sqlite3.Connection, papers: int) -> Counter[str]:
    """Return how many papers of a sample have each word as it is written."""
    counted: Counter[str] = Counter()
    for text in _texts(connection, papers, sample=_SAMPLE):
        counted.update(set(tokens.tokens(text)))
    return counted


def _spellings(
    words: Mapping[str, int], known: Mapping[str, int], papers: int
) -> Iterator[tuple[str, str]]:
    least = spelling.frequent_from(papers)
    seen = 1 + min(papers // max(1, papers // _SAMPLE), _SAMPLE) // 5000
    for word, count in words.items():
        if count >= seen and spelling.is_correctable(word) and known.get(stem(word), 0) >= least:
            for remainder in spelling.remainders(word):
                yield remainder, word
