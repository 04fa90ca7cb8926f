"""What `aiev enrich` asks others than arXiv for, and the exit code of all of it together."""

from datetime import UTC, date, datetime, timedelta

from aiev.cli.jobs import affiliations, citations, enrichment, works
from aiev.cli.run import Run
from aiev.cli.views.enrich_report import Further
from aiev.errors import ExitCode
from aiev.services.arxiv.enrich import Enriched
from aiev.services.exchange.look_up_works import Looked
from aiev.store.writing.writer import Writer


def ask(
    run: Run,
    writer: Writer,
    *,
    has_organizations: bool,
    has_citations: bool,
    is_verbose: bool,
    is_refresh: bool,
    known_before: date | None,
    limit: int | None,
    until_s: float,
    looked: Looked | None,
) -> Further:
    """Ask for what is wanted; a refresh without an age asks again for the citations of all.

    `looked` is what came of asking for works without an arXiv id.
    """
    organizations = counted = None
    if has_organizations:
        organizations = affiliations.ask_sources(
            run,
            writer,
            is_verbose=is_verbose,
            is_refresh=is_refresh,
            limit=limit,
            until_s=until_s,
        )
    if has_citations:
        if is_refresh and known_before is None:
            known_before = (datetime.now(UTC) + timedelta(days=1)).date()
        counted = citations.ask_sources(
            run,
            writer,
            is_verbose=is_verbose,
            known_before=known_before,
            limit=limit,
            until_s=until_s,
        )
    return Further(organizations, counted, looked)


def tell(run: Run, result: Enriched, further: Further) -> int:
    """Say on stderr what went wrong, and return the exit code of all together."""
    codes = {enrichment.tell(run, result)}
    is_any_done = bool(result.done)
    if further.looked is not None and further.looked.asked:
        codes.add(works.tell(run, further.looked))
        is_any_done |= bool(further.looked.done)
    if further.organizations is not None:
        codes.add(affiliations.tell(run, further.organizations))
        is_any_done |= any(tally.answered for tally in further.organizations)
    if further.citations is not None:
        codes.add(citations.tell(run, further.citations))
        is_any_done |= any(tally.answered for tally in further.citations)
    if len(codes) == 1:
        return codes.pop()
    return ExitCode.SOURCE if ExitCode.SOURCE in codes and not is_any_done else ExitCode.PARTIAL
