"""Telling which stored entry a parsed one continues, by what the list's file says of both."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from aiev.domain import arxiv_id, paper
from aiev.markdown.values import ListedEntry
from aiev.store.reading import entry_keys
from aiev.store.tables import EntryEditTable, EntryTable, PaperTable, TopicTable

Edits = dict[str, str | None]
"""The fields of an entry that the user changed, with what the file said then."""


@dataclass(slots=True)
class Stored:
    """A stored entry with the place and identity that the list's file gave it."""

    row: EntryTable
    topic: str
    identity: str
    edits: Edits = field(default_factory=dict)


def load(session: Session, list_id: int) -> list[Stored]:
    """Return the entries of a list in their order, each as its file last said."""
    edits: dict[int, Edits] = defaultdict(dict)
    for edit in session.exec(
        select(EntryEditTable).join(EntryTable).where(EntryTable.list_id == list_id)
    ):
        edits[edit.entry_id][edit.field] = edit.listed
    rows = session.exec(
        select(EntryTable, TopicTable.path, PaperTable.identity)
        .join(PaperTable, col(PaperTable.id) == col(EntryTable.paper_id))
        .join(TopicTable, col(TopicTable.id) == col(EntryTable.topic_id), isouter=True)
        .where(EntryTable.list_id == list_id)
        .order_by(col(EntryTable.position), col(EntryTable.id))
    )
    return [
        _stored(row, path or "", identity, edits.get(row.id or 0, {}))
        for row, path, identity in rows
    ]


def match(stored: Sequence[Stored], entries: Sequence[ListedEntry]) -> list[Stored | None]:
    """Return for each entry the stored one that it continues, or None for a new one.

    The same paper under the same topic is the same entry; else the same paper anywhere, for an
    entry that the file moved.
    """
    here: dict[tuple[str, str], list[Stored]] = defaultdict(list)
    anywhere: dict[str, list[Stored]] = defaultdict(list)
    for one in reversed(stored):
        here[one.topic, one.identity].append(one)
        if one.row.origin == "list":
            anywhere[one.identity].append(one)
    keys = [(entry_keys.topic_path(entry), entry_keys.identity(entry)) for entry in entries]
    found: list[Stored | None] = [here[key].pop() if here[key] else None for key in keys]
    taken = {id(one) for one in found if one is not None}
    for index, (_topic, named) in enumerate(keys):
        if found[index] is None:
            free = [one for one in anywhere[named] if id(one) not in taken]
            if free:
                found[index] = free[-1]
                taken.add(id(free[-1]))
    return found


def _stored(row: EntryTable, path: str, known: str, edits: Edits) -> Stored:
    topic = edits.get("topic", path) or ""
    if "url" in edits:
        url = edits["url"]
        label = edits.get("label", row.label) or ""
        known = paper.identity(arxiv_id.find(url) if url else None, url, label=label, topic=topic)
    return Stored(row, topic, known, edits)
