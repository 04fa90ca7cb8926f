"""Telling which stored entry a parsed one continues, by what the list's file says of both."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from aiev.domain import arxiv_id, paper
from aiev.domain.paper import Kind
from aiev.markdown.values import ListedEntry
from aiev.store.reading import entry_keys
from aiev.store.tables import EntryEditTable, EntryTable, PaperAddressTable, PaperTable, TopicTable

Edits = dict[str, str | None]
"""The fields of an entry that the user changed, with what the file said then."""


@dataclass(slots=True)
class Stored:
    """A stored entry with the place and identity that the list's file gave it."""

    row: EntryTable
    topic: str
    label: str
    identity: str
    arxiv_id: str | None = None
    edits: Edits = field(default_factory=dict)


def load(session: Session, list_id: int) -> list[Stored]:
    """Return the entries of a list in their order, each as its file last said."""
    edits: dict[int, Edits] = defaultdict(dict)
    for edit in session.exec(
        select(EntryEditTable).join(EntryTable).where(EntryTable.list_id == list_id)
    ):
        edits[edit.entry_id][edit.field] = edit.listed
    further: dict[int, set[str]] = defaultdict(set)
    for address in session.exec(select(PaperAddressTable)):
        further[address.paper_id].add(paper.plain_identity(address.identity))
    rows = session.exec(
        select(EntryTable, TopicTable.path, PaperTable.identity, PaperTable.arxiv_id)
        .join(PaperTable, col(PaperTable.id) == col(EntryTable.paper_id))
        .join(TopicTable, col(TopicTable.id) == col(EntryTable.topic_id), isouter=True)
        .where(EntryTable.list_id == list_id)
        .order_by(col(EntryTable.position), col(EntryTable.id))
    )
    return [
        _stored(
            row,
            path or "",
            {paper.plain_identity(identity), *further.get(row.paper_id, ())},
            edits.get(row.id or 0, {}),
            number=number,
        )
        for row, path, identity, number in rows
    ]


def match(stored: Sequence[Stored], entries: Sequence[ListedEntry]) -> list[Stored | None]:
    """Return for each entry the stored one that it continues, or None for a new one.

    The same address under the same topic is the same entry, first of all with the same label; else
    the same address anywhere, for an entry that the file moved. Last, the same label under the same
    topic is the same entry where its link changed: a page moved, or a paper's link to arXiv became
    one to its conference, or back.
    """
    found: list[Stored | None] = [None] * len(entries)
    if not stored:
        return found
    taken: set[int] = set()
    keys = [
        (entry_keys.identity(entry), entry_keys.topic_path(entry), entry.label) for entry in entries
    ]
    # From all that tells entries apart to the least: identity, topic and label, and fewer of these.
    for told in (3, 2, 1):
        waiting: dict[tuple[str, ...], list[Stored]] = defaultdict(list)
        for one in reversed(stored):
            if id(one) not in taken and (told > 1 or one.row.origin == "list"):
                waiting[(one.identity, one.topic, one.label)[:told]].append(one)
        for index, key in enumerate(keys):
            if found[index] is None and waiting[key[:told]]:
                found[index] = waiting[key[:told]].pop()
                taken.add(id(found[index]))
    held = Counter(one.row.paper_id for one in stored)
    rest = {
        (one.topic, one.label): one
        for one in reversed(stored)
        if id(one) not in taken
        and one.row.origin == "list"
        # An address that several entries have may have been wrong in this one.
        and (one.arxiv_id or held[one.row.paper_id] == 1)
    }
    for index, (entry, key) in enumerate(zip(entries, keys, strict=True)):
        last = rest.get(key[1:])
        if found[index] is None and last is not None and _is_of_same_work(last, entry):
            found[index] = rest.pop(key[1:])
    return found


def _is_of_same_work(one: Stored, entry: ListedEntry) -> bool:
    """Return whether an entry in the place of another one, called the same, may be of its work."""
    if entry.arxiv_id is not None:
        return entry.arxiv_id.value == one.arxiv_id
    kind = paper.kind(None, entry.url)
    if one.arxiv_id is None and paper.kind(None, one.row.url) != kind:
        return False
    return kind in (Kind.PAPER, Kind.WEB, *((Kind.CODE,) if one.arxiv_id is None else ()))


def _stored(
    row: EntryTable, path: str, known: set[str], edits: Edits, *, number: str | None
) -> Stored:
    topic = edits.get("topic", path) or ""
    label = edits.get("label", row.label) or ""
    url = edits.get("url", row.url)
    own = paper.identity(arxiv_id.find(url) if url else None, url, label=label, topic=topic)
    if "url" not in edits and own not in known:
        # The list gave the id beside a link that does not tell it.
        own = next((one for one in sorted(known) if one.startswith("arxiv:")), min(known))
    return Stored(row, topic, label, own, number, edits)
