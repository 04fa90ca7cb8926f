"""`aiev rename`: call a topic otherwise."""

from aiev.cli.parsing.options import Argument, AsJson, DryRun, ListName
from aiev.cli.run import Run
from aiev.light_typing import Annotated

Topic = Annotated[str, Argument("The topic, by its path or name.", "TOPIC", is_required=True)]
New = Annotated[str, Argument("What to call it.", "NEW", is_required=True)]


def rename(
    run: Run,
    topic: Topic,
    new: New,
    *,
    list_name: ListName = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Rename a heading; links to it and the table of contents follow.

    Only its words change: emoji, number, level and anchors stay. `export source` and `sync` write
    it into the list.
    """
    from aiev.services.lists import chosen
    from aiev.store.reading.reader import open_reader

    with open_reader(run.settings.database) as reader:
        chosen.topic(reader, topic, list_name)
    # What writes costs ten times as much as what judges.
    from aiev.cli.views import topic_report
    from aiev.services.lists.change_topic import rename_topic
    from aiev.store.writing.writer import open_writer

    with open_writer(run.settings.database) as writer:
        renamed = rename_topic(writer, topic, new, list_name=list_name, is_dry_run=dry_run)
    topic_report.show_renamed(run, renamed, is_dry_run=dry_run, as_json=as_json)
