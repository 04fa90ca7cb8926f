"""What citation keys are made of (who, when, which title), read of very many papers at once."""

import json
from collections.abc import Iterable, Iterator, Sequence
from sqlite3 import Connection

from aiev.domain.knowledge import CitationFacts

# As a bibliography dates a paper: by version 1, where it is known.
_YEAR = "substr(coalesce(nullif(published, ''), issued, ''), 1, 4)"
_FACTS = f"""
select id, kind, arxiv_id, title, authors, organizations, published, issued, tex_title,
       name_parts
from paper
where id <= ?1
  and (?2 is null or {_YEAR} in (select value from json_each(?2)))
order by id
"""

# What files of citations call a paper.
_OWN_KEYS = """
select paper_id, value from statement where field = 'citation key'
order by paper_id, source, position
"""


def own_keys(connection: Connection) -> dict[int, tuple[str, ...]]:
    """Return the citation keys that the user's files gave papers, by the papers' ids."""
    found: dict[int, tuple[str, ...]] = {}
    for paper_id, key in connection.execute(_OWN_KEYS):
        found[paper_id] = (*found.get(paper_id, ()), key)
    return found


def years(connection: Connection, ids: Sequence[int]) -> frozenset[str]:
    """Return the years of these papers, with an empty one where some have none."""
    rows = connection.execute(
        f"select {_YEAR} from paper where id in (select value from json_each(?))",
        (json.dumps(list(ids)),),
    )
    return frozenset([row[0] for row in rows])


def iter_citation_facts(
    connection: Connection, *, last: int, years: Iterable[str] | None
) -> Iterator[CitationFacts]:
    """Yield the facts of papers up to the id `last`, of these years or of all, by their ids."""
    for paper_id, kind, arxiv_id, title, authors, organizations, *more in connection.execute(
        _FACTS, (last, None if years is None else json.dumps(sorted(years)))
    ):
        published, issued, tex_title, name_parts = more
        yield CitationFacts(
            paper_id,
            kind,
            arxiv_id,
            title,
            tuple(authors.split("\n")) if authors else (),
            tuple(organizations.split("\n")) if organizations else (),
            published,
            issued,
            tex_title,
            tuple(name_parts.split("\n")) if name_parts else (),
        )
