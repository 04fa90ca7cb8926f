"""Ask arXiv for metadata, show how far it is, and say what went wrong."""

import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from aiev import config
from aiev.cli.jobs import snapshots
from aiev.cli.run import Run
from aiev.cli.terminal.printable import counted
from aiev.cli.terminal.progress import counter
from aiev.cli.views.enrich_report import tell_findings
from aiev.domain.arxiv_id import ArxivId
from aiev.errors import ExitCode
from aiev.services.arxiv import enrich
from aiev.services.arxiv.enrich import Enriched
from aiev.sources.arxiv.api_values import ApiSettings, Batch
from aiev.sources.http.deadline import Deadline
from aiev.sources.http.session import TIMEOUT_S, quiet
from aiev.store.writing.writer import Writer

_SHOWN = 10


def ask_arxiv(
    run: Run,
    writer: Writer,
    *,
    is_verbose: bool,
    is_refresh: bool = False,
    limit: int | None = None,
    among: Sequence[int] | None = None,
    known_before: date | None = None,
    timeout_s: int | None = None,
) -> Enriched:
    """Ask arXiv for what lacks metadata, or again for all, and store the answers.

    Shows progress where stderr is a terminal. `among` are the papers that a command is about: of
    these, the ones that arXiv does not have are reported even where it was asked before.
    """
    # It loads arxiv, which reading a snapshot does not need.
    from aiev.sources.arxiv import api  # noqa: PLC0415

    settings = ApiSettings(
        state_folder=config.data_folder(),
        url=run.settings.arxiv_url,
        delay_s=run.settings.arxiv_delay_s,
        deadline_s=timeout_s or TIMEOUT_S,
    )
    deadline = Deadline.start(settings.deadline_s, clock=time.time, sleep=time.sleep)
    with counter(run.output) as line:

        def fetch(ids: Iterable[ArxivId]) -> Iterator[Batch]:
            return api.iter_batches(
                ids,
                settings=settings,
                report=line.say if is_verbose or line.is_shown else quiet,
                trace=line.say if is_verbose else quiet,
                sleep=line.sleep,
            )

        return enrich.enrich(
            writer,
            fetch,
            clock=lambda: datetime.now(UTC),
            is_refresh=is_refresh,
            limit=limit,
            among=among,
            known_before=known_before,
            check_time=deadline.check,
            progress=lambda result: line.show(
                "asking arXiv", result.asked - result.left, result.asked
            ),
        )


def fill(
    run: Run,
    writer: Writer,
    *,
    from_file: str | None,
    is_verbose: bool,
    is_refresh: bool,
    limit: int | None,
    known_before: date | None,
    timeout_s: int | None,
) -> Enriched:
    """Fill from the snapshot named, else from arXiv."""
    if from_file is not None:
        return snapshots.enrich_from(
            run,
            writer,
            Path(from_file),
            is_refresh=is_refresh,
            limit=limit,
            known_before=known_before,
        )
    return ask_arxiv(
        run,
        writer,
        is_verbose=is_verbose,
        is_refresh=is_refresh,
        limit=limit,
        known_before=known_before,
        timeout_s=timeout_s,
    )


def tell(run: Run, result: Enriched) -> int:
    """Say on stderr what went wrong, and return the exit code."""
    say = run.output.message
    tell_findings(run, result.findings)
    unknown = [*result.unknown_before, *result.unknown]
    if unknown:
        say(f"aiev: arXiv has no such paper: {_some(unknown)}")
    for line in _unanswered(result):
        say(f"aiev: not answered: {line}")
    if result.lacking:
        named = _some(result.lacking, result.left)
        say(f"aiev: the snapshot lacks {result.left:,} of the papers: {named}")
        again = " --refresh" if result.is_refresh else ""
        say(f"hint: they stay as they are; run `aiev enrich{again}` to ask arXiv for them")
    if result.error is not None:
        say(f"aiev: error: {result.error}")
        if result.error.hint:
            say(f"hint: {result.error.hint}")
        if result.left and not result.is_refresh:
            say(f"hint: {counted(result.left, 'paper')} without metadata yet")
        return ExitCode.PARTIAL if result.done else ExitCode.SOURCE
    if result.failed.count:
        say("hint: run `aiev enrich` to ask for them again")
    is_partial = unknown or result.failed.count or result.lacking
    return ExitCode.PARTIAL if is_partial else ExitCode.DONE


def _unanswered(result: Enriched) -> Iterator[str]:
    """Yield the ids that were not answered, together where they share a reason.

    The reason is left out where it is the error that ended the run, which is printed anyway.
    """
    by_reason: dict[str, list[str]] = {}
    for key, reason in result.failed.items:
        by_reason.setdefault(reason, []).append(key)
    for reason, keys in by_reason.items():
        why = "" if result.error is not None and reason == str(result.error) else f" ({reason})"
        yield _some(keys) + why
    if result.failed.more:
        yield f"{result.failed.more:,} more"


def _some(values: Sequence[str], count: int = 0) -> str:
    """Return the first values and how many more there are; `count` tells of more than are given."""
    shown = ", ".join(values[:_SHOWN])
    more = max(count, len(values)) - _SHOWN
    return f"{shown} and {more:,} more" if more > 0 else shown
