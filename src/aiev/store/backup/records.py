"""The records of a backup: lists, organizations, and each paper's provenance."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from aiev.domain import written_tex
from aiev.domain.knowledge import Json, Paper
from aiev.domain.paper_fields import METADATA, PaperField
from aiev.store.backup import asked, paper_rows
from aiev.store.reading import list_edits, organization_names
from aiev.store.reading.reader import Reader

_AMONG = "in (select value from json_each(?))"
_CHUNK = 500
_ORGANIZATIONS = """
select organization.id, organization.name, organization.kind, country, ror, parent.name as parent
from organization
left join (select id, name from organization) as parent on parent.id = organization.parent_id
where organization.id in (select organization_id from organization_alias where origin = 'user')
    or organization.id not in (select organization_id from organization_alias)
order by organization.id
"""
# The shape of a paper leaves these out; backups have them under `provenance`.
_NOT_IN_JSON = tuple([field for field in METADATA if not field.is_json])
_PAPER = f"""
select id, identity, added_at, has_user_title, has_user_date, abstract, tex_abstract,
       {", ".join([field.name for field in _NOT_IN_JSON])}
from paper
where id {_AMONG}
"""
_ENTRY = f"""
select entry.paper_id, entry.id, entry.position, span_start, span_end, listed_authors,
       (select json_group_array(json_array(field, listed)) from (
           select field, listed from entry_edit where entry_id = entry.id order by field
       ))
from entry
where entry.paper_id {_AMONG}
order by entry.list_id, entry.position, entry.id
"""


def ids_by_identity(reader: Reader) -> tuple[int, ...]:
    """Return the ids of all papers in an order that any database has."""
    rows = reader.connection.execute("select id from paper order by identity")
    return tuple(row[0] for row in rows)


def records(reader: Reader) -> Iterator[Json]:
    """Yield what goes before the papers: the user's organizations and questions, then the lists.

    Where a list's file lies is left out: a backup is shared, and the path tells who the user is.
    """
    yield from _organizations(reader.connection)
    for text in organization_names.ignored(reader.connection):
        yield {"record": "no-organization", "text": text}
    for row in _named(reader.connection, "select name, words, filters from question order by name"):
        yield {"record": "question", **{name: row[name] for name in row.keys()}}  # noqa: SIM118  # a row is no dict
    for row in _named(
        reader.connection, "select id, name, sha256, imported_at from list order by id"
    ):
        yield from _list(reader, row)


class Provenance:
    """What a paper's JSON leaves out and a backup needs, read for many papers at a time.

    `ids` are the papers in the order in which they will be asked for.
    """

    def __init__(self, reader: Reader, ids: Sequence[int]) -> None:
        self._connection = reader.connection
        self._ids = ids
        self._next = 0
        self._read: dict[int, Json] = {}
        self._tables = _tables_of_papers(reader.connection)

    def __call__(self, paper: Paper) -> Json:
        """Return a paper's provenance as plain values."""
        while paper.id not in self._read and self._next < len(self._ids):
            chunk = self._ids[self._next : self._next + _CHUNK]
            self._next += _CHUNK
            self._read = self._load(chunk)
        return self._read[paper.id]

    def _load(self, ids: Sequence[int]) -> dict[int, Json]:
        wanted = json.dumps(list(ids))
        found: dict[int, Json] = {}
        for row in _named(self._connection, _PAPER, wanted):
            found[row["id"]] = {
                "identity": row["identity"],
                "added_at": row["added_at"],
                **{field.name: _told(field, row[field.name]) for field in _NOT_IN_JSON},
                "tex_abstract": written_tex.unpack(row["tex_abstract"], row["abstract"]),
                "own_title": bool(row["has_user_title"]),
                "own_date": bool(row["has_user_date"]),
            }
        affiliations = self._grouped(
            f"select paper_id, affiliation from authorship where paper_id {_AMONG}"
            " order by paper_id, position",
            wanted,
        )
        stamps = self._grouped(
            f"select paper_id, created_at from note where paper_id {_AMONG} order by id", wanted
        )
        sources: dict[int, dict[str, list[str]]] = {}
        for key, source, name in self._connection.execute(
            "select paper_id, source, organization.name from paper_organization"
            f" join organization on organization.id = organization_id where paper_id {_AMONG}"
            " order by paper_id, source, position, organization_id",
            (wanted,),
        ):
            sources.setdefault(key, {}).setdefault(source, []).append(name)
        entries: dict[int, list[Json]] = {}
        for key, own_id, position, start, end, authors, edits in self._connection.execute(
            _ENTRY, (wanted,)
        ):
            entries.setdefault(key, []).append(
                {
                    "id": own_id,
                    "position": position,
                    "span": None if start is None else [start, end],
                    "authors": authors,
                    "edits": dict(json.loads(edits)),
                }
            )
        rows = {table: self._rows(table, columns, wanted) for table, columns in self._tables}
        for key, said in found.items():
            said["affiliations"] = affiliations.get(key, [])
            said["organizations"] = sources.get(key, {})
            said["noted_at"] = stamps.get(key, [])
            said["entries"] = entries.get(key, [])
            said["rows"] = {name: held[key] for name, held in rows.items() if key in held}
        return found

    def _grouped(self, sql: str, wanted: str) -> dict[int, list[str | None]]:
        found: dict[int, list[str | None]] = {}
        for key, text in self._connection.execute(sql, (wanted,)):
            found.setdefault(key, []).append(text)
        return found

    def _rows(self, table: str, columns: Sequence[str], wanted: str) -> dict[int, list[Json]]:
        found: dict[int, list[Json]] = {}
        for key, *values in self._connection.execute(
            f"select paper_id, {', '.join(columns)} from {table} where paper_id {_AMONG}"
            " order by rowid",
            (wanted,),
        ):
            found.setdefault(key, []).append(dict(zip(columns, values, strict=True)))
        return found


