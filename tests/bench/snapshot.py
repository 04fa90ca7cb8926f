"""What bulk work costs: `python tests/bench/snapshot.py [--records 100000 1000000] [--folder DIR]`.

Filling 114 papers from a snapshot against iterating its lines; loading all of it against a bare
`executemany` of the same rows into the same tables and full-text index, and the memory of that.
Both take turns, the fewer the larger the file is, and the medians are told. The snapshots are made
by made_snapshot.py and kept in the folder, where one is named.
"""

import argparse
import multiprocessing
import random
import resource
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

import made_snapshot
from aiev.domain.arxiv_id import ArxivId
from aiev.domain.paper import Kind, identity
from aiev.services.enrich_from_file import enrich_from_file
from aiev.services.import_snapshot import import_snapshot
from aiev.services.snapshot_filter import read
from aiev.sources import arxiv_dump
from aiev.store import paper_writer
from aiev.store.paper_writer import Draft
from aiev.store.writer import open_writer

WANTED = 114
_TABLES = ("author", "paper", "authorship")
_INDEX = (
    "insert into paper_fts (rowid, title, abstract, authors, topics, organizations, listed)"
    " values (?, ?, ?, ?, ?, ?, ?)"
)
_INDEXED = "select id, title, abstract, authors, topics, organizations, listed from paper"
_CHUNK = 20_000


Spent = tuple[float, float]
"""Seconds of CPU time, and seconds."""


def in_turns(calls: Mapping[str, Callable[[], Spent]], *, rounds: int) -> dict[str, Spent]:
    """Answer the medians of what each call spends; they take turns."""
    spent: dict[str, list[Spent]] = {name: [] for name in calls}
    for _ in range(rounds):
        for name, call in calls.items():
            spent[name].append(call())
    return {
        name: (median(cpu for cpu, _ in each), median(wall for _, wall in each))
        for name, each in spent.items()
    }


