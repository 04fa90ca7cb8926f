"""Papers for large pages: real abstracts where the shared corpus is, else texts of drawn words."""

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path

from aiev.domain.knowledge import Entry, Paper

CORPUS = Path(__file__).parents[4] / "shared" / "arxiv-api" / "corpus.jsonl.gz"
AREAS = ("Inference", "Training", "Chips", "Models", "Surveys", "Compilers", "Serving", "Data")
PARTS = ("Offloading", "Attention", "Quantization", "Parallelism", "Experts", "Caches", "Agents")
BIRDS = (
    "Kite", "Heron", "Plover", "Avocet", "Wren", "Ibis", "Egret", "Tern", "Swift", "Crane", "Finch",
    "Stork", "Robin", "Rook", "Lark", "Jay", "Owl", "Teal",
)  # fmt: skip
ORGANIZATIONS = tuple(f"{name} {kind}" for kind in ("Labs", "University", "AI") for name in BIRDS)


def many(count: int) -> Iterator[Paper]:
    """Yield papers, the newest first, each filed under a topic and mostly under organizations."""
    rng = random.Random(6)
    for number, (paper_id, title, abstract, authors, categories) in enumerate(_texts(count)):
        month = 120 - number * 120 // count
        issued = f"{2010 + month // 12}-{month % 12 + 1:02}-{28 - number % 28:02}"
        topic = f"{rng.choice(AREAS)} > {rng.choice(PARTS)}"
        named = tuple(
            {ORGANIZATIONS[int(rng.triangular(0, 54, 0))] for _ in range(rng.randrange(3))}
        )
        yield Paper(
            id=number + 1001, kind="paper", arxiv_id=paper_id, version=1, title=title,
            authors=authors, abstract=abstract, issued=issued, published=issued, updated=issued,
            organizations=named, topics=(topic,), tags=(), primary_category=categories[0],
            categories=categories, doi=None, journal_ref=None, comment=None,
            url=f"https://arxiv.org/abs/{paper_id}", is_withdrawn=False, enrichment="done",
            entries=(
                Entry(
                    id=number + 1, list="many", topic=topic, label=title, note=None, group=None,
                    url=f"https://arxiv.org/pdf/{paper_id}", listed_date=issued,
                    listed_organizations="&".join(named) or None, venue=None, line=number + 9,
                    position=number,
                ),
            ),
        )  # fmt: skip


def _texts(count: int) -> Iterator[tuple[str, str, str, tuple[str, ...], tuple[str, ...]]]:
    if not CORPUS.exists():
        yield from _drawn(count)
        return
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        for _, line in zip(range(count), lines, strict=False):
            one = json.loads(line)
            authors = tuple((one["authors"] or "").split(", "))
            yield (
                one["id"], one["title"], one["abstract"], authors,
                tuple((one["categories"] or "cs.LG").split()),
            )  # fmt: skip


def _drawn(count: int) -> Iterator[tuple[str, str, str, tuple[str, ...], tuple[str, ...]]]:
    rng = random.Random(7)
    syllables = ("ka", "re", "mi", "to", "na", "lu", "se", "vo", "pi", "da", "ship", "tion", "ing")
    words = ["".join(rng.choices(syllables, k=rng.randint(2, 4))) for _ in range(20_000)]
    for number in range(count):
        drawn = [words[int(rng.paretovariate(0.6)) % len(words)] for _ in range(190)]
        yield (
            f"{number // 9000 + 1500:04}.{number % 9000:05}", " ".join(drawn[:10]).title(),
            " ".join(drawn[10:]), tuple(word.title() for word in drawn[:4]), ("cs.LG",),
        )  # fmt: skip
