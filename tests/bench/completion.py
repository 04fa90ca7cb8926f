"""What completing a word costs: `python tests/bench/completion.py [--papers 1000] [--rounds 21]`.

Against a bare interpreter that runs one query on the same file. CPU time of whole processes,
medians, taking turns.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import corpus
import real_data
from measure import AIEV, Case, print_ratios, process_cpu_ms

_PLAIN = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
for row in connection.execute("select name from author where name like 'a%' limit 100"):
    print(*row)
"""
LINES = {
    "a command": ["se"],
    "an option": ["search", "--to"],
    "a topic": ["search", "--topic", "a"],
    "an organization": ["search", "--org", "m"],
    "an author": ["search", "--author", "a"],
    "an id": ["show", "24"],
}


def completing(papers: int, *, rounds: int) -> None:
    """Measure each kind of word in a database of so many made-up papers."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "bench.db"
        corpus.build(database, corpus.made_up_papers(papers))
        plain = "python + sqlite3 + one query"
        times = process_cpu_ms(
            [
                Case(plain, [sys.executable, "-c", _PLAIN, str(database)]),
                *(Case(name, [AIEV, "complete-words", *words]) for name, words in LINES.items()),
            ],
            rounds=rounds,
            environment={"AIEV_DB": str(database)},
        )
        print_ratios(f"completion, {papers:,} papers", times, baseline=plain)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, nargs="*", default=[1_000])
    parser.add_argument("--rounds", type=int, default=21)
    options = parser.parse_args()
    print(real_data.which_papers())
    for size in options.papers:
        completing(size, rounds=options.rounds)
