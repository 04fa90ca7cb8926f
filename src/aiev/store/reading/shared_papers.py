"""Papers that several lists hold, each with its first place in each of these."""

import json
import sqlite3
from collections.abc import Sequence

from aiev.value import value

_SHARED = """
with chosen(id, name, at) as (
    select list.id, list.name, given.key
    from json_each(?1) as given join list on list.name = given.value
),
held(paper_id, list_id, line) as (
    select paper_id, list_id, min(line)
    from entry join chosen on chosen.id = list_id
    where line is not null
    group by paper_id, list_id
)
select held.paper_id, coalesce(paper.arxiv_id, paper.url), chosen.name, held.line, topic.path
from held
join chosen on chosen.id = held.list_id
join paper on paper.id = held.paper_id
join entry on entry.paper_id = held.paper_id and entry.list_id = held.list_id
    and entry.line = held.line
left join topic on topic.id = entry.topic_id
where held.paper_id in (select paper_id from held group by paper_id having count(*) > 1)
    and coalesce(paper.arxiv_id, paper.url) is not null
group by held.paper_id, chosen.at
order by chosen.at, held.line, held.paper_id
"""


@value
class SharedPlace:
    """A paper's first place in one of the lists; `name` is its arXiv id or its address."""

    paper_id: int
    name: str
    list: str
    line: int
    topic: str | None


def find(connection: sqlite3.Connection, lists: Sequence[str]) -> tuple[SharedPlace, ...]:
    """Return the places of the papers that two or more of these lists hold, list by list."""
    rows = connection.execute(_SHARED, (json.dumps(list(lists)),))
    return tuple(SharedPlace(*row) for row in rows)
