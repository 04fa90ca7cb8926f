"""Ask the sources that know affiliations for organizations, and say what went wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from time import monotonic

from aiev import config
from aiev.cli.run import Run
from aiev.cli.terminal.printable import counted
from aiev.cli.terminal.progress import Counter, counter
from aiev.domain.affiliation import Question, Reply
from aiev.domain.told_by import DATACITE, LABELS, OPENALEX
from aiev.errors import ExitCode
from aiev.services.organizations.ask_sources import Fetch, Tally, find_organizations
from aiev.sources.http.session import SessionSettings, quiet
from aiev.sources.works import affiliation_api, datacite, openalex
from aiev.sources.works.affiliation_api import Service
from aiev.store.writing.writer import Writer

_SHOWN = 10


def ask_sources(
    run: Run,
    writer: Writer,
    *,
    is_verbose: bool,
    is_refresh: bool,
    limit: int | None,
    until_s: float,
) -> tuple[Tally, ...]:
    """Ask the sources that the settings leave on, and return what came of each.

    Shows progress where stderr is a terminal. All of them together stop at `until_s` of the
    monotonic clock.
    """
    with counter(run.output) as line:
        return find_organizations(
            writer,
            _sources(run, line, is_verbose=is_verbose, until_s=until_s),
            uses_arxiv=run.settings.sources.uses_arxiv,
            clock=lambda: datetime.now(UTC),
            is_refresh=is_refresh,
            limit=limit,
            progress=lambda tally: line.show(
                f"asking {LABELS[tally.source]}", tally.answered + len(tally.failed), tally.asked
            ),
        )


def tell(run: Run, tallies: Sequence[Tally]) -> int:
    """Say on stderr what went wrong, and return the exit code."""
    say = run.output.message
    for tally in tallies:
        name = LABELS[tally.source]
        for key, reason in tally.failed[:_SHOWN]:
            # The error itself is printed below.
            why = "" if reason == str(tally.error) else f" ({reason})"
            say(f"aiev: not answered by {name}: {key}{why}")
        if len(tally.failed) > _SHOWN:
            say(f"aiev: not answered by {name}: {len(tally.failed) - _SHOWN} more")
        if tally.error is not None:
            say(f"aiev: error: {tally.error}")
            if tally.error.hint:
                say(f"hint: {tally.error.hint}")
            say(f"hint: {counted(tally.left, 'paper')} still to ask {name} about")
    if any(tally.unresolved for tally in tallies):
        say("hint: the table does not know all affiliations; `aiev orgs --review` shows them")
    if not any(tally.error or tally.failed for tally in tallies):
        return ExitCode.DONE
    is_any_done = any(tally.answered for tally in tallies)
    return ExitCode.PARTIAL if is_any_done else ExitCode.SOURCE


def _sources(
    run: Run, line: Counter, *, is_verbose: bool, until_s: float
) -> list[tuple[str, Fetch]]:
    chosen = run.settings.sources
    base = SessionSettings(state_folder=config.data_folder())
    asked: list[tuple[str, Service, float]] = []
    if chosen.uses_datacite:
        service = datacite.service(chosen.datacite_url, mailto=chosen.mailto)
        asked.append((DATACITE, service, chosen.datacite_delay_s))
    if chosen.uses_openalex:
        service = openalex.service(
            chosen.openalex_url, mailto=chosen.mailto, key=chosen.openalex_key
        )
        asked.append((OPENALEX, service, chosen.openalex_delay_s))
    return [
        (
            name,
            _fetch(
                line,
                service,
                replace(base, delay_s=delay_s),
                is_verbose=is_verbose,
                until_s=until_s,
            ),
        )
        for name, service, delay_s in asked
    ]


def _fetch(
    line: Counter, service: Service, settings: SessionSettings, *, is_verbose: bool, until_s: float
) -> Fetch:
    def fetch(questions: Sequence[Question]) -> Iterator[Reply]:
        return affiliation_api.iter_replies(
            service,
            questions,
            settings=replace(settings, deadline_s=max(until_s - monotonic(), 0.0)),
            report=line.say if is_verbose or line.is_shown else quiet,
            trace=line.say if is_verbose else quiet,
            sleep=line.sleep,
        )

    return fetch
