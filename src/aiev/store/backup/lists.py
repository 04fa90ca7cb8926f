"""Taking lists of another knowledge base in: bytes, topics, tables and prose."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from sqlmodel import Session, select

from aiev.domain.backup_record import HeadingRecord, ListRecord
from aiev.domain.merge import Difference
from aiev.domain.paper import TOPIC_SEPARATOR
from aiev.markdown.values import ParsedList
from aiev.store.tables import EntryRemovalTable, ListTable
from aiev.store.writing import list_writer, topic_changes, topic_writer
from aiev.store.writing.list_writer import ListFile


class Standing(Enum):
    """How a list that was taken in relates to the list of the same name that was here."""

    NEW = "new"
    SAME = "same"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class TakenList:
    """A list by its id here; entries keep their place in the bytes only if the list is new."""

    id: int
    standing: Standing
    differences: tuple[Difference, ...] = ()


def take(
    session: Session,
    record: ListRecord,
    content: bytes,
    parsed: ParsedList,
    *,
    now: datetime,
) -> TakenList:
    """Store a list without its entries, unless there is one of its name, which stays as it is.

    If the two have different bytes, the other's are stored too, under a name of their own, so that
    no word is lost; its entries go into our list. Topics that the other user made are always added.
    """
    here = session.exec(select(ListTable).where(ListTable.name == record.name)).first()
    if here is None:
        taken = TakenList(_store(session, record, content, parsed, now=now), Standing.NEW)
        for one in record.removals:
            session.add(
                EntryRemovalTable(
                    list_id=taken.id, topic=one.topic, identity=one.identity, label=one.label
                )
            )
        _call(session, taken.id, record.headings)
    else:
        assert here.id is not None, "read from the store"
        taken = _compare(here.id, here, record, content)
        if taken.differences:
            beside = replace(
                record, name=_name_beside(record), own_topics=(), removals=(), headings=()
            )
            if session.exec(select(ListTable).where(ListTable.name == beside.name)).first() is None:
                _store(session, beside, content, parsed, now=now)
    _make_topics(session, taken.id, record.own_topics)
    session.flush()
    return taken


def take_name(session: Session, name: str, *, now: datetime) -> TakenList:
    """Return the list of this name for entries that came without it; made if there is none."""
    return TakenList(list_writer.ensure_list(session, name, now=now), Standing.OTHER)


def _store(
    session: Session, record: ListRecord, content: bytes, parsed: ParsedList, *, now: datetime
) -> int:
    list_id = list_writer.ensure_list(session, record.name, now=now)
    if content:
        file = ListFile(record.name, record.path, content, record.sha256)
        list_writer.store_frame(session, file, parsed, now=now)
    row = session.get_one(ListTable, list_id)
    row.imported_at = record.imported_at or row.imported_at
    row.sha256, row.path = record.sha256, record.path
    session.flush()
    return list_id


def _compare(list_id: int, here: ListTable, record: ListRecord, content: bytes) -> TakenList:
    if here.content == content:
        return TakenList(list_id, Standing.SAME)
    if not content:
        return TakenList(list_id, Standing.OTHER)
    own = f"{len(here.content)} bytes, imported {here.imported_at}"
    other = f"{len(content)} bytes, imported {record.imported_at}, kept as {_name_beside(record)}"
    return TakenList(
        list_id, Standing.OTHER, (Difference(record.name, "text of the list", own, other),)
    )


def _name_beside(record: ListRecord) -> str:
    return f"{record.name} ({record.sha256[:8]})"


def _call(session: Session, list_id: int, headings: Sequence[HeadingRecord]) -> None:
    """Call topics as the other user does, and note the orders of their entries."""
    # Those above first: each then stands below the user's own name for its parent.
    for one in sorted(headings, key=lambda heading: heading.path.count(TOPIC_SEPARATOR)):
        above = one.path.rpartition(TOPIC_SEPARATOR)[0]
        listed = one.listed.rpartition(TOPIC_SEPARATOR)[2]
        here = TOPIC_SEPARATOR.join((above, listed)) if above else listed
        topic_id = topic_writer.find(session, list_id, here)
        if topic_id is None:
            continue
        if here != one.path:
            topic_changes.rename(session, topic_id, one.path.rpartition(TOPIC_SEPARATOR)[2])
        topic_changes.sort(session, topic_id, one.sorting)


def _make_topics(session: Session, list_id: int, paths: Sequence[str]) -> None:
    for path in paths:
        if topic_writer.find(session, list_id, path) is None:
            topic_writer.make(session, list_id, path)
