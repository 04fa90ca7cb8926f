"""Reading papers, entries and blocks: rows of sqlite3 become frozen values; nothing is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from aiev import json_text
from aiev.domain.knowledge import (
    Block,
    Citations,
    Entry,
    EntryLink,
    OrganizationSource,
    Paper,
    Publication,
    Statement,
)
from aiev.domain.paper_fields import FIELDS, Type
from aiev.path_text import StrPath
from aiev.store.connection import open_for_reading, read_error

_FIELDS = tuple([field for field in FIELDS if field.is_column])
_ATTRIBUTES = tuple([field.attribute for field in _FIELDS])
_PAPER = f"select {', '.join([field.name for field in _FIELDS])} from paper"
_ENTRY = """
select entry.id, list.name as list, topic.path as topic, label, note, group_label, url,
       listed_date, listed_organizations, listed_authors, venue, short_name, keywords, line,
       entry.abstract, entry.position, entry.paper_id
from entry
join list on list.id = entry.list_id
left join topic on topic.id = entry.topic_id
"""
_ORGANIZATION = """
select paper_id, organization.name, source
from paper_organization
join organization on organization.id = organization_id
where paper_id in (select value from json_each(?))
order by paper_id, position, organization.id, source
"""
_CITATIONS = """
select paper_id, count, influential, source, day from citation
where paper_id in (select value from json_each(?))
"""
# Of several sources the last counts, which is Semantic Scholar.
_PUBLICATIONS = """
select paper_id, venue, short_venue, kind, volume, pages, year, doi, source,
       nullif(substr(asked_at, 1, 10), '')
from source_work
where paper_id in (select value from json_each(?))
    and is_agreed and (venue is not null or doi is not null)
