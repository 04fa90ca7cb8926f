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

Files = Annotated[
    tuple[str, ...],
    Argument(
        "Markdown lists, or what `aiev backup` wrote as text, - for standard input;"
        " else the list of aiev's own.",
        "[FILE|-]...",
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
    files: Files = (),
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
    knowledge base wrote as text is merged in: nothing is lost, and what differs is told.
    """
    if snapshot is not None or category or since or match:
        from aiev.cli.jobs import snapshots

        choice = snapshots.Choice(category, since, match)
        other = " ".join(files) or name
        return snapshots.load_snapshot(
            run, snapshot, choice, other=other, is_dry_run=dry_run, as_json=as_json
        )
    from aiev.cli.jobs.import_files import Choice, import_files

    how = Choice(
        name=name,
        asks_arxiv=not no_enrich,
        timeout_s=timeout,
        is_verbose=verbose,
        is_dry_run=dry_run,
    )
    return import_files(run, files, how, as_json=as_json)
