"""The columns of a paper that triggers keep, each worked out from other tables as they do it."""

import json
import sqlite3
from collections.abc import Iterable, Sequence

COLUMNS = {
    "authors": """
        select group_concat(name, char(10)) from (
            select author.name
            from authorship join author on author.id = authorship.author_id
            where authorship.paper_id = paper.id
            order by authorship.position
        )""",
    "topics": """
        select group_concat(path, char(10)) from (
            select topic.path
            from entry join topic on topic.id = entry.topic_id
            where entry.paper_id = paper.id
            group by topic.path
            order by min(entry.list_id * 4294967296 + entry.position), topic.path
        )""",
    "organizations": """
        select group_concat(name, char(10)) from (
            select organization.name
            from paper_organization
            join organization on organization.id = paper_organization.organization_id
            where paper_organization.paper_id = paper.id
            group by organization.id
            order by min(paper_organization.position), organization.id
        )""",
    "listed": """
        select group_concat(text, char(10)) from (
            select label || coalesce(char(10) || short_name, '') || coalesce(char(10) || note, '')
                || coalesce(char(10) || keywords, '') || coalesce(char(10) || venue, '')
                || coalesce(char(10) || group_label, '')
                || coalesce(char(10) || listed_organizations, '')
                || coalesce(char(10) || abstract, '') as text
            from entry
            where entry.paper_id = paper.id
            order by entry.list_id, entry.position, entry.id
        )""",
}

_FROM = {
    "authors": "authorship",
    "topics": "entry",
    "organizations": "paper_organization",
    "listed": "entry",
}

NAMED = {
    "author": "select paper_id from authorship where author_id = ?",
    "organization": "select paper_id from paper_organization where organization_id = ?",
    "topic": "select paper_id from entry where topic_id = ?",
}
"""The tables whose names stand in those columns, and the papers that have one of them by its id."""


def write(
    connection: sqlite3.Connection,
    ids: Sequence[int] | None = None,
    *,
    names: Iterable[str] = COLUMNS,
) -> None:
    """Make these columns anew where they are out of step; of these papers, or of all."""
    among = "" if ids is None else " and id in (select value from json_each(:ids))"
    for name in names:
        anew = COLUMNS[name]
        connection.execute(
            f"update paper set {name} = coalesce(({anew}), '')"
            f" where {name} is not coalesce(({anew}), ''){among}",
            {} if ids is None else {"ids": json.dumps(ids)},
        )


def out_of_step(connection: sqlite3.Connection) -> dict[str, int]:
    """Return each of these columns with how many papers' are out of step."""
    # Few papers of a large database stand in a list: asking that first saves a third.
    sums = (
        f"total(case when {name} = '' and not exists"
        f" (select 1 from {_FROM[name]} where paper_id = paper.id) then 0"
        f" else {name} is not coalesce(({anew}), '') end)"
        for name, anew in COLUMNS.items()
    )
    [counts] = connection.execute(f"select {', '.join(sums)} from paper")
    return {name: int(count) for name, count in zip(COLUMNS, counts, strict=True)}
