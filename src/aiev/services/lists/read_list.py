"""Reading a markdown list into the knowledge base."""

import hashlib
from datetime import datetime
from pathlib import Path

from aiev.domain.conflict import Conflict
from aiev.domain.finding import Finding
from aiev.domain.organizations.directory import Directory
from aiev.services.lists import findings as list_findings
from aiev.services.lists import list_text, moved_list, outcome, settle_orders, unchanged
from aiev.services.lists.list_reader import ListReader
from aiev.services.lists.outcome import Imported
from aiev.services.organizations.resolve import load_directory
from aiev.store.writing import list_writer, paper_writer
from aiev.store.writing.list_writer import ListFile
from aiev.store.writing.writer import Transaction, Writer, reader_within
from aiev.value import replace


def read_file(content: bytes, *, path: Path | None, name: str | None) -> ListFile:
    """Return the list that `content` is, under the name given or one made from the path.

    Raises FormatError for a file of another format, InputError for what is no UTF-8 text.
    """
    list_text.decode(content, path=path)
    return ListFile(
        name=name or unchanged.name_of(path),
        path=str(path.absolute()) if path else None,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        is_named=name is not None,
    )


def import_list(
    writer: Writer, file: ListFile, *, now: datetime, is_dry_run: bool = False
) -> Imported:
    """Store the list in one transaction; with `is_dry_run` only return what that would do."""
    with writer.transaction(is_dry_run=is_dry_run) as transaction:
        directory = load_directory(transaction)
        lists = ListReader(directory.is_organization)
        found = moved_list.follow(transaction, file, lists)
        imported = import_within(transaction, found.file, now=now, directory=directory, lists=lists)
    return replace(imported, moved_from=found.moved_from)


def import_within(
    transaction: Transaction,
    file: ListFile,
    *,
    now: datetime,
    directory: Directory,
    lists: ListReader,
) -> Imported:
    """Store the list as a part of an open transaction."""
    parsed = lists.read(file.content)
    change = list_writer.store(
        transaction,
        file,
        parsed,
        resolve=lambda text: directory.resolve(text).names,
        reread=lists.read,
        now=now,
    )
    states = paper_writer.states(transaction, change.paper_ids)
    conflicts = (*change.conflicts, *settle_orders.settle(transaction, file.name, parsed))
    findings = (
        *list_findings.find_all(parsed, directory),
        *map(_conflict, conflicts),
    )
    imported = Imported(
        list=file.name,
        entries=len(parsed.entries),
        papers=len(set(change.paper_ids)),
        arxiv_papers=len({e.arxiv_id.value for e in parsed.entries if e.arxiv_id}),
        topics=len({h.path for h in parsed.headings if h.path and not h.is_furniture}),
        tables=sum(block.kind == "table" for block in parsed.blocks),
        dated=sum(entry.date is not None for entry in parsed.entries),
        added=change.added,
        updated=change.updated,
        removed=change.removed,
        pending=len(states.pending),
        unknown=states.unknown,
        links=parsed.links,
        findings=tuple(sorted(findings, key=lambda finding: finding.line)),
        conflicts=conflicts,
        paper_ids=change.paper_ids,
    )
    key = unchanged.key(reader_within(transaction).connection)
    list_writer.keep_outcome(transaction, file.name, outcome.kept(imported), key=key)
    return imported


def _conflict(conflict: Conflict) -> Finding:
    return Finding(conflict.line, "edit-conflict", conflict.told)


def with_states(writer: Writer, imported: Imported) -> Imported:
    """Return the result with `pending` and `unknown` as they are now, after enrichment."""
    with writer.transaction() as session:
        states = paper_writer.states(session, imported.paper_ids)
    return replace(imported, pending=len(states.pending), unknown=states.unknown)
