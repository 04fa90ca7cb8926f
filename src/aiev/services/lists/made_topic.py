"""The path that a topic gets when it is made in a list: below which heading, with which number."""

from collections.abc import Sequence

from aiev.domain.knowledge import Topic
from aiev.domain.paper import TOPIC_SEPARATOR, topic_titles
from aiev.markdown.values import ParsedList, TopicPath
from aiev.markdown.writing import edit
from aiev.markdown.writing.topics import contents
from aiev.services.lists.export_source import export_source
from aiev.services.lists.list_reader import ListReader
from aiev.services.search.topic_names import called, find_topic, parts
from aiev.store.reading import catalog
from aiev.store.writing.writer import Transaction, reader_within


def find(
    session: Transaction, list_name: str, text: str, lists: ListReader
) -> tuple[str, tuple[str, ...]]:
    """Return the path of a topic that is to be made, in the list's own words, and what to tell.

    What stands above it may be named as any topic is; where those beside it have numbers, it gets
    the next. Raises AmbiguousError where several topics could be above it.
    """
    made, rest = _above(session, list_name, parts(text))
    listed = parsed(session, list_name, lists)
    for title in rest:
        known = {heading.path for heading in listed.headings}
        after = edit.add_topic(listed, title, parent=made) if made in known | {()} else listed
        new = [heading.path for heading in after.headings if heading.path not in known]
        is_there = len(new) == 1 and new[0][:-1] == made
        made = new[0] if is_there else (*made, title)
        listed = after if is_there else listed
    told = f"the table of contents of {list_name} gets no line for it: {made[-1]}"
    return TOPIC_SEPARATOR.join(made), (told,) if contents.lack(listed, made) else ()


def list_above(topics: Sequence[Topic], text: str) -> str | None:
    """Return the list of the topic that a new one is to stand below; None where none is named."""
    above = TOPIC_SEPARATOR.join(parts(text)[:-1])
    if not called([topic.path for topic in topics], above, is_whole=True):
        return None
    return find_topic(topics, above, is_whole=True).list


def parsed(session: Transaction, name: str, lists: ListReader) -> ParsedList:
    """Return a list as its file will be, with all that waits for it."""
    return lists.read(export_source(reader_within(session), name, lists=lists))


def _above(session: Transaction, list_name: str, titles: list[str]) -> tuple[TopicPath, list[str]]:
    """Return the topic that is there already and stands above the new one, and what is new."""
    topics = catalog.topics(reader_within(session), list_name=list_name)
    for depth in range(len(titles) - 1, 0, -1):
        text = TOPIC_SEPARATOR.join(titles[:depth])
        if called([topic.path for topic in topics], text, is_whole=True):
            return topic_titles(find_topic(topics, text, is_whole=True).path), titles[depth:]
    return (), titles
