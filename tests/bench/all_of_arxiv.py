"""All of arXiv: loads made-up records and times searching in them.

    python tests/bench/all_of_arxiv.py [--records 2900000] [--folder DIR] [--rounds 3] [--floor]

Tells the size of the database, the minutes and the memory that loading took, and the times of user,
common and rare queries: in process, and as a process of `aiev search --json`. It takes some hours
of one core and, for all records, 16 GB in the folder. With `--floor` it also tells what SQLite
takes for the same words before any ranking of aiev: to find the papers, and to sort them by bm25.
"""

import argparse
import re
import resource
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import bulk_load
import made_snapshot
import real_data
import search_latency
from aiev.services.search.run_query import search
from aiev.store.reading.reader import open_reader
from measure import AIEV

_QUERIES = {
    "user": search_latency.USER, "common": search_latency.COMMON, "rare": search_latency.RARE,
}  # fmt: skip
_FOUND = "select count(*) from (select 1 from paper_fts where paper_fts match ? limit 5001)"
_SORTED = "select rowid from paper_fts where paper_fts match ? order by rank limit 20"


def build(folder: Path, records: int) -> Path:
    """Return the database of so many records; makes what the folder does not have."""
    database = folder / f"all-{records}.db"
    if database.exists():
        return database
    snapshot = folder / f"snapshot-{records}.jsonl"
    if not snapshot.exists():
        made_snapshot.write(snapshot, records)
    unfinished = database.with_suffix(".part")
    load = bulk_load.load(snapshot, unfinished)
    unfinished.rename(database)
    rows, terms = load.rows, load.terms
    print(f"snapshot {snapshot.stat().st_size / 1e9:.1f} GB; loaded in {rows[1] / 60:.1f} minutes"
          f" ({rows[0] / 60:.1f} of CPU), its terms in {terms[1] / 60:.1f} ({terms[0] / 60:.1f}),"
          f" with {load.memory_mb:.0f} MB of memory", flush=True)  # fmt: skip
    return database


def best_of(work: Callable[[], object], *, rounds: int) -> tuple[float, float]:
    """Return the least CPU time, of this process and its children, and the least time, in ms."""
    spent = []
    for _ in range(rounds):
        before, started = _cpu(), time.perf_counter()
        work()
        spent.append((_cpu() - before, time.perf_counter() - started))
    return min(cpu for cpu, _ in spent) * 1000, min(wall for _, wall in spent) * 1000


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def tell(name: str, times: Sequence[tuple[float, float]]) -> None:
    """Print the middle and the slow end of what queries take."""
    told = [
        search_latency.percentile([each[at] for each in times], part)
        for at in (0, 1)
        for part in (0.5, 0.95)
    ]
    print(f"  {name:<34}" + "".join(f"{one:9.1f}" for one in told), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=int, default=2_900_000)
    parser.add_argument("--folder", type=Path, help="keep the snapshot and the database here")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--queries", type=int, default=100, help="so many of a kind at the most")
    parser.add_argument("--floor", action="store_true", help="what SQLite itself takes, too")
    options = parser.parse_args()
    print(real_data.which_papers())
    with tempfile.TemporaryDirectory() as scratch:
        path = build((options.folder or Path(scratch)).absolute(), options.records)
        print(f"{options.records:,} records, {path.stat().st_size / 1e9:.2f} GB")
        print(f"  {'best of ' + str(options.rounds) + ', ms':<34}"
              "  CPU p50      p95  time p50   p95")  # fmt: skip
        asked = {kind: queries[: options.queries] for kind, queries in _QUERIES.items()}
        run(path, asked, rounds=options.rounds, has_floor=options.floor)


def run(path: Path, asked: Mapping[str, Sequence[str]], *, rounds: int, has_floor: bool) -> None:
    """Time the queries of each kind."""
    with open_reader(path) as reader:
        for kind, queries in asked.items():
            tell(f"{kind}, in process", [
                best_of(lambda: search(reader, query, today=search_latency.TODAY), rounds=rounds)  # noqa: B023
                for query in queries
            ])  # fmt: skip
    for kind, queries in asked.items():
        commands = [
            [AIEV, "--db", str(path), "search", "--json", "--", *q.split()] for q in queries
        ]
        tell(f"{kind}, as a process", [
            best_of(lambda: subprocess.run(command, check=True, capture_output=True), rounds=rounds)  # noqa: B023
            for command in commands
        ])  # fmt: skip
    if has_floor:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
        for what, sql in (("found by SQLite", _FOUND), ("sorted by SQLite", _SORTED)):
            for kind, queries in asked.items():
                matches = [" ".join(f'"{w}"' for w in re.findall(r"\w+", q)) for q in queries]
                tell(f"{kind}, {what}", [
                    best_of(lambda: connection.execute(sql, (match,)).fetchall(), rounds=rounds)  # noqa: B023
                    for match in matches
                ])  # fmt: skip
        connection.close()


if __name__ == "__main__":
    main()
