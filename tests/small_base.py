"""A knowledge base in memory, of the schema that the migrations make, for tests of searching."""

import sqlite3
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from aiev.domain import organization, partial_date, web_address
from aiev.store.writing.writer import open_writer


@cache
def _template() -> sqlite3.Connection:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.db"
        with open_writer(path):
            pass
        source = sqlite3.connect(path)
        target = sqlite3.connect(":memory:")
        source.backup(target)
        source.close()
        return target


def make() -> sqlite3.Connection:
    """Return a new, empty base."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    _template().backup(connection)
    return connection


def add_paper(
    base: sqlite3.Connection,
    title: str,
    *,
    abstract: str | None = None,
    arxiv_id: str | None = None,
    url: str | None = None,
    kind: str = "paper",
    authors: Sequence[str] = (),
    organizations: Sequence[str] = (),
    topics: Sequence[str] = (),
    tags: Sequence[str] = (),
    categories: str = "",
    issued: str | None = None,
    updated: str | None = None,
    journal_ref: str | None = None,
    comment: str | None = None,
    note: str | None = None,
    venue: str | None = None,
    keywords: str | None = None,
    list_name: str = "papers",
    state: str | None = None,
    rating: int | None = None,
    own_note: str | None = None,
    cited: int | None = None,
) -> int:
    """Add a paper with an entry in each of its topics; return its number."""
    low, high = partial_date.parse(issued).interval() if issued else (None, None)
    number = base.execute("select ifnull(max(id), 0) + 1 from paper").fetchone()[0]
    identity = f"label:{number}"
    if arxiv_id or url:
        identity = f"arxiv:{arxiv_id}" if arxiv_id else f"url:{web_address.normalise(url or '')}"
    columns = {
        "id": number, "identity": identity, "arxiv_id": arxiv_id, "kind": kind, "url": url,
        "title": title, "abstract": abstract, "issued": issued,
        "issued_low": low and low.isoformat(), "issued_high": high and high.isoformat(),
        "updated": updated, "categories": categories, "journal_ref": journal_ref,
        "comment": comment, "withdrawn": 0, "enrichment": "done",
        "authors": "", "organizations": "", "topics": "", "listed": "",
        "has_user_title": 0, "has_user_date": 0,
    }  # fmt: skip
    base.execute(
        f"insert into paper ({', '.join(columns)}) values ({', '.join('?' * len(columns))})",
        tuple(columns.values()),
    )
    for position, name in enumerate(authors):
        author = _named(base, "author", name)
        base.execute(
            "insert into authorship (paper_id, position, author_id) values (?, ?, ?)",
            (number, position, author),
        )
    for position, name in enumerate(organizations):
        base.execute(
            "insert or ignore into paper_organization (paper_id, organization_id, source, position)"
            " values (?, ?, 'list', ?)",
            (number, add_organization(base, name), position),
        )
    for name in tags:
        base.execute(
            "insert or ignore into paper_tag (paper_id, tag_id) values (?, ?)",
            (number, _named(base, "tag", name)),
        )
    if state is not None or rating is not None:
        base.execute(
            "insert into curation (paper_id, state, rating) values (?, ?, ?)",
            (number, state, rating),
        )
    if cited is not None:
        base.execute(
            "insert into citation (paper_id, count, source, day)"
            " values (?, ?, 'test', '2025-05-01')",
            (number, cited),
        )
    if own_note is not None:
        base.execute(
            "insert into note (paper_id, text, created_at) values (?, ?, '')", (number, own_note)
        )
    for path in topics or (None,):
        _add_entry(
            base, number, title, path, note=note, venue=venue, keywords=keywords,
            list_name=list_name,
        )  # fmt: skip
    return int(number)


def add_organization(
    base: sqlite3.Connection, name: str, *, aliases: Sequence[str] = (), parent: str | None = None
) -> int:
    """Add an organization unless it is there; return its number."""
    number = _named(base, "organization", name)
    for alias in (name, *aliases):
        base.execute(
            "insert or ignore into organization_alias (key, alias, organization_id, origin)"
            " values (?, ?, ?, 'table')",
            (organization.key(alias), alias, number),
        )
    if parent is not None:
        base.execute(
            "update organization set parent_id = ? where id = ?",
            (add_organization(base, parent), number),
        )
    return number


def add_topic(base: sqlite3.Connection, path: str, *, list_name: str = "papers") -> int:
    """Add a topic with those above it unless they are there; return its number."""
    in_list = _add_list(base, list_name)
    row = base.execute(
        "select id from topic where list_id = ? and path = ?", (in_list, path)
    ).fetchone()
    if row:
        return int(row[0])
    above, _, title = path.rpartition(" > ")
    parent = add_topic(base, above, list_name=list_name) if above else None
    cursor = base.execute(
        "insert into topic (list_id, parent_id, title, path, level, origin, position)"
        " values (?, ?, ?, ?, ?, 'list', (select count(*) from topic))",
        (in_list, parent, title, path, path.count(" > ") + 2),
    )
    return int(cursor.lastrowid or 0)


def _add_entry(
    base: sqlite3.Connection,
    paper: int,
    label: str,
    path: str | None,
    *,
    note: str | None,
    venue: str | None,
    keywords: str | None,
    list_name: str,
) -> None:
    topic = add_topic(base, path, list_name=list_name) if path else None
    base.execute(
        "insert into entry"
        " (list_id, topic_id, paper_id, position, origin, label, note, venue, keywords)"
        " values (?, ?, ?, (select count(*) from entry), 'user', ?, ?, ?, ?)",
        (_add_list(base, list_name), topic, paper, label, note, venue, keywords),
    )


def _add_list(base: sqlite3.Connection, name: str) -> int:
    base.execute(
        "insert or ignore into list (name, content, sha256, imported_at)"
        " values (?, x'', '', '2025-01-01')",
        (name,),
    )
    return int(base.execute("select id from list where name = ?", (name,)).fetchone()[0])


def _named(base: sqlite3.Connection, table: str, name: str) -> int:
    base.execute(f"insert or ignore into {table} (name) values (?)", (name,))
    return int(base.execute(f"select id from {table} where name = ?", (name,)).fetchone()[0])
