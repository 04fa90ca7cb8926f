"""An unchanged list again: `python tests/bench/unchanged.py [--sections 16 240] [--rounds 15]`.

`aiev import` and `aiev sync` of a list that is stored as it is, against one `aiev search` of the
same base: CPU time of whole processes, medians, taking turns. The list is made up from a seed, 40
entries a section.
"""

import argparse
import os
import subprocess
import tempfile
import time
from pathlib import Path

import made_list
from measure import AIEV, Case, print_ratios, process_cpu_ms


def measure(sections: int, *, rounds: int) -> None:
    """Print what importing and syncing a list of so many sections again costs."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.md"
        text = made_list.write(sections)
        path.write_text(text, encoding="utf-8")
        title = text.partition("[")[2].split()[:2]
        environment = {"AIEV_DB": f"{folder}/a.db", "XDG_DATA_HOME": folder}
        words = [AIEV, "import", str(path), "--no-enrich"]
        before = time.monotonic()
        subprocess.run(
            words, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, check=True
        )
        first = time.monotonic() - before
        times = process_cpu_ms(
            [
                Case("aiev search", [AIEV, "search", *title]),
                Case("aiev import, unchanged", words),
                Case("aiev sync, unchanged", [AIEV, "sync", str(path)]),
            ],
            rounds=rounds,
            environment=environment,
        )
        print_ratios(f"{sections * 40:,} entries again", times, baseline="aiev search")
        print(f"  the first import took {first:.1f} s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sections", type=int, nargs="*", default=[16, 240])
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    print("list: made up from a seed")
    for size in options.sections:
        measure(size, rounds=options.rounds)
