"""Fixtures of the command line's own tests."""

from collections.abc import Callable
from pathlib import Path

import pytest

from arxiv_search_server import ArxivSearchServer
from running import Outcome


@pytest.fixture
def discover(
    aiev: Callable[..., Outcome], arxiv: ArxivSearchServer, small: Path
) -> Callable[..., Outcome]:
    """`aiev discover` beside the small knowledge base, asking the module's own arXiv."""

    def run(*words: object, **changes: str) -> Outcome:
        return aiev("discover", *words, **{"AIEV_ARXIV_URL": arxiv.url, **changes})

    return run
