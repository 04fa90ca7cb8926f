"""Saved questions where a command takes words: `@NAME` stands for what was saved under it."""

from collections.abc import Sequence

from aiev.cli.run import Run
from aiev.query.filters import Filters


def asked(run: Run, words: Sequence[str], filters: Filters) -> tuple[str, Filters]:
    """Return the text and the filters of a search."""
    return " ".join(words), filters
