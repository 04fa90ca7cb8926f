"""What loading costs: `python tests/bench/loading.py [--records 100000] [--rounds 3]`.

Storing records against a bare `executemany` of the same rows into the same tables and one rebuild
of the full-text index, and loading a metadata snapshot from its text to the index, reading its JSON
lines included; runs take turns. CPU time and the clock, medians.
"""

import argparse
import tempfile
from pathlib import Path
from statistics import median

import bulk_load
import made_snapshot
import real_data
from bulk_load import Load, Spent, in_turns, print_rate


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="keep the snapshot here")
    options = parser.parse_args()
    print(real_data.which_papers())
    base, stored = "executemany and rebuild", "aiev, the records at hand"
    ours = "aiev import --snapshot"
    loads: list[Load] = []
    with tempfile.TemporaryDirectory() as scratch:
        snapshot = (options.folder or Path(scratch)) / f"snapshot-{options.records}.jsonl"
        if not snapshot.exists():
            made_snapshot.write(snapshot, options.records)
        database, other = Path(scratch) / "load.db", Path(scratch) / "bare.db"

        def loaded() -> Spent:
            loads.append(bulk_load.load(snapshot, database))
            return loads[-1].rows

        spent = in_turns(
            {
                ours: loaded,
                stored: lambda: bulk_load.store(snapshot, database).rows,
                base: lambda: bulk_load.bare(database, other, is_rebuilt=True),
            },
            rounds=options.rounds,
        )
    print(f"loading {options.records:,} papers, {options.rounds} rounds")
    for name in (base, stored, ours):
        print_rate(name, spent[name], spent[base], options.records)
    whole = [tuple(map(sum, zip(load.rows, load.terms, strict=True))) for load in loads]
    middle = median(cpu for cpu, _ in whole), median(wall for _, wall in whole)
    print_rate("the same with the terms for ranking", middle, spent[base], options.records)


if __name__ == "__main__":
    main()
