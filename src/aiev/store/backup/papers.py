"""Taking papers of another knowledge base in: what is missing is added, nothing is replaced.

Metadata comes from arXiv, not from a user: the newer answer wins, and no difference is told.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from datetime import datetime

from sqlalchemy import text
from sqlmodel import Session, col, insert, select

from aiev.domain import partial_date, written_tex
from aiev.domain.arxiv_record import Author
from aiev.domain.backup_record import PaperRecord
from aiev.domain.merge import Difference
from aiev.domain.paper import Enrichment
from aiev.store.backup import paper_rows
from aiev.store.tables import NoteTable, PaperTable
from aiev.store.writing import (
    author_writer,
    bulk,
    citation_writer,
    curation_writer,
    organization_writer,
    paper_merge,
    paper_writer,
    user_words,
)
from aiev.store.writing.writer import reader_within

_NOTHING = (None, "")
_SETTLED = (Enrichment.UNKNOWN, Enrichment.DONE)


class PaperTaker:
    """Takes papers in, a batch at a time, within one transaction."""

    def __init__(self, session: Session, *, now: datetime) -> None:
        self._session, self._now = session, now
        self._organizations = organization_writer.ids_by_name(session)
        self._connection = reader_within(session).connection
        self._columns = paper_rows.columns_by_table(self._connection)
        self.new_questions: set[str] = set()

    def forget_organizations(self) -> None:
        """Read the organizations anew, for others have been added."""
        self._organizations = organization_writer.ids_by_name(self._session)

    def take(self, records: Sequence[PaperRecord]) -> tuple[dict[str, int], frozenset[str]]:
        """Add the papers that are not here; returns the id of each, and which are new.

        `fill` adds what else a record says.
        """
        wanted = {record.identity: record for record in records}
        known = self._ids(list(wanted))
        new = [record for identity, record in wanted.items() if identity not in known]
        ids = [record.id for record in new if record.id is not None]
        taken = set(
            self._session.connection().scalars(
                text("select id from paper where id in (select value from json_each(:ids))"),
                {"ids": json.dumps(ids)},
            )
        )
        # A paper keeps its number where that is free here; the first record to ask gets it.
        with_id = {}
        for record in new:
            if record.id is not None and record.id not in taken:
                taken.add(record.id)
                with_id[record.identity] = record
        for rows in (
            [{**self._row(record), "id": record.id} for record in with_id.values()],
            [self._row(record) for record in new if record.identity not in with_id],
        ):
            if rows:
                self._session.exec(insert(PaperTable), params=rows)
        ids_here = self._ids(list(wanted))
        self._write_authors({ids_here[record.identity]: record for record in new})
        return ids_here, frozenset(record.identity for record in new)

    def _row(self, record: PaperRecord) -> dict[str, object]:
        # Where it is not told when a paper came there, it comes here now.
        now = self._now.isoformat(timespec="seconds")
        return {"added_at": now if record.added_at == "" else record.added_at, **_row(record)}

    def fill(self, record: PaperRecord, paper_id: int) -> tuple[bool, tuple[Difference, ...]]:
        """Add what the user says and further rows; say whether any was new, and what differs."""
        session = self._session
        changed, differences = self._merge_joined(record, paper_id)
        for source, names in record.organizations.items():
            ids = [self._organization(name) for name in names]
            changed |= bool(organization_writer.append(session, paper_id, ids, source=source))
        changed |= bool(user_words.add_tags(session, {paper_id: record.tags}))
        changed |= self._add_notes(paper_id, record)
        if record.state or record.rating:  # Which few papers have.
            before = curation_writer.kept(session, paper_id)
            differences += curation_writer.fill(session, paper_id, record.state, record.rating)
            changed |= curation_writer.kept(session, paper_id) != before
        for table, told in record.rows.items():
            # What the other user has seen of a question that is here too, ours has not.
            is_news = table == "question_paper"
            rows = [row for row in told if not is_news or row.get("question") in self.new_questions]
            changed |= paper_rows.add(self._connection, paper_id, table, rows, known=self._columns)
        if "citation_count" in record.rows:
            citation_writer.settle(session, [paper_id])
        return changed, differences

    def _merge_joined(
        self, record: PaperRecord, paper_id: int
    ) -> tuple[bool, tuple[Difference, ...]]:
        """Make one paper here, too, of those that the other user made one of.

        The other's paper has the address of what became a part of it; here that may be a paper yet.
        """
        joined = [row["identity"] for row in record.rows.get("paper_address", ())]
        gone = self._session.exec(
            select(PaperTable.id).where(
                col(PaperTable.identity).in_(joined),
                col(PaperTable.arxiv_id).is_(None),
                PaperTable.id != paper_id,
            )
        ).all()
        differences: tuple[Difference, ...] = ()
        for other in gone:
            assert other is not None, "read from the store"
            differences += paper_merge.merge(self._session, paper_id, other)
        return bool(gone), differences

    def merge(self, record: PaperRecord, paper_id: int) -> tuple[bool, tuple[Difference, ...]]:
        """Bring a paper that was here into step; say whether it changed, and what differs."""
        row = self._session.get_one(PaperTable, paper_id)
        before = row.model_dump()
        differences: list[Difference] = []
        if _is_newer(record, row):
            self._take_metadata(row, record)
        else:
            if not row.abstract:
                row.tex_abstract = _tex_abstract(record)
            for name, value in record.metadata.items():
                if getattr(row, name) in _NOTHING:
                    setattr(row, name, value)
            row.withdrawn = row.withdrawn or record.is_withdrawn
            if not row.authors and record.authors:
                self._write_authors({paper_id: record})
        differences += self._own_title(row, record)
        differences += self._own_date(row, record)
        self._session.flush()
        self._session.refresh(row)
        return row.model_dump() != before, tuple(differences)

    def _take_metadata(self, row: PaperTable, record: PaperRecord) -> None:
        if not row.has_user_title:
            row.title = record.title
        for name, value in record.metadata.items():
            if value not in _NOTHING and not (name == "tex_title" and row.has_user_title):
                setattr(row, name, value)
        if record.metadata["abstract"]:
            row.tex_abstract = _tex_abstract(record)
        row.withdrawn = record.is_withdrawn
        row.enrichment, row.fetched_at = record.enrichment, record.fetched_at
        self._session.flush()
        if record.authors:
            self._write_authors({row.id or 0: record})

    def _own_title(self, row: PaperTable, record: PaperRecord) -> Iterator[Difference]:
        if not record.has_own_title or record.title == row.title:
            row.has_user_title = row.has_user_title or record.has_own_title
        elif row.has_user_title:
            yield Difference(_name(row), "title", row.title, record.title)
        else:
            row.title, row.has_user_title = record.title, True

    def _own_date(self, row: PaperTable, record: PaperRecord) -> Iterator[Difference]:
        if not record.has_own_date or record.issued == row.issued:
            row.has_user_date = row.has_user_date or record.has_own_date
        elif row.has_user_date:
            yield Difference(_name(row), "date", row.issued or "", record.issued or "")
        else:
            paper_writer.set_date(row, _date(record.issued))
            row.has_user_date = True

    def _write_authors(self, records: Mapping[int, PaperRecord]) -> None:
        """Make these the authors of the papers by their ids."""
        authors = {
            paper_id: [Author(name, (said,) if said else ()) for name, said in record.authors]
            for paper_id, record in records.items()
        }
        is_much = max(map(len, authors.values()), default=0) >= author_writer.MANY
        with bulk.indexed_once(self._connection, list(authors)) if is_much else nullcontext():
            author_writer.replace(self._session, authors)

    def _organization(self, name: str) -> int:
        if name not in self._organizations:
            self._organizations[name] = organization_writer.add(self._session, name)
        return self._organizations[name]

    def _add_notes(self, paper_id: int, record: PaperRecord) -> bool:
        """Add the notes that the paper does not have yet, and say whether there were any."""
        if not record.notes:
            return False
        present = set(
            self._session.exec(select(NoteTable.text).where(NoteTable.paper_id == paper_id))
        )
        before = len(present)
        for note, stamp in record.notes:
            if note not in present:
                present.add(note)
                created = stamp or self._now.isoformat(timespec="seconds")
                self._session.add(NoteTable(paper_id=paper_id, text=note, created_at=created))
        self._session.flush()
        return len(present) > before

    def _ids(self, identities: Sequence[str]) -> dict[str, int]:
        rows = self._session.connection().execute(
            text(
                "select identity, id from paper"
                " where identity in (select value from json_each(:identities))"
                " union all select identity, paper_id from paper_address"
                " where identity in (select value from json_each(:identities))"
            ),
            {"identities": json.dumps(identities)},
        )
        return dict(map(tuple, rows))


def _row(record: PaperRecord) -> dict[str, object]:
    issued = _date(record.issued)
    low, high = issued.interval() if issued else (None, None)
    return {
        "identity": record.identity,
        "arxiv_id": record.arxiv_id,
        "kind": record.kind,
        "url": record.url,
        "title": record.title,
        **record.metadata,
        "tex_abstract": _tex_abstract(record),
        "issued": record.issued,
        "issued_low": low.isoformat() if low else None,
        "issued_high": high.isoformat() if high else None,
        "withdrawn": record.is_withdrawn,
        "enrichment": record.enrichment,
        "fetched_at": record.fetched_at,
        "has_user_title": record.has_own_title,
        "has_user_date": record.has_own_date,
    }


def _tex_abstract(record: PaperRecord) -> bytes | None:
    abstract = record.metadata["abstract"]
    return written_tex.pack(record.tex_abstract, abstract if isinstance(abstract, str) else None)


def _date(text: str | None) -> partial_date.PartialDate | None:
    return partial_date.parse(text) if text else None


def _is_newer(record: PaperRecord, row: PaperTable) -> bool:
    """Return whether the other's metadata is a later answer of arXiv's than ours."""
    if record.enrichment not in _SETTLED:
        return False
    version = record.metadata["version"] or 0
    theirs = (record.enrichment == Enrichment.DONE, version, record.fetched_at or "")
    ours = (row.enrichment == Enrichment.DONE, row.version or 0, row.fetched_at or "")
    return theirs > ours


def _name(row: PaperTable) -> str:
    return row.arxiv_id or row.title
