"""Topics that an older reader stored as their headings are written get the names of today."""

from collections.abc import Mapping

from sqlmodel import Session, col, select

from aiev.domain.paper import TOPIC_SEPARATOR, Kind
from aiev.store.tables import EntryEditTable, EntryRemovalTable, EntryTable, PaperTable, TopicTable


def rename(session: Session, list_id: int, names: Mapping[str, str]) -> None:
    """Rename a list's topics, with all that names them: removals, edits, works without a link.

    `names` has the name of each path as written. What the user made below a topic moves along.
    """
    topics = session.exec(select(TopicTable).where(TopicTable.list_id == list_id)).all()
    taken = {topic.path for topic in topics}
    if not taken & names.keys():
        return
    for topic in topics:
        new = _renamed(topic.path, names)
        if new != topic.path and new not in taken:
            topic.path, topic.title = new, new.rpartition(TOPIC_SEPARATOR)[2]
            taken.add(new)
    for removal in session.exec(
        select(EntryRemovalTable).where(EntryRemovalTable.list_id == list_id)
    ):
        removal.identity = _identity(removal.identity, names)
        removal.topic = _renamed(removal.topic, names)
    for edit in session.exec(
        select(EntryEditTable)
        .join(EntryTable)
        .where(EntryTable.list_id == list_id, EntryEditTable.field == "topic")
    ):
        edit.listed = _renamed(edit.listed or "", names)
    papers = session.exec(
        select(PaperTable)
        .join(EntryTable)
        .where(EntryTable.list_id == list_id, PaperTable.kind == Kind.PLACEHOLDER)
        .distinct()
    ).all()
    for paper in papers:
        identity = _identity(paper.identity, names)
        same = select(PaperTable.id).where(col(PaperTable.identity) == identity)
        if session.exec(same).first() is None:
            paper.identity = identity
    session.flush()


def _renamed(path: str, names: Mapping[str, str]) -> str:
    titles = path.split(TOPIC_SEPARATOR)
    for depth in range(len(titles), 0, -1):
        new = names.get(TOPIC_SEPARATOR.join(titles[:depth]))
        if new is not None:
            return TOPIC_SEPARATOR.join((new, *titles[depth:]))
    return path


def _identity(identity: str, names: Mapping[str, str]) -> str:
    """Return the identity that a work known by its label has under its topic's name."""
    for path in sorted(names, key=len, reverse=True):
        before = f"label:{path}{TOPIC_SEPARATOR}".casefold()
        if identity.startswith(before):
            after = f"label:{names[path]}{TOPIC_SEPARATOR}".casefold()
            return after + identity[len(before) :]
    return identity
