"""Writing what the user changes in the entries of a list, beside what its file says."""

from sqlmodel import Session

from aiev.store.tables import EntryEditTable, EntryTable, TopicTable

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
    """Return a field of a stored entry as text; a topic by its path, empty without one."""
    if field == "topic":
        topic = session.get(TopicTable, row.topic_id) if row.topic_id else None
        return topic.path if topic else ""
    value: str | None = getattr(row, COLUMNS[field][0])
    return value


def said(session: Session, entry_id: int) -> tuple[str, str | None]:
    """Return the label and the note of an entry as stored."""
    row = session.get_one(EntryTable, entry_id)
    return row.label, row.note


def change(
    session: Session,
    entry_id: int,
    field: str,
    columns: dict[str, object],
    *,
    listed: str | None,
) -> None:
    """Give an entry the user's value; `listed` is what the file says of it now.

    A value equal to the file's ends the edit. An entry that no file holds yet has no edits: it is
    simply written.
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
