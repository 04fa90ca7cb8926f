"""What bulk work costs: `python tests/bench/snapshot.py [--records 100000 1000000] [--folder DIR]`.

Filling 114 papers from a snapshot against iterating its lines; loading all of it against a bare
`executemany` of the same rows into the same tables and full-text index, and the memory of that.
Both take turns, the fewer the larger the file is, and the medians are told. The snapshots are made
by made_snapshot.py and kept in the folder, where one is named.
"""

import argparse
import random
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import bulk_load
import made_snapshot
import real_data
from aiev.domain.arxiv_id import ArxivId
from aiev.domain.paper import Kind, identity
from aiev.services.arxiv.enrich_from_file import enrich_from_file
from aiev.sources.files import snapshot as arxiv_dump
from aiev.store.writing import paper_identity
from aiev.store.writing.paper_identity import Draft
from aiev.store.writing.writer import open_writer
from bulk_load import Load, Spent, clocked, in_turns, print_rate
from measure import Row, rows

WANTED = 114


def fill(snapshot: Path, folder: Path, *, rounds: int) -> None:
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
                paper_identity.ensure(session, [_draft(value) for value in wanted])

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
        rounds=rounds,
    )
    print(f"\nfilling {WANTED} papers from {snapshot.name}")
    for name, (cpu, wall) in spent.items():
        title = f"filling {WANTED} papers of a snapshot of {len(ids):,}"
        rows.append(Row(title, name, cpu * 1000, cpu / spent[base][0]))
        print(
            f"  {name:<28} {cpu:8.2f} s CPU {cpu / spent[base][0]:6.2f} x"
            f" {wall:8.2f} s {wall / spent[base][1]:6.2f} x"
        )


def load(snapshot: Path, folder: Path, records: int, *, rounds: int) -> None:
    """Load all of the file, then put the same rows into an empty database by executemany."""
    database = folder / "load.db"
    loads: list[Load] = []

    def loaded() -> Spent:
        loads.append(bulk_load.load(snapshot, database))
        return loads[-1].rows

    name, base = "aiev import --snapshot", "bare executemany"
    spent = in_turns(
        {
            name: loaded,
            base: lambda: bulk_load.bare(database, folder / "bare.db", is_rebuilt=False),
        },
        rounds=rounds,
    )
    print(f"\nloading all {records:,} records of {snapshot.name}")
    for each in (base, name):
        print_rate(each, spent[each], spent[base], records)
    bulk_load.check_same(database, folder / "bare.db")
    whole = [tuple(map(sum, zip(load.rows, load.terms, strict=True))) for load in loads]
    middle = median(cpu for cpu, _ in whole), median(wall for _, wall in whole)
    print_rate("the same with the terms for ranking", middle, spent[base], records)
    print(f"  {max(load.memory_mb for load in loads):.0f} MB of memory at the most")


def _draft(value: str) -> Draft:
    one = ArxivId(value)
    return Draft(identity(one, None, label="", topic=""), one, Kind.PAPER, None, value)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=int, nargs="*", default=[100_000, 1_000_000])
    parser.add_argument("--folder", type=Path, help="keep the snapshots here")
    parser.add_argument("--rounds", type=int, help="the fewer the larger the file is, else")
    options = parser.parse_args()
    print(real_data.which_papers())
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or Path(scratch)
        for records in options.records:
            snapshot = folder / f"snapshot-{records}.jsonl"
            if not snapshot.exists():
                made_snapshot.write(snapshot, records)
            rounds = options.rounds or min(3, max(1, 300_000 // records))
            fill(snapshot, Path(scratch), rounds=rounds)
            load(snapshot, Path(scratch), records, rounds=rounds)


if __name__ == "__main__":
    main()
