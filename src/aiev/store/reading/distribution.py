"""How papers are distributed over months and topics, and who has most; of all or of a subset."""

import json
import sqlite3
from collections.abc import Sequence

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
_CITED = """
select paper.id, paper.arxiv_id, paper.title, citation.count
from citation join paper on paper.id = citation.paper_id
order by citation.count desc, paper.id
limit ?
"""
# A temporary view hides the table of the same name: queries written for all papers then see only
# the chosen ones, without any change.
_VIEWS = """
create temp view paper as
    select * from main.paper where id in (select id from temp.chosen);
create temp view entry as
    select * from main.entry where paper_id in (select id from temp.chosen);
create temp view authorship as
    select * from main.authorship where paper_id in (select id from temp.chosen);
create temp view paper_organization as
    select * from main.paper_organization where paper_id in (select id from temp.chosen);
create temp view author as
    select * from main.author where id in (select author_id from temp.authorship);
create temp view citation as
    select * from main.citation where paper_id in (select id from temp.chosen);
create temp view topic as
    select * from main.topic where id in (select topic_id from temp.entry);
create temp view list as
    select * from main.list where id in (select list_id from temp.entry);
"""


@value
class Cited:
    """A paper and how often it is cited."""

    id: int
    arxiv_id: str | None
    title: str
    count: int


@value
class Distribution:
    """Papers by month and first topic, the topics, organizations and authors with most.

    `cited` are the papers that are cited most, where that is known.
    """

    timeline: tuple[Dated, ...]
    topics: tuple[NamedCount, ...]
    organizations: tuple[NamedCount, ...]
    authors: tuple[NamedCount, ...]
    cited: tuple[Cited, ...] = ()


def distribution(reader: Reader, *, limit: int) -> Distribution:
    """Return how papers are distributed, with at most `limit` names of each sort."""
    connection = reader.connection
    return Distribution(
        tuple(Dated(*row) for row in connection.execute(_TIMELINE)),
        tuple(NamedCount(*row) for row in connection.execute(_TOPICS, (limit,))),
        catalog.organizations(reader)[:limit],
        catalog.authors(reader, limit=limit),
        tuple(Cited(*row) for row in connection.execute(_CITED, (limit,))),
    )


def restrict_to(connection: sqlite3.Connection, papers: Sequence[int]) -> None:
    """Let the connection see only these papers, and what they are filed under, from now on.

    Nothing is written: all of it is the connection's own and ends with it.
    """
    connection.execute("create temp table chosen (id integer primary key)")
    connection.execute(
        "insert into temp.chosen (id) select value from json_each(?)", (json.dumps(papers),)
    )
    for view in _VIEWS.split(";")[:-1]:
        connection.execute(view)
