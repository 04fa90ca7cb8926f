"""Reading what the user changed in a list and its file does not have yet."""

from collections.abc import Iterable

from aiev.domain import listed_links
from aiev.domain.paper import TOPIC_SEPARATOR
from aiev.store.reading.reader import Reader
from aiev.value import value


@value
class FieldEdit:
    """A field of an entry: the file's value when it was edited, and the user's own.

    `start` is where the entry begins in the list's text, in characters.
    """

    entry_id: int
    start: int
    field: str
    listed: str | None
    own: str | None


@value
class Removal:
    """An entry of the file that was removed here."""

    topic: str
    identity: str
    label: str


@value
class TopicEdit:
    """A topic that the user calls otherwise than the list's file does, or put in order.

    `path` is the user's, `listed` the file's: they differ below a topic that was renamed, too.
    `sorting` has the orders to put its entries in, one after the other: `date`, `-date` (reversed),
    `title`, `venue`.
    """

    path: str
    listed: str
    sorting: tuple[str, ...]


_TOPICS = """
select topic.id, parent_id, topic.title, topic.path, listed_title, sorting
from topic
join list on list.id = list_id
where list.name = ?
order by topic.level, topic.id
"""
_EDITS = """
select entry.id, span_start, field, listed,
       case field
           when 'label' then label
           when 'url' then entry.url
           when 'date' then listed_date
           when 'organizations' then listed_organizations
           when 'authors' then listed_authors
           when 'venue' then venue
           when 'short_name' then short_name
           when 'keywords' then keywords
           when 'note' then note
           when 'links' then (
               select json_group_array(json_array(text, url))
               from (
                   select text, url
                   from entry_link
                   where entry_link.entry_id = entry.id
                   order by position
               )
           )
           else coalesce(topic.path, '')
       end
from entry_edit
join entry on entry.id = entry_edit.entry_id
join list on list.id = entry.list_id
left join topic on topic.id = entry.topic_id
where list.name = ?
order by entry.position, entry.id, field
"""


def edits(reader: Reader, list_name: str) -> tuple[FieldEdit, ...]:
    """Return the edits of a list in the order of its entries."""
    rows = reader.connection.execute(_EDITS, (list_name,))
    return tuple(
        FieldEdit(key, start, field, listed, _links(own) if field == "links" else own)
        for key, start, field, listed, own in rows
    )


def _links(text: str) -> str | None:
    return listed_links.as_text(listed_links.parse(text))


def removals(reader: Reader, list_name: str) -> tuple[Removal, ...]:
    """Return the removals of a list in the order they were made."""
    rows = reader.connection.execute(
        "select topic, identity, label from entry_removal"
        " join list on list.id = list_id where name = ? order by entry_removal.id",
        (list_name,),
    )
    return tuple(Removal(*row) for row in rows)


def topics(reader: Reader, list_name: str) -> tuple[TopicEdit, ...]:
    """Return the topics of a list that the user renamed or sorted, and those below renamed ones."""
    listed: dict[int, str] = {}
    found = []
    for key, above, title, path, listed_title, sorting in reader.connection.execute(
        _TOPICS, (list_name,)
    ):
        own = title if listed_title is None else listed_title
        listed[key] = TOPIC_SEPARATOR.join((listed[above], own)) if above in listed else own
        if listed[key] != path or sorting:
            found.append(TopicEdit(path, listed[key], tuple((sorting or "").split())))
    return tuple(found)


def called(path: str, names: Iterable[tuple[str, str]]) -> str:
    """Return the path of a topic where those of some, and so of what is below them, are others.

    `names` has their paths before and after.
    """
    pairs = dict(names)
    titles = path.split(TOPIC_SEPARATOR)
    for depth in range(len(titles), 0, -1):
        new = pairs.get(TOPIC_SEPARATOR.join(titles[:depth]))
        if new is not None:
            return TOPIC_SEPARATOR.join((new, *titles[depth:]))
    return path
