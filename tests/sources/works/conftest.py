"""Semantic Scholar and OpenAlex on loopback, asked in batches."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from aiev.errors import SourceError
from aiev.sources.http.session import SessionSettings
from works_asked import Seen
from works_server import WorksServer


@pytest.fixture
def works() -> Iterator[WorksServer]:
    with WorksServer() as started:
        yield started


@pytest.fixture
def ask_works(works: WorksServer, fake_time, tmp_path: Path) -> Callable[..., Seen]:
    """Asks one of the two services, time passing only by sleeping."""

    def run(source, questions, **options) -> Seen:
        seen = Seen()
        settings = SessionSettings(tmp_path / "state", delay_s=1.0, response_timeout_s=5.0)
        try:
            for replies in source.iter_replies(
                questions,
                works.url,
                settings=settings,
                sleep=fake_time.sleep,
                clock=fake_time.clock,
                report=seen.said.append,
                trace=seen.said.append,
                **options,
            ):
                seen.replies += replies
        except SourceError as error:
            seen.error = error
        return seen

    return run
