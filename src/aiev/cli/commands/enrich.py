"""`aiev enrich`: ask arXiv, or read a snapshot of it, for what is still missing."""

from aiev.cli.parsing.options import AsJson, Option, Timeout, Verbose
from aiev.cli.run import Run
from aiev.light_typing import Annotated

Refresh = Annotated[bool, Option(("--refresh",), "Ask again for all papers; what changed is told.")]
OlderThan = Annotated[
    str | None,
    Option(
        ("--older-than",),
        "With --refresh or --citations: what was last asked for before 30d, 6m, 2024-05.",
        "AGE",
    ),
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
Citations = Annotated[
    bool,
    Option(
        ("--citations",),
        "Then ask Semantic Scholar and OpenAlex who cites them and where they appeared.",
    ),
]


def enrich(
    run: Run,
    *,
    refresh: Refresh = False,
    older_than: OlderThan = None,
    from_file: FromFile = None,
    organizations: Organizations = False,
    citations: Citations = False,
    limit: AtMost = None,
    timeout: Timeout = None,
    as_json: AsJson = False,
    verbose: Verbose = False,
) -> int:
    """Fetch what is still missing from arXiv: title, authors, abstract, dates, categories.

    Each batch of a hundred is stored at once, so an interrupted run goes on where it stopped.
    """
    from time import monotonic

    from aiev.cli.parsing.input import read_age
    from aiev.store.connection import open_for_reading

    started_s = monotonic()
    known_before = read_age(older_than, is_asked_again=refresh or citations)
    open_for_reading(run.settings.database).close()
    if from_file is not None:
        from pathlib import Path

        from aiev.cli.views.undo_report import tell_unlogged
        from aiev.sources.files.chunks import open_snapshot

        with open_snapshot(Path(from_file)):
            pass
        tell_unlogged(run, "enrich --from")
    from aiev.cli.jobs import enrichment, further_sources, works
    from aiev.cli.views import enrich_report
    from aiev.sources.http.session import TIMEOUT_S
    from aiev.store.writing.writer import open_writer

    until_s = started_s + (timeout or TIMEOUT_S)
    with open_writer(run.settings.database, is_logged=from_file is None) as writer:
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
            known_before=known_before if refresh else None,
            timeout_s=timeout,
        )
        further = further_sources.ask(
            run,
            writer,
            has_organizations=organizations,
            has_citations=citations,
            is_verbose=verbose,
            is_refresh=refresh,
            known_before=known_before,
            limit=limit,
            until_s=until_s,
            looked=looked,
        )
    enrich_report.show(run, result, further, as_json=as_json)
    return further_sources.tell(run, result, further)
