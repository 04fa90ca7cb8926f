"""Writing what the user changes in the entries of a list, beside what its file says."""

from collections.abc import Sequence

from sqlalchemy import delete
from sqlmodel import Session, col, select

from aiev.domain import listed_links
from aiev.store.tables import EntryEditTable, EntryLinkTable, EntryTable, TopicTable

COLUMNS = {
    "label": ("label",),
    "url": ("url", "paper_id"),
    "date": ("listed_date",),
    "organizations": ("listed_organizations",),
    "authors": ("listed_authors",),
    "venue": ("venue",),
    "short_name": ("short_name",),
    "keywords": ("keywords",),
    "note": ("note",),
    "links": (),
    "topic": ("topic_id",),
}
"""The fields of an entry that can be changed, and the columns that hold each; links have rows."""


def own_value(session: Session, row: EntryTable, field: str) -> str | None:
    """Return a field of a stored entry as text; a topic by its path, empty without one.

    Links are one text, as `listed_links` has it.
    """
    if field == "links":
        return listed_links.as_text(links(session, row.id or 0))
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
    is_broken: bool = False,
) -> None:
    """Give an entry the user's value; `listed` is what the file says of it now.

    A value equal to the file's ends the edit, unless the file has it in a link that `is_broken`:
    that is to be written anew. An entry that no file holds yet has no edits: it is
    simply written.
    """
    row = session.get_one(EntryTable, entry_id)
    for name, value in columns.items():
        setattr(row, name, value)
    session.flush()
    _keep(session, row, field, listed, is_broken=is_broken)


def links(session: Session, entry_id: int) -> tuple[listed_links.Pair, ...]:
    """Return the further links of a stored entry."""
    rows = session.exec(
        select(EntryLinkTable)
        .where(EntryLinkTable.entry_id == entry_id)
        .order_by(col(EntryLinkTable.position))
    )
    return tuple((row.text, row.url) for row in rows)


def change_links(
    session: Session,
    entry_id: int,
    links: Sequence[listed_links.Pair],
    *,
    listed: str | None,
    is_broken: bool = False,
) -> None:
    """Give an entry the user's further links; `listed` is what the file has, as `change`."""
    session.exec(delete(EntryLinkTable).where(col(EntryLinkTable.entry_id) == entry_id))
    for position, (text, url) in enumerate(links):
        session.add(EntryLinkTable(entry_id=entry_id, position=position, text=text, url=url))
    session.flush()
    row = session.get_one(EntryTable, entry_id)
    _keep(session, row, "links", listed, is_broken=is_broken)


def _keep(
    session: Session, row: EntryTable, field: str, listed: str | None, *, is_broken: bool
) -> None:
    """Note that the user changed a field, or that there is no change left."""
    if row.origin != "list":
        return
    edit = session.get(EntryEditTable, (row.id, field))
    if own_value(session, row, field) == listed and not is_broken:
        if edit is not None:
            session.delete(edit)
    elif edit is None:
        session.add(EntryEditTable(entry_id=row.id or 0, field=field, listed=listed))
    else:
        edit.listed = listed
    session.flush()
