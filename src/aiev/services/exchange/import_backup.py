"""Importing a backup: an empty knowledge base becomes the same, another one the union of both."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from aiev.domain import backup_lines
from aiev.domain.backup_record import (
    AskedRecord,
    BoundRecord,
    ListRecord,
    NoOrganizationRecord,
    OrganizationRecord,
    PaperRecord,
    QuestionRecord,
    Row,
    TextRecord,
)
from aiev.domain.finding import Finding
from aiev.domain.merge import Difference, Merged
from aiev.domain.organizations.directory import Directory
from aiev.errors import InputError
from aiev.markdown.reading import document
from aiev.services.organizations.resolve import load_directory
from aiev.services.search import saved_questions
from aiev.store.backup import asked
from aiev.store.backup import lists as backup_lists
from aiev.store.backup import organizations as backup_organizations
from aiev.store.backup import questions as backup_questions
from aiev.store.backup.entries import EntryTaker
from aiev.store.backup.lists import TakenList
from aiev.store.backup.papers import PaperTaker
from aiev.store.writing import list_writer, paper_writer
from aiev.store.writing.writer import Transaction, Writer

_BATCH = 200


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What importing a backup did; each line that cannot be read is a finding."""

    merged: Merged
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _WholeList:
    """A list's record with its bytes and the line where it stands."""

    record: ListRecord
    content: bytes
    line: int


_Item = (
    OrganizationRecord
    | QuestionRecord
    | NoOrganizationRecord
    | _WholeList
    | AskedRecord
    | PaperRecord
    | Finding
)


def import_backup(
    writer: Writer, lines: Iterable[bytes], *, now: datetime, is_dry_run: bool = False
) -> TakenIn:
    """Import the lines of a backup, all or nothing; with `is_dry_run` only return what it would do.

    Where a field has other values in both, ours stays and the difference is in the result. To
    import the same again changes nothing. Raises InputError where no line can be read.
    """
    with writer.transaction(is_dry_run=is_dry_run) as session:
        work = _Work(session, now)
        for item in _items(lines, today=now.date()):
            work.take(item)
        work.finish()
        if work.findings and not (work.merged.papers or work.lists):
            first = work.findings[0]
            raise InputError(f"line {first.line} is no record of aiev's: {first.message}")
        return TakenIn(work.merged, tuple(work.findings))


