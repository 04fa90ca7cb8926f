"""What bulk work costs: `python tests/bench/snapshot.py [--records 100000 1000000] [--folder DIR]`.

Filling 114 papers from a snapshot against iterating its lines; loading all of it against a bare
`executemany` of the same rows into the same tables and full-text index, and the memory of that.
The snapshots are made by made_snapshot.py and kept in the folder, where one is named.
"""

import argparse
import multiprocessing
import random
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

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


def clocked(call: Callable[[], object]) -> tuple[float, float]:
    """Answer the CPU seconds of this process and the seconds that a call takes."""
    cpu, wall = time.process_time(), time.perf_counter()
    call()
    return time.process_time() - cpu, time.perf_counter() - wall


def fill(snapshot: Path, folder: Path) -> None:
    """Fill so many papers from all over the file, with and without an index of it."""
    with snapshot.open("rb") as file:
        ids = [line.split(b'"', 4)[3].decode() for line in file]
    wanted = random.Random(3).sample(ids, WANTED)
    del ids

    def iterate() -> None:
        with snapshot.open("rb") as file:
            for _ in file:
                pass

    def found() -> object:
        steps = arxiv_dump.iter_wanted(snapshot, set(wanted), index_folder=folder / "index")
        return sum(len(step.records) for step in steps)

    def filled(index: Path) -> tuple[float, float]:
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

    iterate()
    baseline = clocked(iterate)
    print(f"\nfilling {WANTED} papers from {snapshot.name}")
    _print("iterate the lines", baseline, baseline)
    _print("find them, first run", clocked(found), baseline)
    _print("find them by the index", clocked(found), baseline)
    filled(folder / "index")  # The first session of a process sets up SQLAlchemy.
    _print("find and store, first run", filled(folder / "other"), baseline)
    _print("find and store by the index", filled(folder / "other"), baseline)


def load(snapshot: Path, folder: Path, records: int) -> None:
    """Load all of the file, then put the same rows into an empty database by executemany."""
    database = folder / "load.db"
    database.unlink(missing_ok=True)
    queue: multiprocessing.SimpleQueue[tuple[float, float, float, int]] = (
        multiprocessing.SimpleQueue()
    )
    child = multiprocessing.Process(target=_load, args=(snapshot, database, queue))
    child.start()
    child.join()
    cpu, wall, terms, memory = queue.get()
    bare = _bare(database, folder / "bare.db")
    print(f"\nloading all {records:,} records of {snapshot.name}")
    _print_rate("bare executemany", bare, bare, records)
    _print_rate("aiev import --snapshot", (cpu, wall), bare, records)
    print(f"  and {terms:.1f} s CPU for the terms that ranking reads")
    print(f"  {memory / 1024:.0f} MB of memory at the most")


def _load(
    snapshot: Path,
    database: Path,
    queue: "multiprocessing.SimpleQueue[tuple[float, float, float, int]]",
) -> None:
    everything = read(categories=(), since=None, words=None, today=date.today())
    with open_writer(database) as writer:
        cpu, wall = clocked(
            lambda: import_snapshot(writer, snapshot, everything, now=datetime.now(UTC))
        )
        loaded = time.process_time()
    terms = time.process_time() - loaded
    queue.put((cpu, wall, terms, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))


def _bare(source: Path, target: Path) -> tuple[float, float]:
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


def _print(name: str, spent: tuple[float, float], baseline: tuple[float, float]) -> None:
    cpu, wall = spent
    print(
        f"  {name:<28} {cpu:8.2f} s CPU {cpu / baseline[0]:6.2f} x"
        f" {wall:8.2f} s {wall / baseline[1]:6.2f} x"
    )


def _print_rate(
    name: str, spent: tuple[float, float], baseline: tuple[float, float], records: int
) -> None:
    cpu, wall = spent
    print(
        f"  {name:<28} {records / cpu:8,.0f} records/s CPU {baseline[0] / cpu:6.0%}"
        f" {records / wall:8,.0f} records/s {baseline[1] / wall:6.0%}"
    )


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
