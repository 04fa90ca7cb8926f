"""What a whole process costs: `python tests/bench/process.py [--papers 1000 100000] [--rounds 15]`.

What reads (`search`, `show`, `topics`, a key of completion) against Python with sqlite3 running one
FTS5 query on the same file; help and version against an argparse hello. CPU time, medians, taking
turns. At 1,000 made-up papers none has both words: those that come close are told.
"""

import argparse
import sqlite3
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


_TOPICS = 200
_ADD_LIST = """
insert into list(id, name, path, sha256, content, imported_at)
values (1, 'made', 'made.md', '', x'', '2024-01-01')
"""
_ADD_TOPIC = """
insert into topic(list_id, path, title, level, position, origin)
values (1, ?1, ?1, 1, ?2, 'list')
"""


def _add_topics(database: Path) -> None:
    connection = sqlite3.connect(database)
    connection.execute(_ADD_LIST)
    for number in range(_TOPICS):
        connection.execute(_ADD_TOPIC, (f"Topic {number}", number))
    connection.commit()
    connection.close()


def reading(papers: int, *, rounds: int) -> None:
    """Measure what reads, in a database of so many made-up papers under some topics."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "bench.db"
        rows = list(corpus.made_up_papers(papers))
        corpus.build(database, rows)
        _add_topics(database)
        plain = "python + sqlite3 + one FTS5 query"
        times = process_cpu_ms(
            [
                Case(plain, [sys.executable, "-c", PLAIN, str(database), " ".join(WORDS)]),
                Case("aiev search", [AIEV, "search", *WORDS]),
                Case("aiev search --json", [AIEV, "search", *WORDS, "--json"]),
                Case("aiev show", [AIEV, "show", rows[-1][0]]),
                Case("aiev topics", [AIEV, "topics"]),
                Case("a key of completion", [AIEV, "complete-words", "search", "--topic", "t"]),
            ],
            rounds=rounds,
            environment={"AIEV_DB": str(database)},
        )
        print_ratios(f"reading, {papers:,} papers", times, baseline=plain)


def start_up(*, rounds: int) -> None:
    """Measure what answers without a database."""
    hello = "argparse hello"
    times = process_cpu_ms(
        [
            Case(hello, [sys.executable, "-c", _HELLO]),
            Case("aiev --version", [AIEV, "--version"]),
            Case("aiev", [AIEV]),
            Case("aiev --help", [AIEV, "--help"]),
            Case("aiev search --help", [AIEV, "search", "--help"]),
            Case("aiev help export", [AIEV, "help", "export"]),
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
        reading(size, rounds=options.rounds)
