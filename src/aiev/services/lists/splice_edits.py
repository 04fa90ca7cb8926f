"""Writing what was changed, moved and removed here into a list's own text."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from aiev.domain import listed_links
from aiev.domain.paper import topic_titles
from aiev.markdown.values import Link, ListedEntry, ParsedList
from aiev.markdown.writing import edit
from aiev.markdown.writing.read_back import Read
from aiev.markdown.writing.steps import State, Step
from aiev.store.reading import entry_keys
from aiev.store.reading.list_edits import FieldEdit, Removal


def steps(
    was: Sequence[ListedEntry], edits: Sequence[FieldEdit], removals: Sequence[Removal]
) -> list[Step]:
    """Return the steps that bring the edits and removals into a list of these entries.

    A field that the file has changed meanwhile is left as the file says: that is a conflict, and
    the user decides. A step raises UsageError where the list's markup cannot hold a value.
    """
    places = {entry.span[0]: index for index, entry in enumerate(was)}
    changes: list[Step] = []
    moves: list[Step] = []
    for one in edits:
        index = places.get(one.start)
        if index is None or entry_keys.values_of(was[index])[one.field] != one.listed:
            continue
        if one.field == "topic":
            moves.append(partial(_move, index, one.own or ""))
        elif one.field == "links":
            changes.append(partial(_change_links, index, one.own))
        else:
            changes.append(partial(_change, index, one.field, one.own))
    return [*changes, *moves, *(partial(_remove, index) for index in _removed(was, removals))]


def _change(index: int, field: str, value: str | None, state: State, read: Read) -> State:
    listed = state.listed
    changed = edit.change(listed, listed.entries[index], field=field, value=value, read=read)
    return replace(state, listed=changed)


def _change_links(index: int, value: str | None, state: State, read: Read) -> State:
    links = [Link(*pair) for pair in listed_links.parse(value)]
    entry = state.listed.entries[index]
    return replace(state, listed=edit.change_links(state.listed, entry, links, read=read))


def _move(index: int, path: str, state: State, read: Read) -> State:
    topic = topic_titles(path)
    here = state.order.index(index)
    listed = with_topic(state.listed, topic)
    moved = edit.move(listed, listed.entries[here], topic=topic, read=read)
    order = _reordered(listed.entries, moved.entries, state.order, here)
    return replace(state, listed=moved, order=order)


def _remove(index: int, state: State, read: Read) -> State:
    here = state.order.index(index)
    left = edit.remove(state.listed, state.listed.entries[here], read=read)
    return replace(state, listed=left, order=(*state.order[:here], *state.order[here + 1 :]))


def with_topic(listed: ParsedList, topic: tuple[str, ...]) -> ParsedList:
    """Return the list with the headings that a topic made here still lacks."""
    for depth in range(1, len(topic) + 1):
        if not any(heading.path == topic[:depth] for heading in listed.headings):
            listed = edit.add_topic(listed, topic[depth - 1], parent=topic[: depth - 1])
    return listed


def _removed(entries: Sequence[ListedEntry], removals: Sequence[Removal]) -> list[int]:
    waiting = [(one.topic, one.identity, one.label) for one in removals]
    found = []
    for index, entry in enumerate(entries):
        key = (entry_keys.topic_path(entry), entry_keys.identity(entry), entry.label)
        if key in waiting:
            waiting.remove(key)
            found.append(index)
    return found


def _reordered(
    before: Sequence[ListedEntry], after: Sequence[ListedEntry], order: Sequence[int], moved: int
) -> tuple[int, ...]:
    """Return the order of the entries after one has moved and the others have not."""
    rest = [*order[:moved], *order[moved + 1 :]]
    labels = [entry.label for entry in before]
    others = [*labels[:moved], *labels[moved + 1 :]]
    for place in range(len(after)):
        candidate = [*others[:place], labels[moved], *others[place:]]
        if candidate == [entry.label for entry in after] and (
            after[place].topic != before[moved].topic
        ):
            return (*rest[:place], order[moved], *rest[place:])
    return tuple(order)
