"""`aiev edit`: change a paper and its entries."""

from typing import Annotated

from aiev.cli.parsing.options import Argument, DryRun, ListName, Option
from aiev.cli.run import Run

Reference = Annotated[
    str, Argument("An arXiv id, address or number of a paper.", "ID", is_required=True)
]
Title = Annotated[str | None, Option(("--title",), "Call it so.", "TEXT")]
Date = Annotated[str | None, Option(("--date",), "Date it so; an empty date takes it out.", "DATE")]
Orgs = Annotated[
    tuple[str, ...], Option(("--org",), "From these organizations; repeatable.", "NAME")
]
Note = Annotated[str | None, Option(("--note",), "Say so beside it in the list.", "TEXT")]
Topic = Annotated[str | None, Option(("--topic",), "Move it under this topic.", "TOPIC")]
Url = Annotated[str | None, Option(("--url",), "Link it there.", "URL")]
From = Annotated[str | None, Option(("--from",), "Only its entry under this topic.", "TOPIC")]
CreateTopic = Annotated[bool, Option(("--create-topic",), "Make the topic if there is none.")]


def edit(
    run: Run,
    reference: Reference,
    *,
    title: Title = None,
    date: Date = None,
    org: Orgs = (),
    note: Note = None,
    topic: Topic = None,
    url: Url = None,
    from_topic: From = None,
    list_name: ListName = None,
    create_topic: CreateTopic = False,
    dry_run: DryRun = False,
) -> None:
    """Change a paper and its entries; `export source` and `sync` write it into the list."""
    from aiev.cli.views import edit_report
    from aiev.services.lists.edit_entry import Changes, edit_paper
    from aiev.store.connection import open_for_reading
    from aiev.store.writing.writer import open_writer

    open_for_reading(run.settings.database).close()
    with open_writer(run.settings.database) as writer:
        edited = edit_paper(
            writer,
            reference,
            Changes(title, url, date, org or None, note, topic),
            under=from_topic,
            list_name=list_name,
            can_create_topic=create_topic,
            is_dry_run=dry_run,
        )
    edit_report.show(run, edited, verb="would change" if dry_run else "changed")