order by paper_id, source
"""
_STATEMENT = """
select paper_id, source, field, value
from statement
where paper_id in (select value from json_each(?))
order by rowid
"""
_BLOCK = """
select list.name, topic.path, kind, text, cells, block.position, line
from block
join list on list.id = block.list_id
left join topic on topic.id = block.topic_id
"""


def _lines(text: str | None) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _public(address: str) -> str:
    """Return an address without the name and password that hardly any has."""
    if "@" not in address:
        return address
    from aiev.domain.web_address import without_credentials  # noqa: PLC0415

    return without_credentials(address)


# Columns whose values are converted, by their place in the row.
_DECODERS: dict[Type, Callable[..., object]] = {"flag": bool, "lines": _lines, "words": _words}
_DECODED = tuple(
    [(at, _DECODERS[one.type]) for at, one in enumerate(_FIELDS) if one.type in _DECODERS]
)
_ID, _URL = _ATTRIBUTES.index("id"), _ATTRIBUTES.index("url")
# SQLite binds at most 999 values in old builds; ids travel as one JSON array instead.
_AMONG = "in (select value from json_each(?))"


class Reader:
    """Answers questions on one open database; every answer has a total order."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def papers(self, ids: Sequence[int]) -> tuple[Paper, ...]:
        """Return the papers with these ids, in their order, with tags, notes and entries.

        Addresses are without the names and passwords that a list may have in them: what is read
        here is shown and published.
        """
        wanted = json_text.dumps(list(ids))
        entries = self._entries_by_paper(wanted)
        tags = self._texts_by_paper(
            "select paper_id, name from paper_tag join tag on tag.id = tag_id"
            f" where paper_id {_AMONG} order by name",
            wanted,
        )
        notes = self._texts_by_paper(
            f"select paper_id, text from note where paper_id {_AMONG} order by id", wanted
        )
        addresses = self._texts_by_paper(
            "select paper_id, url from paper_address"
            f" where paper_id {_AMONG} and url is not null order by rowid",
            wanted,
            read=_public,
        )
        organizations = self._organizations_by_paper(wanted)
        citations = {
            row[0]: Citations(*row[1:]) for row in self.connection.execute(_CITATIONS, (wanted,))
        }
        publications = {
            row[0]: Publication(*row[1:])
            for row in self.connection.execute(_PUBLICATIONS, (wanted,))
        }
        curated = {
            key: said
            for key, *said in self.connection.execute(
                f"select paper_id, state, rating from curation where paper_id {_AMONG}", (wanted,)
            )
        }
        statements: dict[int, list[Statement]] = {}
        for key, *said in self.connection.execute(_STATEMENT, (wanted,)):
            statements.setdefault(key, []).append(Statement(*said))
        found = {}
        for row in self.connection.execute(f"{_PAPER} where id {_AMONG}", (wanted,)):
            values = list(row)
            for place, decode in _DECODED:
                values[place] = decode(values[place])
            key = values[_ID]
            state, rating = curated.get(key, (None, None))
            if values[_URL]:
                values[_URL] = _public(values[_URL])
            found[key] = Paper(
                **dict(zip(_ATTRIBUTES, values, strict=True)),
                addresses=(*filter(None, [values[_URL]]), *addresses.get(key, ())),
                tags=tuple(tags.get(key, ())),
                notes=tuple(notes.get(key, ())),
                entries=tuple(entries.get(key, ())),
                organization_sources=organizations.get(key, ()),
                citations=citations.get(key),
                publication=publications.get(key),
                statements=tuple(statements.get(key, ())),
                state=state,
                rating=rating,
            )
        return tuple(found[key] for key in ids if key in found)

    def iter_papers(self, ids: Iterable[int], *, chunk: int = 500) -> Iterator[Paper]:
        """Yield whole papers in the order of `ids`, reading a chunk at a time."""
        waiting: list[int] = []
        for key in ids:
            waiting.append(key)
            if len(waiting) == chunk:
                yield from self.papers(waiting)
                waiting = []
        yield from self.papers(waiting)

    def paper_id(self, *, arxiv_id: str) -> int | None:
        """Return the id of the paper with this arXiv id, or None."""
        row = self.connection.execute(
            "select id from paper where arxiv_id = ?", (arxiv_id,)
        ).fetchone()
        return None if row is None else int(row[0])

    def papers_at(self, identity: str) -> tuple[int, ...]:
        """Return the ids of the papers with this identity: several where works share an address."""
        # Loaded where an address is asked for: what reads addresses takes its time.
        from aiev.domain.identity import identified  # noqa: PLC0415

        condition, values = identified(identity)
        rows = self.connection.execute(
            f"select id from paper where {condition} order by id", values
        )
        return tuple(row[0] for row in rows)

    def titles(self, ids: Sequence[int]) -> dict[int, str]:
        """Return the titles of those of these papers that are here, by their ids."""
        sql = f"select id, title from paper where id {_AMONG}"
        return dict(self.connection.execute(sql, (json_text.dumps(list(ids)),)).fetchall())

    def all_ids(self) -> tuple[int, ...]:
        """Return the ids of all papers in the order of their rows."""
        return tuple(row[0] for row in self.connection.execute("select id from paper order by id"))

    def listed_ids(self, names: Collection[str]) -> tuple[int, ...]:
        """Return the ids of the papers in the lists of these names, in the order of their rows."""
        rows = self.connection.execute(
            "select distinct paper_id from entry join list on list.id = entry.list_id"
            f" where list.name {_AMONG} order by paper_id",
            (json_text.dumps(list(names)),),
        )
        return tuple(row[0] for row in rows)

    def titles_at_arxiv(self) -> Iterator[tuple[int, str]]:
        """Yield the id and title of each paper that is at arXiv, in the order of their rows."""
        yield from self.connection.execute(
            "select id, title from paper where arxiv_id is not null order by id"
        )

    def told_by_arxiv(self, ids: Collection[str]) -> Iterator[tuple[str, str, str | None]]:
        """Yield arXiv id, title and day for those of these ids that arXiv told of."""
        yield from self.connection.execute(
            "select arxiv_id, title, published from paper"
            f" where arxiv_id {_AMONG} and enrichment = 'done'",
            (json_text.dumps(list(ids)),),
        )

    def list_content(self, name: str) -> bytes | None:
        """Return the bytes of an imported list, or None where no list has the name."""
        row = self.connection.execute("select content from list where name = ?", (name,)).fetchone()
        return None if row is None else bytes(row[0])

    def papers_added(self, list_name: str) -> tuple[int, ...]:
        """Return the ids of the papers that were added to a list here, not by its file."""
        rows = self.connection.execute(
            "select paper_id from entry join list on list.id = entry.list_id"
            " where list.name = ? and origin = 'user' group by paper_id order by min(position)",
            (list_name,),
        )
        return tuple(row[0] for row in rows)

    def papers_under(self, topic_ids: Sequence[int]) -> tuple[int, ...]:
        """Return the ids of the papers filed under these very topics, in the order of entries."""
        rows = self.connection.execute(
            f"select paper_id from entry where topic_id {_AMONG}"
            " group by paper_id order by min(list_id), min(position), paper_id",
            (json_text.dumps(list(topic_ids)),),
        )
        return tuple(row[0] for row in rows)

    def blocks(self, topic_ids: Sequence[int]) -> tuple[Block, ...]:
        """Return the tables and prose of these topics, in the order of their lists."""
        return self._blocks(f"where block.topic_id {_AMONG}", json_text.dumps(list(topic_ids)))

    def all_blocks(self) -> tuple[Block, ...]:
        """Return the tables and prose of all lists, in their order."""
        return self._blocks("")

    def _blocks(self, where: str, *values: str) -> tuple[Block, ...]:
        rows = self.connection.execute(
            f"{_BLOCK} {where} order by block.list_id, block.position, block.id", values
        ).fetchall()
        if not rows:
            return ()
        # Most topics have none, and what reads JSON takes its time to load.
        import json  # noqa: PLC0415

        return tuple(
            Block(
                list=name,
                topic=topic,
                kind=kind,
                text=text,
                cells=tuple(tuple(row) for row in json.loads(cells)),
                position=position,
                line=line,
            )
            for name, topic, kind, text, cells, position, line in rows
        )

    def _entries_by_paper(self, wanted: str) -> dict[int, list[Entry]]:
        rows = self._rows(
            f"{_ENTRY} where entry.paper_id {_AMONG}"
            " order by entry.list_id, entry.position, entry.id",
            wanted,
        ).fetchall()
        if not rows:
            return {}
        links: dict[int, list[EntryLink]] = {}
        for entry_id, text, url in self.connection.execute(
            "select entry_id, text, entry_link.url"
            " from entry_link join entry on entry.id = entry_id"
            f" where paper_id {_AMONG} order by entry_id, entry_link.position",
            (wanted,),
        ):
            links.setdefault(entry_id, []).append(EntryLink(text, _public(url)))
        entries: dict[int, list[Entry]] = {}
        for row in rows:
            entry = Entry(
                id=row["id"],
                list=row["list"],
                topic=row["topic"],
                label=row["label"],
                note=row["note"],
                group=row["group_label"],
                url=row["url"] and _public(row["url"]),
                listed_date=row["listed_date"],
                listed_organizations=row["listed_organizations"],
                venue=row["venue"],
                line=row["line"],
                position=row["position"],
                links=tuple(links.get(row["id"], ())),
                listed_authors=row["listed_authors"],
                short_name=row["short_name"],
                keywords=row["keywords"],
                abstract=row["abstract"],
            )
            entries.setdefault(row["paper_id"], []).append(entry)
        return entries

    def _organizations_by_paper(self, wanted: str) -> dict[int, tuple[OrganizationSource, ...]]:
        found: dict[int, dict[str, list[str]]] = {}
        for paper_id, name, source in self.connection.execute(_ORGANIZATION, (wanted,)):
            found.setdefault(paper_id, {}).setdefault(name, []).append(source)
        return {
            paper_id: tuple(OrganizationSource(name, tuple(by)) for name, by in names.items())
            for paper_id, names in found.items()
        }

    def _rows(self, sql: str, wanted: str) -> sqlite3.Cursor:
        cursor = self.connection.cursor()
        cursor.row_factory = sqlite3.Row
        return cursor.execute(sql, (wanted,))

    def _texts_by_paper(
        self, sql: str, wanted: str, *, read: Callable[[str], str] = str
    ) -> dict[int, list[str]]:
        texts: dict[int, list[str]] = {}
        for paper_id, text in self.connection.execute(sql, (wanted,)):
            texts.setdefault(paper_id, []).append(read(text))
        return texts


class open_reader:  # noqa: N801  # read as the verb of a `with`
    """Give a reader of the database at `path`; raises StoreError as `open_for_reading` does.

    Damage that shows only while reading is such an error too.
    """

    def __init__(self, path: StrPath) -> None:
        self._path = path

    def __enter__(self) -> Reader:
        self._connection = open_for_reading(self._path)
        return Reader(self._connection)

    def __exit__(self, _kind: object, error: BaseException | None, _traceback: object) -> None:
        self._connection.close()
        if isinstance(error, sqlite3.DatabaseError):
            raise read_error(error, self._path) from error
