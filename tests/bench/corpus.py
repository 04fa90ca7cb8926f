"""Databases for the benches: real abstracts, or made-up ones of a real shape, loaded in bulk."""

import gzip
import json
import random
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import accumulate
from pathlib import Path

from aiev.store.writing import terms
from aiev.store.writing.writer import open_writer

SHARED = Path(__file__).parents[3] / "shared"
CORPUS = SHARED / "arxiv-api" / "corpus.jsonl.gz"

Row = tuple[str, str, str, str, str, str]
"""arXiv id, title, abstract, authors one a line, categories, issued day."""

_INSERT = """
insert into paper (identity, arxiv_id, version, kind, title, abstract, authors, categories,
                   primary_category, published, issued, issued_low, issued_high, withdrawn,
                   enrichment, organizations, topics, listed, has_user_title,
                   has_user_date)
values ('arxiv:' || ?1, ?1, 1, 'paper', ?2, ?3, ?4, ?5,
        ?5, ?6, ?6, ?6, date(?6, '+1 day'), 0, 'done', '', '', '', 0, 0)
"""


def real_papers(*, limit: int | None = None) -> Iterator[Row]:
    """Yield the papers of the shared corpus, dated by the month in their ids."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number == limit:
                return
            paper = json.loads(line)
            yield (
                paper["id"],
                paper["title"],
                paper["abstract"],
                (paper["authors"] or "").replace(", ", "\n"),
                paper["categories"] or "",
                _day(paper["id"], number),
            )


def made_up_papers(count: int, *, seed: int = 1) -> Iterator[Row]:
    """Yield papers whose words are drawn by the frequencies of real ones, in order of date.

    A third of each text is taken from one real abstract's sentence pieces, so that words which go
    together in life go together here too.
    """
    rng = random.Random(seed)
    texts = [(title, abstract) for _, title, abstract, *_ in real_papers(limit=20_000)]
    frequencies: dict[str, int] = {}
    for title, abstract in texts:
        for word in f"{title} {abstract}".split():
            frequencies[word] = frequencies.get(word, 0) + 1
    words = sorted(frequencies)
    weights = list(accumulate(frequencies[word] for word in words))
    for number in range(count):
        title, abstract = texts[rng.randrange(len(texts))]
        pieces = abstract.split()
        third = max(1, len(pieces) // 3)
        start = rng.randrange(len(pieces) - third + 1)
        drawn = rng.choices(words, cum_weights=weights, k=2 * third)
        named = title.split()
        named[rng.randrange(len(named)) :] = rng.choices(words, cum_weights=weights, k=3)
        month = number * 300 // count
        yield (
            f"{month // 12:02}{month % 12 + 1:02}.{number:06}",
            " ".join(named),
            " ".join(drawn[:third] + pieces[start : start + third] + drawn[third:]),
            "\n".join(rng.choices(words, k=4)),
            "cs.LG",
            f"{2000 + month // 12}-{month % 12 + 1:02}-{number % 28 + 1:02}",
        )


def build(path: Path, papers: Iterable[Row]) -> None:
    """Make a database at `path` with these papers, without a row's own work of triggers."""
    with open_writer(path):
        pass
    connection = sqlite3.connect(path, isolation_level=None)
    triggers = connection.execute(
        "select name, sql from sqlite_master where type = 'trigger' and tbl_name = 'paper'"
    ).fetchall()
    connection.execute("pragma synchronous = off")
    connection.execute("begin")
    for name, _ in triggers:
        connection.execute(f"drop trigger {name}")
    connection.executemany(_INSERT, papers)
    connection.execute("insert into paper_fts(paper_fts, rank) values ('hashsize', 67108864)")
    connection.execute("insert into paper_fts(paper_fts) values ('rebuild')")
    connection.execute("insert into paper_fts(paper_fts) values ('optimize')")
    for _, sql in triggers:
        connection.execute(sql)
    connection.execute("commit")
    connection.execute("begin")
    terms.refresh(connection)
    connection.execute("commit")
    connection.execute("pragma wal_checkpoint(truncate)")
    connection.close()


def _day(paper_id: str, number: int) -> str:
    digits = paper_id.rpartition("/")[2]
    year = int(digits[:2])
    return f"{1900 + year if year > 90 else 2000 + year}-{digits[2:4]}-{number % 28 + 1:02}"
