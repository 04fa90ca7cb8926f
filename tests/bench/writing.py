"""What commands that write cost: `python tests/bench/writing.py [--rounds 9]`.

Refused ones against one `aiev search` of the same base, those that are done (a dry run, so that
each finds the same) against `python -c "import sqlmodel"`. CPU time of whole processes, medians,
taking turns. The list is made up from a seed, 40 entries.
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


def measure(*, rounds: int) -> None:
    """Print what refused commands and such that write into a small list cost."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.md"
        text = made_list.write(1)
        path.write_text(text, encoding="utf-8")
        [topic, *_] = re.findall(r"^## (.+)$", text, re.MULTILINE)
        environment = {"AIEV_DB": f"{folder}/a.db", "XDG_DATA_HOME": folder}
        subprocess.run(
            [AIEV, "import", str(path), "--no-enrich"],
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            check=True,
        )
        word = text.partition("[")[2].split()[0]
        refused = [
            Case("aiev search", [AIEV, "search", word]),
            Case("aiev add, a wrong date", [AIEV, "add", "2512.00001", "--date", "soon"], 2),
            Case("aiev add, no such topic", [AIEV, "add", "2512.00001", "--topic", "~"], 1),
            Case("aiev edit, no such paper", [AIEV, "edit", "4711", "--title", "x"], 1),
            Case("aiev remove, no such paper", [AIEV, "remove", "4711"], 1),
        ]
        times = process_cpu_ms(refused, rounds=rounds, environment=environment)
        print_ratios("refused", times, baseline="aiev search")
        to = ["--topic", topic, "--no-enrich", "--dry-run"]
        written = [
            Case(BASELINE, [sys.executable, "-c", "import sqlmodel"]),
            Case("aiev add", [AIEV, "add", "2512.00001", *to]),
            Case("aiev edit", [AIEV, "edit", "1", "--date", "2020", "--dry-run"]),
            Case("aiev remove", [AIEV, "remove", "1", "--dry-run"]),
        ]
        times = process_cpu_ms(written, rounds=rounds, environment=environment)
        print_ratios("written, 40 entries", times, baseline=BASELINE)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    print("list: made up from a seed")
    measure(rounds=options.rounds)
