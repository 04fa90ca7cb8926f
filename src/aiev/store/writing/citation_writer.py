"""Writing what sources know of papers as works in the world, and how often they are cited."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import RowMapping, text
from sqlmodel import Session

from aiev.domain import doi as dois
from aiev.domain import published_work
from aiev.domain.affiliation import Outcome
from aiev.domain.paper import Enrichment, Kind
from aiev.domain.published_work import WorkQuestion, WorkReply
from aiev.domain.told_by import OPENALEX, SEMANTIC_SCHOLAR

SOURCES = (SEMANTIC_SCHOLAR, OPENALEX)
"""Who counts citations; the count of the first of them that has one is shown."""

# A paper may be known by its DOI through an address alone.
_OPEN = text(
    "select id, arxiv_id, doi, kind, title, authors, enrichment, published,"
    " (select json_group_array(url) from ("
    "  select paper.url as url union all"
    "  select url from paper_address where paper_id = paper.id"
    " )) as addresses"
    " from paper where (arxiv_id is not null or doi is not null or kind = :kind)"
    " and (:among is null or id in (select value from json_each(:among)))"
    " and not exists (select 1 from source_work where paper_id = paper.id and source = :source"
    "  and (:known_before is null or asked_at >= :known_before))"
    " and not exists (select 1 from source_work where paper_id = paper.id and outcome = 'found'"
    "  and source in (select value from json_each(:before)))"
    " order by id"
)
_KEEP = text(
    "insert into source_work (paper_id, source, outcome, asked_at, title, authors, is_agreed,"
    " venue, short_venue, kind, volume, pages, doi, year, open_url)"
    " values (:paper_id, :source, :outcome, :asked_at, :title, :authors, :is_agreed,"
    " :venue, :short_venue, :kind, :volume, :pages, :doi, :year, :open_url)"
    " on conflict (paper_id, source) do update set outcome = excluded.outcome,"
    " asked_at = excluded.asked_at, title = excluded.title, authors = excluded.authors,"
    " is_agreed = excluded.is_agreed, venue = excluded.venue,"
    " short_venue = excluded.short_venue, kind = excluded.kind, volume = excluded.volume,"
    " pages = excluded.pages, doi = excluded.doi, year = excluded.year,"
    " open_url = excluded.open_url"
)
_LAST_COUNT = (
    "select max(day) from citation_count as other where other.paper_id = :paper_id"
    " and other.source = :source"
)
# The same count as last time makes the last row reach to today, another one begins a row.
_CONFIRM = text(
    "update citation_count set last_day = max(last_day, :day)"
    " where paper_id = :paper_id and source = :source and count = :count"
    f" and influential is :influential and day = ({_LAST_COUNT})"
)
_COUNT = text(
    "insert into citation_count (paper_id, source, day, count, influential, last_day)"
    " values (:paper_id, :source, :day, :count, :influential, :day)"
    " on conflict (paper_id, source, day) do update set count = excluded.count,"
    " influential = excluded.influential"
)
_SHOWN = text(
    "insert into citation (paper_id, count, influential, source, day)"
    " select paper_id, count, influential, source, last_day from ("
    "  select *, row_number() over ("
    "   partition by paper_id order by source = :first desc, source, day desc"
    "  ) as place from citation_count where paper_id in (select value from json_each(:ids))"
    " ) where place = 1"
    " on conflict (paper_id) do update set count = excluded.count,"
    " influential = excluded.influential, source = excluded.source, day = excluded.day"
)


def open_questions(
    session: Session,
    source: str,
    *,
    before: Sequence[str] = (),
    known_before: date | None = None,
    among: Sequence[int] | None = None,
) -> tuple[WorkQuestion, ...]:
    """Return the papers with an arXiv id or a DOI of which `source` has said nothing yet.

    With `known_before` also those that it was last asked about before that day; without those that
    one of the sources `before` knows.
    """
    rows = session.connection().execute(
        _OPEN,
        {
            "source": source,
            "kind": Kind.PAPER,
            "among": None if among is None else json.dumps(list(among)),
            "before": json.dumps(list(before)),
            "known_before": known_before.isoformat() if known_before else None,
        },
    )
    questions = (_question(row) for row in rows.mappings())
    return tuple(one for one in questions if one.arxiv_id or one.dois)


def _question(row: RowMapping) -> WorkQuestion:
    given = [row["doi"], *filter(None, json.loads(row["addresses"]))]
    found = dict.fromkeys(doi for doi in map(dois.find, given) if doi)
    return WorkQuestion(
        row["id"],
        row["arxiv_id"],
        # What arXiv registers itself is known by the id.
        tuple(doi for doi in found if dois.arxiv_id_in(doi) is None),
        row["title"],
        tuple(row["authors"].split("\n")) if row["authors"] else (),
        is_titled=row["enrichment"] == Enrichment.DONE,
        published=row["published"],
    )


def store(session: Session, source: str, replies: Iterable[WorkReply], *, now: datetime) -> int:
    """Keep a source's answers in place of earlier ones, and return how many have a count.

    An unusable answer changes nothing. A count is kept beside the earlier ones.
    """
    kept = [one for one in replies if one.outcome is not Outcome.UNUSABLE]
    counted = [one for one in kept if one.work is not None and one.work.citations is not None]
    connection = session.connection()
    if kept:
        connection.execute(_KEEP, [_row(source, one, now) for one in kept])
    for reply in counted:
        assert reply.work is not None, "looked at above"
        values = {
            "paper_id": reply.question.paper_id,
            "source": source,
            "day": now.date().isoformat(),
            "count": reply.work.citations,
            "influential": reply.work.influential,
        }
        if not connection.execute(_CONFIRM, values).rowcount:
            connection.execute(_COUNT, values)
    settle(session, [one.question.paper_id for one in counted])
    return len(counted)


def settle(session: Session, paper_ids: Iterable[int]) -> None:
    """Work out anew which count is shown of these papers."""
    values = {"ids": json.dumps(sorted(set(paper_ids))), "first": SOURCES[0]}
    session.connection().execute(_SHOWN, values)


def _row(source: str, reply: WorkReply, now: datetime) -> dict[str, str | int | None]:
    work, question = reply.work, reply.question
    row: dict[str, str | int | None] = {
        "paper_id": question.paper_id,
        "source": source,
        "outcome": reply.outcome,
        "asked_at": now.isoformat(timespec="seconds"),
        "authors": "\n".join(work.authors) if work else "",
        "is_agreed": work is not None and published_work.are_one(question, work),
    }
    for name in (
        "title", "venue", "short_venue", "kind", "volume", "pages", "doi", "year", "open_url",
    ):  # fmt: skip
        row[name] = getattr(work, name) if work else None
    return row
