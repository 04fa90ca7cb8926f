"""Writing what the user changes and removes in a list, beside what its file says."""

from collections.abc import Sequence

from sqlmodel import Session, select

from aiev.markdown.values import ListedEntry
from aiev.store import entry_keys
from aiev.store.tables import EntryEditTable, EntryRemovalTable, EntryTable, TopicTable

COLUMNS = {
    "label": ("label",),
    "url": ("url", "paper_id"),
    "date": ("listed_date",),
    "organizations": ("listed_organizations",),
    "note": ("note",),
    "topic": ("topic_id",),
}
"""The fields of an entry that can be changed, and the columns that hold each."""


def own_value(session: Session, row: EntryTable, field: str) -> str | None:
    """Answer a field of a stored entry as text; a topic by its path, empty without one."""
    if field == "topic":
        topic = session.get(TopicTable, row.topic_id) if row.topic_id else None
        return topic.path if topic else ""
    value: str | None = getattr(row, COLUMNS[field][0])
    return value


def change(
    session: Session,
    entry_id: int,
    field: str,
    columns: dict[str, object],
    *,
    listed: str | None,
) -> None:
    """Give an entry the user's value; `listed` is what the file says of it now.

    A value equal to the file's is no change any more. An entry that no file holds yet is simply
    written.
    """
    row = session.get_one(EntryTable, entry_id)
    for name, value in columns.items():
        setattr(row, name, value)
    session.flush()
    if row.origin != "list":
        return
    edit = session.get(EntryEditTable, (entry_id, field))
    if own_value(session, row, field) == listed:
        if edit is not None:
            session.delete(edit)
    elif edit is None:
        session.add(EntryEditTable(entry_id=entry_id, field=field, listed=listed))
    else:
        edit.listed = listed
    session.flush()


def remove(session: Session, entry_id: int, listed: ListedEntry | None) -> None:
    """Remove an entry; `listed` is the file's own, which is remembered until the file drops it."""
    row = session.get_one(EntryTable, entry_id)
    if listed is not None:
        session.add(
            EntryRemovalTable(
                list_id=row.list_id,
                topic=entry_keys.topic_path(listed),
                identity=entry_keys.identity(listed),
                label=listed.label,
            )
        )
    session.delete(row)
    session.flush()


def left(
    session: Session, list_id: int, entries: Sequence[ListedEntry]
) -> tuple[tuple[ListedEntry, ...], dict[tuple[str, str], str]]:
    """Answer the entries that the user has not removed; forgets removals that the file followed.

    The second answer is the labels of those, by topic and identity of the paper.
    """
    removals = session.exec(
        select(EntryRemovalTable).where(EntryRemovalTable.list_id == list_id)
    ).all()
    waiting: dict[tuple[str, str, str], list[EntryRemovalTable]] = {}
    for removal in removals:
        key = (removal.topic, removal.identity, removal.label)
        waiting.setdefault(key, []).append(removal)
    kept: list[ListedEntry] = []
    for entry in entries:
        key = (entry_keys.topic_path(entry), entry_keys.identity(entry), entry.label)
        if waiting.get(key):
            waiting[key].pop()
        else:
            kept.append(entry)
    followed: dict[tuple[str, str], str] = {}
    for removal in (one for each in waiting.values() for one in each):
        followed[removal.topic, removal.identity] = removal.label
        session.delete(removal)
    return tuple(kept), followed
