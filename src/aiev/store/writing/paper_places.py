"""Where a paper stands in lists, and what becomes of it when it stands nowhere any more."""

from collections.abc import Iterable

from sqlmodel import Session, select

from aiev.domain.merge import Difference
from aiev.domain.paper import Kind
from aiev.store.curation_tables import CurationTable
from aiev.store.reading import paper_places as reading
from aiev.store.reading.paper_places import Place
from aiev.store.tables import (
    ListTable,
    NoteTable,
    PaperOrganizationTable,
    PaperTable,
    PaperTagTable,
)
from aiev.store.writing import curation_writer
from aiev.store.writing.writer import reader_within


def places(session: Session, paper_id: int) -> tuple[Place, ...]:
    """Return the entries of a paper in the order of lists and places."""
    return reading.places(reader_within(session), paper_id)


def content(session: Session, list_id: int) -> bytes:
    """Return the bytes of a list."""
    return session.get_one(ListTable, list_id).content


def delete(session: Session, paper_id: int) -> None:
    """Delete a paper with all that is said of it."""
    session.delete(session.get_one(PaperTable, paper_id))
    session.flush()


def forget_placeholders(session: Session, paper_ids: Iterable[int]) -> set[int]:
    """Delete those of the papers that were only a name in a list, and are in none any more.

    One with a tag, note, state or rating of the user's stays. Returns the ids of the deleted.
    """
    gone = set()
    for paper_id in paper_ids:
        row = session.get(PaperTable, paper_id)
        if row is None or row.kind != Kind.PLACEHOLDER or places(session, paper_id):
            continue
        if not curation_writer.kept(session, paper_id).told:
            delete(session, paper_id)
            gone.add(paper_id)
    return gone


def hand_on(session: Session, paper_id: int, to: int) -> tuple[Difference, ...]:
    """Give the user's notes, tags, state, rating and organizations of one paper to another.

    The first paper is then deleted if it was only a name in a list; else it stays, in no list.
    Returns where both had a state or rating: then each keeps its own.
    """
    for note in session.exec(select(NoteTable).where(NoteTable.paper_id == paper_id)):
        note.paper_id = to
    for tag in session.exec(select(PaperTagTable).where(PaperTagTable.paper_id == paper_id)):
        if session.get(PaperTagTable, (to, tag.tag_id)) is None:
            session.add(PaperTagTable(paper_id=to, tag_id=tag.tag_id))
        session.delete(tag)
    differences = curation_writer.join(session, to, paper_id)
    given = session.get(CurationTable, paper_id)
    if given is not None and not differences:
        session.delete(given)
    for row in session.exec(
        select(PaperOrganizationTable).where(
            PaperOrganizationTable.paper_id == paper_id, PaperOrganizationTable.source == "user"
        )
    ):
        key = (to, row.organization_id, row.source)
        if session.get(PaperOrganizationTable, key) is None:
            session.add(
                PaperOrganizationTable(
                    paper_id=to,
                    organization_id=row.organization_id,
                    source=row.source,
                    position=row.position,
                )
            )
    session.flush()
    forget_placeholders(session, [paper_id])
    return differences
