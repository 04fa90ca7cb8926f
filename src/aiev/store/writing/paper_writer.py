"""Writing what papers say: settled from what lists say, filled from what arXiv says."""

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import func, text, update
from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session, col, select

from aiev.domain import arxiv_id as arxiv_ids
from aiev.domain import arxiv_record, paper, partial_date, written_tex
from aiev.domain.arxiv_id import ArxivId
from aiev.domain.arxiv_record import ArxivRecord, Author, metadata
from aiev.domain.paper import Enrichment
from aiev.domain.paper_fields import METADATA
from aiev.domain.partial_date import PartialDate
from aiev.domain.told_by import ARXIV
from aiev.markdown.reading.words import listed_names
from aiev.sources.arxiv import tex_reading
from aiev.store.bookkeeping_tables import AttemptTable, StatementTable
from aiev.store.tables import EntryTable, PaperTable
from aiev.store.writing import author_writer, bulk
from aiev.store.writing.writer import reader_within

# The columns that a record fills. Rows that change the same columns go into one statement.
_TOLD = (
    *("title", "issued", "issued_low", "issued_high", "withdrawn", "enrichment", "fetched_at"),
    "tex_abstract",
    *[field.name for field in METADATA],
)
_NOTHING = (None, "")
# For a few papers the triggers take less time than it takes to put them aside.
MANY = 10
_AMONG = "in (select value from json_each(:ids))"
_MENTIONS = """
select paper_id, label, note, url, listed_date, listed_authors
from entry
where paper_id in (select value from json_each(?))
order by list_id, position, id
"""


@dataclass(frozen=True, slots=True)
class States:
    """The arXiv ids of papers that lack metadata: not asked for yet, and not known to arXiv."""

    pending: tuple[str, ...]
    unknown: tuple[str, ...]


class _Mention(NamedTuple):
    """What an entry says of its paper."""

    label: str
    note: str | None
    url: str | None
    listed_date: str | None
    listed_authors: str | None


def settle(session: Session, paper_ids: Iterable[int]) -> None:
    """Work out again what entries and arXiv together say: title, authors, address, version, date.

    A paper that arXiv has not described is as its first entry has it, first by the lists and the
    places in them, or called as a later one does that says more of the same title: what is known
    must not depend on what the lists said before. The user's own title and date stay, and so does
    all of a paper that is in no list any more.
    """
    ids = json.dumps(sorted(set(paper_ids)))
    entries: dict[int, list[_Mention]] = {}
    for paper_id, *said in reader_within(session).connection.execute(_MENTIONS, (ids,)):
        entries.setdefault(paper_id, []).append(_Mention(*said))
    stated = _stated_dates(session, ids)
    authors: dict[int, Sequence[Author]] = {}
    for row in session.exec(
        select(PaperTable).where(text(f"paper.id {_AMONG}").bindparams(ids=ids))
    ):
        mentions = entries.get(row.id or 0, [])
        if mentions:
            _settle_address(row, mentions[0])
        if mentions and row.enrichment != Enrichment.DONE and not row.has_user_title:
            written = paper.fullest(
                [
                    paper.title(one.label, one.note, arxiv_id=row.arxiv_id, url=one.url or row.url)
                    for one in mentions
                ]
            )
            title = tex_reading.read(written)
            if title != (row.title, row.tex_title):
                row.title, row.tex_title = title
        if not row.has_user_date:
            _settle_date(row, mentions, stated.get(row.id or 0, ()))
        if mentions and row.enrichment != Enrichment.DONE:
            names = _listed_authors(mentions)
            if names or row.authors:
                authors[row.id or 0] = [Author(name) for name in names]
    session.flush()
    if authors:
        ours = author_writer.of_lists(session, authors)
        author_writer.replace(session, {key: authors[key] for key in authors if key in ours})


def _listed_authors(mentions: Sequence[_Mention]) -> Sequence[str]:
    """Return the authors that the entries of a paper name; the first that names most counts."""
    said = [listed_names.split(one.listed_authors)[0] for one in mentions if one.listed_authors]
    return max(said, key=len, default=())