def _told(field: PaperField, value: str | None) -> object:
    if field.type == "lines" and value is not None:
        return value.split("\n") if value else []
    return value


def _tables_of_papers(connection: sqlite3.Connection) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the further tables that tell of a paper, without what `asked` records tell."""
    return tuple(
        (table, tuple(name for name in columns if name != asked.STAMPS.get(table)))
        for table, columns in paper_rows.columns_by_table(connection).items()
        if table not in asked.TABLES
    )


def _organizations(connection: sqlite3.Connection) -> Iterator[Json]:
    aliases: dict[int, list[str]] = {}
    for key, alias in connection.execute(
        "select organization_id, alias from organization_alias where origin = 'user' order by key"
    ):
        aliases.setdefault(key, []).append(alias)
    for row in _named(connection, _ORGANIZATIONS):
        yield {
            "record": "organization",
            **{name: row[name] for name in ("name", "kind", "country", "ror", "parent")},
            "aliases": aliases.get(row["id"], []),
        }


def _list(reader: Reader, row: sqlite3.Row) -> Iterator[Json]:
    connection, key = reader.connection, row["id"]
    removals = connection.execute(
        "select topic, identity, label from entry_removal where list_id = ? order by id", (key,)
    )
    yield {
        "record": "list",
        **{name: row[name] for name in ("name", "sha256", "imported_at")},
        "own_topics": [
            path
            for (path,) in connection.execute(
                "select path from topic where list_id = ? and origin = 'user'"
                " order by position, id",
                (key,),
            )
        ],
        "removals": [
            dict(zip(("topic", "identity", "label"), one, strict=True)) for one in removals
        ],
        **_headings(reader, row["name"]),
    }
    content = reader.list_content(row["name"]) or b""
    # Split at line feeds only: every other line end is a part of the line and stays in it.
    *lines, last = content.decode("utf-8").split("\n")
    for text in [*(f"{line}\n" for line in lines), *([last] if last else [])]:
        yield {"record": "text", "list": row["name"], "text": text}


def _headings(reader: Reader, name: str) -> Json:
    """Return what the user said of the list's headings, where it is anything."""
    found = [
        {"path": one.path, "listed": one.listed, "sorting": list(one.sorting)}
        for one in list_edits.topics(reader, name)
    ]
    return {"headings": found} if found else {}


def _named(connection: sqlite3.Connection, sql: str, *values: str) -> Iterable[sqlite3.Row]:
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    return cursor.execute(sql, values)
