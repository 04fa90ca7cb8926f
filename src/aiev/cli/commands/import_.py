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
    from aiev.cli.parsing.input import open_input
    from aiev.services.lists import unchanged

    if snapshot is not None or category or since or match:
        from aiev.cli.jobs import snapshots

        choice = snapshots.Choice(category, since, match)
        other = file or name
        return snapshots.load_snapshot(
            run, snapshot, choice, other=other, is_dry_run=dry_run, as_json=as_json
        )
    with open_input(file) as given:
        if given.is_backup:
            from aiev.cli.jobs import importing

            return importing.import_backup(
                run, given, name=name, is_dry_run=dry_run, as_json=as_json
            )
        content, path, name = given.content(), given.path, name or given.shipped_name
    called = name or unchanged.name_of(path)
    known = unchanged.find(run.settings.database, content, path=path, name=called)
    if known is not None and (no_enrich or dry_run or not known.may_be_asked_for):
        from aiev.cli.views import import_report

        import_report.show(run, known, enriched=0, as_json=as_json, is_dry_run=dry_run)
        return 0
    from aiev.cli.jobs import importing

    return importing.import_list(
        run,
        content,
        path=path,
        name=name,
        known=known,
        asks_arxiv=not no_enrich,
        is_verbose=verbose,
        timeout_s=timeout,
        is_dry_run=dry_run,
        as_json=as_json,
    )
