"""Writes a made-up snapshot of arXiv's metadata.

    python tests/bench/made_snapshot.py FILE [--records 100000]

The lines have the shape, the key order and the size of the real ones. The words are pieces of real
titles and abstracts where such are at hand, else made up from a seed.
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import accumulate
from pathlib import Path

import corpus
import real_data

_FIRST_MONTH, _MONTHS = 2007 * 12 + 3, 230
_OLD_ARCHIVES = ("cond-mat", "hep-th", "math", "quant-ph")
_CATEGORIES = {
    "cs.LG": 20, "cs.CV": 14, "cs.CL": 9, "cs.AI": 8, "hep-th": 6, "hep-ph": 6, "quant-ph": 7,
    "astro-ph": 6, "astro-ph.GA": 4, "math.AP": 4, "math.CO": 4, "cond-mat.mes-hall": 4,
    "cs.DC": 2, "stat.ML": 4, "cs.RO": 3, "eess.SP": 2,
}  # fmt: skip
_GIVEN = "Ada Bela Chen Dan Eva Fei Goro Hana Ivan Jun Karl Lin Mei Nora Ola Petra Qi Rui Sven Tao"
_ACCENTED = (r"Erd\H{o}s", r"M\"uller", r"Ga{\l}ecki", r"\'Alvarez", r"Nov\'ak", r"\O{}rsted")
_COMMENTS = (None, None, "12 pages, 5 figures", "Accepted at a workshop", "8 pages, LaTeX")


@dataclass(frozen=True)
class Vocabulary:
    """What texts are put together from."""

    titles: Sequence[str]
    pieces: Sequence[str]
    families: Sequence[str]


def vocabulary() -> Vocabulary:
    """Return titles, pieces of abstracts and family names, real ones where such are at hand."""
    titles: list[str] = []
    pieces: list[str] = []
    families: set[str] = set()
    for _, title, abstract, authors, *_ in corpus.papers(
        limit=20_000 if real_data.papers() else 2_000
    ):
        titles.append(title)
        words = abstract.split()
        pieces += [" ".join(words[at : at + 20]) for at in range(0, len(words), 20)]
        families |= {name.split()[-1] for name in (authors or "A").split("\n")}
    return Vocabulary(titles, pieces, sorted(families))


def iter_lines(count: int, *, seed: int = 1) -> Iterator[bytes]:
    """Yield the lines of a snapshot by their ids, the old style last, as arXiv does."""
    rng = random.Random(seed)
    words = vocabulary()
    given = _GIVEN.split()
    codes, weights = list(_CATEGORIES), list(accumulate(_CATEGORIES.values()))
    new = count - count // 20
    for number in range(count):
        if number < new:
            month = _FIRST_MONTH + number * _MONTHS // new
            start = datetime(month // 12, month % 12 + 1, 1, tzinfo=UTC)
            in_month = number - -(-(month - _FIRST_MONTH) * new // _MONTHS)
            paper_id = f"{start:%y%m}.{in_month + 1:0{5 if start.year >= 2015 else 4}}"
        else:
            place, in_archive = divmod((number - new) * len(_OLD_ARCHIVES), count - new)
            month, last = divmod(in_archive // len(_OLD_ARCHIVES), 999)
            start = datetime(1993 + month // 12, month % 12 + 1, 1, tzinfo=UTC)
            paper_id = f"{_OLD_ARCHIVES[place]}/{start:%y%m}{last + 1:03}"
        yield _line(
            rng,
            words,
            given,
            paper_id,
            start,
            rng.choices(codes, cum_weights=weights, k=rng.choice((1, 1, 2, 3))),
        )


def _line(
    rng: random.Random,
    words: Vocabulary,
    given: Sequence[str],
    paper_id: str,
    month: datetime,
    categories: Sequence[str],
) -> bytes:
    families = rng.choices(words.families, k=rng.randint(1, 8))
    if rng.random() < 0.1:
        families[0] = rng.choice(_ACCENTED)
    names = [
        [family, f"{rng.choice(given)} {rng.choice('ABCDEFGHJK')}.", ""] for family in families
    ]
    moment = month + timedelta(seconds=rng.randrange(28 * 86_400))
    versions = []
    for version in range(1, rng.choice((1, 1, 1, 2, 3)) + 1):
        versions.append({"version": f"v{version}", "created": format_datetime(moment, usegmt=True)})
        moment += timedelta(days=rng.randrange(1, 200))
    title = rng.choice(words.titles)
    record = {
        "id": paper_id,
        "submitter": f"{names[0][1]} {names[0][0]}",
        "authors": ", ".join(f"{forenames} {family}" for family, forenames, _ in names),
        "title": title
        if len(title) < 70
        else title.replace(" ", "\n  ", 7).replace("\n  ", " ", 6),
        "comments": rng.choice(_COMMENTS),
        "journal-ref": "J. Made Up 4 (2020) 1-9" if rng.random() < 0.2 else None,
        "doi": f"10.1000/{paper_id}" if rng.random() < 0.2 else None,
        "report-no": None,
        "categories": " ".join(dict.fromkeys(categories)),
        "license": "http://arxiv.org/licenses/nonexclusive-distrib/1.0/",
        "abstract": "  " + "\n".join(rng.choices(words.pieces, k=rng.randint(4, 11))) + "\n",
        "versions": versions,
        "update_date": moment.date().isoformat(),
        "authors_parsed": names,
    }
    return json.dumps(record, separators=(",", ":")).encode() + b"\n"


def write(path: Path, count: int, *, seed: int = 1) -> None:
    """Write a snapshot of so many records."""
    with path.open("wb") as file:
        file.writelines(iter_lines(count, seed=seed))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--records", type=int, default=100_000)
    options = parser.parse_args()
    print(real_data.which_papers())
    write(options.file, options.records)
