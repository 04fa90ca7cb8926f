"""What a list was read as when it was stored, for as long as reading it again changes nothing."""

import sqlite3
from pathlib import Path

from aiev.value import value

# What the user said of a list meets its file again at each import: such a list is read.
_UNCHANGED = """
select list.id, outcome
from list
join list_reading on list_reading.list_id = list.id
where list.name = ? and list.path is ? and list.sha256 = ? and key = ?
and not exists (select 1 from entry where list_id = list.id and origin <> 'list')
and not exists (
    select 1
    from topic
    where list_id = list.id
    and (origin <> 'list' or listed_title is not null or sorting is not null)
)
and not exists (select 1 from entry_removal where list_id = list.id)
and not exists (
    select 1
    from entry_edit
    join entry on entry.id = entry_edit.entry_id
    where entry.list_id = list.id
)
"""
_PAPERS = """
select paper_id, arxiv_id, enrichment
from entry
join paper on paper.id = paper_id
where list_id = ?
order by position
"""
_FILES = "select name, path, sha256 from list where sha256 <> '' order by id"
_NAME = "select name from list where path = ? order by id"


@value
class StoredPaper:
    """The paper of an entry, and whether arXiv was asked for it."""

    id: int
    arxiv_id: str | None
    enrichment: str


@value
class ListReading:
    """What was kept of a list's reading, and the paper of each entry, in their order."""

    outcome: str
    papers: tuple[StoredPaper, ...]


@value
class StoredFile:
    """The file that a list was imported from last."""

    name: str
    path: str | None
    sha256: str


def files(connection: sqlite3.Connection) -> tuple[StoredFile, ...]:
    """Return the files of all lists, in the order in which these came."""
    return tuple(StoredFile(*row) for row in connection.execute(_FILES))


def find(
    connection: sqlite3.Connection, *, name: str, path: Path | None, sha256: str, key: str
) -> ListReading | None:
    """Return what the list was read as; None where reading it now could come to anything else.

    That is where its bytes, its name or its place are others, where the user changed something in
    it, or where `key`, the reader and the organizations known to it, is not the one of then.
    """
    shown = str(path.absolute()) if path else None
    row = connection.execute(_UNCHANGED, (name, shown, sha256, key)).fetchone()
    if row is None:
        return None
    papers = [StoredPaper(*found) for found in connection.execute(_PAPERS, (row[0],))]
    return ListReading(row[1], tuple(papers))


def name_of(connection: sqlite3.Connection, path: Path) -> str | None:
    """Return the name under which the file at this path was imported, or None."""
    row = connection.execute(_NAME, (str(path.absolute()),)).fetchone()
    return None if row is None else str(row[0])
