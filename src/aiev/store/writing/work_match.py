"""Finding the paper that a description of a work is of: by id, DOI, address, then title.

Nothing is matched that contradicts: an id or an address under an unlike title is told, as it is
mostly a slip of the hand.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from aiev.domain import paper, title_likeness, work_likeness
from aiev.domain.arxiv_id import ArxivId
from aiev.domain.doi import address_of
from aiev.domain.work_record import WorkRecord
from aiev.store.writing.writer import reader_within

_BY_IDENTITY = """
with wanted (identity, low, high) as (
    select value ->> 0, value ->> 1, value ->> 2 from json_each(:wanted)
)
select wanted.identity, paper.id from wanted join paper on paper.identity = wanted.identity
union
select wanted.identity, paper_id from wanted
join paper_address on paper_address.identity = wanted.identity
union
select wanted.identity, paper.id from wanted
join paper on paper.identity >= low and paper.identity < high
union
select wanted.identity, paper_id from wanted
join paper_address on paper_address.identity >= low and paper_address.identity < high
order by 2
"""
# The index of DOIs is scanned alone, as authors write them in any case.
_BY_DOI = """
select lower(doi), id
from paper
where doi > '' and lower(doi) in (select value from json_each(:wanted))
order by id
"""
_BY_TITLE = """
select paper.id
from paper_fts join paper on paper.id = paper_fts.rowid
where paper_fts match ?
order by paper.id
limit 50
"""
_KNOWN = """
select id, title, arxiv_id, doi, authors, substr(coalesce(published, issued, ''), 1, 4),
    (select json_group_array(label) from entry where entry.paper_id = paper.id)
