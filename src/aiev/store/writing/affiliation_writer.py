"""Writing what sources say of affiliations, and remembering what they were asked."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, text
from sqlmodel import Session, col, insert, select

from aiev.domain.affiliation import Outcome, Question, Reply
from aiev.domain.arxiv_id import ArxivId
from aiev.domain.told_by import GIVEN
from aiev.store.bookkeeping_tables import AffiliationTable, InquiryTable
from aiev.store.tables import PaperTable

_LACKING = (
    "not exists (select 1 from paper_organization where paper_organization.paper_id = paper.id{})"
)
_OPEN = (
    "not exists (select 1 from inquiry where inquiry.paper_id = paper.id"
    " and inquiry.source = :source)"
)


def open_questions(
    session: Session,
    source: str,
    *,
    before: Sequence[str],
    is_refresh: bool,
) -> tuple[Question, ...]:
    """Return the papers on arXiv to ask `source` about, oldest rows first.

    These are papers without an organization for which the source has not answered yet. With
    `is_refresh` they are all papers to which no list, no user and none of the sources `before`
    gives an organization.
    """
    query = select(PaperTable.id, PaperTable.arxiv_id, PaperTable.doi).where(
        col(PaperTable.arxiv_id).is_not(None)
    )
    if is_refresh:
        among = " and source in (select value from json_each(:before))"
        query = query.where(
            text(_LACKING.format(among)).bindparams(before=json.dumps([*GIVEN, *before]))
        )
    else:
        query = query.where(text(_LACKING.format("")))
        query = query.where(text(_OPEN).bindparams(source=source))
    return tuple(
        Question(paper_id, ArxivId(value), doi)
        for paper_id, value, doi in session.exec(query.order_by(col(PaperTable.id)))
        if paper_id is not None and value is not None
    )


def store(session: Session, source: str, reply: Reply, *, now: datetime) -> None:
    """Keep a source's answer in place of an earlier one; an unusable answer changes nothing."""
    if reply.outcome is Outcome.UNUSABLE:
        return
    paper_id = reply.question.paper_id
    session.exec(
        delete(AffiliationTable).where(
            col(AffiliationTable.paper_id) == paper_id, col(AffiliationTable.source) == source
        )
    )
    rows = [
        {
            "paper_id": paper_id,
            "source": source,
            "position": position,
            "text": one.text,
            "ror": one.ror,
        }
        for position, one in enumerate(reply.affiliations)
    ]
    if rows:
        session.exec(insert(AffiliationTable), params=rows)
    session.merge(
        InquiryTable(
            paper_id=paper_id,
            source=source,
            outcome=reply.outcome,
            asked_at=now.isoformat(timespec="seconds"),
        )
    )
    session.flush()
