"""The work of `aiev discover`: ask arXiv's search at most once a day, and take papers in.

Answers are kept in files, and used longer than a day where arXiv cannot be reached.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime

from aiev import config
from aiev.cli.run import Run
from aiev.cli.views.discovery_report import Found
from aiev.domain.arxiv_record import ArxivRecord
from aiev.errors import SourceError, UsageError
from aiev.services.arxiv import discover
from aiev.services.arxiv.discover import Plan, Question
from aiev.services.lists.add_paper import Outcome, Words
from aiev.sources.arxiv import search
from aiev.sources.arxiv.api import ApiSettings
from aiev.sources.arxiv.search_cache import CachedSearch, SearchCache
from aiev.sources.http.host import ARXIV
from aiev.sources.http.retry import Client
from aiev.sources.http.session import TIMEOUT_S, open_client, quiet
from aiev.store.reading.reader import Reader
from aiev.store.writing.writer import open_for_dry_run, open_writer

_ARXIV = replace(ARXIV, command="aiev discover")
_FOLDER = "discover"
_ALL = "all"
_LONGEST_NUMBER = 3


@dataclass(frozen=True, slots=True)
class RequestOptions:
    """How the user wants arXiv to be asked."""

    is_verbose: bool
    timeout_s: int | None
    now: datetime


def cache() -> SearchCache:
    """Return the cache that holds earlier answers."""
    return SearchCache(config.data_folder() / _FOLDER)


def find(
    run: Run, reader: Reader, question: Question, options: RequestOptions, *, limit: int
) -> Found:
    """Return the papers that fit best; `--add` finds them by their numbers afterwards."""
    wanted = discover.plan(reader, question, today=options.now.date())
    with ExitStack() as stack:
        pages = _Pages(run, stack, wanted, options)
        records = discover.gather(reader, pages.fetch, page_size=search.PAGE_SIZE, limit=limit)
    fresh = discover.lacking(reader, records)
    known = sum(reader.paper_id(arxiv_id=one.arxiv_id.value) is not None for one in records)
    candidates = discover.rank(reader, wanted, fresh)[:limit]
    cache().keep(shown_key(run, question), [each.record for each in candidates], at=options.now)
    return Found(wanted, pages.at, pages.is_cached, known, candidates)


def shown_key(run: Run, question: Question) -> str:
    """Return the key of the cache under which the papers shown for a question are kept."""
    parts = (question.words, question.topic, question.list, question.since)
    return repr(("shown", str(run.settings.database.absolute()), *parts))


def read_numbers(given: Sequence[str], words: Sequence[str]) -> tuple[list[int], list[str]]:
    """Read `3`, `3,7` and `2-5`; numbers at the end of the words follow --add too.

    For `all`, however many that are, the list is empty. Raises UsageError for anything else.
    """
    rest = list(words)
    if list(given) == [_ALL]:
        return [], rest
    more: list[str] = []
    while rest and rest[-1].isascii() and rest[-1].isdigit() and len(rest[-1]) <= _LONGEST_NUMBER:
        more.insert(0, rest.pop())
    found: list[int] = []
    for text in (part for one in (*given, *more) for part in one.split(",")):
        first, dash, last = text.strip().partition("-")
        low, high = first, last if dash else first
        if not all(one.isascii() and one.isdigit() and len(one) <= 3 for one in (low, high)):
            raise UsageError(f"--add takes the numbers of what was shown: {text}")
        found += range(int(low), int(high) + 1)
    return list(dict.fromkeys(found)), rest


def as_shown(found: Found) -> CachedSearch:
    """Return what was found in the form in which what was shown is kept."""
    return CachedSearch(found.at, tuple(each.record for each in found.candidates))


def pick(shown: CachedSearch, wanted: Sequence[int]) -> list[ArxivRecord]:
    """Return the papers with these numbers, without any all; UsageError for one not shown."""
    if not wanted:
        return [*shown.records]
    for number in wanted:
        if not 1 <= number <= len(shown.records):
            raise UsageError(
                f"no paper has this number: {number}",
                hint=f"{len(shown.records)} papers were shown for this question",
            )
    return [shown.records[number - 1] for number in wanted]


def add(
    run: Run, records: Sequence[ArxivRecord], question: Question, *, now: datetime, is_dry_run: bool
) -> Outcome:
    """Add papers to the database, under the question's topic where it has one."""
    words = Words(topic=question.topic, list=question.list if question.topic else None)
    with (open_for_dry_run if is_dry_run else open_writer)(run.settings.database) as writer:
        return discover.add_discovered(writer, records, words, now=now, is_dry_run=is_dry_run)


class _Pages:
    """The pages of one search: those of today from the files, else from arXiv, else older ones."""

    def __init__(self, run: Run, stack: ExitStack, wanted: Plan, options: RequestOptions) -> None:
        self._run, self._stack, self._plan, self._options = run, stack, wanted, options
        self._client: Client | None = None
        self._cache = cache()
        self.at = options.now
        self.is_cached = False

    def fetch(self, start: int) -> Sequence[ArxivRecord]:
        """Return the page from the paper at `start`; raises SourceError where there is none."""
        key = repr((self._run.settings.arxiv_url, self._plan.undated, self._since, start))
        kept = self._cache.find(key)
        if kept is not None and kept.is_fresh(self._options.now):
            return self._take(kept)
        try:
            records = self._ask(start)
        except SourceError as error:
            if kept is None:
                if not start:
                    raise
                self._run.output.message(f"aiev: {error}; only {start} papers were weighed")
                return ()
            self._run.output.message(
                f"aiev: {error}; this is what it said on {kept.at.astimezone():%Y-%m-%d at %H:%M}"
            )
            return self._take(kept)
        # Nothing at all may be arXiv's load, which a day later nobody would know.
        if records or start:
            self._cache.keep(key, records, at=self._options.now)
        return records

    @property
    def _since(self) -> str | None:
        return self._plan.question.since

    def _take(self, kept: CachedSearch) -> Sequence[ArxivRecord]:
        self.at, self.is_cached = min(self.at, kept.at), True
        return kept.records

    def _ask(self, start: int) -> Sequence[ArxivRecord]:
        run, say = self._run, self._run.output.message
        settings = ApiSettings(
            state_folder=config.data_folder(),
            url=run.settings.arxiv_url,
            delay_s=run.settings.arxiv_delay_s,
            deadline_s=self._options.timeout_s or TIMEOUT_S,
        )
        is_verbose = self._options.is_verbose
        if self._client is None:
            self._client = self._stack.enter_context(
                open_client(
                    _ARXIV,
                    settings,
                    report=say if is_verbose or run.output.stderr.isatty() else quiet,
                    trace=say if is_verbose else quiet,
                )
            )
        return search.search(
            self._client,
            settings.url,
            self._plan.query,
            start=start,
            # Where the dates say what is new, the best of it comes first; else the newest.
            is_newest_first=self._since is None,
        )
