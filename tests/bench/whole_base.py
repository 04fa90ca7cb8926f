"""What goes through all of a database: `python tests/bench/whole_base.py [--records 71000]`.

`doctor`, `export bibtex` and `export html -o DIR` of a loaded snapshot, and `check` of a list file,
each as a process, beside Python reading all rows of the papers. CPU time, medians, taking turns;
the first byte of `export bibtex` by the clock.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import bulk_load
import made_list
import made_snapshot
import real_data
from measure import AIEV, Case, Row, print_ratios, process_cpu_ms, rows

_SECTIONS = 16
_READ = """
import sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute("select * from paper order by id"):
    pass
"""


def measure(database: Path, records: int, *, rounds: int, has_site: bool) -> None:
    """Print what goes through all of this database, which holds so many records."""
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "list.md"
        listed.write_text(made_list.write(_SECTIONS), encoding="utf-8")
        base = "python + sqlite3, all rows"
        site = str(Path(folder) / "site")
        environment = {"AIEV_DB": str(database)}
        times = process_cpu_ms(
            [
                Case(base, [sys.executable, "-c", _READ, str(database)]),
                Case("aiev doctor", [AIEV, "doctor"]),
                Case("the same with --full", [AIEV, "doctor", "--full"]),
                Case("aiev export bibtex", [AIEV, "export", "bibtex"]),
                *[Case("aiev export html -o DIR", [AIEV, "export", "html", "-o", f"{site}/"])]
                * has_site,
                Case("aiev check FILE", [AIEV, "check", str(listed)]),
            ],
            rounds=rounds,
            environment=environment,
        )
        title = f"all of {records:,} papers"
        print_ratios(title, times, baseline=base)
        first_ms = median(_first_byte_ms(environment) for _ in range(max(1, rounds)))
        rows.append(Row(title, "aiev export bibtex, first byte", first_ms, first_ms / times[base],
                        "ms"))  # fmt: skip
        print(f"  aiev export bibtex, first byte: {first_ms:.0f} ms by the clock")


def _first_byte_ms(environment: dict[str, str]) -> float:
    started = time.perf_counter()
    with subprocess.Popen(
        [AIEV, "export", "bibtex"], env={**os.environ, **environment}, stdout=subprocess.PIPE
    ) as export:
        assert export.stdout is not None
        assert export.stdout.read(1)
        spent = time.perf_counter() - started
        export.stdout.close()
    return spent * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=int, default=71_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--database", type=Path, help="one of aiev's, instead of a made-up one")
    options = parser.parse_args()
    print(real_data.which_papers())
    with tempfile.TemporaryDirectory() as folder:
        database = options.database or Path(folder) / "whole.db"
        if options.database is None:
            snapshot = Path(folder) / "snapshot.jsonl"
            made_snapshot.write(snapshot, options.records)
            bulk_load.load(snapshot, database)
        measure(database, options.records, rounds=options.rounds, has_site=True)


if __name__ == "__main__":
    main()
