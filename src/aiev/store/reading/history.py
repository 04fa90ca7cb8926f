"""Reading what became of papers: changes that were noticed, and tries in vain."""

from aiev.domain.change import Attempt, Change
from aiev.store.reading.reader import Reader

# The first count of a paper is where its course begins, and no news among those of all papers.
_CHANGES = """
select paper_id, arxiv_id, title, noticed.version, field, before, after, noticed_at, source
from (
    select paper_id, version, field, before, after, noticed_at, null as source, id as place
    from paper_change
    union all
    select paper_id, null, 'citations', before, after, day, source, 0
    from (
        select paper_id, source, day, cast(count as text) as after, cast(
            lag(count) over (partition by paper_id, source order by day) as text
        ) as before
        from citation_count
        where ?1 is null or paper_id = ?1
    )
    where before is not after and (before is not null or ?1 is not null)
) as noticed
join paper on paper.id = paper_id
where (?1 is null or paper_id = ?1)
  and (?2 is null or noticed_at >= ?2)
order by noticed_at desc, paper_id, place, source
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
