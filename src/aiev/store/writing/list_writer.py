"""Writing a list whole: its bytes, topics, papers, entries, blocks and organizations."""

import json
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, insert, select

from aiev.domain import paper
from aiev.domain.conflict import Conflict
from aiev.domain.paper import TOPIC_SEPARATOR
from aiev.errors import UsageError
from aiev.markdown.values import ListedEntry, ParsedList
from aiev.store.bookkeeping_tables import ListReadingTable
from aiev.store.reading import entry_keys
from aiev.store.tables import BlockTable, EntryTable, ListTable
from aiev.store.writing import (
    bulk,
    entry_removal,
    entry_writer,
    organization_writer,
    paper_places,
    paper_writer,
    topic_changes,
    topic_renaming,
    topic_writer,
    user_fields,
)
from aiev.store.writing.paper_identity import Draft
from aiev.store.writing.writer import driver_of


@dataclass(frozen=True, slots=True)
class ListFile:
    """The file that a list is; `path` is None for standard input.

    `is_named` says that the user chose the name, which then may take the place of another file's.
    """

    name: str
    path: str | None
    content: bytes
    sha256: str
    is_named: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What storing a list did, in entries; `paper_ids` has the paper of each, in order."""

    added: int
    updated: int
    removed: int
    paper_ids: tuple[int, ...]
    conflicts: tuple[Conflict, ...]


def store(
    session: Session,
    file: ListFile,
    parsed: ParsedList,
    *,
    resolve: Callable[[str], Sequence[str]],
    reread: Callable[[bytes], ParsedList],
    now: datetime,
) -> Change:
    """Store a list under its name, in place of what the name held.

    `resolve` returns the canonical organizations of a text as written; `reread` parses the bytes
    that were stored before, and is called only where the user removed entries of the list. Storing
    the same file again changes nothing. An entry that vanished is removed; its paper and what the
    user added stay.
    """
    before = _entries_before(session, file.name, reread)
    list_id = _store_file(session, file, parsed.title, now=now)
    topic_renaming.rename(session, list_id, _names(parsed))
    followed = topic_changes.follow(session, list_id, parsed, before)
    parsed = followed.parsed
    topic_ids = topic_writer.store(session, list_id, _paths(parsed))
    left = entry_removal.left(session, list_id, parsed.entries, before=followed.before)
    drafts = list(map(_draft, left.entries, entry_keys.identities(left.entries)))
    with _indexing(session, list_id, len(drafts)) as name_papers:
        tally = entry_writer.store(
            session,
            list_id,
            left,
            text=parsed.text,
            topic_ids=topic_ids,
            drafts=drafts,
            now=now,
            name_papers=name_papers,
        )
        for one in tally.conflicts:
            if one.removed_by == "file" and one.field == "note" and one.own and one.paper_id:
                # The entry that held it is gone: the user's words stay with the paper.
                user_fields.add_note(session, one.paper_id, one.own, now=now)
        _store_blocks(session, list_id, parsed, topic_ids)
        topic_writer.drop_unused(session, list_id, keep=topic_ids.values())
        forgotten = paper_places.forget_placeholders(session, tally.vanished)
        affected = {*tally.paper_ids, *tally.vanished} - forgotten
        paper_writer.settle(session, affected)
        settle_organizations(session, affected, resolve)
        session.flush()
    return Change(
        tally.added,
        tally.updated,
        tally.removed,
        tally.paper_ids,
        (*followed.conflicts, *tally.conflicts),
    )


def store_frame(session: Session, file: ListFile, parsed: ParsedList, *, now: datetime) -> None:
    """Store a new list's bytes, topics, tables and prose; its entries come from elsewhere."""
    list_id = _store_file(session, file, parsed.title, now=now)
    topic_ids = topic_writer.store(session, list_id, _paths(parsed))
    _store_blocks(session, list_id, parsed, topic_ids)


def keep_outcome(session: Session, name: str, outcome: str, *, key: str) -> None:
    """Keep what reading the list came to, for as long as the same `key` would read it."""
    list_id = session.exec(select(ListTable.id).where(ListTable.name == name)).one()
    assert list_id is not None, "stored before"
    session.merge(ListReadingTable(list_id=list_id, key=key, outcome=outcome))
    session.flush()


def forget_outcome(session: Session, list_ids: Iterable[int]) -> None:
    """Let these lists be read anew when they are imported again."""
    gone = col(ListReadingTable.list_id).in_(list(list_ids))
    session.exec(delete(ListReadingTable).where(gone))


