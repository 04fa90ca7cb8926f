"""Ask the sources that count citations, and say what went wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from time import monotonic

from aiev import config
from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.cli.terminal.printable import counted
from aiev.cli.terminal.progress import Counter, counter
from aiev.domain.capped_list import CappedList
from aiev.domain.published_work import WorkQuestion, WorkReply
from aiev.domain.told_by import LABELS, OPENALEX, SEMANTIC_SCHOLAR
from aiev.errors import ExitCode
from aiev.services.works.ask_citations import CitationTally, Fetch, ask_citations
from aiev.sources.http.session import SessionSettings, quiet
from aiev.sources.works import openalex_works, semantic_scholar
from aiev.store.writing.writer import Writer

_SHOWN = 10


def ask_sources(
    run: Run,
    writer: Writer,
    *,
    is_verbose: bool,
    known_before: date | None,
    limit: int | None,
    until_s: float,
) -> tuple[CitationTally, ...]:
    """Ask the sources that the settings leave on, and return what came of each.

    Shows progress where stderr is a terminal. All of them together stop at `until_s` of the
    monotonic clock.
    """
    with counter(run.output) as line:
        return ask_citations(
            writer,
            _sources(run, line, is_verbose=is_verbose, until_s=until_s),
            clock=lambda: datetime.now(UTC),
            known_before=known_before,
            limit=limit,
            progress=lambda tally: line.show(
                f"asking {LABELS[tally.source]}", tally.answered + tally.failed.count, tally.asked
            ),
        )


def tell(run: Run, tallies: Sequence[CitationTally]) -> int:
    """Say on stderr what went wrong, and return the exit code."""
    say = run.output.message
    for tally in tallies:
        name = LABELS[tally.source]
        _tell_some(run, f"no count from {name}", tally.refused, tally)
        _tell_some(run, f"not answered by {name}", tally.failed, tally)
        if tally.error is not None:
            say(f"aiev: error: {tally.error}")
            if tally.error.hint:
                say(f"hint: {tally.error.hint}")
            say(f"hint: {counted(tally.left, 'paper')} still to ask {name} about")
    if not any(tally.error or tally.failed.count for tally in tallies):
        return ExitCode.DONE
    is_any_done = any(tally.answered for tally in tallies)
    return ExitCode.PARTIAL if is_any_done else ExitCode.SOURCE


def _tell_some(
    run: Run, what: str, told: CappedList[tuple[str, str]], tally: CitationTally
) -> None:
    for name, reason in told.items[:_SHOWN]:
        # The error itself is printed below.
        why = "" if reason == str(tally.error) else f" ({reason})"
        run.output.message(printable.one_line(f"aiev: {what}: {name}{why}"))
    if told.count > _SHOWN:
        run.output.message(f"aiev: {what}: {told.count - _SHOWN:,} more")


def _sources(
    run: Run, line: Counter, *, is_verbose: bool, until_s: float
) -> list[tuple[str, Fetch]]:
    chosen = run.settings.sources
    base = SessionSettings(state_folder=config.data_folder())
    report = line.say if is_verbose or line.is_shown else quiet
    trace = line.say if is_verbose else quiet

    def left(delay_s: float) -> SessionSettings:
        return replace(base, delay_s=delay_s, deadline_s=max(until_s - monotonic(), 0.0))

    def from_s2(questions: Sequence[WorkQuestion]) -> Iterator[Sequence[WorkReply]]:
        return semantic_scholar.iter_replies(
            questions,
            chosen.s2_url,
            settings=left(chosen.s2_delay_s),
            key=chosen.s2_key,
            report=report,
            trace=trace,
            sleep=line.sleep,
        )

    def from_openalex(questions: Sequence[WorkQuestion]) -> Iterator[Sequence[WorkReply]]:
        return openalex_works.iter_replies(
            questions,
            chosen.openalex_url,
            settings=left(chosen.openalex_delay_s),
            mailto=chosen.mailto,
            key=chosen.openalex_key,
            report=report,
            trace=trace,
            sleep=line.sleep,
        )

    asked: list[tuple[str, Fetch]] = []
    if chosen.uses_s2:
        asked.append((SEMANTIC_SCHOLAR, from_s2))
    if chosen.uses_openalex:
        asked.append((OPENALEX, from_openalex))
    return asked
