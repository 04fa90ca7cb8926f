"""The place for new entries: a topic that is there, or one that is made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from aiev.domain.paper import TOPIC_SEPARATOR
from aiev.errors import UsageError
from aiev.services.lists import made_topic
from aiev.services.lists.chosen import topic_for_entries
from aiev.services.lists.list_reader import ListReader
from aiev.services.search.topic_names import parts
from aiev.store.reading import catalog
from aiev.store.writing import list_writer, topic_writer
from aiev.store.writing.writer import Transaction, reader_within

OWN_LIST = "papers"
"""The name of the list that is made when a topic is given and there is no list yet."""


@dataclass(frozen=True, slots=True)
class Place:
    """A topic of a list; `told` are sentences about how it was made."""

    list_id: int
    list: str
    topic_id: int
    path: str
    told: tuple[str, ...] = ()


def find_place(
    session: Transaction,
    topic_name: str,
    reading: ListReader,
    *,
    list_name: str | None,
    now: datetime,
    can_create: bool,
) -> Place:
    """Return the place that a topic's name means, made with `can_create` where there is none.

    Raises NotFoundError for an unknown topic or list, AmbiguousError where several topics are
    meant, UsageError for a new topic that several lists could take.
    """
    reader = reader_within(session)
    topic = topic_for_entries(reader, topic_name, list_name=list_name, can_create=can_create)
    lists = catalog.lists(reader)
    if topic is None:
        path = TOPIC_SEPARATOR.join(parts(topic_name))
        if not path:
            raise UsageError(f"a topic needs a name: {topic_name!r}")
        topics = catalog.topics(reader, list_name=list_name)
        name = list_name or made_topic.list_above(topics, topic_name)
        name = name or _only_list([one.name for one in lists])
        list_id = list_writer.ensure_list(session, name, now=now)
        path, told = made_topic.find(session, name, path, reading)
        return Place(list_id, name, topic_writer.make(session, list_id, path), path, told)
    list_id = next(one.id for one in lists if one.name == topic.list)
    return Place(list_id, topic.list, topic.id, topic.path)


def _only_list(names: Sequence[str]) -> str:
    if len(names) > 1:
        raise UsageError(
            "several lists could take the new topic",
            hint=f"name one with --list: {', '.join(names)}",
        )
    return names[0] if names else OWN_LIST
