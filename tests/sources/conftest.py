"""A loopback arXiv, a clock that only sleeping moves, and the settings for both."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from aiev.domain.arxiv_id import ArxivId
from aiev.errors import SourceError
from aiev.sources.arxiv.api import iter_batches
from aiev.sources.arxiv.api_values import ApiSettings, Batch
from arxiv_server import ArxivServer


@dataclass
class FakeTime:
    """Time that passes only by sleeping."""

    now_s: float = 1_800_000_000.0
    slept_s: list[float] = field(default_factory=list)

    def clock(self) -> float:
        return self.now_s

    def sleep(self, seconds: float) -> None:
        self.slept_s.append(seconds)
        self.now_s += seconds


@dataclass
class Run:
    """What one run yielded, said and raised."""

    batches: list[Batch] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    traces: list[str] = field(default_factory=list)
    error: SourceError | None = None

    @property
    def done(self) -> set[str]:
        return {record.arxiv_id.value for batch in self.batches for record in batch.records}

    @property
    def unknown(self) -> set[str]:
        return {one.value for batch in self.batches for one in batch.unknown}

    @property
    def invalid(self) -> set[str]:
        return {str(one) for batch in self.batches for one in batch.invalid}

    @property
    def failed(self) -> dict[str, str]:
        return {one.arxiv_id.value: one.reason for batch in self.batches for one in batch.failed}


@pytest.fixture
def arxiv() -> Iterator[ArxivServer]:
    with ArxivServer() as server:
        yield server


@pytest.fixture
def fake_time() -> FakeTime:
    return FakeTime()


@pytest.fixture
def settings(arxiv: ArxivServer, tmp_path: Path) -> ApiSettings:
    return ApiSettings(tmp_path / "state", url=arxiv.url, response_timeout_s=5.0)


@pytest.fixture
def run(settings: ApiSettings, fake_time: FakeTime) -> Callable[..., Run]:
    """Return a function that asks for ids and takes down all that happens."""

    def ask(ids: list[ArxivId], settings: ApiSettings = settings) -> Run:
        seen = Run()
        try:
            for batch in iter_batches(
                ids,
                settings=settings,
                sleep=fake_time.sleep,
                clock=fake_time.clock,
                report=seen.messages.append,
                trace=seen.traces.append,
            ):
                seen.batches.append(batch)
        except SourceError as error:
            seen.error = error
        return seen

    return ask
