"""`aiev add`: add papers by arXiv id, DOI or address."""

from aiev.cli.parsing.options import (
    Argument,
    AsJson,
    DryRun,
    ListName,
    NoEnrich,
    Option,
    Timeout,
    Verbose,
)
from aiev.cli.run import Run
from aiev.light_typing import Annotated

References = Annotated[
    tuple[str, ...],
    Argument(
        "arXiv ids in any form, DOIs, or web addresses; - reads them from standard input,"
        " one a line, with topic and note behind tabs.",
        "ID_OR_URL...",
        is_required=True,
    ),
]
Topic = Annotated[str | None, Option(("--topic",), "File under this topic.", "TOPIC")]
CreateTopic = Annotated[bool, Option(("--create-topic",), "Make the topic if there is none.")]
Orgs = Annotated[tuple[str, ...], Option(("--org",), "From this organization; repeatable.", "NAME")]
Date = Annotated[
    str | None, Option(("--date",), "Issued then: 2024, 2024-11 or 2024-11-18.", "DATE")
]
Note = Annotated[str | None, Option(("--note",), "A note of yours.", "TEXT")]
Tags = Annotated[tuple[str, ...], Option(("--tag",), "A tag of yours; repeatable.", "TAG")]
Title = Annotated[str | None, Option(("--title",), "Call it so, whatever arXiv says.", "TEXT")]
Venue = Annotated[
    str | None, Option(("--venue",), "Say in the list that it appeared there.", "TEXT")
]
Links = Annotated[
    tuple[str, ...],
    Option(("--link",), "A further link in the list: code=URL; repeatable.", "NAME=URL"),
]
ShortName = Annotated[
    str | None, Option(("--short-name",), "Write this short name beside its title.", "TEXT")
]
Keywords = Annotated[
    str | None, Option(("--keywords",), "Write these keywords into the list.", "TEXT")
]
Authors = Annotated[
    tuple[str, ...], Option(("--author",), "Name this author in the list; repeatable.", "NAME")
]


def add(
    run: Run,
    references: References,
    *,
    topic: Topic = None,
    create_topic: CreateTopic = False,
    list_name: ListName = None,
    org: Orgs = (),
    date: Date = None,
    note: Note = None,
    tag: Tags = (),
    title: Title = None,
    venue: Venue = None,
    link: Links = (),
    author: Authors = (),
    short_name: ShortName = None,
    keywords: Keywords = None,
    no_enrich: NoEnrich = False,
    timeout: Timeout = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    verbose: Verbose = False,
) -> int:
    """Add papers by arXiv id, DOI or any link; known ones get the further topic, tags and notes."""
    from datetime import UTC, datetime

    from aiev.cli.parsing.paper_lines import said
    from aiev.errors import ExitCode
    from aiev.services.lists import words_to_add
    from aiev.services.lists.words_to_add import Words
    from aiev.services.lists.written_fields import read_date, read_link

    links = tuple(read_link(text) for text in link)
    words = Words(
        topic=topic,
        list=list_name,
        organizations=org,
        date=read_date(date),
        note=note,
        tags=tag,
        title=title,
        venue=venue,
        links=links,
        authors=author,
        short_name=short_name,
        keywords=keywords,
    )
    groups, now = said(references, words), datetime.now(UTC)
    words_to_add.judge(run.settings.database, groups, can_create_topic=create_topic)
    # What writes costs ten times as much as what judges.
    from aiev.cli.views import add_report
    from aiev.services.lists.add_paper import add_lines, joined, with_titles
    from aiev.store.writing.writer import open_for_dry_run, open_writer

    with (open_for_dry_run if dry_run else open_writer)(run.settings.database) as writer:
        outcome = add_lines(
            writer, groups, now=now, can_create_topic=create_topic, is_dry_run=dry_run
        )
        if dry_run or no_enrich:
            add_report.show(run, outcome, as_json=as_json, is_dry_run=dry_run)
            return ExitCode.DONE
        # What asks sources costs a fifth of all the rest.
        from aiev.cli.jobs import enrichment, works

        ids = [paper.id for paper in outcome.papers]
        looked = works.ask(run, writer, is_verbose=verbose, among=ids, timeout_s=timeout)
        outcome = joined(outcome, looked.joined)
        ids = [paper.id for paper in outcome.papers]
        enriched = enrichment.ask_arxiv(
            run, writer, is_verbose=verbose, among=ids, timeout_s=timeout
        )
        outcome = with_titles(writer, outcome)
    add_report.show(run, outcome, as_json=as_json, is_dry_run=dry_run)
    codes = {works.tell(run, looked), enrichment.tell(run, enriched)}
    return ExitCode.DONE if codes == {ExitCode.DONE} else ExitCode.PARTIAL
