"""What an existing engine brings: the same papers in tantivy, beside aiev and plain FTS5.

    python tests/bench/engine.py [--papers 100000] [--database FILE] [--folder DIR] [--rounds 3]

Tantivy (Lucene's kind of index, in Rust) indexes the columns that aiev's index has, stemmed, with
the same weights; a search is its best twenty papers that have all words, with their titles out of
the database. It tells the time and the size of both indexes and the times of user, common and rare
queries in process: CPU time, ms, runs interleaved. aiev's search does more: names, typos, what
comes close, snippets, whole papers. Without `tantivy` (`pip install tantivy`) it says so and ends.
"""

import argparse
import importlib.util
import re
import sqlite3
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import bulk_load
import corpus
import real_data
from aiev.query.rank import WEIGHTS
from aiev.services.search.run_query import search
from aiev.store.reading.reader import open_reader
from search_latency import COMMON, RARE, TODAY, USER, percentile, timed

_TEXTS = f"select id, {', '.join(WEIGHTS)} from paper"
_TITLES = "select id, title from paper where id in ({})"
_FTS5 = """
select paper.id, paper.title
from paper_fts join paper on paper.id = paper_fts.rowid
where paper_fts match ?
order by bm25(paper_fts)
limit 20
"""
_FTS5_SIZE = "select sum(length(block)) from paper_fts_data"
_MEMORY_BYTES = 200_000_000
_HITS = 20


def fill(connection: sqlite3.Connection, folder: Path) -> Any:
    """Return a tantivy index of the papers of a database, made in this folder."""
    import tantivy

    schema = tantivy.SchemaBuilder().add_integer_field("id", stored=True)
    for name in WEIGHTS:
        schema.add_text_field(name, tokenizer_name="en_stem")
    index = tantivy.Index(schema.build(), path=str(folder))
    writer = index.writer(_MEMORY_BYTES, 1)
    for number, *texts in connection.execute(_TEXTS):
        fields = {name: text for name, text in zip(WEIGHTS, texts, strict=True) if text}
        writer.add_document(tantivy.Document(id=number, **fields))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index


def words_of(query: str) -> list[str]:
    return re.findall(r"\w+", query)


def by_tantivy(index: Any, connection: sqlite3.Connection, query: str) -> list[tuple[int, str]]:
    parsed = index.parse_query(
        " ".join(words_of(query)), list(WEIGHTS), field_boosts=WEIGHTS, conjunction_by_default=True
    )
    searcher = index.searcher()
    hits = searcher.search(parsed, _HITS, count=False).hits
    ids = [searcher.doc(address)["id"][0] for _, address in hits]
    titles = dict(connection.execute(_TITLES.format(", ".join("?" * len(ids))), ids))
    return [(number, titles[number]) for number in ids]


def by_fts5(connection: sqlite3.Connection, query: str) -> list[tuple[int, str]]:
    words = " ".join(f'"{word}"' for word in words_of(query))
    return connection.execute(_FTS5, (words,)).fetchall()


def measure(database: Path, folder: Path, *, rounds: int) -> None:
    """Print what indexing takes, and the times of all queries by each engine."""
    connection = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)
    [papers] = connection.execute("select count(*) from paper").fetchone()
    [fts5_bytes] = connection.execute(_FTS5_SIZE).fetchone()
    made: list[Any] = []
    cpu, wall = bulk_load.clocked(lambda: made.append(fill(connection, folder)))
    size_mb = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6
    print(f"{papers:,} papers in tantivy: {cpu:.1f} s CPU, {wall:.1f} s, {size_mb:.0f} MB;"
          f" FTS5's index: {fts5_bytes / 1e6:.0f} MB")  # fmt: skip
    with open_reader(database) as reader:
        engines: Mapping[str, Callable[[str], object]] = {
            "aiev": partial(search, reader, today=TODAY),
            "FTS5": partial(by_fts5, connection),
            "tantivy": partial(by_tantivy, made[0], connection),
        }
        print(f"  {'ms CPU':8}" + "".join(f"{name:>10} p50{'p95':>9}" for name in engines))
        for kind, queries in (("user", USER), ("common", COMMON), ("rare", RARE)):
            spent: dict[str, list[float]] = {name: [] for name in engines}
            for query in queries:
                times: dict[str, list[float]] = {name: [] for name in engines}
                for _ in range(rounds):
                    for name, find in engines.items():
                        times[name].append(timed(partial(find, query)))
                for name, each in times.items():
                    spent[name].append(percentile(each, 0.5))
            told = [
                f"{percentile(each, 0.5):14.1f}{percentile(each, 0.95):9.1f}"
                for each in spent.values()
            ]
            print(f"  {kind:8}{''.join(told)}", flush=True)
    connection.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--papers", type=int, default=100_000)
    parser.add_argument("--database", type=Path, help="one of aiev's, instead of made-up papers")
    parser.add_argument("--folder", type=Path, help="make the database of made-up papers here")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    if importlib.util.find_spec("tantivy") is None:
        print("skipped: tantivy is not installed (`pip install tantivy`); papers made up: none")
        return
    with tempfile.TemporaryDirectory() as scratch:
        database = options.database
        if database is None:
            print(real_data.which_papers())
            database = (options.folder or Path(scratch)) / f"{options.papers}.db"
            if not database.exists():
                corpus.build(database, corpus.made_up_papers(options.papers))
        index = Path(scratch) / "tantivy"
        index.mkdir()
        measure(database, index, rounds=options.rounds)


if __name__ == "__main__":
    main()
