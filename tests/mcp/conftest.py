"""Fixtures of the tests of what agents get."""

from collections.abc import Callable, Iterator

import pytest

from mcp_peer import Peer
from running import Home


@pytest.fixture
def start(home: Home) -> Iterator[Callable[..., Peer]]:
    """Starts servers in the home, which end with the test."""
    started: list[Peer] = []

    def run(*flags: str, database: object = None) -> Peer:
        started.append(Peer(home, *flags, database=database))
        return started[-1]

    yield run
    for peer in started:
        peer.close()


@pytest.fixture
def peer(small: object, start: Callable[..., Peer]) -> Peer:
    """A server beside the small knowledge base, which only reads."""
    return start()
