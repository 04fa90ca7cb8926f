"""`aiev import`: read lists, bibliographies and exports into the knowledge base."""

from aiev.cli.parsing.options import (
    Argument,
    AsJson,
    Categories,
    DryRun,
    ListName,
    NoEnrich,
    Option,
    Since,
    Timeout,
    Verbose,
)
from aiev.cli.run import Run
from aiev.light_typing import Annotated

Files = Annotated[
    tuple[str, ...],
    Argument(
        "Markdown lists; BibTeX, RIS, CSL-JSON, Zotero, CSV, ids, bookmarks, OPML, feeds;"
        " or what `aiev backup` wrote as text, - for standard input; else the list of aiev's own.",
        "[FILE|-]...",
    ),
]
Name = Annotated[
    str | None, Option(("--name",), "Call the list or the source so; else after its file.", "NAME")
]
Topic = Annotated[
    str | None, Option(("--topic",), "File the papers of what is no list under this.", "TOPIC")
]
CreateTopic = Annotated[bool, Option(("--create-topic",), "Make the topic if there is none.")]
Tags = Annotated[
    tuple[str, ...], Option(("--tag",), "A tag for the papers of what is no list.", "TAG")
]
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
    topic: Topic = None,
    create_topic: CreateTopic = False,
    list_name: ListName = None,
    tag: Tags = (),
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
    """Read a markdown list or a bibliography, store it, then ask arXiv about its papers.

    Importing the same file again changes nothing; an edited one updates its entries. The works of
    other files are matched with the papers that are here, and what the files say is kept beside
    what arXiv says. A backup as text is merged in: nothing is lost, and what differs is told.
    """
    if snapshot is not None or category or since or match:
        from aiev.cli.jobs import snapshot_choice

        other = " ".join(files) or name
        wanted = snapshot_choice.read(
            snapshot, categories=category, since=since, words=match, other=other
        )
        from aiev.cli.jobs.snapshots import load_snapshot

        return load_snapshot(run, wanted, is_dry_run=dry_run, as_json=as_json)
    from aiev.cli.jobs.import_files import Choice, import_files
    from aiev.services.exchange.filing import Filing

    how = Choice(
        name=name,
        asks_arxiv=not no_enrich,
        timeout_s=timeout,
        is_verbose=verbose,
        is_dry_run=dry_run,
        filing=Filing(topic, list_name, tag, create_topic),
    )
    return import_files(run, files, how, as_json=as_json)
