"""Writing what was changed, moved and removed here into a list's own text."""

from collections.abc import Sequence

from aiev.domain import listed_links
from aiev.domain.paper import TOPIC_SEPARATOR
from aiev.markdown.values import Link, ListedEntry, ParsedList
from aiev.markdown.writing import edit
from aiev.store.reading import entry_keys
from aiev.store.reading.list_edits import FieldEdit, Removal


def splice(
    listed: ParsedList, edits: Sequence[FieldEdit], removals: Sequence[Removal]
) -> ParsedList:
    """Return the list with the edits and removals in it.

    A field that the file has changed meanwhile is left as the file says: that is a conflict, and
    the user decides. Raises UsageError where the list's markup cannot hold a value.
    """
    places = {entry.span[0]: index for index, entry in enumerate(listed.entries)}
    was = listed.entries
    moves: list[tuple[int, str]] = []
    for one in edits:
        index = places.get(one.start)
        if index is None or entry_keys.values_of(was[index])[one.field] != one.listed:
            continue
        if one.field == "topic":
            moves.append((index, one.own or ""))
            continue
        entry = listed.entries[index]
        if one.field == "links":
            links = [Link(*pair) for pair in listed_links.parse(one.own)]
            listed = edit.change_links(listed, entry, links)
        else:
            listed = edit.change(listed, entry, field=one.field, value=one.own)
    # From here on entries change places: `order` says which of the first ones stands where.
    order = list(range(len(was)))
    for index, path in moves:
        here = order.index(index)
        topic = tuple(path.split(TOPIC_SEPARATOR)) if path else ()
        listed = with_topic(listed, topic)
        moved = edit.move(listed, listed.entries[here], topic=topic)
        order = _reordered(listed.entries, moved.entries, order, here)
        listed = moved
    for index in _removed(was, removals):
        here = order.index(index)
        listed = edit.remove(listed, listed.entries[here])
        del order[here]
    return listed


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
) -> list[int]:
    """Return the order of the entries after one has moved and the others have not."""
    rest = [*order[:moved], *order[moved + 1 :]]
    labels = [entry.label for entry in before]
    others = [*labels[:moved], *labels[moved + 1 :]]
    for place in range(len(after)):
        candidate = [*others[:place], labels[moved], *others[place:]]
        if candidate == [entry.label for entry in after] and (
            after[place].topic != before[moved].topic
        ):
            return [*rest[:place], order[moved], *rest[place:]]
    return list(order)
