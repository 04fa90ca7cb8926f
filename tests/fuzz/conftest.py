"""Laws on drawn inputs: a short, fixed run each time, a long one by hand.

pytest -n 0 tests/fuzz --fuzz-seconds 600
"""

import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis.strategies import SearchStrategy


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the length of a run that draws anew; each law gets so many seconds."""
    parser.addoption(
        "--fuzz-seconds", type=float, default=None, help="draw anew for so long, for each law"
    )


@pytest.fixture
def hold(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Tries a law on what a strategy draws: a few fixed examples, or new ones for some time."""
    seconds = request.config.getoption("fuzz_seconds", None)

    def tried(strategy: SearchStrategy[object], law: Callable[..., None], *, examples: int) -> None:
        def one(drawn):
            law(drawn)

        if seconds is None:
            settings(max_examples=examples)(given(strategy)(one))()
            return
        end = time.monotonic() + seconds
        number = 0
        while time.monotonic() < end:
            anew = settings(
                max_examples=100, derandomize=False, suppress_health_check=list(HealthCheck)
            )
            seed(number)(anew(given(strategy)(one)))()
            number += 1

    return tried
