"""Renaming a topic and putting its entries in order, in the knowledge base and in its list."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from aiev.domain.knowledge import Topic
from aiev.domain.paper import TOPIC_SEPARATOR, topic_titles
from aiev.errors import UsageError
from aiev.markdown.writing.topics import renaming
from aiev.services.lists import chosen, made_topic, pending_orders
from aiev.services.lists.chosen import refuse_colophon
from aiev.services.lists.list_reader import ListReader
from aiev.services.organizations import resolve
from aiev.services.search.topic_names import parts
from aiev.store.reading import list_edits
from aiev.store.writing import topic_changes
from aiev.store.writing.writer import Writer, reader_within

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Renamed:
    """A topic that is called otherwise now; `lines` is how many of its list's lines change."""

    list: str
    topic: str
    name: str
    lines: int
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ordered:
    """A topic whose entries are in order now: `moved` of the `entries` stand elsewhere.

    `without` are the titles of those that lack what they are ordered by, and stand last.
    """

    list: str
    topic: str
    by: str
    is_reversed: bool
    entries: int
    moved: int
    without: tuple[str, ...]
    told: tuple[str, ...] = ()


def rename_topic(
    writer: Writer, text: str, new: str, *, list_name: str | None, is_dry_run: bool = False
) -> Renamed:
    """Call a topic otherwise: its heading, what leads to it, and what waits below it.

    Only the words change; emoji, number and what else stands around them are the list's. Raises
    NotFoundError and AmbiguousError as `find_topic` does, UsageError for a name that another topic
    has, that says nothing, or that the list cannot hold.
    """
    with writer.transaction(is_dry_run=is_dry_run) as session:
        lists = ListReader(resolve.load_directory(session).is_organization)
        topics, topic = chosen.topic(reader_within(session), text, list_name)
        title = _title(topic, new)
        refuse_colophon(title)
        taken = [one.path for one in topics if one.list == topic.list and one.id != topic.id]
        _refuse_taken(taken, topic, title)
        before = made_topic.parsed(session, topic.list, lists)
        path = topic_titles(topic.path)
        standing = [heading for heading in before.headings if heading.path == path]
        if standing:
            after = renaming.rename(before, {path: title})
            title = renaming.paths(before, after)[path][-1]
        called = _refuse_taken(taken, topic, title)
        lines = 0
        if title != topic.title:
            topic_changes.rename(session, topic.id, title)
            now = made_topic.parsed(session, topic.list, lists)
            lines = _changed(before.text, now.text)
        told = []
        if len(standing) > 1:
            where = ", ".join(str(heading.line) for heading in standing)
            told.append(f"{topic.list} has this heading {len(standing)} times, in lines {where}")
        return Renamed(topic.list, topic.path, called, lines, tuple(told))


def sort_topic(
    writer: Writer,
    text: str,
    by: str,
    *,
    is_reversed: bool,
    list_name: str | None,
    is_dry_run: bool = False,
) -> Ordered:
    """Put the entries directly under a topic in order; those with the same key keep theirs.

    Raises NotFoundError and AmbiguousError as `find_topic` does, UsageError where the entries would
    not read as before in another order.
    """
    with writer.transaction(is_dry_run=is_dry_run) as session:
        lists = ListReader(resolve.load_directory(session).is_organization)
        _, topic = chosen.topic(reader_within(session), text, list_name)
        reader = reader_within(session)
        before = made_topic.parsed(session, topic.list, lists)
        path = topic_titles(topic.path)
        if not any(entry.topic == path for entry in before.entries):
            raise UsageError(f"no entries stand directly under this topic: {topic.path}")
        order = f"-{by}" if is_reversed else by
        issued = pending_orders.issued_in(reader, topic.list)
        answer = pending_orders.sort_all(before, path, (order,), issued=issued)
        if answer.moved:
            waiting = {one.path: one.sorting for one in list_edits.topics(reader, topic.list)}
            kept = [one for one in waiting.get(topic.path, ()) if one.lstrip("-") != by]
            topic_changes.sort(session, topic.id, [*kept, order])
            # What cannot be written is said now, not when the list is exported.
            made_topic.parsed(session, topic.list, lists)
        told = _without(by, [entry.label for entry in answer.without], answer.total)
        told += [
            f"words in line {line} part the entries: those above and those below are in order apart"
            for line in answer.parted
        ]
        return Ordered(
            topic.list,
            topic.path,
            by,
            is_reversed,
            answer.total,
            answer.moved,
            tuple(entry.label for entry in answer.without),
            tuple(told),
        )


def _without(by: str, labels: Sequence[str], total: int) -> list[str]:
    """Return what is said of the entries that lack what they are ordered by: a line at most."""
    if not labels:
        return []
    if len(labels) == total:
        return [f"no entry has a {by}, so all stay where they are"]
    further = f" and {len(labels) - _NAMED:,} more" if len(labels) > _NAMED else ""
    return [f"without a {by}, so last: {'; '.join(labels[:_NAMED])}{further}"]


def _refuse_taken(taken: Sequence[str], topic: Topic, title: str) -> str:
    """Return the path that a topic has under its new title; raises UsageError where one has it."""
    above = topic.path.rpartition(TOPIC_SEPARATOR)[0]
    called = f"{above}{TOPIC_SEPARATOR}{title}" if above else title
    if called.casefold() in map(str.casefold, taken):
        raise UsageError(f"there is a topic of this name already: {called}")
    return called


def _title(topic: Topic, new: str) -> str:
    """Return the new title of a topic; with the topics above it, these have to be its own."""
    titles = [" ".join(part.split()) for part in parts(new)]
    above = topic.path.split(TOPIC_SEPARATOR)[:-1]
    if not titles or not any(char.isalnum() for char in titles[-1]):
        raise UsageError(f"a topic needs a name: {new!r}")
    if titles[:-1] not in ([], above):
        raise UsageError(
            f"a heading is renamed, not moved: {new}", hint="give its new name alone, without `>`"
        )
    return titles[-1]


def _changed(before: str, after: str) -> int:
    """Return how many lines of a text are new or changed."""
    old, new = before.splitlines(), after.splitlines()
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return sum(high - low for kind, _, _, low, high in steps if kind != "equal")
