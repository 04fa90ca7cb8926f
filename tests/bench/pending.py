"""What waits for a list's file: `python tests/bench/pending.py [--pending 1 5 25 65] [--rounds 5]`.

`aiev export source`, `add` and `edit` of a list with so many additions waiting, each against one
`python -c "import sqlmodel"`; `sync` of the unchanged list as well. CPU time of whole processes,
medians, taking turns. The list is made up from a seed, 640 entries by default.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import made_list
from measure import AIEV, Case, print_ratios, process_cpu_ms

BASELINE = 'python -c "import sqlmodel"'


def measure(sections: int, *, pending: int, rounds: int) -> None:
    """Print what commands cost where so many additions wait."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.md"
        text = made_list.write(sections)
        path.write_text(text, encoding="utf-8")
        topics = re.findall(r"^## (.+)$", text, re.MULTILINE)
        environment = {"AIEV_DB": f"{folder}/a.db", "XDG_DATA_HOME": folder}
        lines = "".join(
            f"2509.{10_000 + number}\t{topics[number % len(topics)]}\n" for number in range(pending)
        )
        for words, stdin in (
            (["import", str(path), "--no-enrich"], ""),
            *([(["add", "-", "--no-enrich"], lines)] if pending else []),
        ):
            subprocess.run(
                [AIEV, *words],
                env={**os.environ, **environment},
                input=stdin.encode(),
                stdout=subprocess.DEVNULL,
                check=True,
            )
        trial = ["--topic", topics[0], "--no-enrich", "--dry-run"]
        cases = [
            Case(BASELINE, [sys.executable, "-c", "import sqlmodel"]),
            Case("aiev export source", [AIEV, "export", "source"]),
            Case("aiev add", [AIEV, "add", "2512.00001", *trial]),
            Case("aiev edit", [AIEV, "edit", "1", "--date", "2020", "--dry-run"]),
        ]
        if not pending:
            cases.append(Case("aiev sync, unchanged", [AIEV, "sync", str(path)]))
        times = process_cpu_ms(cases, rounds=rounds, environment=environment)
        print_ratios(
            f"{sections * 40:,} entries, {pending} pending additions", times, baseline=BASELINE
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sections", type=int, default=16)
    parser.add_argument("--pending", type=int, nargs="*", default=[0, 1, 5, 25, 65])
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    print("list: made up from a seed")
    for size in options.pending:
        measure(options.sections, pending=size, rounds=options.rounds)
