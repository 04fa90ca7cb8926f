"""Loading a snapshot by aiev, and the same rows by nothing but executemany."""

import gc
import multiprocessing
import resource
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

from aiev.services.arxiv.import_snapshot import import_snapshot
from aiev.services.arxiv.snapshot_filter import read
from aiev.sources.files import snapshot as arxiv_dump
from aiev.store.writing import paper_loader
from aiev.store.writing.writer import open_writer
from measure import Row, rows

_TABLES = ("author", "paper", "authorship", "paper_words")
_INDEX = (
    "insert into paper_fts (rowid, title, abstract, authors, topics, organizations, listed)"
    " values (?, ?, ?, ?, ?, ?, ?)"
)
_INDEXED = "select id, title, abstract, authors, topics, organizations, listed from paper_indexed"
_WORDS = "select count(*), sum(doc), sum(cnt) from temp.words"
_REBUILD = "insert into paper_fts(paper_fts) values ('rebuild')"
_CHUNK = 20_000
_BATCH = 10_000

Spent = tuple[float, float]
"""CPU seconds of this process, and seconds on the clock."""


@dataclass(frozen=True)
class Load:
    """What loading by aiev took: the rows and their index, the terms that ranking reads, memory."""

    rows: Spent
    terms: Spent
    memory_mb: float


def clocked(call: Callable[[], object]) -> Spent:
    """Return what a call takes."""
    cpu, wall = time.process_time(), time.perf_counter()
    call()
    return time.process_time() - cpu, time.perf_counter() - wall


def in_turns(calls: Mapping[str, Callable[[], Spent]], *, rounds: int) -> dict[str, Spent]:
    """Return the medians of what each call spends; they take turns."""
    spent: dict[str, list[Spent]] = {name: [] for name in calls}
    for _ in range(rounds):
        for name, call in calls.items():
            spent[name].append(call())
    return {
        name: (median(cpu for cpu, _ in each), median(wall for _, wall in each))
        for name, each in spent.items()
    }


def load(snapshot: Path, database: Path) -> Load:
    """Load all of a snapshot into an empty database, in a process of its own."""
    return _alone(_load, snapshot, database)


def store(snapshot: Path, database: Path) -> Load:
    """Do the same once all records are read, as executemany has its rows too: reading is free."""
    return _alone(_store, snapshot, database)


def _alone(work: Callable[..., None], snapshot: Path, database: Path) -> Load:
    database.unlink(missing_ok=True)
    queue: multiprocessing.SimpleQueue[Load] = multiprocessing.SimpleQueue()
    child = multiprocessing.Process(target=work, args=(snapshot, database, queue))
    child.start()
    child.join()
    return queue.get()


def _store(snapshot: Path, database: Path, queue: "multiprocessing.SimpleQueue[Load]") -> None:
    records = [record for step in arxiv_dump.iter_records(snapshot) for record in step.records]
    gc.freeze()  # as while loading, Python does not look through them again and again
    with open_writer(database) as writer:

        def all_of_them() -> None:
            for start in range(0, len(records), _BATCH):
                with writer.transaction() as session:
                    new, _ = paper_loader.part(session, records[start : start + _BATCH])
                    now = datetime.now(UTC)
                    paper_loader.load(session, new, now=now, meanwhile=lambda: None)

        rows = clocked(all_of_them)
        cpu, wall = time.process_time(), time.perf_counter()
    _tell(queue, rows, cpu, wall)


def _load(snapshot: Path, database: Path, queue: "multiprocessing.SimpleQueue[Load]") -> None:
    everything = read(categories=(), since=None, words=None, today=date.today())
    with open_writer(database) as writer:
        rows = clocked(lambda: import_snapshot(writer, snapshot, everything, now=datetime.now(UTC)))
        cpu, wall = time.process_time(), time.perf_counter()
    _tell(queue, rows, cpu, wall)


def _tell(queue: "multiprocessing.SimpleQueue[Load]", rows: Spent, cpu: float, wall: float) -> None:
    # The writer counts the terms when it closes: since these moments.
    terms = time.process_time() - cpu, time.perf_counter() - wall
    memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    queue.put(Load(rows, terms, memory_mb))


def bare(source: Path, target: Path, *, is_rebuilt: bool) -> Spent:
    """Return what executemany takes for the rows of `source`; reading them does not count.

    The same tables, without triggers. The index gets its rows by executemany too, or is rebuilt
    once all is there.
    """
    target.unlink(missing_ok=True)
    with open_writer(target):
        pass
    stored = sqlite3.connect(source)
    connection = sqlite3.connect(target, isolation_level=None)
    connection.execute("pragma synchronous = normal")
    triggers = connection.execute("select name from sqlite_master where type = 'trigger'")
    for (name,) in triggers.fetchall():
        connection.execute(f"drop trigger {name}")
    spent = [clocked(lambda: connection.execute("begin"))]
    for table in _TABLES:
        columns = len(stored.execute(f"select * from {table} limit 0").description)
        marks = ", ".join("?" * columns)
        insert = f"insert into {table} values ({marks})"
        for chunk in _chunks(stored.execute(f"select * from {table}")):
            spent.append(clocked(lambda: connection.executemany(insert, chunk)))  # noqa: B023
    if is_rebuilt:
        spent.append(clocked(lambda: connection.execute(_REBUILD)))
    else:
        for chunk in _chunks(stored.execute(_INDEXED)):
            spent.append(clocked(lambda: connection.executemany(_INDEX, chunk)))  # noqa: B023
    spent.append(clocked(lambda: connection.execute("commit")))
    stored.close()
    # What is in the log goes into the file only now; aiev's commits have done so all along.
    spent.append(clocked(connection.close))
    return sum(cpu for cpu, _ in spent), sum(wall for _, wall in spent)


def check_same(one: Path, other: Path) -> None:
    """Make sure that both databases hold as many rows and words."""
    held = [_held(path) for path in (one, other)]
    assert held[0] == held[1], held


def _held(path: Path) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    connection.execute("create virtual table temp.words using fts5vocab(main, paper_fts, row)")
    counts = [f"select count(*) from {table}" for table in (*_TABLES, "paper_fts_docsize")]
    held = [connection.execute(sql).fetchone() for sql in (*counts, _WORDS)]
    connection.close()
    return held


def print_rate(name: str, spent: Spent, baseline: Spent, records: int) -> None:
    """Print the records a second and their part of the baseline's, of CPU and of the clock."""
    cpu, wall = spent
    title = f"loading {records:,} records, rate"
    rows.append(Row(title, name, cpu * 1000, baseline[0] / cpu))
    print(
        f"  {name:<36} {records / cpu:8,.0f} records/s CPU {baseline[0] / cpu:6.0%}"
        f" {records / wall:8,.0f} records/s {baseline[1] / wall:6.0%}"
    )


def _chunks(cursor: sqlite3.Cursor) -> Iterator[list[tuple[object, ...]]]:
    while chunk := cursor.fetchmany(_CHUNK):
        yield chunk