def _rounds(records: int) -> int:
    return max(1, 300_000 // records)


def clocked(call: Callable[[], object]) -> Spent:
    """Answer the CPU seconds of this process and the seconds that a call takes."""
    cpu, wall = time.process_time(), time.perf_counter()
    call()
    return time.process_time() - cpu, time.perf_counter() - wall


def fill(snapshot: Path, folder: Path) -> None:
    """Fill so many papers from all over the file, with and without an index of it."""
    with snapshot.open("rb") as file:
        ids = [line.split(b'"', 4)[3].decode() for line in file]
    wanted = random.Random(3).sample(ids, WANTED)

    def iterate() -> None:
        with snapshot.open("rb") as file:
            for _ in file:
                pass

    def found(index: Path) -> None:
        steps = arxiv_dump.iter_wanted(snapshot, set(wanted), index_folder=index)
        assert sum(len(step.records) for step in steps) == WANTED

    def filled(index: Path) -> Spent:
        database = folder / "fill.db"
        database.unlink(missing_ok=True)
        with open_writer(database) as writer:
            with writer.transaction() as session:
                paper_writer.ensure(session, [_draft(value) for value in wanted])

            def run() -> None:
                result = enrich_from_file(
                    writer, snapshot, clock=lambda: datetime.now(UTC), index_folder=index
                )
                assert result.done == WANTED, result

            return clocked(run)

    def anew(run: Callable[[Path], Spent]) -> Callable[[], Spent]:
        def without_index() -> Spent:
            shutil.rmtree(folder / "new", ignore_errors=True)
            return run(folder / "new")

        return without_index

    filled(folder / "index")  # The first session of a process sets up SQLAlchemy.
    base = "iterate the lines"
    spent = in_turns(
        {
            base: lambda: clocked(iterate),
            "find them, first run": anew(lambda index: clocked(lambda: found(index))),
            "find them by the index": lambda: clocked(lambda: found(folder / "index")),
            "find and store, first run": anew(filled),
            "find and store by the index": lambda: filled(folder / "index"),
        },
        rounds=_rounds(len(ids)),
    )
    print(f"\nfilling {WANTED} papers from {snapshot.name}")
    for name, (cpu, wall) in spent.items():
        print(
            f"  {name:<28} {cpu:8.2f} s CPU {cpu / spent[base][0]:6.2f} x"
            f" {wall:8.2f} s {wall / spent[base][1]:6.2f} x"
        )


def load(snapshot: Path, folder: Path, records: int) -> None:
    """Load all of the file, then put the same rows into an empty database by executemany."""
    database = folder / "load.db"
    terms, memory = [], []

    def loaded() -> Spent:
        database.unlink(missing_ok=True)
        queue: multiprocessing.SimpleQueue[tuple[Spent, float, int]] = multiprocessing.SimpleQueue()
        child = multiprocessing.Process(target=_load, args=(snapshot, database, queue))
        child.start()
        child.join()
        spent, of_terms, peak = queue.get()
        terms.append(of_terms)
        memory.append(peak)
        return spent

    name, base = "aiev import --snapshot", "bare executemany"
    spent = in_turns(
        {name: loaded, base: lambda: _bare(database, folder / "bare.db")}, rounds=_rounds(records)
    )
    print(f"\nloading all {records:,} records of {snapshot.name}")
    for each in (base, name):
        cpu, wall = spent[each]
        print(
            f"  {each:<28} {records / cpu:8,.0f} records/s CPU {spent[base][0] / cpu:6.0%}"
            f" {records / wall:8,.0f} records/s {spent[base][1] / wall:6.0%}"
        )
    print(f"  and {median(terms):.1f} s CPU for the terms that ranking reads")
    print(f"  {max(memory) / 1024:.0f} MB of memory at the most")


def _load(
    snapshot: Path,
    database: Path,
    queue: "multiprocessing.SimpleQueue[tuple[Spent, float, int]]",
) -> None:
    everything = read(categories=(), since=None, words=None, today=date.today())
    with open_writer(database) as writer:
        spent = clocked(
            lambda: import_snapshot(writer, snapshot, everything, now=datetime.now(UTC))
        )
        loaded = time.process_time()
    terms = time.process_time() - loaded
    queue.put((spent, terms, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))


def _bare(source: Path, target: Path) -> Spent:
    """Answer what executemany takes for the rows of `source`; reading them does not count."""
    target.unlink(missing_ok=True)
    with open_writer(target):
        pass
    rows = sqlite3.connect(source)
    connection = sqlite3.connect(target, isolation_level=None)
    connection.execute("pragma synchronous = normal")
    triggers = connection.execute("select name from sqlite_master where type = 'trigger'")
    for (name,) in triggers.fetchall():
        connection.execute(f"drop trigger {name}")
    spent = [clocked(lambda: connection.execute("begin"))]
    for table in _TABLES:
        columns = len(rows.execute(f"select * from {table} limit 1").fetchone())
        marks = ", ".join("?" * columns)
        insert = f"insert into {table} values ({marks})"
        for chunk in _chunks(rows.execute(f"select * from {table}")):
            spent.append(clocked(lambda: connection.executemany(insert, chunk)))  # noqa: B023
    for chunk in _chunks(rows.execute(_INDEXED)):
        spent.append(clocked(lambda: connection.executemany(_INDEX, chunk)))  # noqa: B023
    spent.append(clocked(lambda: connection.execute("commit")))
    rows.close()
    connection.close()
    return sum(cpu for cpu, _ in spent), sum(wall for _, wall in spent)


def _chunks(cursor: sqlite3.Cursor) -> Iterator[list[tuple[object, ...]]]:
    while chunk := cursor.fetchmany(_CHUNK):
        yield chunk


def _draft(value: str) -> Draft:
    one = ArxivId(value)
    return Draft(identity(one, None, label="", topic=""), one, Kind.PAPER, None, value)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=int, nargs="*", default=[100_000, 1_000_000])
    parser.add_argument("--folder", type=Path, help="keep the snapshots here")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or Path(scratch)
        for records in options.records:
            snapshot = folder / f"snapshot-{records}.jsonl"
            if not snapshot.exists():
                made_snapshot.write(snapshot, records)
            fill(snapshot, Path(scratch))
            load(snapshot, Path(scratch), records)


if __name__ == "__main__":
    main()
