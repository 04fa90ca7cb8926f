"""Loading papers in bulk: each row is complete, with names and dates, before it is stored.

Statements are plain SQL on the driver's connection: mapping objects would take longer than the rows
themselves.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import chain

from aiev.domain import arxiv_record, paper, written_tex
from aiev.domain.arxiv_id import ArxivId
from aiev.domain.arxiv_record import ArxivRecord, metadata
from aiev.domain.paper import Enrichment, Kind
from aiev.domain.paper_fields import METADATA
from aiev.domain.partial_date import PartialDate
from aiev.store.bookkeeping_tables import SettingTable
from aiev.store.writing import paper_words
from aiev.store.writing.bulk import in_bulk
from aiev.store.writing.writer import Transaction, reader_within

# Starting and ending a statement is half of the work for rows this short: each inserts many.
_ROWS_A_STATEMENT = 50
_COLUMNS = (
    *("id", "identity", "arxiv_id", "kind", "url", "title", "issued", "issued_low", "issued_high"),
    *("withdrawn", "enrichment", "fetched_at", "added_at", "authors", "tex_abstract"),
    *[field.name for field in METADATA],
    *("has_user_title", "has_user_date", "organizations", "topics", "listed"),
)
_PAPER = f"insert into paper ({', '.join(_COLUMNS)}) values"
_PAPER_ROW = f"({', '.join('?' * (len(_COLUMNS) - 5))}, 0, 0, '', '', '')"
_AUTHORSHIP = "insert into authorship (paper_id, position, author_id, affiliation) values"
_AUTHORSHIP_ROW = "(?, ?, ?, ?)"
_NEW_AUTHORS = """
insert into author (name)
select value from json_each(?) where true
on conflict (name) do nothing
returning name, id
"""
# A cross join looks up each name as it comes; `in` would sort them once more.
_KNOWN_AUTHORS = """
select author.name, author.id
from json_each(?) as given cross join author on author.name = given.value
"""
_INDEX = """
insert into paper_fts (rowid, title, abstract, authors, topics, organizations, listed)
select id, title, abstract, authors, topics, organizations, listed
from paper_indexed
where id >= ?
"""
_PROGRESS_KEY = "reading "


def part(
    session: Transaction, records: Iterable[ArxivRecord]
) -> tuple[tuple[ArxivRecord, ...], tuple[ArxivRecord, ...]]:
    """Return the records of papers that are not here, and those that tell something new of others.

    A paper that is here and was described tells nothing new unless the record is of a later
    version, or was changed after the paper was last asked for.
    """
    given = {record.arxiv_id.value: record for record in records}
    rows = reader_within(session).connection.execute(
        "select arxiv_id, enrichment, version, fetched_at from paper"
        " where arxiv_id in (select value from json_each(?))",
        (json.dumps(list(given)),),
    )
    newer = []
    for arxiv_id, state, version, fetched_at in rows.fetchall():
        record = given.pop(arxiv_id)
        if state != Enrichment.DONE or arxiv_record.is_news(
            record, version=version, fetched_at=fetched_at
        ):
            newer.append(record)
    return tuple(given.values()), tuple(newer)


def load(
    session: Transaction,
    records: Sequence[ArxivRecord],
    *,
    now: datetime,
    meanwhile: Callable[[], object],
) -> None:
    """Store papers that are not here yet, all with one state: described.

    `meanwhile` is called once the rows are stored, before SQLite indexes their text: during that
    long statement Python is free for another thread.
    """
    connection = reader_within(session).connection
    with in_bulk(connection):
        author_ids = _author_ids(connection, records)
        first = _next_paper_id(connection)
        papers = [_row(paper_id, record, now) for paper_id, record in enumerate(records, first)]
        _insert(connection, _PAPER, _PAPER_ROW, papers)
        del papers
        authorships = [
            (paper_id, place, author_ids[author.name], "; ".join(author.affiliations) or None)
            for paper_id, record in enumerate(records, first)
            for place, author in enumerate(record.authors)
        ]
        _insert(connection, _AUTHORSHIP, _AUTHORSHIP_ROW, authorships)
        del authorships, author_ids
        paper_words.write(connection, range(first, first + len(records)))
        meanwhile()
        connection.execute(_INDEX, (first,))


def find_progress(session: Transaction, snapshot: str) -> tuple[int, int] | None:
    """Return how many bytes and lines of a snapshot an interrupted load has stored, or None."""
    row = session.get(SettingTable, _PROGRESS_KEY + snapshot)
    if row is None:
        return None
    offset, line = row.value.split()
    return int(offset), int(line)


def store_progress(session: Transaction, snapshot: str, *, offset: int, line: int) -> None:
    """Note how far a load has come, within the transaction that stores its papers."""
    session.merge(SettingTable(key=_PROGRESS_KEY + snapshot, value=f"{offset} {line}"))


def drop_progress(session: Transaction, snapshot: str) -> None:
    """Forget how far a load had come: it is done."""
    row = session.get(SettingTable, _PROGRESS_KEY + snapshot)
    if row is not None:
        session.delete(row)


def _author_ids(connection: sqlite3.Connection, records: Sequence[ArxivRecord]) -> dict[str, int]:
    """Return the number of each author; those who are not here yet are stored."""
    # In the order of the index of names: its pages are visited once.
    names = sorted({author.name for record in records for author in record.authors})
    ids: dict[str, int] = dict(connection.execute(_NEW_AUTHORS, (json.dumps(names),)))
    known = [name for name in names if name not in ids]
    ids.update(connection.execute(_KNOWN_AUTHORS, (json.dumps(known),)))
    return ids


def _insert(
    connection: sqlite3.Connection, start: str, row: str, rows: Sequence[tuple[object, ...]]
) -> None:
    """Do what `executemany` does, with many rows in a statement."""
    size = _ROWS_A_STATEMENT
    whole = len(rows) - len(rows) % size
    connection.executemany(
        f"{start} {', '.join([row] * size)}",
        (tuple(chain.from_iterable(rows[at : at + size])) for at in range(0, whole, size)),
    )
    connection.executemany(f"{start} {row}", rows[whole:])


def _next_paper_id(connection: sqlite3.Connection) -> int:
    [number] = connection.execute("select coalesce(max(id), 0) + 1 from paper").fetchone()
    return int(number)


def _row(paper_id: int, record: ArxivRecord, now: datetime) -> tuple[object, ...]:
    arxiv_id = record.arxiv_id
    return (
        paper_id,
        paper.identity(arxiv_id, None, label="", topic=""),
        arxiv_id.value,
        Kind.PAPER.value,
        arxiv_id.abs_url,
        record.title,
        *(_span(record.published) if record.published else _month(arxiv_id.value)),
        record.is_withdrawn,
        Enrichment.DONE.value,
        arxiv_record.known_at(record, now),
        now.isoformat(timespec="seconds"),
        "\n".join([author.name for author in record.authors]),
        written_tex.pack(record.tex_abstract, record.abstract),
        *metadata(record),
    )


@lru_cache(maxsize=16_384)
def _span(day: date) -> tuple[str, str, str]:
    low, high = PartialDate(day.year, day.month, day.day).interval()
    return day.isoformat(), low.isoformat(), high.isoformat()


@lru_cache(maxsize=1024)
def _month(arxiv_id: str) -> tuple[str, str, str]:
    month = ArxivId(arxiv_id).month()
    low, high = month.interval()
    return str(month), low.isoformat(), high.isoformat()
