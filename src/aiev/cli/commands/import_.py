"""`aiev import`: read a markdown list, or an exported knowledge base, into the knowledge base."""

from typing import Annotated

from aiev.cli.parsing.options import (
    Argument,
    AsJson,
    Categories,
    DryRun,
    NoEnrich,
    Option,
    Since,
    Timeout,
    Verbose,
)
from aiev.cli.run import Run

File = Annotated[
    str,
    Argument(
        "A markdown list or what `aiev export jsonl` wrote, - for standard input;"
        " else the list of aiev's own.",
        "[FILE|-]",
    ),
]
Name = Annotated[str | None, Option(("--name",), "Call the list so; else after its file.", "NAME")]
Snapshot = Annotated[
    str | None,
    Option(("--snapshot",), "Load arXiv's metadata snapshot: JSON lines, .gz, .zst.", "FILE"),
]
Match = Annotated[
    str | None, Option(("--match",), "Of a snapshot, what a search for this finds.", "WORDS")
]


def import_(
    run: Run,
    file: File = "",
    *,
    name: Name = None,
    snapshot: Snapshot = None,
    category: Categories = (),
    since: Since = None,
    match: Match = None,
    no_enrich: NoEnrich = False,
    timeout: Timeout = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    verbose: Verbose = False,
) -> int:
    """Read a markdown list, store it, then ask arXiv about its papers.

    Importing the same file again changes nothing; an edited one updates its entries. What another
    knowledge base exported as jsonl is merged in: nothing is lost, and what differs is told.
    """
    from datetime import UTC, datetime

    from aiev.cli.importing import import_backup
    from aiev.cli.jobs import enrichment
    from aiev.cli.jobs.snapshots import load_snapshot
    from aiev.cli.parsing.input import open_given
    from aiev.cli.views import import_report
    from aiev.errors import ExitCode
    from aiev.services.arxiv.enrich import Enriched
    from aiev.services.lists import read_list
    from aiev.store.writing.writer import open_for_dry_run, open_writer

    if snapshot is not None or category or since or match:
        return load_snapshot(
            run,
            snapshot,
            other=file or name,
            categories=category,
            since=since,
            words=match,
            is_dry_run=dry_run,
            as_json=as_json,
        )
    database = run.settings.database
    open_database = open_for_dry_run if dry_run else open_writer
    with open_given(file) as given:
        if given.is_backup:
            return import_backup(
                run, open_database, given, name=name, is_dry_run=dry_run, as_json=as_json
            )
        listed = read_list.read_file(
            given.content(), path=given.path, name=name or given.shipped_name
        )
    with open_database(database) as writer:
        imported = read_list.import_list(writer, listed, now=datetime.now(UTC), is_dry_run=dry_run)
        enriched = Enriched(asked=0)
        if not (dry_run or no_enrich):
            enriched = enrichment.ask_arxiv(
                run, writer, is_verbose=verbose, among=imported.paper_ids, timeout_s=timeout
            )
            imported = read_list.with_states(writer, imported)
    if as_json:
        run.output.json(import_report.as_json(imported, enriched))
    else:
        import_report.print_summary(run, imported, enriched, is_dry_run=dry_run)
    code = enrichment.tell(run, enriched)
    return ExitCode.PARTIAL if code == ExitCode.SOURCE else code
