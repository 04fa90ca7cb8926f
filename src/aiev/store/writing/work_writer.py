"""Storing what files and services say of works: new papers, gaps filled, each statement's source.

arXiv's own words are never replaced; nor are the user's, or those of a source that came before.
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlmodel import Session, col, delete, insert, select

from aiev.domain import paper, title_likeness, written_tex
from aiev.domain.arxiv_record import Author
from aiev.domain.doi import address_of
from aiev.domain.paper import Enrichment, Kind
from aiev.domain.work_record import WorkRecord
from aiev.store.bookkeeping_tables import StatementTable
from aiev.store.tables import PaperTable
from aiev.store.writing import author_writer, bulk, work_match
from aiev.store.writing.writer import reader_within

# For a few papers the triggers take less time than it takes to put them aside.
_MANY = 10
_GAPS = ("abstract", "doi", "journal_ref", "primary_category", "categories")
_NAMED = {
    "journal_ref": "journal reference",
    "primary_category": "category",
    "categories": "category",
}
_TAKEN = """
select value from json_each(:wanted)
where value in (select identity from paper) or value in (select identity from paper_address)
"""
_ADD_ADDRESSES = """
insert or ignore into paper_address (identity, paper_id, url)
select given.value ->> 0, given.value ->> 1, given.value ->> 2
from json_each(?) as given
where not exists (select 1 from paper where identity = given.value ->> 0)
"""


@dataclass(frozen=True, slots=True)
class Work:
    """One work, as a source describes it, with what that comes to in a paper's row.

    `stand_in` is what it is called until somebody tells its title.
    """

    record: WorkRecord
    journal_ref: str | None
    kind: Kind
    stand_in: str = ""

    @property
    def url(self) -> str | None:
        """The address of the work; arXiv's own for a paper there."""
        record = self.record
        if record.arxiv_id is not None:
            return record.arxiv_id.abs_url
        return record.url or (address_of(record.doi) if record.doi else None)

    def row_values(self) -> dict[str, str | None]:
        """Return what fills the gaps of a paper's row."""
        return {
            "abstract": self.record.abstract,
            "doi": self.record.doi,
            "journal_ref": self.journal_ref,
            "primary_category": self.record.category,
            "categories": self.record.category or "",
        }


def make(session: Session, works: Sequence[Work], *, now: datetime) -> tuple[int, ...]:
    """Store papers for works that are not here yet, and return their ids in order.

    A work that only shares its address with another one gets an identity of its own.
    """
    if not works:
        return ()
    named = _identities(session, works)
    connection = reader_within(session).connection
    [last] = connection.execute("select coalesce(max(id), 0) from paper").fetchone()
    ids = tuple(range(last + 1, last + 1 + len(works)))
    rows = [
        {**_row(work, key, identity), "added_at": now.isoformat(timespec="seconds")}
        for work, key, identity in zip(works, ids, named, strict=True)
    ]
    session.connection().execute(insert(PaperTable), rows)
    with _indexed(session, ids):
        author_writer.replace(
            session,
            {
                key: [Author(name) for name in work.record.authors]
                for key, work in zip(ids, works, strict=True)
                if work.record.authors
            },
        )
    _add_addresses(session, dict(zip(ids, works, strict=True)))
    return ids


def _identities(session: Session, works: Sequence[Work]) -> list[str]:
    own = [_identity(work) for work in works]
    rows = session.connection().execute(text(_TAKEN), {"wanted": json.dumps(own)})
    taken = set(rows.scalars())
    found = []
    for work, identity in zip(works, own, strict=True):
        unique, number = identity, 1
        while unique in taken:
            key = title_likeness.key(work.record.title or work.stand_in)
            unique = paper.shared_identity(identity, f"{key}{number if number > 1 else ''}")
            number += 1
        taken.add(unique)
        found.append(unique)
    return found


def _identity(work: Work) -> str:
    record = work.record
    if record.arxiv_id is not None or work.url:
        return work_match.identity(record.arxiv_id, work.url)
    return work_match.identities(record)[0]


def _row(work: Work, key: int, identity: str) -> dict[str, object]:
    record = work.record
    month = record.arxiv_id.month() if record.arxiv_id else None
    issued = paper.issued(published=None, arxiv_id=record.arxiv_id, listed=record.date) or month
    low, high = issued.interval() if issued else (None, None)
    return {
        "id": key,
        "identity": identity,
        "arxiv_id": record.arxiv_id.value if record.arxiv_id else None,
        "version": record.arxiv_id.version if record.arxiv_id else None,
        "kind": work.kind,
        "url": work.url,
        "title": record.title or work.stand_in,
        "tex_title": record.tex_title,
        "name_parts": "\n".join(record.name_parts) or None,
        "enrichment": _enrichment(work),
        "issued": str(issued) if issued else None,
        "issued_low": low.isoformat() if low else None,
        "issued_high": high.isoformat() if high else None,
        "withdrawn": record.is_withdrawn,
        "tex_abstract": written_tex.pack(record.tex_abstract, record.abstract),
        **work.row_values(),
    }


