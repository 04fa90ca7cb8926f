"""Measure what it costs to import a list that is long in one respect, at growing lengths.

    python tests/fuzz/growth.py "links in a line" 8000 32000 128000

Prints a line for each length: its number, CPU seconds, and MB at the most. `--list` tells what a
list can have many of.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from fuzz import long_lists  # noqa: E402


def measure(kind: str, count: int) -> tuple[float, int]:
    """Return the CPU seconds and the megabytes that the import of one list takes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.md"
        path.write_text(long_lists.make(kind, range(count)), encoding="utf-8")
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT / "src"),
            "AIEV_DB": str(Path(folder) / "aiev.db"),
        }
        command = [sys.executable, "-m", "aiev", "import", "--no-enrich", str(path)]
        child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"the import ended with {os.waitstatus_to_exitcode(status)}")
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return used.ru_utime + used.ru_stime, used.ru_maxrss // unit


def main() -> None:
    """Measure each length that the command line names."""
    if sys.argv[1:] == ["--list"]:
        print("\n".join(long_lists.MAKERS))
        return
    kind, *counts = sys.argv[1:]
    for count in map(int, counts):
        seconds, size_mb = measure(kind, count)
        print(f"{count}\t{seconds:.2f} s\t{size_mb} MB", flush=True)


if __name__ == "__main__":
    main()
