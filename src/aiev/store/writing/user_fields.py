"""Writing what the user says of a paper: title, date, tags, notes and topics."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from aiev.domain.partial_date import PartialDate
from aiev.markdown.values import Link
from aiev.store.tables import (
    EntryLinkTable,
    EntryTable,
    NoteTable,
    PaperTable,
    PaperTagTable,
    TagTable,
)
from aiev.store.writing import entry_writer, paper_writer


@dataclass(frozen=True, slots=True)
class EntryWords:
    """What the user says for a new entry beyond date and organizations."""

    venue: str | None = None
    authors: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    short_name: str | None = None
    keywords: str | None = None


def exists(session: Session, paper_id: int) -> bool:
    """Return whether a paper has this number."""
    return session.get(PaperTable, paper_id) is not None


def name_of(session: Session, paper_id: int) -> tuple[str | None, str]:
    """Return the arXiv id and the title of a paper."""
    row = session.get_one(PaperTable, paper_id)
    return row.arxiv_id, row.title


def set_title(session: Session, paper_id: int, title: str) -> None:
    """Call the paper so, whatever arXiv and the lists say."""
    row = session.get_one(PaperTable, paper_id)
    row.title, row.has_user_title = title, True
    session.flush()


def set_date(session: Session, paper_id: int, issued: PartialDate) -> None:
    """Date the paper so, whatever arXiv and the lists say."""
    row = session.get_one(PaperTable, paper_id)
    paper_writer.set_date(row, issued)
    row.has_user_date = True
    session.flush()


def forget_date(session: Session, paper_id: int) -> None:
    """Date the paper again by what arXiv and the lists say."""
    session.get_one(PaperTable, paper_id).has_user_date = False
    session.flush()


def add_tags(session: Session, paper_id: int, names: Sequence[str]) -> None:
    """Put tags on the paper that it does not have yet."""
    for name in names:
        tag = session.exec(select(TagTable).where(TagTable.name == name)).first()
        if tag is None:
            tag = TagTable(name=name)
            session.add(tag)
            session.flush()
        assert tag.id is not None, "flushed"
        if session.get(PaperTagTable, (paper_id, tag.id)) is None:
            session.add(PaperTagTable(paper_id=paper_id, tag_id=tag.id))
    session.flush()


def add_note(session: Session, paper_id: int, text: str, *, now: datetime) -> None:
    """Add a note, unless the paper has the same one already."""
    present = session.exec(select(NoteTable.text).where(NoteTable.paper_id == paper_id)).all()
    if text not in present:
        stamp = now.isoformat(timespec="seconds")
        session.add(NoteTable(paper_id=paper_id, text=text, created_at=stamp))
        session.flush()


_SAID = (
    "label", "note", "url", "listed_date", "listed_organizations", "listed_authors", "venue",
    "short_name", "keywords",
)  # fmt: skip


def words_of(session: Session, entry_id: int) -> dict[str, str | None]:
    """Return what an entry says, by the columns of its table."""
    row = session.get_one(EntryTable, entry_id)
    return {name: getattr(row, name) for name in _SAID}


def file_copy(
    session: Session,
    paper_id: int,
    entry_id: int,
    list_id: int,
    topic_id: int,
    said: Mapping[str, str | None],
) -> bool:
    """Add an entry that says this, with another one's links; False where the paper stands there."""
    if not file_under(
        session,
        paper_id,
        list_id=list_id,
        topic_id=topic_id,
        listed_date=None,
        listed_organizations=(),
        words=EntryWords(links=_links_of(session, entry_id)),
    ):
        return False
    made = session.exec(
        select(EntryTable).where(EntryTable.topic_id == topic_id, EntryTable.paper_id == paper_id)
    ).one()
    for name, value in said.items():
        setattr(made, name, value)
    session.flush()
    return True


def _links_of(session: Session, entry_id: int) -> tuple[Link, ...]:
    rows = session.exec(
        select(EntryLinkTable)
        .where(EntryLinkTable.entry_id == entry_id)
        .order_by(col(EntryLinkTable.position))
    )
    return tuple(Link(row.text, row.url) for row in rows)


def file_under(
    session: Session,
    paper_id: int,
    *,
    list_id: int,
    topic_id: int,
    listed_date: PartialDate | None,
    listed_organizations: Sequence[str],
    words: EntryWords | None = None,
) -> bool:
    """Add an entry for the paper under a topic; False when it stands there already."""
    present = session.exec(
        select(EntryTable).where(EntryTable.topic_id == topic_id, EntryTable.paper_id == paper_id)
    ).first()
    if present is not None:
        return False
    row = session.get_one(PaperTable, paper_id)
    words = words or EntryWords()
    entry = EntryTable(
        list_id=list_id,
        topic_id=topic_id,
        paper_id=paper_id,
        position=0,
        origin="user",
        label=row.title,
        url=row.url,
        listed_date=str(listed_date) if listed_date else None,
        listed_organizations=" & ".join(listed_organizations) or None,
        listed_authors=", ".join(words.authors) or None,
        venue=words.venue,
        short_name=words.short_name,
        keywords=words.keywords,
    )
    entry_writer.add(session, entry)
    assert entry.id is not None, "flushed"
    for position, link in enumerate(words.links):
        session.add(
            EntryLinkTable(entry_id=entry.id, position=position, text=link.text, url=link.url)
        )
    session.flush()
    return True
