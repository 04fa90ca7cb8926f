"""Noting that a paper stands at a further address: arXiv's paper at the conference's page."""

from sqlmodel import Session, col, select

from aiev.domain import paper, title_likeness
from aiev.domain.merge import Difference
from aiev.domain.paper import Kind
from aiev.store.tables import PaperAddressTable, PaperTable
from aiev.store.writing import paper_identity, paper_merge
from aiev.store.writing.paper_identity import Draft


def take(
    session: Session,
    paper_id: int,
    url: str,
    *,
    title: str,
    conflicts: list[Difference] | None = None,
) -> bool:
    """Make an address one of the paper's; return whether it can be.

    A paper of a like title that was known by it becomes a part of this one. One of an unlike title
    keeps the address, and so do repositories: code is another work. Where the user says otherwise
    of it, `conflicts` gets that.
    """
    kind = paper.kind(None, url)
    if kind not in (Kind.PAPER, Kind.WEB):
        return False
    identity = paper.identity(None, url, label="", topic="")
    other = paper_identity.find(session, Draft(identity, None, kind, url, title))
    if other == paper_id:
        return True
    if other is not None:
        known = session.get_one(PaperTable, other)
        if known.arxiv_id is not None or not title_likeness.are_the_same(known.title, title):
            return False
        differences = paper_merge.merge(session, paper_id, other)
        if conflicts is not None:
            conflicts += differences
        return True
    if kind is Kind.WEB:
        # A page, such as that of all accepted papers, may be of several works.
        identity = paper.shared_identity(identity, title_likeness.key(title))
    if session.get(PaperAddressTable, identity) is None:
        session.add(PaperAddressTable(identity=identity, paper_id=paper_id, url=url))
        session.flush()
    return True


def is_at_arxiv(session: Session, paper_id: int) -> bool:
    """Return whether a paper has an arXiv id."""
    found = session.exec(select(PaperTable.arxiv_id).where(col(PaperTable.id) == paper_id)).one()
    return found is not None
