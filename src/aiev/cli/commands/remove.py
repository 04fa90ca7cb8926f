"""`aiev remove`: remove a paper, or one of its entries."""

from aiev.cli.parsing.options import Argument, AsJson, DryRun, ListName, Option
from aiev.cli.run import Run
from aiev.light_typing import Annotated

Reference = Annotated[
    str, Argument("An arXiv id, address or number of a paper.", "ID", is_required=True)
]
Topic = Annotated[str | None, Option(("--topic",), "Only its entry under this topic.", "TOPIC")]


def remove(
    run: Run,
    reference: Reference,
    *,
    topic: Topic = None,
    list_name: ListName = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Remove a paper with its entries; with --topic or --list only the entries there."""
    from aiev.services.lists import chosen
    from aiev.store.reading.reader import open_reader

    with open_reader(run.settings.database) as reader:
        chosen.places_of(reader, chosen.named(reader, reference), under=topic, list_name=list_name)
    # What writes costs ten times as much as what judges.
    from aiev.cli.views import edit_report
    from aiev.services.lists.edit_entry import remove_paper
    from aiev.store.writing.writer import open_writer

    with open_writer(run.settings.database) as writer:
        removed = remove_paper(
            writer, reference, under=topic, list_name=list_name, is_dry_run=dry_run
        )
    edit_report.show(run, removed, verb="would remove" if dry_run else "removed", as_json=as_json)
