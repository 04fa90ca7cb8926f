"""Entries as a list's file says them, put into a new database, for tests of the writers."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

from sqlmodel import Session, select

from aiev.domain.arxiv_id import ArxivId
from aiev.domain.paper import Kind
from aiev.markdown.values import ListedEntry
from aiev.store.reading import entry_keys
from aiev.store.tables import EntryTable
from aiev.store.writing import entry_writer, list_writer, topic_writer
from aiev.store.writing.entry_removal import Left
from aiev.store.writing.entry_writer import Tally
from aiev.store.writing.paper_identity import Draft
from aiev.store.writing.writer import open_writer

NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)


def entry(label: str, *, topic: str, arxiv: str = "2404.00004", line: int = 1) -> ListedEntry:
    """Return an entry that says no more than this."""
    said = {
        "topic": (topic,),
        "label": label,
        "arxiv_id": ArxivId(arxiv),
        "url": f"https://arxiv.org/abs/{arxiv}",
        "links": (),
        "line": line,
        "span": (100 * line, 100 * line + 50),
        "fields": {},
    }
    return ListedEntry(**{**dict.fromkeys(each.name for each in fields(ListedEntry)), **said})


class List:
    """A list in an open transaction."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.id = list_writer.ensure_list(session, "papers", now=NOW)

    def store(self, *entries: ListedEntry, left: Left | None = None) -> Tally:
        """Bring the list into step with a file of these entries."""
        left = left or Left(entries, {}, [])
        return entry_writer.store(
            self.session,
            self.id,
            left,
            text="",
            topic_ids=topic_writer.store(self.session, self.id, [e.topic for e in left.entries]),
            drafts=[_draft(each) for each in left.entries],
            now=NOW,
        )

    def rows(self) -> Sequence[EntryTable]:
        """Return the entries in the order in which they were made."""
        return self.session.exec(select(EntryTable).order_by(EntryTable.id)).all()


@contextmanager
def new_list(path: Path) -> Iterator[List]:
    """Yield an empty list in a database made at `path`."""
    with open_writer(path) as writer, writer.transaction() as session:
        yield List(session)


def _draft(said: ListedEntry) -> Draft:
    return Draft(entry_keys.identity(said), said.arxiv_id, Kind.PAPER, said.url, said.label)
