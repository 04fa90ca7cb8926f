"""Where real papers and lists lie; a bench that finds none makes its own from a seed.

`AIEV_BENCH_PAPERS` names JSON lines with the fields of arXiv's public metadata snapshot (plain or
.gz), `AIEV_BENCH_LISTS` a folder of markdown lists. An empty value means: make them up. Where
neither is given, test data beside the checkout are taken if they are there.
"""

import os
from pathlib import Path

_BESIDE = Path(__file__).parents[3] / "shared"


def papers() -> Path | None:
    """Return the file of real papers, if there is one."""
    return _named("AIEV_BENCH_PAPERS", _BESIDE / "arxiv-api" / "corpus.jsonl.gz")


def lists() -> tuple[Path, ...]:
    """Return the files of real lists, in one order; none where there are none."""
    folder = _named("AIEV_BENCH_LISTS", _BESIDE / "lists")
    return tuple(sorted(folder.glob("*__*.md")) or sorted(folder.glob("*.md"))) if folder else ()


def judgements() -> Path | None:
    """Return the folder of queries that were judged over the papers beside the checkout."""
    folder = _BESIDE / "search"
    return folder if folder.is_dir() and papers() == _BESIDE / "arxiv-api/corpus.jsonl.gz" else None


def which_papers() -> str:
    """Return the line that says whose words are measured."""
    path = papers()
    return f"papers: real, of {path.name}" if path else "papers: made up from a seed"


def _named(variable: str, default: Path) -> Path | None:
    said = os.environ.get(variable)
    if said is None:
        return default if default.exists() else None
    if not said:
        return None
    path = Path(said)
    if not path.exists():
        raise SystemExit(f"{variable} names nothing that is there: {path}")
    return path
