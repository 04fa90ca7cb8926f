"""Writing what was changed, moved and removed here into a list's own text."""

from collections.abc import Callable, Sequence

from aiev.domain.paper import TOPIC_SEPARATOR
from aiev.markdown.values import ListedEntry, ParsedList
from aiev.markdown.writing import edit
from aiev.store.reading import entry_keys
from aiev.store.reading.list_edits import FieldEdit, Removal

IsOrganization = Callable[[str], bool]


def splice(
    listed: ParsedList,
    edits: Sequence[FieldEdit],
    removals: Sequence[Removal],
    *,
    is_organization: IsOrganization,
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
        listed = edit.change(
            listed,
            listed.entries[index],
            field=one.field,
            value=one.own,
            is_organization=is_organization,
        )
    # From here on entries move: `order` has the original number of the entry at each place.
    order = list(range(len(was)))
    for index, path in moves:
        here = order.index(index)
        topic = tuple(path.split(TOPIC_SEPARATOR)) if path else ()
        listed = with_topic(listed, topic, is_organization)
        moved = edit.move(
            listed,
            listed.entries[here],
            topic=topic,
            is_organization=is_organization,
        )
        order = _reordered(listed.entries, moved.entries, order, here)
        listed = moved
    for index in _removed(was, removals):
        here = order.index(index)
        listed = edit.remove(listed, listed.entries[here], is_organization=is_organization)
        del order[here]
    return listed


def with_topic(
    listed: ParsedList, topic: tuple[str, ...], is_organization: IsOrganization
) -> ParsedList:
    """Return the list with the headings of a topic that was made here, where it lacks them."""
    for depth in range(1, len(topic) + 1):
        if not any(heading.path == topic[:depth] for heading in listed.headings):
            listed = edit.add_topic(
                listed, topic[depth - 1], parent=topic[: depth - 1], is_organization=is_organization
            )
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
