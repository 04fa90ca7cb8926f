"""Read which papers of a snapshot a command line wants, before anything that writes is loaded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from aiev.errors import UsageError
from aiev.services.arxiv import snapshot_filter
from aiev.services.arxiv.snapshot_filter import SnapshotFilter
from aiev.sources.files.chunks import open_snapshot


@dataclass(frozen=True, slots=True)
class Wanted:
    """A snapshot that can be opened, and which of its papers are wanted."""

    path: Path
    filter: SnapshotFilter


def read(
    file: str | None,
    *,
    categories: Sequence[str],
    since: str | None,
    words: str | None,
    other: str | None,
) -> Wanted:
    """Return what is wanted: all papers where nothing is said.

    `other` is what the command line says of a list, which cannot be imported at the same time.
    Raises UsageError for that, and InputError for a file that cannot be opened.
    """
    if file is None:
        raise UsageError("--category, --since and --match choose from a snapshot: add --snapshot")
    if other:
        raise UsageError(f"a snapshot and a list cannot be imported at once: {other}")
    wanted = snapshot_filter.read(
        categories=tuple(categories), since=since, words=words, today=date.today()
    )
    path = Path(file)
    with open_snapshot(path):
        return Wanted(path, wanted)
