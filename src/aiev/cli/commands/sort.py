"""`aiev sort`: put the entries of a topic in order."""

from aiev.cli.parsing.options import Argument, AsJson, DryRun, ListName, Option
from aiev.cli.run import Run
from aiev.light_typing import Annotated, Literal

Topic = Annotated[str, Argument("The topic, by its path or name.", "TOPIC", is_required=True)]
By = Annotated[
    Literal["date", "title", "venue"],
    Option(("--by",), "What to order them by; date.", "KEY", choices=("date", "title", "venue")),
]
Reverse = Annotated[bool, Option(("--reverse",), "Newest, or last in the alphabet, first.")]


def sort(
    run: Run,
    topic: Topic,
    *,
    by: By = "date",
    reverse: Reverse = False,
    list_name: ListName = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Order the entries under a topic, each with all its lines; numbers count anew.

    Those below its subtopics stay. Entries that lack the key stand last. `export source` and `sync`
    write it into the list.
    """
    from aiev.services.lists import chosen
    from aiev.store.reading.reader import open_reader

    with open_reader(run.settings.database) as reader:
        chosen.topic(reader, topic, list_name)
    # What writes costs ten times as much as what judges.
    from aiev.cli.views import topic_report
    from aiev.services.lists.change_topic import sort_topic
    from aiev.store.writing.writer import open_writer

    with open_writer(run.settings.database) as writer:
        ordered = sort_topic(
            writer, topic, by, is_reversed=reverse, list_name=list_name, is_dry_run=dry_run
        )
    topic_report.show_ordered(run, ordered, is_dry_run=dry_run, as_json=as_json)
