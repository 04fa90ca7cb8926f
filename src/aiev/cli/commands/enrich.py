"""`aiev enrich`: ask arXiv for what is still missing."""

from typing import Annotated

from aiev.cli.options import AsJson, Option, Verbose
from aiev.cli.run import Run

Refresh = Annotated[bool, Option(("--refresh",), "Ask again for all papers.")]
AtMost = Annotated[
    int | None, Option(("-n", "--limit"), "Ask for so many papers at the most.", "N", minimum=1)
]

Organizations = Annotated[
    bool,
    Option(("--organizations",), "Then ask arXiv, DataCite and OpenAlex for what lists lack."),
]


def enrich(
    run: Run,
    *,
    refresh: Refresh = False,
    organizations: Organizations = False,
    limit: AtMost = None,
    as_json: AsJson = False,
    verbose: Verbose = False,
) -> int:
    """Fetch what is still missing from arXiv: title, authors, abstract, dates, categories.

    Each batch of a hundred is stored at once, so an interrupted run goes on where it stopped.
    """
    from aiev.cli import affiliations, enrichment
    from aiev.domain.paper_json import SCHEMA
    from aiev.store.connection import open_for_reading
    from aiev.store.writer import open_writer

    open_for_reading(run.settings.database).close()
    with open_writer(run.settings.database) as writer:
        result = enrichment.ask_arxiv(
            run, writer, is_verbose=verbose, is_refresh=refresh, limit=limit
        )
        tallies = (
            affiliations.ask_sources(
                run, writer, is_verbose=verbose, is_refresh=refresh, limit=limit
            )
            if organizations
            else ()
        )
    if as_json:
        run.output.json(
            {
                "schema": SCHEMA,
                "asked": result.asked,
                "enriched": result.done,
                "pending": result.left,
                "unknown": result.unknown,
                "organizations": affiliations.as_json(tallies),
            }
        )
    elif result.asked:
        left = "not asked again" if refresh else "pending"
        run.output.line(
            f"{result.done} of {result.asked} papers enriched, {result.left} {left},"
            f" {len(result.unknown)} unknown"
        )
    else:
        run.output.line("nothing is missing: every paper on arXiv has been asked for")
    if organizations and not as_json:
        run.output.line(affiliations.summary(tallies))
    code = enrichment.tell(run, result)
    if not organizations:
        return code
    is_any_done = bool(result.done) or any(tally.answered for tally in tallies)
    return affiliations.worse(code, affiliations.tell(run, tallies), is_any_done=is_any_done)
