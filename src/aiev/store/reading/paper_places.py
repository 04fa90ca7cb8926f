"""Where a paper stands in lists."""

from aiev.store.reading.reader import Reader
from aiev.value import value

_PLACES = """
select entry.id, entry.list_id, list.name, coalesce(topic.path, ''),
    iif(entry.origin = 'list', span_start, null)
from entry
join list on list.id = entry.list_id
left join topic on topic.id = entry.topic_id
where paper_id = ?
order by entry.list_id, entry.position
"""


@value
class Place:
    """One entry of a paper; `start` is None where the list's file does not hold it yet."""

    entry_id: int
    list_id: int
    list: str
    topic: str
    start: int | None


def places(reader: Reader, paper_id: int) -> tuple[Place, ...]:
    """Return the entries of a paper in the order of lists and places."""
    return tuple([Place(*row) for row in reader.connection.execute(_PLACES, (paper_id,))])
