"""Papers that have something in common with others: telling words, a topic, an author."""

import json
import sqlite3
from collections.abc import Sequence

from aiev.query import compile as compiler
from aiev.query.tree import And, Concept, Node, Or
from aiev.store.reading import search

_BY_WORDS = 80
_BY_TOPIC = 60
_BY_AUTHOR = 40
# A topic with very many papers says little, and reading all of it costs much: hence the limit.
_SAME_TOPIC = """
select distinct other.paper_id
from entry join entry as other on other.topic_id = entry.topic_id
where entry.paper_id in (select value from json_each(?1))
  and other.paper_id not in (select value from json_each(?1))
limit ?2
"""
_SAME_AUTHOR = """
select distinct other.paper_id
from authorship join authorship as other on other.author_id = authorship.author_id
where authorship.paper_id in (select value from json_each(?1))
  and other.paper_id not in (select value from json_each(?1))
limit ?2
"""


def candidates(
    connection: sqlite3.Connection, seeds: Sequence[int], words: Sequence[Concept], within: Node
) -> tuple[int, ...]:
    """Return the papers `within` a tree that may be near to the seeds, by number, without these."""
    found: set[int] = set()
    own = json.dumps(seeds)
    if words:
        condition = compiler.compile(And((Or(tuple(words)), within)))
        # The seeds have the words most of all.
        found.update(search.by_rank(connection, condition, limit=_BY_WORDS + len(seeds)))
    related = {
        row[0]
        for sql, limit in ((_SAME_TOPIC, _BY_TOPIC), (_SAME_AUTHOR, _BY_AUTHOR))
        for row in connection.execute(sql, (own, limit))
    }
    found |= search.meeting(connection, compiler.compile(within), tuple(related - found))
    return tuple(sorted(found.difference(seeds)))
