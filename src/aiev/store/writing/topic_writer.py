"""Writing the topics of a list: those that its file has and those made here."""

from collections.abc import Iterable

from sqlalchemy import delete
from sqlmodel import Session, col, select

from aiev.domain.paper import TOPIC_SEPARATOR
from aiev.store.tables import EntryTable, ListTable, TopicTable
from aiev.store.writing.writer import reader_within

_NEW = """
insert into topic (list_id, parent_id, title, path, level, position, origin)
values (:list_id, :parent_id, :title, :path, :level, :position, :origin)
returning id
"""


def find(session: Session, list_id: int, path: str) -> int | None:
    """Return the id of a list's topic by its whole path, or None."""
    return session.exec(
        select(TopicTable.id).where(TopicTable.list_id == list_id, TopicTable.path == path)
    ).first()


def make(session: Session, list_id: int, path: str) -> int:
    """Make a topic of the user's own under a list, with the topics above it that are missing."""
    parent_id: int | None = None
    titles = path.split(TOPIC_SEPARATOR)
    for level, title in enumerate(titles, start=1):
        here = TOPIC_SEPARATOR.join(titles[:level])
        found = find(session, list_id, here)
        if found is None:
            row = TopicTable(
                list_id=list_id,
                parent_id=parent_id,
                title=title,
                path=here,
                level=level,
                position=_end(session, list_id),
                origin="user",
            )
            session.add(row)
            session.flush()
            found = row.id
        parent_id = found
    assert parent_id is not None, "a path has at least one title"
    return parent_id


def store(session: Session, list_id: int, paths: Iterable[tuple[str, ...]]) -> dict[str, int]:
    """Bring the topics of the file into step; returns the id of each path, in the file's order.

    `paths` names each topic after those above it; a path that comes twice is one topic. Topics
    that only the database has are left for `drop_unused`.
    """
    present = {
        topic.path: topic
        for topic in session.exec(select(TopicTable).where(TopicTable.list_id == list_id))
    }
    connection = reader_within(session).connection
    ids: dict[str, int] = {}
    for titles in paths:
        path = TOPIC_SEPARATOR.join(titles)
        if path in ids:
            continue
        parent_id = ids.get(TOPIC_SEPARATOR.join(titles[:-1]))
        # A heading may itself hold ` > `: then two ways of writing lead to one path.
        wanted = {
            "parent_id": parent_id,
            "title": titles[-1],
            "level": len(titles),
            "position": len(ids),
            "origin": "list",
        }
        topic = present.get(path)
        if topic is None:
            # Its number is known at once: the ORM would take ten times as long to learn it.
            made = connection.execute(_NEW, {"list_id": list_id, "path": path, **wanted})
            [ids[path]] = made.fetchone()
            continue
        for column, value in wanted.items():
            if getattr(topic, column) != value:
                setattr(topic, column, value)
        assert topic.id is not None, "stored"
        ids[path] = topic.id
    own = [topic for topic in present.values() if topic.path not in ids]
    for position, topic in enumerate(sorted(own, key=lambda t: t.position), start=len(ids)):
        topic.position = position
    session.flush()
    return ids


def drop_unused(session: Session, list_id: int, *, keep: Iterable[int]) -> None:
    """Remove the topics that are neither to `keep` nor above an entry; what stays is the user's."""
    session.flush()
    topics = session.exec(select(TopicTable).where(TopicTable.list_id == list_id)).all()
    parents = {topic.id: topic.parent_id for topic in topics}
    kept: set[int | None] = set(keep)
    used = set(kept)
    for topic_id in session.exec(
        select(EntryTable.topic_id).where(EntryTable.list_id == list_id).distinct()
    ):
        above = topic_id
        while above is not None and above not in used:
            used.add(above)
            above = parents[above]
    for topic in topics:
        if topic.id in used and topic.id not in kept:
            topic.origin = "user"
    # One statement: a topic that goes takes those below it along, row by row would miss them.
    gone = [topic.id for topic in topics if topic.id not in used]
    session.exec(delete(TopicTable).where(col(TopicTable.id).in_(gone)))
    session.flush()


def forget_orders(session: Session, list_name: str, path: str) -> None:
    """Forget the orders that the user gave to the entries of a topic."""
    row = session.exec(
        select(TopicTable)
        .join(ListTable)
        .where(ListTable.name == list_name, TopicTable.path == path)
    ).one()
    row.sorting = None
    session.flush()


def _end(session: Session, list_id: int) -> int:
    last = session.exec(
        select(TopicTable.position)
        .where(TopicTable.list_id == list_id)
        .order_by(col(TopicTable.position).desc())
    ).first()
    return 0 if last is None else last + 1