def _stated_dates(session: Session, ids: str) -> dict[int, list[PartialDate]]:
    """Return the dates that files and services give the papers, those told first before."""
    found: dict[int, list[PartialDate]] = {}
    for key, value in session.exec(
        select(StatementTable.paper_id, StatementTable.value)
        .where(
            text(f"statement.paper_id {_AMONG}").bindparams(ids=ids), StatementTable.field == "date"
        )
        .order_by(text("statement.rowid"))
    ):
        found.setdefault(key, []).append(partial_date.parse(value))
    return found


def set_date(row: PaperTable, issued: PartialDate | None) -> None:
    """Store the issued date with the days it covers, closed-open."""
    if row.issued == (None if issued is None else str(issued)):
        return
    if issued is None:
        row.issued = row.issued_low = row.issued_high = None
        return
    low, high = issued.interval()
    row.issued, row.issued_low, row.issued_high = str(issued), low.isoformat(), high.isoformat()


def pending(
    session: Session,
    *,
    is_refresh: bool,
    limit: int | None,
    among: Iterable[int] | None = None,
    known_before: date | None = None,
) -> tuple[str, ...]:
    """Return the arXiv ids that lack metadata, oldest rows first; or all with `is_refresh`.

    The least recently asked for come first, answered or not: an interrupted refresh goes on where
    it stopped, and a paper for which arXiv fails each time holds up no other. `known_before` leaves
    out what was fetched on that day or later. `among` narrows the answer to these papers.
    """
    query = select(PaperTable.arxiv_id).where(col(PaperTable.arxiv_id).is_not(None))
    if not is_refresh:
        query = query.where(PaperTable.enrichment == Enrichment.PENDING)
    if known_before is not None:
        is_old = func.coalesce(PaperTable.fetched_at, "") < known_before.isoformat()
        query = query.where(is_old)
    if among is not None:
        wanted = json.dumps(sorted(set(among)))
        query = query.where(text(f"paper.id {_AMONG}").bindparams(ids=wanted))
    tried_at = (
        select(func.max(AttemptTable.tried_at))
        .where(AttemptTable.paper_id == PaperTable.id, AttemptTable.source == ARXIV)
        .scalar_subquery()
    )
    asked_at = func.max(func.coalesce(PaperTable.fetched_at, ""), func.coalesce(tried_at, ""))
    query = query.order_by(asked_at, col(PaperTable.id)).limit(limit)
    return tuple(value for value in session.exec(query) if value is not None)


def states(session: Session, paper_ids: Iterable[int]) -> States:
    """Return which of these papers wait for metadata and which arXiv does not have."""
    rows = session.exec(
        select(PaperTable.arxiv_id, PaperTable.enrichment)
        .where(text(f"paper.id {_AMONG}").bindparams(ids=json.dumps(sorted(set(paper_ids)))))
        .order_by(col(PaperTable.id))
    ).all()
    return States(
        pending=tuple(value for value, state in rows if value and state == Enrichment.PENDING),
        unknown=tuple(value for value, state in rows if value and state == Enrichment.UNKNOWN),
    )


def fill(session: Session, records: Sequence[ArxivRecord], *, now: datetime) -> int:
    """Store what arXiv says; a field that it leaves empty keeps what was known.

    A record older than what is stored only fills what is empty. Returns how many papers were
    filled; a record of a paper that is not here is passed over.
    """
    by_id = {record.arxiv_id.value: record for record in records}
    rows = session.exec(
        select(PaperTable).where(
            text("paper.arxiv_id in (select value from json_each(:ids))").bindparams(
                ids=json.dumps(list(by_id))
            )
        )
    ).all()
    news = {
        row.id or 0: by_id[row.arxiv_id or ""]
        for row in rows
        if row.enrichment != Enrichment.DONE
        or arxiv_record.is_news(
            by_id[row.arxiv_id or ""], version=row.version, fetched_at=row.fetched_at
        )
    }
    connection = reader_within(session).connection
    ids = [row.id for row in rows if row.id]
    authors = max((len(one.authors) for one in news.values()), default=0)
    is_much = len(ids) >= MANY or authors >= author_writer.MANY
    with bulk.indexed_once(connection, ids) if is_much else nullcontext():
        _write(session, rows, by_id, news, now=now)
    _relabel(session, rows)
    return len(rows)


