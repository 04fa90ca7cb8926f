"""Writing the entries of a list with their links, changed only where they differ."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from sqlalchemy import delete, text
from sqlmodel import Session, col, insert, select

from aiev.domain.conflict import Conflict
from aiev.domain.paper import TOPIC_SEPARATOR
from aiev.markdown.values import Link, ListedEntry
from aiev.markdown.writing.changes import broken_links
from aiev.store.reading import entry_keys
from aiev.store.tables import EntryEditTable, EntryLinkTable, EntryTable
from aiev.store.writing import entry_edit, entry_match, paper_addresses, paper_identity
from aiev.store.writing.entry_match import Stored
from aiev.store.writing.entry_removal import Left
from aiev.store.writing.paper_identity import Draft

_Values = dict[str, object]

_LINKS_AT_ONCE = 10_000
"""A list may have a million links: as rows they would take the room of the list once more."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What storing the entries of a list did.

    `paper_ids` has the paper of each entry, in order; `vanished` those of removed entries.
    """

    added: int
    updated: int
    removed: int
    paper_ids: tuple[int, ...]
    vanished: frozenset[int]
    conflicts: tuple[Conflict, ...]


def store(
    session: Session,
    list_id: int,
    left: Left,
    *,
    text: str,
    topic_ids: Mapping[str, int],
    drafts: Sequence[Draft],
    now: datetime,
    name_papers: Callable[[Iterable[int]], None] = lambda _: None,
) -> Tally:
    """Bring a list's entries into step with its file, of this text; `drafts` has the papers.

    `name_papers` is called with these once all are there, before an entry of theirs is written.

    An entry keeps its row while its paper stays in the list. An entry of the user's own becomes the
    list's once the file has it. A field that the user changed stays so until the file says the
    same. An entry that replaces one that the user removed was changed in the file: that is a
    conflict.
    """
    entries = left.entries
    present = entry_match.load(session, list_id)
    found = entry_match.match(present, entries)
    for index, (one, entry) in enumerate(zip(found, entries, strict=True)):
        if one is not None and _leads_elsewhere(one, entry) and "url" not in one.edits:
            # The work has a further address: its page moved, or arXiv's paper has the
            # conference's now. One of another work is new.
            taken = paper_addresses.take(
                session, one.row.paper_id, entry.url or "", title=entry.label
            )
            found[index] = one if taken else None
    matched = {id(one) for one in found if one is not None}
    ids = paper_identity.ensure(
        session,
        [
            draft
            for one, draft in zip(found, drafts, strict=True)
            if one is None or "url" not in one.edits
        ],
        list_id=list_id,
        now=now,
    )
    name_papers(ids.values())
    rest = [one.row for one in present if id(one) not in matched]
    gone = [row for row in rest if row.origin == "list"]
    conflicts = [
        Conflict(
            one.row.line or 0,
            one.row.label,
            field,
            None,
            entry_edit.own_value(session, one.row, field),
            one.row.paper_id,
            removed_by="file",
        )
        for one in present
        if id(one) not in matched and one.row.origin == "list"
        for field in one.edits
    ]
    for row in gone:
        session.delete(row)
    for position, row in enumerate((r for r in rest if r.origin == "user"), start=len(entries)):
        row.position = position
    added: list[_Values] = []
    paper_ids: list[int] = []
    updated = 0
    for position, (entry, one, draft) in enumerate(zip(entries, found, drafts, strict=True)):
        paper_id = ids.get(draft.identity)
        if paper_id is None:
            assert one is not None, "only an entry whose address was edited needs no paper"
            paper_id = one.row.paper_id
        values = _values(entry, list_id, topic_ids, paper_id=paper_id, position=position)
        if one is None:
            added.append(values)
            was = left.take(position)
            if was is not None:
                conflicts += _against_removal(was, entry, paper_id)
        else:
            conflicts += _keep_edits(session, one, entry, values, text=text)
            updated += _update(one.row, values)
        paper_ids.append(paper_id)
    session.flush()
    if added:
        session.connection().execute(insert(EntryTable), added)
    kept = [one is not None and "links" in one.edits for one in found]
    _store_links(
        session,
        list_id,
        [None if own else e.links for own, e in zip(kept, entries, strict=True)],
    )
    return Tally(
        len(added),
        updated,
        len(gone),
        tuple(paper_ids),
        frozenset(row.paper_id for row in gone),
        tuple(conflicts),
    )


def _leads_elsewhere(one: Stored, entry: ListedEntry) -> bool:
    """Return whether an entry links another address than it did, and no paper of arXiv."""
    return (
        entry.arxiv_id is None
        and entry.url is not None
        and one.identity != entry_keys.identity(entry)
    )


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


def _keep_edits(
    session: Session, one: Stored, entry: ListedEntry, values: _Values, *, text: str
) -> list[Conflict]:
    """Remove from `values` the fields that the user changed; return the conflicts with the file."""
    conflicts = []
    listed = entry_keys.values_of(entry)
    for field, before in one.edits.items():
        own = entry_edit.own_value(session, one.row, field)
        urls = entry_keys.addresses_of(entry, field) if before == own else ()
        if listed[field] == own and not broken_links.are_in(text, entry, urls):
            edit = session.get(EntryEditTable, (one.row.id, field))
            if edit is not None:
                session.delete(edit)
            continue
        for column in entry_edit.COLUMNS[field]:
            values.pop(column, None)
        if listed[field] != before:
            conflicts.append(
                Conflict(entry.line, entry.label, field, listed[field], own, one.row.paper_id)
            )
    return conflicts


def _against_removal(was: ListedEntry, entry: ListedEntry, paper_id: int) -> list[Conflict]:
    """Return a conflict for each field that the file changed in an entry that was removed here."""
    return [
        Conflict(entry.line, entry.label, field, listed, own, paper_id, removed_by="user")
        for field, own, listed in entry_keys.differences(was, entry)
    ]


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
        "short_name": entry.short_name,
        "keywords": entry.keywords,
        "abstract": entry.abstract,
    }


# A line added above moves every entry below; that is no change of theirs.
_PLACE = frozenset(("position", "line", "span_start", "span_end"))


def _update(row: EntryTable, values: _Values) -> bool:
    """Write what differs into the row; return whether more than its place differed."""
    is_changed = False
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
            is_changed |= name not in _PLACE
    return is_changed


def _store_links(session: Session, list_id: int, links: Sequence[tuple[Link, ...] | None]) -> None:
    """Make each entry's links those given; `links` has one item for each position.

    None leaves the user's own.
    """
    ids = dict(
        session.exec(
            select(EntryTable.position, EntryTable.id).where(
                EntryTable.list_id == list_id, EntryTable.origin == "list"
            )
        ).all()
    )
    present: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for entry_id, words, url in session.exec(
        select(EntryLinkTable.entry_id, EntryLinkTable.text, EntryLinkTable.url)
        .join(EntryTable)
        .where(EntryTable.list_id == list_id)
        .order_by(col(EntryLinkTable.position))
    ):
        present[entry_id].append((words, url))
    new: list[tuple[int, Sequence[Link]]] = []
    stale = []
    for position, wanted in enumerate(links):
        if wanted is None:
            continue
        of_entry = ids[position]
        assert of_entry is not None, "read from the store"
        before = present.get(of_entry, [])
        if before == [(link.text, link.url) for link in wanted]:
            continue
        if before:
            stale.append(of_entry)
        new.append((of_entry, wanted))
    if stale:
        among = text("entry_id in (select value from json_each(:ids))")
        session.exec(delete(EntryLinkTable).where(among.bindparams(ids=json.dumps(stale))))
    rows = (
        {"entry_id": entry_id, "position": place, "text": link.text, "url": link.url}
        for entry_id, wanted in new
        for place, link in enumerate(wanted)
    )
    while some := list(islice(rows, _LINKS_AT_ONCE)):
        session.connection().execute(insert(EntryLinkTable), some)
