"""What there is, with counts: topics, lists, organizations, authors and the totals."""

from __future__ import annotations

from collections.abc import Sequence

from aiev import json_text
from aiev.domain.knowledge import (
    Block,
    ListSummary,
    NamedCount,
    Outline,
    OutlineList,
    OutlineTopic,
    Topic,
)
from aiev.store.reading.completion import IS_AUTHOR, literal
from aiev.store.reading.reader import Reader
from aiev.value import value

_TOPICS = """
with recursive below(top, id) as (
    select id, id from topic
    -- Not "union all": in a damaged database topics may lie below themselves, which must end.
    union
    select below.top, topic.id from below join topic on topic.parent_id = below.id
),
counted(top, papers) as (
    select below.top, count(distinct entry.paper_id)
    from below join entry on entry.topic_id = below.id
    group by below.top
)
select topic.id, list.name, topic.path, topic.title, topic.level, topic.position,
       (select count(distinct paper_id) from entry where topic_id = topic.id),
       coalesce(counted.papers, 0)
from topic
join list on list.id = topic.list_id
left join counted on counted.top = topic.id
where ?1 is null or list.name = ?1
order by topic.list_id, topic.position, topic.id
"""
_LISTS = """
select list.id, list.name, list.title, list.path, list.imported_at, length(list.content),
       (select count(*) from entry where list_id = list.id),
       (select count(distinct paper_id) from entry where list_id = list.id),
       (select count(*) from topic where list_id = list.id)
from list
order by list.id
"""
# A parent counts the papers of its children too, each paper once.
_ORGANIZATIONS = """
with recursive family(top, id) as (
    select id, id from organization
    union
    select family.top, organization.id
    from family join organization on organization.parent_id = family.id
)
select organization.name, count(distinct paper_id) as papers, parent.name
from family
join paper_organization on paper_organization.organization_id = family.id
join organization on organization.id = family.top
left join organization as parent on parent.id = organization.parent_id
group by organization.id
order by papers desc, organization.name
"""
_AUTHORS = f"""
select author.name, count(*) as papers
from authorship join author on author.id = author_id
where {IS_AUTHOR}
group by author.id
order by papers desc, author.name
limit ? offset ?
"""
_TAGS = """
select tag.name, count(*) as papers
from paper_tag join tag on tag.id = tag_id
group by tag.id
order by papers desc, tag.name
"""
# As lists write them, and as the sources say that papers appeared.
_VENUES = """
with told(name, paper_id) as (
    select venue, paper_id from entry where venue is not null
    union
    select coalesce(short_venue, venue) || coalesce(' ' || year, ''), paper_id
    from source_work
    where is_agreed and venue is not null
)
select name, count(*) as papers from told group by name order by papers desc, name
"""
_YEARS = """
select substr(issued, 1, 4) as year, count(*)
from paper
where issued is not null
group by year
order by year desc
"""


@value
class Totals:
    """The size of the knowledge base; `by_month` has `YYYY-MM`, or `YYYY` where a year is all.

    `citations` is how often the papers are cited together, those `with_citations`.
    """

    papers: int
    arxiv_papers: int
    entries: int
    topics: int
    lists: int
    organizations: int
    authors: int
    with_abstract: int
    without_date: int
    without_organization: int
    with_citations: int
    citations: int
    by_kind: tuple[NamedCount, ...]
    by_enrichment: tuple[NamedCount, ...]
    by_category: tuple[NamedCount, ...]
    by_month: tuple[NamedCount, ...]
    by_state: tuple[NamedCount, ...]


def topics(reader: Reader, *, list_name: str | None = None) -> tuple[Topic, ...]:
    """Return all topics in the order of their lists, with papers here and in the subtree."""
    return tuple(Topic(*row) for row in reader.connection.execute(_TOPICS, (list_name,)))


def lists(reader: Reader) -> tuple[ListSummary, ...]:
    """Return the imported lists in the order of their first import."""
    return tuple(ListSummary(*row) for row in reader.connection.execute(_LISTS))


def outline(reader: Reader, *, list_name: str | None = None) -> Outline:
    """Return the frame of each list, or of one, in the order of their first import."""
    blocks: dict[tuple[str, str | None], list[Block]] = {}
    for block in reader.all_blocks():
        blocks.setdefault((block.list, block.topic), []).append(block)
    by_list: dict[str, list[OutlineTopic]] = {}
    for topic in topics(reader, list_name=list_name):
        held = tuple(blocks.get((topic.list, topic.path), ()))
        by_list.setdefault(topic.list, []).append(
            OutlineTopic(topic.path, topic.title, topic.level, held)
        )
    return tuple(
        OutlineList(
            one.name,
            one.title,
            tuple(by_list.get(one.name, ())),
            tuple(blocks.get((one.name, None), ())),
        )
        for one in lists(reader)
        if list_name is None or one.name == list_name
    )