def _enrichment(work: Work) -> Enrichment:
    """Return whether somebody must still be asked: arXiv, or who knows a work without a title."""
    is_open = work.record.arxiv_id is not None or not work.record.title
    return Enrichment.PENDING if is_open else Enrichment.NOT_APPLICABLE


def _add_addresses(session: Session, works: Mapping[int, Work]) -> None:
    """Note the further addresses of papers, where nobody has them: the DOI, the page."""
    found = []
    for paper_id, work in works.items():
        first, doi = _identity(work), work.record.doi
        for identity in work_match.identities(work.record):
            if identity != first and identity.startswith("url:"):
                is_doi = doi and identity == work_match.identity(None, address_of(doi))
                found.append(
                    [identity, paper_id, address_of(doi) if doi and is_doi else work.record.url]
                )
    if found:
        reader_within(session).connection.execute(_ADD_ADDRESSES, (json.dumps(found),))


def fill(session: Session, paper_id: int, work: Work, *, source: str) -> bool:
    """Fill what the paper lacks, or what this source said before; say whether anything changed.

    Of a paper that arXiv has described, title and authors are arXiv's.
    """
    row = session.get_one(PaperTable, paper_id)
    before = _said(session, paper_id, source)
    changed = False
    for name in _GAPS:
        value, known = work.row_values()[name], getattr(row, name)
        is_ours = not known or known in before.get(_NAMED.get(name, name), ())
        if value and is_ours and known != value:
            setattr(row, name, value)
            if name == "abstract":
                row.tex_abstract = written_tex.pack(work.record.tex_abstract, value)
            changed = True
    if row.enrichment != Enrichment.DONE:
        changed |= _call(row, work, before)
        names = list(work.record.authors)
        present = _authors(session, paper_id)
        is_ours = present in ([], before.get("author", [])) or bool(
            author_writer.of_lists(session, [paper_id])
        )
        if names and names != present and is_ours:
            author_writer.replace(session, {paper_id: [Author(name) for name in names]})
            row.name_parts = None
            changed = True
    # Of authors who are not the paper's the parts say nothing.
    if row.name_parts is None and work.record.name_parts:
        row.name_parts = "\n".join(work.record.name_parts)
        changed = True
    session.flush()
    _add_addresses(session, {paper_id: work})
    return changed


def _call(row: PaperTable, work: Work, before: Mapping[str, list[str]]) -> bool:
    """Give a paper its title where only an id or an address stood for one."""
    title = work.record.title
    if title is None or row.has_user_title or row.title == title:
        return False
    stand_ins = (work.stand_in, f"arXiv:{row.arxiv_id}", *before.get("title", ()))
    if row.title not in stand_ins:
        return False
    row.title, row.tex_title = title, work.record.tex_title
    if row.arxiv_id is None and row.enrichment == Enrichment.PENDING:
        row.enrichment = Enrichment.NOT_APPLICABLE
    return True


def said_anew(session: Session, works: Mapping[int, Work], *, source: str) -> frozenset[int]:
    """Return the papers of which the source says something else than it said before."""
    ids = json.dumps(sorted(works))
    present: dict[int, list[tuple[str, str]]] = {}
    for key, field, value in session.exec(
        select(StatementTable.paper_id, StatementTable.field, StatementTable.value)
        .where(
            text("paper_id in (select value from json_each(:ids))").bindparams(ids=ids),
            StatementTable.source == source,
        )
        .order_by(col(StatementTable.paper_id), col(StatementTable.position))
    ):
        present.setdefault(key, []).append((field, value))
    return frozenset(
        [key for key, work in works.items() if _statements(work) != present.get(key, [])]
    )


def state(session: Session, works: Mapping[int, Work], *, source: str) -> None:
    """Keep what the source says of each paper, in the place of what it said before."""
    among = text("paper_id in (select value from json_each(:ids))").bindparams(
        ids=json.dumps(sorted(works))
    )
    session.exec(delete(StatementTable).where(among, col(StatementTable.source) == source))
    reader_within(session).connection.executemany(
        "insert into statement (paper_id, source, position, field, value) values (?, ?, ?, ?, ?)",
        (
            (key, source, at, field, value)
            for key, work in works.items()
            for at, (field, value) in enumerate(_statements(work))
        ),
    )


def _statements(work: Work) -> list[tuple[str, str]]:
    said = list(work.record.statements())
    return [*said, (_NAMED["journal_ref"], work.journal_ref)] if work.journal_ref else said


def _said(session: Session, paper_id: int, source: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for field, value in session.exec(
        select(StatementTable.field, StatementTable.value)
        .where(StatementTable.paper_id == paper_id, StatementTable.source == source)
        .order_by(col(StatementTable.position))
    ):
        found.setdefault(field, []).append(value)
    return found


def _authors(session: Session, paper_id: int) -> list[str]:
    row = session.get_one(PaperTable, paper_id)
    session.refresh(row, ["authors"])
    return row.authors.split("\n") if row.authors else []


def _indexed(session: Session, ids: Sequence[int]) -> AbstractContextManager[None]:
    connection = reader_within(session).connection
    return bulk.indexed_once(connection, ids) if len(ids) >= _MANY else nullcontext()
