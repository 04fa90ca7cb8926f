"""What a whole process costs: `python tests/bench/process.py [--papers 1000 100000] [--rounds 15]`.

`aiev search` against Python with sqlite3 running one FTS5 query on the same file; help, version and
completion against an argparse hello. CPU time, medians, taking turns.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import corpus
import real_data
from measure import AIEV, Case, print_ratios, process_cpu_ms

WORDS = ("mixture", "offloading")
PLAIN = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
sql = ("select paper.arxiv_id, issued, paper.title, paper.organizations"
       " from paper_fts join paper on paper.id = paper_fts.rowid"
       " where paper_fts match ? order by rank limit 20")
for row in connection.execute(sql, (sys.argv[2],)):
    print(*row, sep="\\t")
"""
_HELLO = """
import argparse
parser = argparse.ArgumentParser()
parser.add_argument("name", nargs="?", default="world")
print("hello", parser.parse_args().name)
"""


def search(papers: int, *, rounds: int) -> None:
    """Measure one search in a database of so many made-up papers."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "bench.db"
        corpus.build(database, corpus.made_up_papers(papers))
        plain = "python + sqlite3 + one FTS5 query"
        times = process_cpu_ms(
            [
                Case(plain, [sys.executable, "-c", PLAIN, str(database), " ".join(WORDS)]),
                Case("aiev search", [AIEV, "search", *WORDS]),
                Case("aiev search --json", [AIEV, "search", *WORDS, "--json"]),
            ],
            rounds=rounds,
            environment={"AIEV_DB": str(database)},
        )
        print_ratios(f"search, {papers:,} papers", times, baseline=plain)


def start_up(*, rounds: int) -> None:
    """Measure what answers without a database."""
    hello = "argparse hello"
    times = process_cpu_ms(
        [
            Case(hello, [sys.executable, "-c", _HELLO]),
            Case("aiev --version", [AIEV, "--version"]),
            Case("aiev --help", [AIEV, "--help"]),
            Case("aiev search --help", [AIEV, "search", "--help"]),
        ],
        rounds=rounds,
        environment={},
    )
    print_ratios("start-up", times, baseline=hello)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    print(real_data.which_papers())
    start_up(rounds=options.rounds)
    for size in options.papers:
        search(size, rounds=options.rounds)
