"""The work of `aiev discover`: ask arXiv's search at most once a day, and take papers in.

Answers are kept in files, and used longer than a day where arXiv cannot be reached.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from aiev import config
from aiev.cli.run import Run
from aiev.domain.arxiv_record import ArxivRecord
from aiev.errors import UsageError
from aiev.services.arxiv import ask_search
from aiev.services.arxiv.ask_search import Asking, Found
from aiev.services.arxiv.discover import Question
from aiev.sources.arxiv.api_values import ApiSettings
from aiev.sources.arxiv.search_cache import CachedSearch, SearchCache
from aiev.sources.http.session import TIMEOUT_S, quiet
from aiev.store.reading.reader import Reader

if TYPE_CHECKING:
    from aiev.services.lists.add_paper import Outcome

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
    return ask_search.cache(config.data_folder())


def find(
    run: Run, reader: Reader, question: Question, options: RequestOptions, *, limit: int
) -> Found:
    """Return the papers that fit best; `--add` finds them by their numbers afterwards."""
    say = run.output.message
    settings = ApiSettings(
        state_folder=config.data_folder(),
        url=run.settings.arxiv_url,
        delay_s=run.settings.arxiv_delay_s,
        deadline_s=options.timeout_s or TIMEOUT_S,
    )
    asking = Asking(
        settings,
        options.now,
        say,
        report=say if options.is_verbose or run.output.stderr.isatty() else quiet,
        trace=say if options.is_verbose else quiet,
        sleep=run.output.sign.sleep,
    )
    run.output.sign.tell("asking arXiv")
    found = ask_search.find(reader, question, asking, limit=limit)
    cache().keep(
        shown_key(run, question), [each.record for each in found.candidates], at=options.now
    )
    return found


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
) -> "Outcome":
    """Add papers to the database, under the question's topic where it has one."""
    # They load SQLModel, which asking does not need.
    from aiev.services.arxiv.add_discovered import add_discovered  # noqa: PLC0415
    from aiev.services.lists.words_to_add import Words  # noqa: PLC0415
    from aiev.store.writing.writer import open_for_dry_run, open_writer  # noqa: PLC0415

    words = Words(topic=question.topic, list=question.list if question.topic else None)
    with (open_for_dry_run if is_dry_run else open_writer)(run.settings.database) as writer:
        return add_discovered(writer, records, words, now=now, is_dry_run=is_dry_run)