class _Work:
    """One import under way."""

    def __init__(self, session: Transaction, now: datetime) -> None:
        self._session, self._now = session, now
        self._directory: Directory = load_directory(session)
        self._papers = PaperTaker(session, now=now)
        self._entries = EntryTaker(session)
        self._waiting: list[PaperRecord] = []
        self._asked: dict[str, list[tuple[str, Row]]] = {}
        self._changed_lists: set[int] = set()
        self.lists: dict[str, TakenList] = {}
        self.merged = Merged()
        self.findings: list[Finding] = []

    def take(self, item: _Item) -> None:
        """Store one record; papers wait until there are enough to store together."""
        if isinstance(item, AskedRecord):
            for identity in item.papers:
                self._asked.setdefault(identity, []).append((item.table, item.row))
            return
        if isinstance(item, PaperRecord):
            self._waiting.append(asked.with_days(item, self._asked.pop(item.identity, ())))
            if len(self._waiting) >= _BATCH:
                self._take_papers()
            return
        if isinstance(item, Finding):
            self.findings.append(item)
            return
        self._take_papers()
        if isinstance(item, OrganizationRecord):
            is_new, differences = backup_organizations.take(self._session, item)
            self._papers.forget_organizations()
            self._count(differences, organizations=is_new)
        elif isinstance(item, NoOrganizationRecord):
            self._count(backup_organizations.take_ignored(self._session, item))
        elif isinstance(item, QuestionRecord):
            is_new, differences = backup_questions.take(self._session, item)
            if is_new:
                self._papers.new_questions.add(item.name)
            self._count(differences)
        else:
            self._take_list(item)

    def finish(self) -> None:
        """Store the papers that still wait; lists that got entries are read when imported again."""
        self._take_papers()
        list_writer.forget_outcome(self._session, self._changed_lists)

    def _take_list(self, item: _WholeList) -> None:
        digest = hashlib.sha256(item.content).hexdigest()
        if item.record.sha256 not in (digest, "" if not item.content else digest):
            self.findings.append(
                Finding(item.line, "damaged-list", f"not the bytes it was: {item.record.name}")
            )
            return
        parsed = document.read(
            item.content.decode("utf-8"), is_organization=self._directory.is_organization
        )
        taken = backup_lists.take(self._session, item.record, item.content, parsed, now=self._now)
        self.lists[item.record.name] = taken
        is_new = taken.standing is backup_lists.Standing.NEW
        self._count(taken.differences, lists=is_new)

    def _take_papers(self) -> None:
        records, self._waiting = self._waiting, []
        ids, new = self._papers.take(records)
        unseen, changed_ids = set(new), set()
        for record in records:
            paper_id = ids[record.identity]
            is_new = record.identity in unseen
            unseen.discard(record.identity)
            changed, differences = (False, ()) if is_new else self._papers.merge(record, paper_id)
            has_filled, more = self._papers.fill(record, paper_id)
            changed, differences = changed or has_filled, (*differences, *more)
            entries = 0
            for entry in record.entries:
                into = self._list(entry.list)
                has_changed, more = self._entries.take(
                    entry, into, paper_id=paper_id, identity=record.identity
                )
                entries += has_changed
                if has_changed:
                    self._changed_lists.add(into.id)
                differences = (*differences, *more)
            if (changed or entries) and not is_new:
                changed_ids.add(paper_id)
            self._count(
                differences,
                papers=1,
                new_papers=is_new,
                changed_papers=bool(changed or entries) and not is_new,
                entries=entries,
            )
        paper_writer.settle(self._session, changed_ids)

    def _list(self, name: str) -> TakenList:
        if name not in self.lists:
            self.lists[name] = backup_lists.take_name(self._session, name, now=self._now)
        return self.lists[name]

    def _count(
        self,
        differences: tuple[Difference, ...],
        *,
        papers: int = 0,
        new_papers: int = 0,
        changed_papers: int = 0,
        entries: int = 0,
        lists: int = 0,
        organizations: int = 0,
    ) -> None:
        sofar = self.merged
        self.merged = replace(
            sofar,
            papers=sofar.papers + papers,
            new_papers=sofar.new_papers + new_papers,
            changed_papers=sofar.changed_papers + changed_papers,
            new_entries=sofar.new_entries + entries,
            new_lists=sofar.new_lists + lists,
            new_organizations=sofar.new_organizations + organizations,
            differences=(*sofar.differences, *differences),
        )


def _items(lines: Iterable[bytes], *, today: date) -> Iterator[_Item]:
    """Yield the records, each list together with its bytes.

    Where the last line of a backup is missing, the rest is yielded and then a finding that says so.
    """
    begun: ListRecord | None = None
    begun_at, pieces = 0, [b""]
    number, is_open = 0, False
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = backup_lines.parse(line.decode("utf-8-sig"))
            if isinstance(record, TextRecord) and (begun is None or record.list != begun.name):
                raise ValueError(f"a line of a list that does not stand before: {record.list}")
            if isinstance(record, QuestionRecord):
                saved_questions.check(record.name, record.words, record.filters, today=today)
        except ValueError as error:
            yield Finding(number, "unreadable-record", str(error))
            continue
        if isinstance(record, TextRecord):
            pieces.append(record.text.encode("utf-8"))
            continue
        if begun is not None:
            yield _WholeList(begun, b"".join(pieces), begun_at)
            begun = None
        if isinstance(record, BoundRecord):
            is_open = not record.is_end
        elif isinstance(record, ListRecord):
            begun, begun_at, pieces = record, number, []
        else:
            yield record
    if begun is not None:
        yield _WholeList(begun, b"".join(pieces), begun_at)
    if is_open:
        yield Finding(number, "cut-backup", "the last line is missing, and perhaps more before it")
