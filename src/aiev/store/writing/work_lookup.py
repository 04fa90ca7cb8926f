"""Works that somebody is still to be asked for, and what becomes of them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlmodel import Session, col, select, update

from aiev.domain import paper, title_likeness
from aiev.domain.arxiv_id import ArxivId
from aiev.domain.paper import Enrichment, Kind
from aiev.store.tables import EntryTable, PaperAddressTable, PaperTable
from aiev.store.writing import paper_merge, paper_writer, work_match

_PENDING = """
select id, url
from paper
where enrichment = 'pending' and arxiv_id is null and url is not null
    and (:ids is null or id in (select value from json_each(:ids)))
order by coalesce(fetched_at, ''), id
limit :count
"""


@dataclass(frozen=True, slots=True)
class Pending:
    """A work without an arXiv id that nobody has described yet."""

    id: int
    url: str


def pending(
    session: Session, *, among: Iterable[int] | None = None, limit: int | None = None
) -> tuple[Pending, ...]:
    """Return the works that wait for somebody who knows them; those asked for before come last."""
    values = {
        "ids": None if among is None else json.dumps(sorted(set(among))),
        "count": -1 if limit is None else limit,
    }
    return tuple(Pending(*row) for row in session.connection().execute(text(_PENDING), values))


def mark_pending(session: Session, paper_id: int) -> None:
    """Note that somebody is to be asked for a work."""
    session.get_one(PaperTable, paper_id).enrichment = Enrichment.PENDING
    session.flush()


def mark(session: Session, paper_id: int, state: Enrichment, *, now: datetime) -> None:
    """Note what came of asking: described, or known to nobody; or only when it was asked."""
    row = session.get_one(PaperTable, paper_id)
    row.enrichment, row.fetched_at = state, now.isoformat(timespec="seconds")
    session.flush()


def relabel(session: Session, paper_id: int, before: str) -> None:
    """Call the user's own entries by the title, where only an address was known before."""
    title = session.get_one(PaperTable, paper_id).title
    session.exec(
        update(EntryTable)
        .where(col(EntryTable.paper_id) == paper_id)
        .where(col(EntryTable.origin) == "user")
        .where(col(EntryTable.label) == before)
        .values(label=title)
    )


def join(session: Session, paper_id: int, arxiv_id: ArxivId) -> int | None:
    """Make a work and its preprint one paper; return the paper's id, or None where it cannot be.

    A preprint that is here under an unlike title is another work, and code is nobody's preprint.
    """
    row = session.get_one(PaperTable, paper_id)
    if row.kind not in (Kind.PAPER, Kind.WEB):
        return None
    identity = work_match.identity(arxiv_id, None)
    known = session.exec(select(PaperTable).where(PaperTable.identity == identity)).first()
    if known is not None:
        assert known.id is not None, "read from the store"
        is_called = not known.title.startswith("arXiv:")
        if is_called and title_likeness.contradict(known.title, row.title):
            return None
        if not is_called:
            known.title = row.title
        paper_merge.merge(session, known.id, paper_id)
        paper_writer.settle(session, [known.id])
        return known.id
    before, url = row.identity, row.url
    row.identity, row.arxiv_id, row.kind = identity, arxiv_id.value, Kind.PAPER
    row.url, row.enrichment = arxiv_id.abs_url, Enrichment.PENDING
    row.version = arxiv_id.version
    session.flush()
    if session.get(PaperAddressTable, before) is None:
        at = paper.plain_identity(before)
        session.add(PaperAddressTable(identity=at, paper_id=paper_id, url=url))
    session.flush()
    paper_writer.settle(session, [paper_id])
    return paper_id
