"""How papers spread: over months and first topics, and who and what has most of them."""

from aiev.domain.knowledge import NamedCount
from aiev.domain.timeline import Dated
from aiev.store.reading import catalog
from aiev.store.reading.reader import Reader
from aiev.value import value

# A paper under several topics is counted once, under the one that it was first filed under.
_TIMELINE = """
with filed(paper_id, top, first) as (
    select entry.paper_id,
           substr(topic.path, 1, instr(topic.path || ' > ', ' > ') - 1),
           min(entry.id)
    from entry join topic on topic.id = entry.topic_id
    group by entry.paper_id
)
select substr(issued, 1, 7), coalesce(filed.top, 'no topic'), count(*)
from paper left join filed on filed.paper_id = paper.id
where issued is not null
group by 1, 2
order by 1, 2
"""
_TOPICS = """
select topic.path, count(distinct paper_id) as papers
from entry join topic on topic.id = entry.topic_id
group by topic.path
order by papers desc, topic.path
limit ?
"""


@value
class Spread:
    """Papers by month and first topic, and the topics, organizations and authors with most."""

    timeline: tuple[Dated, ...]
    topics: tuple[NamedCount, ...]
    organizations: tuple[NamedCount, ...]
    authors: tuple[NamedCount, ...]


def spread(reader: Reader, *, limit: int) -> Spread:
    """Return how papers spread, with so many names of each sort."""
    connection = reader.connection
    return Spread(
        tuple(Dated(*row) for row in connection.execute(_TIMELINE)),
        tuple(NamedCount(*row) for row in connection.execute(_TOPICS, (limit,))),
        catalog.organizations(reader)[:limit],
        catalog.authors(reader, limit=limit),
    )
