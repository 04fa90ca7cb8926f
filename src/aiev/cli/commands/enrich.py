"""`aiev enrich`: ask arXiv, or read a snapshot of it, for what is still missing."""

from typing import Annotated

from aiev.cli.parsing.options import AsJson, Option, Timeout, Verbose
from aiev.cli.run import Run

Refresh = Annotated[bool, Option(("--refresh",), "Ask again for all papers; what changed is told.")]
OlderThan = Annotated[
    str | None,
    Option(("--older-than",), "Refresh what was asked for before: 30d, 6m, 2024-05.", "AGE"),
]
FromFile = Annotated[
    str | None,
    Option(("--from",), "Read arXiv's metadata snapshot instead: JSON lines, .gz, .zst.", "FILE"),
]
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
    older_than: OlderThan = None,
    from_file: FromFile = None,
    organizations: Organizations = False,
    limit: AtMost = None,
    timeout: Timeout = None,
    as_json: AsJson = False,
    verbose: Verbose = False,
) -> int:
    """Fetch what is still missing from arXiv: title, authors, abstract, dates, categories.

    Each batch of a hundred is stored at once, so an interrupted run goes on where it stopped.
    """
    from time import monotonic

    from aiev.cli.jobs import affiliations, enrichment, works
    from aiev.cli.views import enrich_report
    from aiev.sources.http.session import TIMEOUT_S
    from aiev.store.connection import open_for_reading
    from aiev.store.writing.writer import open_writer

    known_before = enrichment.read_age(older_than, is_refresh=refresh)
    until_s = monotonic() + (timeout or TIMEOUT_S)
    open_for_reading(run.settings.database).close()
    with open_writer(run.settings.database) as writer:
        # A work may prove to be arXiv's, which is asked for it then.
        looked = None
        if from_file is None and not refresh:
            looked = works.ask(
                run, writer, is_verbose=verbose, limit=limit, timeout_s=until_s - monotonic()
            )
        result = enrichment.fill(
            run,
            writer,
            from_file=from_file,
            is_verbose=verbose,
            is_refresh=refresh,
            limit=limit,
            known_before=known_before,
            timeout_s=timeout,
        )
        tallies = None
        if organizations:
            tallies = affiliations.ask_sources(
                run,
                writer,
                is_verbose=verbose,
                is_refresh=refresh,
                limit=limit,
                until_s=until_s,
            )
    enrich_report.show(run, result, tallies, looked, as_json=as_json)
    code = enrichment.tell(run, result)
    if looked is not None and looked.asked:
        is_any_done = bool(result.done or looked.done)
        code = affiliations.joint_code(code, works.tell(run, looked), is_any_done=is_any_done)
    if tallies is None:
        return code
    is_any_done = bool(result.done) or any(tally.answered for tally in tallies)
    return affiliations.joint_code(code, affiliations.tell(run, tallies), is_any_done=is_any_done)
