"""Writing the entries of a list with their links, changed only where they differ."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete
from sqlmodel import Session, col, insert, select

from aiev.domain.paper import TOPIC_SEPARATOR
from aiev.markdown.values import Link, ListedEntry
from aiev.store.tables import EntryLinkTable, EntryTable

_Values = dict[str, object]


@dataclass(frozen=True, slots=True)
class Tally:
    """What storing the entries of a list did; `vanished` are the papers of removed entries."""

    added: int
    updated: int
    removed: int
    vanished: frozenset[int]


def store(
    session: Session,
    list_id: int,
    entries: Sequence[ListedEntry],
    *,
    topic_ids: Mapping[str, int],
    paper_ids: Sequence[int],
) -> Tally:
    """Bring a list's entries into step with its file; `paper_ids` has one for each entry.

    An entry keeps its row while its paper stays in the list, first in its topic, then wherever it
    moved. One of the user's own becomes the list's once the file holds it, and stays otherwise.
    """
    present = session.exec(
        select(EntryTable).where(EntryTable.list_id == list_id).order_by(col(EntryTable.position))
    ).all()
    new = [
        _values(entry, list_id, topic_ids, paper_id=paper_id, position=position)
        for position, (entry, paper_id) in enumerate(zip(entries, paper_ids, strict=True))
    ]
    rows = _match(present, new)
    matched = {row.id for row in rows if row is not None}
    gone = [row for row in present if row.id not in matched and row.origin == "list"]
    for row in gone:
        session.delete(row)
    own = [row for row in present if row.id not in matched and row.origin == "user"]
    for position, row in enumerate(own, start=len(entries)):
        row.position = position
    updated = sum(
        _update(row, values) for row, values in zip(rows, new, strict=True) if row is not None
    )
    session.flush()
    added = [values for row, values in zip(rows, new, strict=True) if row is None]
    if added:
        session.exec(insert(EntryTable), params=added)
    _store_links(session, list_id, [entry.links for entry in entries])
    return Tally(len(added), updated, len(gone), frozenset(row.paper_id for row in gone))


def add(session: Session, entry: EntryTable) -> None:
    """Add an entry of the user's own at the end of its list."""
    last = session.exec(
        select(EntryTable.position)
        .where(EntryTable.list_id == entry.list_id)
        .order_by(col(EntryTable.position).desc())
    ).first()
    entry.position = 0 if last is None else last + 1
    session.add(entry)
    session.flush()


def _match(present: Sequence[EntryTable], new: Sequence[_Values]) -> list[EntryTable | None]:
    """Answer the stored row that each new entry continues, or None for a new one."""
    by_place: dict[object, list[EntryTable]] = defaultdict(list)
    by_paper: dict[object, list[EntryTable]] = defaultdict(list)
    for row in reversed(present):
        by_place[row.topic_id, row.paper_id].append(row)
        if row.origin == "list":
            by_paper[row.paper_id].append(row)
    rows: list[EntryTable | None] = []
    for values in new:
        here = by_place[values["topic_id"], values["paper_id"]]
        rows.append(here.pop() if here else None)
    taken = {row.id for row in rows if row is not None}
    for index, values in enumerate(new):
        if rows[index] is None:
            elsewhere = [row for row in by_paper[values["paper_id"]] if row.id not in taken]
            if elsewhere:
                rows[index] = elsewhere[-1]
                taken.add(elsewhere[-1].id)
    return rows


def _values(
    entry: ListedEntry,
    list_id: int,
    topic_ids: Mapping[str, int],
    *,
    paper_id: int,
    position: int,
) -> _Values:
    return {
        "list_id": list_id,
        "topic_id": topic_ids.get(TOPIC_SEPARATOR.join(entry.topic)),
        "paper_id": paper_id,
        "position": position,
        "origin": "list",
        "line": entry.line,
        "span_start": entry.span[0],
        "span_end": entry.span[1],
        "label": entry.label,
        "note": entry.note,
        "group_label": entry.group,
        "url": entry.url,
        "listed_date": str(entry.date) if entry.date else None,
        "listed_organizations": entry.organizations,
        "listed_authors": entry.authors,
        "venue": entry.venue,
    }


# A line added above moves every entry below; that is no change of theirs.
_PLACE = frozenset(("position", "line", "span_start", "span_end"))


def _update(row: EntryTable, values: _Values) -> bool:
    """Write what differs into the row; says whether more than its place did."""
    is_changed = False
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
            is_changed |= name not in _PLACE
    return is_changed


def _store_links(session: Session, list_id: int, links: Sequence[tuple[Link, ...]]) -> None:
    """Make each entry's links those given; `links` has one item for each position."""
    ids = dict(
        session.exec(
            select(EntryTable.position, EntryTable.id).where(
                EntryTable.list_id == list_id, EntryTable.origin == "list"
            )
        ).all()
    )
    present: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for link in session.exec(
        select(EntryLinkTable)
        .join(EntryTable)
        .where(EntryTable.list_id == list_id)
        .order_by(col(EntryLinkTable.position))
    ):
        present[link.entry_id].append((link.text, link.url))
    rows: list[_Values] = []
    for position, wanted in enumerate(links):
        entry_id = ids[position]
        assert entry_id is not None, "read from the store"
        pairs = [(link.text, link.url) for link in wanted]
        if pairs == present[entry_id]:
            continue
        session.exec(delete(EntryLinkTable).where(col(EntryLinkTable.entry_id) == entry_id))
        rows += [
            {"entry_id": entry_id, "position": place, "text": text, "url": url}
            for place, (text, url) in enumerate(pairs)
        ]
    if rows:
        session.exec(insert(EntryLinkTable), params=rows)
