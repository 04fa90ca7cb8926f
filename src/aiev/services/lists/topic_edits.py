"""Writing what the user said of a list's headings: other names, the order of what stands below."""

from collections.abc import Sequence

from aiev.domain.paper import topic_titles
from aiev.markdown.values import ParsedList
from aiev.markdown.writing.topics import renaming
from aiev.services.lists import pending_orders
from aiev.store.reading.list_edits import FieldEdit, Removal, TopicEdit, called
from aiev.store.reading.reader import Reader
from aiev.value import replace

Names = Sequence[tuple[str, str]]
"""The user's path and the file's of each topic that the user calls otherwise."""


def in_file(
    edits: Sequence[FieldEdit], removals: Sequence[Removal], names: Names
) -> tuple[list[FieldEdit], list[Removal]]:
    """Return the edits and removals with topics called as the file calls them."""

    def listed(edit: FieldEdit) -> FieldEdit:
        if edit.field != "topic":
            return edit
        own, there = (called(text or "", names) for text in (edit.own, edit.listed))
        return replace(edit, own=own, listed=there)

    return (
        [listed(edit) for edit in edits],
        [replace(one, topic=called(one.topic, names)) for one in removals],
    )


def write(
    listed: ParsedList, topics: Sequence[TopicEdit], *, reader: Reader, name: str
) -> ParsedList:
    """Return the list with its sections in the order and under the names that the user gave.

    Raises UsageError where the list cannot hold such a name or order.
    """
    if any(topic.sorting for topic in topics):
        issued = pending_orders.issued_in(reader, name)
        for topic in topics:
            listed = pending_orders.sort_all(
                listed, topic_titles(topic.listed), topic.sorting, issued=issued
            ).listed
    renamed = {
        topic_titles(topic.listed): topic_titles(topic.path)[-1]
        for topic in topics
        if topic_titles(topic.path)[-1] != topic_titles(topic.listed)[-1]
    }
    present = {heading.path for heading in listed.headings}
    renamed = {old: new for old, new in renamed.items() if old in present}
    return renaming.rename(listed, renamed) if renamed else listed