def organizations(reader: Reader) -> tuple[NamedCount, ...]:
    """Return the organizations that have papers, most papers first."""
    return tuple(NamedCount(*row) for row in reader.connection.execute(_ORGANIZATIONS))


def authors(reader: Reader, *, limit: int, offset: int = 0) -> tuple[NamedCount, ...]:
    """Return the authors, most papers first; a `limit` of -1 means all."""
    return tuple(NamedCount(*row) for row in reader.connection.execute(_AUTHORS, (limit, offset)))


def tags(reader: Reader) -> tuple[NamedCount, ...]:
    """Return the user's tags that papers have, most papers first."""
    return tuple(NamedCount(*row) for row in reader.connection.execute(_TAGS))


def authors_holding(reader: Reader, words: Sequence[str]) -> tuple[NamedCount, ...]:
    """Return the authors whose names may hold all these words, most papers first.

    The words are tokens, without accents: a name that has other letters is returned in any case.
    """
    held = "".join(
        " and (author.name like ? escape '\\' or author.name glob '*[^ -~]*')" for _ in words
    )
    sql = _AUTHORS.replace("group by", f"{held} group by", 1)
    values = [f"%{literal(word)}%" for word in words]
    rows = reader.connection.execute(sql, (*values, -1, 0))
    return tuple(NamedCount(*row) for row in rows)


def count_papers(reader: Reader) -> int:
    """Return how many papers there are."""
    return int(reader.connection.execute("select count(*) from paper").fetchone()[0])


def count_authors(reader: Reader) -> int:
    """Return how many authors there are."""
    row = reader.connection.execute(f"select count(*) from author where {IS_AUTHOR}").fetchone()
    return int(row[0])


def venues(reader: Reader) -> tuple[NamedCount, ...]:
    """Return where papers appeared, as lists and sources name it, most papers first."""
    return tuple(NamedCount(*row) for row in reader.connection.execute(_VENUES))


def years(reader: Reader) -> tuple[NamedCount, ...]:
    """Return the years in which papers were issued, latest first."""
    return tuple(NamedCount(*row) for row in reader.connection.execute(_YEARS))


def totals(reader: Reader) -> Totals:
    """Return the size of the knowledge base and how its papers spread."""

    def count(sql: str) -> int:
        return int(reader.connection.execute(f"select count(*) from {sql}").fetchone()[0])

    def spread(sql: str) -> tuple[NamedCount, ...]:
        return tuple(NamedCount(*row) for row in reader.connection.execute(sql))

    return Totals(
        papers=count("paper"),
        arxiv_papers=count("paper where arxiv_id is not null"),
        entries=count("entry"),
        topics=count("topic"),
        lists=count("list"),
        organizations=count("(select distinct organization_id from paper_organization)"),
        authors=count_authors(reader),
        with_abstract=count("paper where abstract is not null"),
        without_date=count("paper where issued is null"),
        without_organization=count("paper where organizations = ''"),
        with_citations=count("citation"),
        citations=int(
            reader.connection.execute("select coalesce(sum(count), 0) from citation").fetchone()[0]
        ),
        by_kind=spread("select kind, count(*) as n from paper group by kind order by n desc, kind"),
        by_enrichment=spread(
            "select enrichment, count(*) as n from paper group by 1 order by n desc, enrichment"
        ),
        by_category=spread(
            "select primary_category, count(*) as n from paper"
            " where primary_category is not null group by 1 order by n desc, primary_category"
        ),
        by_month=spread(
            "select substr(issued, 1, 7) as month, count(*) from paper"
            " where issued is not null group by month order by month"
        ),
        by_state=spread(
            "select state, count(*) as n from curation join paper on paper.id = paper_id"
            " where state is not null group by 1 order by n desc, state"
        ),
    )


_LAST_ADDED = """
select id from paper
where id in (select value from json_each(?))
order by added_at is null, added_at desc, id desc
"""


def last_added(reader: Reader, ids: Sequence[int]) -> tuple[int, ...]:
    """Return these papers by when they came, the last first, at the end where nobody knows it."""
    rows = reader.connection.execute(_LAST_ADDED, (json_text.dumps(list(ids)),))
    return tuple([row[0] for row in rows])
