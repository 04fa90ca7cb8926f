"""`aiev topics`: the topics with their counts."""

from aiev.cli.parsing.options import Argument, AsJson, ListName
from aiev.cli.run import Run
from aiev.light_typing import Annotated

Words = Annotated[
    tuple[str, ...], Argument("Only topics with these words in their titles.", "[WORDS]...")
]


def topics(
    run: Run, words: Words = (), *, list_name: ListName = None, as_json: AsJson = False
) -> None:
    """Show the topics with their counts; with words, those that match and what lies below them.

    A slip in a word is forgiven: without a match, the nearest topics are shown.
    """
    from aiev.cli.views import blocks, topic_tree
    from aiev.domain.knowledge import SCHEMA
    from aiev.services.search.topic_tree import find
    from aiev.store.reading import catalog
    from aiev.store.reading.reader import open_reader

    with open_reader(run.settings.database_path) as reader:
        found = find(catalog.topics(reader, list_name=list_name), words)
        held = reader.blocks([topic.id for topic in found.topics]) if words else ()
    if found.is_near:
        way_out = "the nearest follow" if found.topics else "`aiev topics` shows all"
        run.output.message(f"no topic is called so: {' '.join(words)}; {way_out}")
    tables = [block for block in held if block.kind == "table"]
    if as_json:
        run.output.json(
            {
                "schema": SCHEMA,
                "topics": [topic_tree.as_json(topic) for topic in found.topics],
                "tables": [blocks.as_json(block) for block in tables],
            }
        )
        return
    topic_tree.show(run, found, has_empty=bool(words))
    for block in tables:
        run.output.line()
        blocks.show(run, block)
