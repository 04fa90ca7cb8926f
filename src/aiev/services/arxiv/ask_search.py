"""Asking arXiv's search at most once a day: answers are kept in files, and used longer offline."""

import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from aiev.domain.arxiv_record import ArxivRecord
from aiev.errors import SourceError
from aiev.services.arxiv import discover
from aiev.services.arxiv.discover import Candidate, Plan, Question
from aiev.sources.arxiv.api_values import PAGE_SIZE, ApiSettings
from aiev.sources.arxiv.search_cache import CachedSearch, SearchCache
from aiev.sources.http.host import ARXIV
from aiev.sources.http.retry import Client
from aiev.sources.http.session import open_client, quiet
from aiev.store.reading.reader import Reader
from aiev.value import value

_ARXIV = replace(ARXIV, command="aiev discover")
_FOLDER = "discover"


@value
class Found:
    """The best of the papers that arXiv named, at the time `at`.

    `known` counts those of the answer that are in the knowledge base already.
    """

    plan: Plan
    at: datetime
    is_cached: bool
    known: int
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Asking:
    """How arXiv is asked, at what time, and who is told: `say` of answers that are lacking or old.

    `report` is told of waits, `trace` of each request; `sleep` waits.
    """

    settings: ApiSettings
    now: datetime
    say: Callable[[str], None]
    report: Callable[[str], None] = quiet
    trace: Callable[[str], None] = quiet
    sleep: Callable[[float], None] = time.sleep


def cache(folder: Path) -> SearchCache:
    """Return the cache that holds earlier answers, in the user's folder for data."""
    return SearchCache(folder / _FOLDER)


def find(reader: Reader, question: Question, asking: Asking, *, limit: int) -> Found:
    """Return the papers that fit best, of those that the knowledge base lacks.

    Raises SourceError where arXiv does not answer and never has; as `discover.plan` does else.
    """
    wanted = discover.plan(reader, question, today=asking.now.date())
    with ExitStack() as stack:
        pages = _Pages(stack, wanted, asking)
        records = discover.gather(reader, pages.fetch, page_size=PAGE_SIZE, limit=limit)
    fresh = discover.lacking(reader, records)
    known = sum(reader.paper_id(arxiv_id=one.arxiv_id.value) is not None for one in records)
    candidates = discover.rank(reader, wanted, fresh)[:limit]
    return Found(wanted, pages.at, pages.is_cached, known, candidates)


class _Pages:
    """The pages of one search: those of today from the files, else from arXiv, else older ones."""

    def __init__(self, stack: ExitStack, wanted: Plan, asking: Asking) -> None:
        self._stack, self._plan, self._asking = stack, wanted, asking
        self._client: Client | None = None
        self._cache = cache(asking.settings.state_folder)
        self.at = asking.now
        self.is_cached = False

    def fetch(self, start: int) -> Sequence[ArxivRecord]:
        """Return the page from the paper at `start`; raises SourceError where there is none."""
        key = repr((self._asking.settings.url, self._plan.undated, self._since, start))
        kept = self._cache.find(key)
        if kept is not None and kept.is_fresh(self._asking.now):
            return self._take(kept)
        try:
            records = self._ask(start)
        except SourceError as error:
            if kept is None:
                if not start:
                    raise
                self._asking.say(f"aiev: {error}; only {start} papers were weighed")
                return ()
            self._asking.say(
                f"aiev: {error}; this is what it said on {kept.at.astimezone():%Y-%m-%d at %H:%M}"
            )
            return self._take(kept)
        # Nothing at all may be arXiv's load, which a day later nobody would know.
        if records or start:
            self._cache.keep(key, records, at=self._asking.now)
        return records

    @property
    def _since(self) -> str | None:
        return self._plan.question.since

    def _take(self, kept: CachedSearch) -> Sequence[ArxivRecord]:
        self.at, self.is_cached = min(self.at, kept.at), True
        return kept.records

    def _ask(self, start: int) -> Sequence[ArxivRecord]:
        # It loads arxiv, which an answer of today does not need.
        from aiev.sources.arxiv import search  # noqa: PLC0415

        asking = self._asking
        if self._client is None:
            self._client = self._stack.enter_context(
                open_client(
                    _ARXIV,
                    asking.settings,
                    sleep=asking.sleep,
                    report=asking.report,
                    trace=asking.trace,
                )
            )
        return search.search(
            self._client,
            asking.settings.url,
            self._plan.query,
            start=start,
            # Where the dates say what is new, the best of it comes first; else the newest.
            is_newest_first=self._since is None,
        )
