"""Databases for the benches: real papers, or made-up ones of a real shape, loaded in bulk."""

import gzip
import json
import random
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import accumulate, islice
from pathlib import Path

import made_text
import real_data
from aiev.store.writing import terms
from aiev.store.writing.writer import open_writer

Row = tuple[str, str, str, str, str, str]
"""arXiv id, title, abstract, authors one a line, categories, issued day."""

# More would only be more draws from the same words.
_MADE_TEXTS = 2_000
# Ids of today's form are given since April 2007.
_FIRST_MONTH, _MONTHS = 2007 * 12 + 3, 220

_INSERT = """
insert into paper (identity, arxiv_id, version, kind, title, abstract, authors, categories,
                   primary_category, published, issued, issued_low, issued_high, withdrawn,
                   enrichment, organizations, topics, listed, has_user_title,
                   has_user_date)
values ('arxiv:' || ?1, ?1, 1, 'paper', ?2, ?3, ?4, ?5,
        ?5, ?6, ?6, ?6, date(?6, '+1 day'), 0, 'done', '', '', '', 0, 0)
"""


def papers(*, limit: int) -> Iterator[Row]:
    """Yield real papers, dated by the month in their ids, or made-up ones where there are none."""
    path = real_data.papers()
    return made_up_papers(limit) if path is None else islice(_real_papers(path), limit)


def _real_papers(path: Path) -> Iterator[Row]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            paper = json.loads(line)
            yield (
                paper["id"],
                " ".join(paper["title"].split()),
                " ".join(paper["abstract"].split()),
                (paper["authors"] or "").replace(" and ", ", ").replace(", ", "\n"),
                paper["categories"] or "",
                _day(paper["id"], number),
            )


def texts(count: int) -> list[tuple[str, str]]:
    """Return titles with their abstracts, real ones where there are any."""
    path = real_data.papers()
    if path is None:
        return made_text.texts(min(count, _MADE_TEXTS))
    return [(title, abstract) for _, title, abstract, *_ in islice(_real_papers(path), count)]


def made_up_papers(count: int, *, seed: int = 1) -> Iterator[Row]:
    """Yield papers whose words are drawn by the frequencies in `texts`, in order of date.

    A third of each abstract is cut from one of those, so that words which go together in life go
    together here too.
    """
    rng = random.Random(seed)
    taken = texts(20_000)
    frequencies: dict[str, int] = {}
    for title, abstract in taken:
        for word in f"{title} {abstract}".split():
            frequencies[word] = frequencies.get(word, 0) + 1
    words = sorted(frequencies)
    weights = list(accumulate(frequencies[word] for word in words))
    for number in range(count):
        title, abstract = taken[rng.randrange(len(taken))]
        pieces = abstract.split()
        third = max(1, len(pieces) // 3)
        start = rng.randrange(len(pieces) - third + 1)
        drawn = rng.choices(words, cum_weights=weights, k=2 * third)
        named = title.split()
        named[rng.randrange(len(named)) :] = rng.choices(words, cum_weights=weights, k=3)
        month = number * _MONTHS // count
        in_month = number - -(-month * count // _MONTHS)
        year, of_year = divmod(_FIRST_MONTH + month, 12)
        yield (
            f"{year % 100:02}{of_year + 1:02}.{in_month + 1:0{4 if year < 2015 else 5}}",
            " ".join(named),
            " ".join(drawn[:third] + pieces[start : start + third] + drawn[third:]),
            "\n".join(word.title() for word in rng.choices(words, k=4)),
            "cs.LG",
            f"{year}-{of_year + 1:02}-{number % 28 + 1:02}",
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
