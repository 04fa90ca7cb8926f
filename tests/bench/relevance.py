"""Measures ranking on judged queries beside plain full-text search.

    python tests/bench/relevance.py [--database FILE] [--each] [--topics N]

Prints nDCG@10 for each system, plain and condensed (unjudged papers taken out first), for the
queries as they are and with a typo in their longest word. The baselines are what a plain tool
does: all words, then any word, by FTS5's bm25. Without papers and queries of readers at hand both
are made up, each paper for a topic that is known: good for seeing a change, not for its figures.
"""

import argparse
import random
import sqlite3
import string
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from math import log2
from pathlib import Path
from statistics import mean

import corpus
import judged
import real_data
from aiev.services.search.run_query import search
from aiev.store.reading.reader import Reader, open_reader
from judged import Judgements
from measure import Row, rows

DEEP = 30
TODAY = date(2025, 6, 1)

System = Callable[[str], list[str]]


def ndcg(ranking: Sequence[str], grades: dict[str, int], *, at: int = 10) -> float:
    gains = [2 ** grades.get(paper, 0) - 1 for paper in ranking[:at]]
    ideal = sorted((2**grade - 1 for grade in grades.values()), reverse=True)[:at]
    best = sum(gain / log2(rank + 2) for rank, gain in enumerate(ideal))
    return sum(gain / log2(rank + 2) for rank, gain in enumerate(gains)) / best if best else 0.0


def mistyped(text: str, rng: random.Random) -> str:
    """Put one slip into the longest word: a letter dropped, doubled, swapped or another."""
    words = text.split()
    at = max(range(len(words)), key=lambda n: len(words[n]))
    word = words[at]
    if len(word) < 5:
        return text
    place = rng.randrange(1, len(word) - 1)
    head, tail = word[:place], word[place:]
    words[at] = rng.choice(
        (
            head + tail[1:],
            head + tail[0] + tail,
            head + tail[1] + tail[0] + tail[2:],
            head + rng.choice(string.ascii_lowercase) + tail[1:],
        )
    )
    return " ".join(words)


def plain(connection: sqlite3.Connection, table: str, weights: str) -> System:
    """Return the system that asks `table` for all words, then for any."""
    sql = (
        f"select paper.arxiv_id from {table} join paper on paper.id = {table}.rowid"
        f" where {table} match ? order by bm25({table}, {weights}), {table}.rowid limit {DEEP}"
    )

    def run(text: str) -> list[str]:
        terms = [f'"{term}"' for term in text.split()]
        found = [row[0] for row in connection.execute(sql, (" ".join(terms),))]
        if len(found) < DEEP:
            more = [row[0] for row in connection.execute(sql, (" OR ".join(terms),))]
            found += [paper for paper in more if paper not in set(found)]
        return found[:DEEP]

    return run


def ours(reader: Reader) -> System:
    def run(text: str) -> list[str]:
        result = search(reader, text, limit=DEEP, today=TODAY)
        return [hit.paper.arxiv_id or "" for hit in result.hits]

    return run


def add_baselines(path: Path) -> None:
    connection = sqlite3.connect(path)
    for name, tokenize in (("plain", "unicode61"), ("porter", "porter unicode61")):
        connection.execute(
            f"create virtual table if not exists {name}_fts using"
            f" fts5(title, abstract, content='paper', content_rowid='id', tokenize='{tokenize}')"
        )
        connection.execute(f"insert into {name}_fts({name}_fts) values ('rebuild')")
    connection.commit()
    connection.close()


def measure(
    title: str,
    systems: dict[str, System],
    queries: dict[str, str],
    judgements: Judgements,
    *,
    each: bool,
) -> None:
    print(title)
    scores: dict[tuple[str, str, str], list[float]] = {}
    for query, text in queries.items():
        grades = judgements.get(query)
        if not grades:
            continue
        line = []
        for name, system in systems.items():
            ranking = system(text)
            condensed = ndcg([paper for paper in ranking if paper in grades], grades)
            scores.setdefault((name, query[0], "plain"), []).append(ndcg(ranking, grades))
            scores.setdefault((name, query[0], "condensed"), []).append(condensed)
            line.append(f"{condensed if query[0] == 'p' else ndcg(ranking, grades):.3f}")
        if each:
            print(f"  {query:6}{' '.join(line)}  {text}")
    print(f"  {'system':42}{'p condensed':>12}{'p plain':>9}{'q plain':>9}")
    columns = [("p", "condensed"), ("p", "plain"), ("q", "plain")]
    for name in systems:
        figures = [mean(scores[name, kind, how]) for kind, how in columns]
        print(f"  {name:42}{figures[0]:12.3f}{figures[1]:9.3f}{figures[2]:9.3f}")
    beside = next(iter(systems))
    for kind, how in columns:
        first = mean(scores[beside, kind, how])
        for name in systems:
            figure = mean(scores[name, kind, how])
            rows.append(Row(f"{title}, {kind} {how}", name, figure, figure / first, "nDCG@10"))


def measure_all(*, topics: int) -> None:
    """Measure in a database of its own."""
    papers, queries, judgements = judged.load(topics=topics)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "papers.db"
        corpus.build(path, papers)
        add_baselines(path)
        run(path, queries, judgements, each=False)


def run(path: Path, queries: dict[str, str], judgements: Judgements, *, each: bool) -> None:
    rng = random.Random(7)
    typos = {query: mistyped(text, rng) for query, text in queries.items()}
    connection = sqlite3.connect(path)
    with open_reader(path) as reader:
        systems = {
            "FTS5 unicode61, all words then any": plain(connection, "plain_fts", "1, 1"),
            "FTS5 porter, all words then any": plain(connection, "porter_fts", "1, 1"),
            "FTS5 porter, title x5, all then any": plain(connection, "porter_fts", "5, 1"),
            "aiev": ours(reader),
        }
        measure("queries as they are", systems, queries, judgements, each=each)
        measure("one typo in the longest word", systems, typos, judgements, each=each)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--database", type=Path, help="keep the database here for the next run")
    parser.add_argument("--each", action="store_true", help="print every query's score")
    parser.add_argument("--topics", type=int, default=judged.TOPICS, help="how many are made up")
    options = parser.parse_args()
    print(
        "queries: of readers"
        if real_data.judgements()
        else "queries and papers: made up from a seed"
    )
    papers, queries, judgements = judged.load(topics=options.topics)
    with tempfile.TemporaryDirectory() as folder:
        path = options.database or Path(folder) / "papers.db"
        if not path.exists():
            start = time.perf_counter()
            corpus.build(path, papers)
            print(f"built in {time.perf_counter() - start:.0f} s")
            add_baselines(path)
        run(path, queries, judgements, each=options.each)


if __name__ == "__main__":
    main()