def settle_organizations(
    session: Session, paper_ids: Iterable[int], resolve: Callable[[str], Sequence[str]]
) -> None:
    """Work out the organizations that lists give to papers; one in no list keeps what it had."""
    wanted = set(paper_ids)
    found: dict[int, list[str]] = {}
    rows = session.exec(
        select(EntryTable.paper_id, EntryTable.listed_organizations)
        .where(EntryTable.origin == "list")
        .order_by(col(EntryTable.list_id), col(EntryTable.position), col(EntryTable.id))
    )
    for paper_id, text in rows:
        if paper_id in wanted:
            found.setdefault(paper_id, []).extend(resolve(text) if text else ())
    organization_writer.replace(session, found, source="list")


def ensure_list(session: Session, name: str, *, now: datetime) -> int:
    """Return the id of the list of this name; an empty one is made if there is none."""
    row = session.exec(select(ListTable).where(ListTable.name == name)).first()
    if row is None:
        row = ListTable(name=name, content=b"", sha256="", imported_at=_stamp(now))
        session.add(row)
        session.flush()
    assert row.id is not None, "flushed"
    return row.id


@contextmanager
def _indexing(
    session: Session, list_id: int, entries: int
) -> Iterator[Callable[[Iterable[int]], None]]:
    """Let the entries of a new list be stored before their papers are indexed, where it pays.

    Of a list that has entries the triggers index only what changes.
    """
    connection = driver_of(session)
    is_new = (
        session.exec(select(EntryTable.id).where(EntryTable.list_id == list_id)).first() is None
    )
    if not is_new or entries < paper_writer.MANY:
        yield lambda _: None
        return
    with bulk.indexed_at_end(connection) as name_papers:
        yield name_papers


def _entries_before(
    session: Session, name: str, reread: Callable[[bytes], ParsedList]
) -> tuple[ListedEntry, ...]:
    """Return the entries of the list's text so far, where removals of them wait."""
    row = session.exec(select(ListTable).where(ListTable.name == name)).first()
    if row is None or row.id is None or not entry_removal.is_any(session, row.id):
        return ()
    return reread(row.content).entries


def _store_file(session: Session, file: ListFile, title: str | None, *, now: datetime) -> int:
    list_id = ensure_list(session, file.name, now=now)
    row = session.get_one(ListTable, list_id)
    is_other = row.path != file.path if row.path else file.path is None and bool(row.sha256)
    if is_other and row.sha256 != file.sha256 and not file.is_named:
        raise UsageError(
            f"the list “{file.name}” was imported from elsewhere: {row.path or 'standard input'}",
            hint=f"--name gives this one its own name; `--name {file.name}` puts it in its place",
        )
    if row.sha256 != file.sha256:
        row.content, row.sha256, row.imported_at = file.content, file.sha256, _stamp(now)
    row.title = title
    row.path = file.path or row.path
    session.flush()
    return list_id


def _paths(parsed: ParsedList) -> Iterator[tuple[str, ...]]:
    for heading in parsed.headings:
        if heading.is_furniture:
            continue
        for depth in range(1, len(heading.path) + 1):
            yield heading.path[:depth]


def _names(parsed: ParsedList) -> dict[str, str]:
    join = TOPIC_SEPARATOR.join
    return {join(path): join(name) for path, name in (parsed.topic_names or {}).items()}


def _draft(entry: ListedEntry, identity: str) -> Draft:
    return Draft(
        identity=identity,
        arxiv_id=entry.arxiv_id,
        kind=paper.kind(entry.arxiv_id, entry.url),
        url=entry.url,
        title=entry.label,
    )


def _store_blocks(
    session: Session, list_id: int, parsed: ParsedList, topic_ids: dict[str, int]
) -> None:
    """Store tables and prose; a block's `position` is the number of entries before it."""
    starts = [entry.span[0] for entry in parsed.entries]
    paths = {block.span: TOPIC_SEPARATOR.join(block.topic) for block in parsed.blocks}
    wanted = [
        {
            "list_id": list_id,
            "topic_id": topic_ids.get(paths[block.span]),
            "position": bisect_left(starts, block.span[0]),
            "line": block.line,
            "kind": block.kind,
            "text": block.text,
            "cells": json.dumps(block.rows, ensure_ascii=False),
        }
        for block in parsed.blocks
        # What stands below furniture is about the list, as is its heading.
        if not block.topic or paths[block.span] in topic_ids
    ]
    present = [
        row.model_dump(exclude={"id"})
        for row in session.exec(
            select(BlockTable).where(BlockTable.list_id == list_id).order_by(col(BlockTable.id))
        )
    ]
    if wanted == present:
        return
    session.exec(delete(BlockTable).where(col(BlockTable.list_id) == list_id))
    if wanted:
        session.exec(insert(BlockTable), params=wanted)


def _stamp(now: datetime) -> str:
    return now.isoformat(timespec="seconds")
