"""Queries with judgements: of readers over real papers, else made up together with the papers.

A made-up paper is about what it was made for, so its grade is known: 2 where the title or a short
abstract names the topic, 1 where a long one mentions it. The others use the topic's words apart,
and some are long and name everything.
"""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import corpus
import made_text
import real_data
from aiev.query.acronyms import UNAMBIGUOUS

Judgements = dict[str, dict[str, int]]
"""For each query the grades of papers by their ids."""

TOPICS = 40
"""How many topics are made up, each with two queries and twenty papers or so."""
OTHERS_PER_TOPIC = 50


def load(*, topics: int = TOPICS) -> tuple[Iterator[corpus.Row], dict[str, str], Judgements]:
    """Return papers, queries by their ids (`p…` graded, `q…` binary) and their judgements."""
    folder = real_data.judgements()
    if folder is None:
        rows, queries, judged = _made(random.Random(5), topics)
        return iter(rows), queries, judged
    lines = (folder / "queries-dev.tsv").read_text(encoding="utf-8").splitlines()
    return corpus.papers(limit=10**7), dict(line.split("\t", 1) for line in lines), _judged(folder)


def _judged(folder: Path) -> Judgements:
    judged: Judgements = {}
    for line in (folder / "qrels-dev.tsv").read_text(encoding="utf-8").splitlines():
        query, _, paper, grade = line.split()
        judged.setdefault(query, {})[paper] = int(grade)
    return judged


def _made(rng: random.Random, count: int) -> tuple[list[corpus.Row], dict[str, str], Judgements]:
    drawer = made_text.drawer(5)
    long_forms = {short: long[0] for short, long in UNAMBIGUOUS.items() if " " in long[0]}
    topics = rng.sample(sorted(long_forms.items()), k=count)
    rows: list[corpus.Row] = []
    queries: dict[str, str] = {}
    judged: Judgements = {}

    def add(title: Sequence[str], abstract: Sequence[str], *, words: int = 120) -> str:
        number = len(rows)
        paper = f"{15 + number % 10}{number % 12 + 1:02}.{number:05}"
        day = f"20{paper[:2]}-{paper[2:4]}-{number % 28 + 1:02}"
        rows.append((paper, drawer.text(title, count=6), drawer.text(abstract, count=words),
                     "\n".join(drawer.names(3)), "cs.LG", day))  # fmt: skip
        return paper

    for at, (short, long) in enumerate(topics):
        other_short, other_long = topics[(at + 1) % count]
        about = {add([rng.choice((short, long))], [long, short]): 2 for _ in range(4)}
        about |= {add(drawer.draw(1), [long, short], words=60): 2 for _ in range(4)}
        about |= {add(drawer.draw(1), [long, short], words=400): 1 for _ in range(6)}
        both = {add([short, other_long], [long, other_short]): 1 for _ in range(2)}
        both |= {add(drawer.draw(1), [long, other_short], words=80): 1 for _ in range(2)}
        queries[f"p{at:02}"] = rng.choice((short, long))
        queries[f"q{at:02}"] = f"{short} {other_short}"
        judged[f"p{at:02}"] = about | dict.fromkeys(both, 2)
        judged[f"q{at:02}"] = both
        add(drawer.draw(2), [one for pair in topics for one in pair], words=900)
    # What was made for two topics is about the second too.
    for at in range(count):
        judged[f"p{at:02}"] |= dict.fromkeys(judged[f"q{(at - 1) % count:02}"], 2)
    for _ in range(count * OTHERS_PER_TOPIC):
        long = rng.choice(topics)[1].split()
        add(rng.sample(long, k=1), long, words=rng.choice((60, 120, 300)))
    return rows, queries, judged
