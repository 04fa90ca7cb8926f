"""Reading what became of papers: changes that were noticed, and tries in vain."""

from aiev.domain.change import Attempt, Change
from aiev.store.reading.reader import Reader

_CHANGES = """
select paper_id, arxiv_id, title, paper_change.version, field, before, after, noticed_at
from paper_change
join paper on paper.id = paper_id
where (?1 is null or paper_id = ?1)
  and (?2 is null or noticed_at >= ?2)
order by noticed_at desc, paper_id, paper_change.id
limit ?3
"""


def changes(
    reader: Reader, *, paper_id: int | None = None, since: str | None = None, limit: int = -1
) -> tuple[Change, ...]:
    """Return what was noticed, the latest first; `since` is an ISO day."""
    rows = reader.connection.execute(_CHANGES, (paper_id, since, limit))
    return tuple(Change(*row) for row in rows)


def attempts(reader: Reader, paper_id: int) -> tuple[Attempt, ...]:
    """Return the tries in vain for a paper since it last had an answer, by source."""
    rows = reader.connection.execute(
        "select source, tries, reason, tried_at from attempt where paper_id = ? order by source",
        (paper_id,),
    )
    return tuple(Attempt(*row) for row in rows)
