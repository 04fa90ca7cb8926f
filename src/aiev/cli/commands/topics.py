"""`aiev topics`: the topics with their counts."""

from typing import Annotated

from aiev.cli.options import Argument, AsJson, ListName
from aiev.cli.run import Run

Words = Annotated[tuple[str, ...], Argument("Only topics with these words.", "[WORDS]...")]


def topics(
    run: Run, words: Words = (), *, list_name: ListName = None, as_json: AsJson = False
) -> None:
    """Show the topics with their counts; with words, those that match and their tables."""
    from aiev.cli.views import blocks, topic_tree
    from aiev.domain.paper_json import SCHEMA
    from aiev.services.find_topic import matching
    from aiev.store import catalog
    from aiev.store.reader import open_reader

    with open_reader(run.settings.database) as reader:
        found = matching(catalog.topics(reader, list_name=list_name), words)
        held = reader.blocks([topic.id for topic in found]) if words else ()
    tables = [block for block in held if block.kind == "table"]
    if as_json:
        run.output.json(
            {
                "schema": SCHEMA,
                "topics": [topic_tree.as_json(topic) for topic in found],
                "tables": [blocks.as_json(block) for block in tables],
            }
        )
        return
    topic_tree.show(run, found)
    for block in tables:
        run.output.line()
        blocks.show(run, block)
