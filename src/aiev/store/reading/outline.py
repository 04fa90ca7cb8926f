"""The frames of the lists: topics in their order with the tables and prose they hold."""

from aiev.domain.knowledge import Block, Outline, OutlineList, OutlineTopic
from aiev.store.reading import catalog
from aiev.store.reading.reader import Reader


def outline(reader: Reader, *, list_name: str | None = None) -> Outline:
    """Return the frame of each list, or of one, in the order of their first import."""
    blocks: dict[tuple[str, str | None], list[Block]] = {}
    for block in reader.all_blocks():
        blocks.setdefault((block.list, block.topic), []).append(block)
    topics: dict[str, list[OutlineTopic]] = {}
    for topic in catalog.topics(reader, list_name=list_name):
        held = tuple(blocks.get((topic.list, topic.path), ()))
        topics.setdefault(topic.list, []).append(
            OutlineTopic(topic.path, topic.title, topic.level, held)
        )
    return tuple(
        OutlineList(
            one.name,
            one.title,
            tuple(topics.get(one.name, ())),
            tuple(blocks.get((one.name, None), ())),
        )
        for one in catalog.lists(reader)
        if list_name is None or one.name == list_name
    )
