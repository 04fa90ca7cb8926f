"""Who made each paper, when and under which title, read of all papers at once."""

from collections.abc import Iterator
from sqlite3 import Connection

from aiev.domain.knowledge import Imprint

_IMPRINT = """
select id, kind, arxiv_id, title, authors, organizations, published, issued
from paper
where id <= ?
order by id
"""


def iter_imprints(connection: Connection, *, last: int) -> Iterator[Imprint]:
    """Yield the imprint of each paper up to that of the id `last`, in the order of their ids."""
    for paper_id, kind, arxiv_id, title, authors, organizations, *dates in connection.execute(
        _IMPRINT, (last,)
    ):
        yield Imprint(
            paper_id,
            kind,
            arxiv_id,
            title,
            tuple(authors.split("\n")) if authors else (),
            tuple(organizations.split("\n")) if organizations else (),
            *dates,
        )
