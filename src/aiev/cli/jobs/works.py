"""Ask Crossref, DataCite and pages for works of which only an address is known."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

from aiev import config
from aiev.cli.run import Run
from aiev.cli.terminal import printable
from aiev.cli.terminal.progress import counter
from aiev.errors import ExitCode
from aiev.services.exchange.look_up_works import Looked, look_up
from aiev.sources.http.session import TIMEOUT_S, SessionSettings, quiet
from aiev.sources.works.look_up import Answered, Asked, LookUp, Sources
from aiev.store.writing.writer import Writer

_SHOWN = 10


def ask(
    run: Run,
    writer: Writer,
    *,
    is_verbose: bool,
    among: Sequence[int] | None = None,
    limit: int | None = None,
    timeout_s: float | None = None,
) -> Looked:
    """Ask for the works that wait, and store what is told; shows progress on a terminal."""
    with counter(run.output) as line:
        look = LookUp(
            _sources(run, timeout_s=timeout_s or TIMEOUT_S),
            today=date.today(),
            report=line.say if is_verbose or line.is_shown else quiet,
            trace=line.say if is_verbose else quiet,
            sleep=line.sleep,
        )

        def fetch(questions: Sequence[Asked]) -> Iterator[Answered]:
            with look:
                yield from look.iter_answers(questions)

        result = look_up(
            writer,
            fetch,
            can_ask=look.can_ask,
            clock=lambda: datetime.now(UTC),
            among=among,
            limit=limit,
            progress=lambda sofar: line.show("asking who knows them", sofar.done, sofar.asked),
        )
        errors = list(look.errors.values())
    result.errors = tuple(errors)
    return result


def tell(run: Run, result: Looked) -> int:
    """Say on stderr what nobody told, and return the exit code."""
    say = run.output.message
    for sentence in result.told:
        say(printable.one_line(f"aiev: {sentence}"))
    for url in result.unknown[:_SHOWN]:
        say(printable.one_line(f"aiev: nobody knows this work: {url}"))
    for url, reason in result.failed[:_SHOWN]:
        say(printable.one_line(f"aiev: not answered: {url} ({reason})"))
    more = max(len(result.unknown) - _SHOWN, 0) + max(len(result.failed) - _SHOWN, 0)
    if more:
        say(f"aiev: not answered: {more} more")
    if result.failed:
        say("hint: it is stored as pending: `aiev enrich` asks again, --title names it yourself")
    elif result.unknown:
        say("hint: `aiev edit ID --title TITLE` names it yourself")
    if result.is_whole:
        return ExitCode.DONE
    return ExitCode.PARTIAL if result.done or result.unknown else ExitCode.SOURCE


def _sources(run: Run, *, timeout_s: float) -> Sources:
    chosen = run.settings.sources
    return Sources(
        SessionSettings(
            state_folder=config.data_folder(), deadline_s=timeout_s, response_timeout_s=30.0
        ),
        crossref_url=chosen.crossref_url if chosen.uses_crossref else None,
        datacite_url=chosen.datacite_url if chosen.uses_datacite else None,
        asks_pages=chosen.uses_pages,
        pages_url=chosen.pages_url,
        mailto=chosen.mailto,
        crossref_delay_s=chosen.crossref_delay_s,
        datacite_delay_s=chosen.datacite_delay_s,
        pages_delay_s=chosen.pages_delay_s,
    )