from paper
where id in (select value from json_each(:wanted))
"""


@dataclass(frozen=True, slots=True)
class KnownPaper:
    """What of a stored paper tells whether a description is of it."""

    id: int
    title: str
    arxiv_id: str | None
    doi: str | None
    authors: tuple[str, ...]
    year: int | None
    titles: tuple[str, ...]

    def contradicts(self, record: WorkRecord) -> bool:
        """Return whether the description calls the work otherwise than all that is known."""
        called = record.title
        return called is not None and all(
            title_likeness.contradict(called, one) and not _is_no_title(one) for one in self.titles
        )


@dataclass(frozen=True, slots=True)
class Match:
    """The paper that a description is of, or none; `told` says what contradicts."""

    paper_id: int | None = None
    told: tuple[str, str] | None = None


class Matcher:
    """Finds the papers of many descriptions at once; what the last question stored is seen."""

    def __init__(self, session: Session) -> None:
        # Many short questions: SQLAlchemy would take longer than SQLite over each.
        self._connection = reader_within(session).connection

    def find(self, records: Sequence[WorkRecord]) -> tuple[Match, ...]:
        """Return the match of each description."""
        wanted = [identities(record) for record in records]
        at = self._at({one for each in wanted for one in each})
        dois = self._dois([record.doi for record in records if record.doi])
        found = {key for keys in (*at.values(), *dois.values()) for key in keys}
        known = self._known(found)
        matches = [
            _match(record, each, at, dois, known)
            for record, each in zip(records, wanted, strict=True)
        ]
        [is_any] = self._connection.execute("select exists (select 1 from paper)").fetchone()
        if not is_any:
            return tuple(matches)
        return tuple(
            self._by_title(record) if match.paper_id is None and match.told is None else match
            for record, match in zip(records, matches, strict=True)
        )

    def _at(self, wanted: Iterable[str]) -> dict[str, list[int]]:
        rows = [[one, *paper.shared_range(one)] for one in wanted]
        found: dict[str, list[int]] = {}
        for identity, key in self._connection.execute(_BY_IDENTITY, {"wanted": json.dumps(rows)}):
            found.setdefault(identity, []).append(key)
        return found

    def _dois(self, dois: Sequence[str]) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        if dois:
            wanted = json.dumps([doi.lower() for doi in dois])
            for doi, key in self._connection.execute(_BY_DOI, {"wanted": wanted}):
                found.setdefault(doi, []).append(key)
        return found

    def _known(self, ids: Iterable[int]) -> dict[int, KnownPaper]:
        rows = self._connection.execute(_KNOWN, {"wanted": json.dumps(sorted(set(ids)))})
        return {
            key: KnownPaper(
                key,
                title,
                arxiv_id,
                doi,
                tuple(authors.split("\n")) if authors else (),
                int(year) if year and year.isdigit() else None,
                tuple(dict.fromkeys((title, *json.loads(labels)))),
            )
            for key, title, arxiv_id, doi, authors, year, labels in rows
        }

    def _by_title(self, record: WorkRecord) -> Match:
        if record.title is None or not title_likeness.is_telling(record.title):
            return Match()
        phrase = " ".join(title_likeness.words_of(record.title)[:40])
        ids = [key for (key,) in self._connection.execute(_BY_TITLE, (f'title : "{phrase}"',))]
        wanted = title_likeness.key(record.title)
        for one in self._known(ids).values() if ids else ():
            if title_likeness.key(one.title) != wanted or ids_contradict(record, one):
                continue
            year = record.date.year if record.date else None
            is_preprint = bool(record.arxiv_id or one.arxiv_id)
            if not one.authors or not record.authors:
                # A title alone is no proof; people tell at once.
                told = f"“{record.title}” may be paper {one.id}: `aiev merge` makes them one"
                return Match(told=("same-work", told))
            if work_likeness.authors_agree(
                record.authors, one.authors
            ) and work_likeness.years_agree(year, one.year, is_preprint=is_preprint):
                return Match(one.id)
        return Match()


def identities(record: WorkRecord) -> tuple[str, ...]:
    """Return the identities by which a description names its work, the surest first.

    Without an id and an address it is title, first author and year together.
    """
    found = []
    if record.arxiv_id is not None:
        found.append(identity(record.arxiv_id, None))
    if record.doi:
        found.append(identity(None, address_of(record.doi)))
    if record.url and record.arxiv_id is None:
        found.append(identity(None, record.url))
    if not found and record.title:
        surname = next(iter(work_likeness.surnames(record.authors)), "")
        year = record.date.year if record.date else None
        key = title_likeness.key(record.title)
        found.append(paper.titled_identity(key, surname=surname, year=year))
    return tuple(dict.fromkeys(found))


def identity(arxiv_id: ArxivId | None, url: str | None) -> str:
    """Return the identity that an id or an address gives."""
    return paper.identity(arxiv_id, url, label="", topic="")


def ids_contradict(record: WorkRecord, known: KnownPaper) -> bool:
    """Return whether both have an arXiv id, or both a DOI, and these differ."""
    if record.arxiv_id and known.arxiv_id and record.arxiv_id.value != known.arxiv_id:
        return True
    return bool(record.doi and known.doi and record.doi.lower() not in known.doi.lower())


def _match(
    record: WorkRecord,
    wanted: Sequence[str],
    at: Mapping[str, Sequence[int]],
    dois: Mapping[str, Sequence[int]],
    known: Mapping[int, KnownPaper],
) -> Match:
    by_doi = dois.get(record.doi.lower(), ()) if record.doi else ()
    told: tuple[str, str] | None = None
    for name, ids in (
        *((one, at.get(one, ())) for one in wanted[:1]),
        (record.doi or "", by_doi),
        *((one, at.get(one, ())) for one in wanted[1:]),
    ):
        for one in (known[key] for key in ids if key in known):
            if record.arxiv_id and one.arxiv_id and record.arxiv_id.value != one.arxiv_id:
                # The published form of two preprints, or a DOI that was copied.
                told = told or ("unlike-titles", f"{name} is of arXiv:{one.arxiv_id} here")
                continue
            if not one.contradicts(record):
                return Match(one.id)
            is_id = name == record.doi or name.startswith(("arxiv:", "url:doi.org/"))
            code = "unlike-titles" if is_id else "shared-address"
            shown = name.partition(":")[2] or name
            told = told or (code, f"{shown} is “{one.title}” here and “{record.title}” in the file")
            if is_id:
                # One id is one paper, whatever it is called.
                return Match(one.id, told)
    return Match(None, told)


def _is_no_title(text: str) -> bool:
    """Return whether a paper is called only by its id or by its address until it is described."""
    return text.startswith(("arXiv:", "doi:", "http")) or "/" in text.split(" ")[0]
