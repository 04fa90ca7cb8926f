"""`aiev edit`: change a paper and its entries."""

from typing import Annotated

from aiev.cli.parsing.options import Argument, AsJson, DryRun, Option
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
Venue = Annotated[
    str | None, Option(("--venue",), "Say in the list that it appeared there.", "TEXT")
]
Authors = Annotated[
    tuple[str, ...], Option(("--author",), "Name this author in the list; repeatable.", "NAME")
]
ShortName = Annotated[
    str | None, Option(("--short-name",), "Write this short name beside its title.", "TEXT")
]
Keywords = Annotated[
    str | None, Option(("--keywords",), "Write these keywords into the list.", "TEXT")
]
Links = Annotated[
    tuple[str, ...],
    Option(("--link",), "A further link in the list: code=URL; repeatable.", "NAME=URL"),
]
NoLinks = Annotated[
    tuple[str, ...],
    Option(("--no-link",), "Take out the further link of this name; repeatable.", "NAME"),
]
Topic = Annotated[str | None, Option(("--topic",), "Move it under this topic.", "TOPIC")]
Url = Annotated[str | None, Option(("--url",), "Link it there.", "URL")]
From = Annotated[str | None, Option(("--from",), "Only its entry under this topic.", "TOPIC")]
InList = Annotated[
    str | None,
    Option(("--list",), "Only its entry in this list; with --topic move it into this one.", "NAME"),
]
CreateTopic = Annotated[bool, Option(("--create-topic",), "Make the topic if there is none.")]


def edit(
    run: Run,
    reference: Reference,
    *,
    title: Title = None,
    date: Date = None,
    org: Orgs = (),
    note: Note = None,
    venue: Venue = None,
    author: Authors = (),
    short_name: ShortName = None,
    keywords: Keywords = None,
    link: Links = (),
    no_link: NoLinks = (),
    topic: Topic = None,
    url: Url = None,
    from_topic: From = None,
    list_name: InList = None,
    create_topic: CreateTopic = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Change a paper and its entries; `export source` and `sync` write it into the list.

    An empty value takes one out.
    """
    from aiev.cli.views import edit_report
    from aiev.services.lists.edit_entry import Changes, edit_paper
    from aiev.services.lists.written_fields import read_link
    from aiev.store.connection import open_for_reading
    from aiev.store.writing.writer import open_writer

    open_for_reading(run.settings.database).close()
    with open_writer(run.settings.database) as writer:
        edited = edit_paper(
            writer,
            reference,
            Changes(
                title=title,
                url=url,
                date=date,
                organizations=org or None,
                note=note,
                topic=topic,
                venue=venue,
                authors=author or None,
                short_name=short_name,
                keywords=keywords,
                links=tuple(read_link(text) for text in link),
                no_links=no_link,
            ),
            under=from_topic,
            list_name=list_name,
            can_create_topic=create_topic,
            is_dry_run=dry_run,
        )
    edit_report.show(run, edited, verb="would change" if dry_run else "changed", as_json=as_json)
