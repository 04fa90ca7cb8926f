"""`aiev edit`: change a paper and its entries."""

from aiev.cli.parsing.options import Argument, AsJson, DryRun, Option
from aiev.cli.run import Run
from aiev.light_typing import Annotated

References = Annotated[
    tuple[str, ...],
    Argument("arXiv ids, addresses or numbers of papers; - reads them, one a line.", "[ID]..."),
]
AddTags = Annotated[
    tuple[str, ...], Option(("--add-tag",), "Put this tag of yours on it; repeatable.", "TAG")
]
RemoveTags = Annotated[
    tuple[str, ...], Option(("--remove-tag",), "Take this tag off it; repeatable.", "TAG")
]
State = Annotated[
    str | None,
    Option(
        ("--state",),
        "How far you are: to-read, reading, read, skipped.",
        "STATE",
        offered=("to-read", "reading", "read", "skipped"),
    ),
]
Rating = Annotated[
    str | None,
    Option(("--rating",), "What it is worth: 1 to 5.", "N", offered=("1", "2", "3", "4", "5")),
]
AddNote = Annotated[
    str | None, Option(("--add-note",), "Keep this note of your own; no list shows it.", "TEXT")
]
RemoveNote = Annotated[
    int | None,
    Option(("--remove-note",), "Take out your note that `show` gives this number.", "N", minimum=1),
]
Query = Annotated[
    str | None, Option(("--query",), "All papers that a search for these words finds.", "WORDS")
]
Yes = Annotated[bool, Option(("--yes",), "Change all that --query finds without asking.")]
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
    references: References = (),
    *,
    query: Query = None,
    yes: Yes = False,
    add_tag: AddTags = (),
    remove_tag: RemoveTags = (),
    state: State = None,
    rating: Rating = None,
    add_note: AddNote = None,
    remove_note: RemoveNote = None,
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
    """Change papers; `export source` and `sync` write a changed entry into its list.

    Tags, --state, --rating and notes added by --add-note are your own: they go with the paper, of
    several papers at once, and into no list. All else is for one paper. An empty value takes one
    out. All is changed or nothing.
    """
    from datetime import UTC, datetime

    from aiev.cli.jobs import editing
    from aiev.services.curation.judged import Curation, Where, judge
    from aiev.services.lists.changes import Changes
    from aiev.services.lists.written_fields import read_link
    from aiev.store.connection import open_for_reading
    from aiev.store.reading.reader import open_reader

    open_for_reading(run.settings.database).close()
    papers = editing.named(run, references, query, is_sure=yes or dry_run)
    changes = Changes(
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
    )
    curation = Curation(add_tag, remove_tag, state, rating, add_note, remove_note)
    where = Where(from_topic, list_name, create_topic)
    with open_reader(run.settings.database) as reader:
        judge(reader, papers, changes, curation, where)
    # What writes costs ten times as much as what judges.
    from aiev.cli.views import edit_report
    from aiev.services.curation.edit_papers import edit_papers
    from aiev.store.writing.writer import open_writer

    with open_writer(run.settings.database) as writer:
        edited = edit_papers(
            writer,
            papers,
            changes,
            curation,
            where,
            now=datetime.now(UTC),
            is_dry_run=dry_run,
        )
    verb = "would change" if dry_run else "changed"
    is_one = len(references) == 1 and references[0] != "-"
    edit_report.show_all(run, edited, verb=verb, as_json=as_json, is_one=is_one)
