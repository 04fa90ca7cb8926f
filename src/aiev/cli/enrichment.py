"""Asking arXiv from a command: progress while it runs, and what came of it in words."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from aiev import config
from aiev.cli.run import Run
from aiev.domain.arxiv_id import ArxivId
from aiev.errors import ExitCode
from aiev.services import enrich
from aiev.services.enrich import Enriched
from aiev.sources import arxiv_api
from aiev.sources.arxiv_api import ApiSettings, Batch
from aiev.store.writer import Writer

_SHOWN = 10


def ask_arxiv(
    run: Run,
    writer: Writer,
    *,
    is_verbose: bool,
    is_refresh: bool = False,
    limit: int | None = None,
    among: Iterable[int] | None = None,
) -> Enriched:
    """Fill what lacks metadata; shows progress where stderr is a terminal."""
    settings = ApiSettings(
        state_folder=config.data_folder(),
        url=run.settings.arxiv_url,
        delay_s=run.settings.arxiv_delay_s,
    )
    say = run.output.message

    def fetch(ids: Sequence[ArxivId]) -> Iterator[Batch]:
        return arxiv_api.iter_batches(
            ids,
            settings=settings,
            report=say if is_verbose or run.output.stderr.isatty() else arxiv_api.quiet,
            trace=say if is_verbose else arxiv_api.quiet,
        )

    return enrich.enrich(
        writer,
        fetch,
        clock=lambda: datetime.now(UTC),
        is_refresh=is_refresh,
        limit=limit,
        among=among,
        progress=lambda result: _show(run, result),
    )


def tell(run: Run, result: Enriched) -> int:
    """Say on stderr what went wrong, and answer the exit code."""
    say = run.output.message
    if result.unknown:
        say(f"aiev: arXiv has no such paper: {_some(result.unknown)}")
    if result.failed:
        say(f"aiev: not answered: {_some([f'{key} ({why})' for key, why in result.failed])}")
    if result.error is not None:
        say(f"aiev: error: {result.error}")
        say(f"hint: {result.error.hint}")
        if result.left and not result.is_refresh:
            say(f"hint: {result.left} papers wait for their metadata; `aiev enrich` goes on")
        return ExitCode.PARTIAL if result.done else ExitCode.SOURCE
    return ExitCode.PARTIAL if result.unknown or result.failed else ExitCode.DONE


def _some(values: Sequence[str]) -> str:
    shown = ", ".join(values[:_SHOWN])
    return f"{shown} and {len(values) - _SHOWN} more" if len(values) > _SHOWN else shown


def _show(run: Run, result: Enriched) -> None:
    """Rewrite one line of stderr; nothing where stderr is no terminal."""
    stderr = run.output.stderr
    if not result.asked or not stderr.isatty():
        return
    settled = result.asked - result.left
    end = "\n" if not result.left else ""
    stderr.write(f"\rasking arXiv: {settled} of {result.asked} papers{end}")
    stderr.flush()