def _write(
    session: Session,
    rows: Sequence[PaperTable],
    by_id: Mapping[str, ArxivRecord],
    news: Mapping[int, ArxivRecord],
    *,
    now: datetime,
) -> None:
    # With each author a trigger indexes the paper anew: sooner done before it has an abstract.
    author_writer.replace(
        session, {paper_id: one.authors for paper_id, one in news.items() if one.authors}
    )
    for row in rows:
        record = by_id[row.arxiv_id or ""]
        if row.id in news:
            _fill_row(row, record, now=now)
        else:
            _fill_gaps(row, record)
    # Each update of a row indexes the paper anew, so all of it is written in one.
    with session.no_autoflush:
        for row in rows:
            for name in _TOLD if row.id in news else ():
                flag_modified(row, name)
        settle(session, news)


def mark_unknown(session: Session, ids: Sequence[ArxivId], *, now: datetime) -> None:
    """Note that arXiv has no such papers, so that they are not asked for again."""
    session.exec(
        update(PaperTable)
        .where(col(PaperTable.arxiv_id).in_([one.value for one in ids]))
        .where(col(PaperTable.enrichment) == Enrichment.PENDING)
        .values(enrichment=Enrichment.UNKNOWN, fetched_at=_stamp(now))
    )


def _settle_address(row: PaperTable, first: _Mention) -> None:
    if row.arxiv_id is None:
        # The first entry of a merged paper may have another of its addresses.
        if (
            first.url
            and row.url != first.url
            and paper.identity(None, first.url, label="", topic="")
            == paper.plain_identity(row.identity)
        ):
            row.url = first.url
    elif row.enrichment != Enrichment.DONE:
        linked = arxiv_ids.find(first.url) if first.url else None
        version = linked.version if linked and linked.value == row.arxiv_id else None
        if row.version != version:
            row.version = version


def _settle_date(
    row: PaperTable, mentions: Sequence[_Mention], stated: Sequence[PartialDate]
) -> None:
    listed = [partial_date.parse(e.listed_date) for e in mentions if e.listed_date]
    listed += stated
    arxiv_id = ArxivId(row.arxiv_id) if row.arxiv_id else None
    if arxiv_id is not None:
        # Lists often give the date of the latest version: the one that fits the id comes first.
        listed.sort(key=lambda date: not arxiv_id.month().covers(date))
    elif not mentions and not stated:
        return
    published = partial_date.parse(row.published) if row.published else None
    first = listed[0] if listed else None
    set_date(row, paper.issued(published=published, arxiv_id=arxiv_id, listed=first))


def _fill_row(row: PaperTable, record: ArxivRecord, *, now: datetime) -> None:
    if not row.has_user_title and record.title:
        row.title = record.title
    for field, value in zip(METADATA, metadata(record), strict=True):
        is_of_title = field.name == "tex_title"
        # Without a line no name is cut otherwise than its text, which is something told.
        is_told = value is not None if field.name == "name_parts" else value not in _NOTHING
        if is_told and not (is_of_title and row.has_user_title):
            setattr(row, field.name, value)
    if record.abstract:
        row.tex_abstract = written_tex.pack(record.tex_abstract, record.abstract)
    row.withdrawn = record.is_withdrawn
    row.enrichment = Enrichment.DONE
    row.fetched_at = arxiv_record.known_at(record, now)


def _fill_gaps(row: PaperTable, record: ArxivRecord) -> None:
    if not row.abstract:
        row.tex_abstract = written_tex.pack(record.tex_abstract, record.abstract)
    for field, value in zip(METADATA, metadata(record), strict=True):
        if field.metadata == "any" and getattr(row, field.name) in _NOTHING:
            setattr(row, field.name, value)


def _relabel(session: Session, rows: Sequence[PaperTable]) -> None:
    """Call the user's own entries by the title, where only the id was known when they were made."""
    titles = {f"arXiv:{row.arxiv_id}": row.title for row in rows}
    for entry in session.exec(
        select(EntryTable).where(EntryTable.origin == "user", col(EntryTable.label).in_(titles))
    ):
        entry.label = titles[entry.label]
    session.flush()


def _stamp(now: datetime) -> str:
    return now.isoformat(timespec="seconds")
