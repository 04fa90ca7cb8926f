"""Reading a markdown list into the knowledge base."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from aiev.domain.finding import Finding
from aiev.markdown.reading import document
from aiev.markdown.values import Links, ParsedList
from aiev.services.lists import findings as list_findings
from aiev.services.lists import list_text
from aiev.services.organizations.resolve import load_directory
from aiev.store.writing import list_writer, paper_writer
from aiev.store.writing.entry_writer import Conflict
from aiev.store.writing.list_writer import ListFile
from aiev.store.writing.writer import Transaction, Writer


@dataclass(frozen=True, slots=True)
class Imported:
    """What importing a list did and found; all counts are about this list alone.

    `pending` and `unknown` are its arXiv papers that still lack metadata and those that arXiv
    does not have.
    """

    list: str
    entries: int
    papers: int
    arxiv_papers: int
    topics: int
    tables: int
    dated: int
    added: int
    updated: int
    removed: int
    pending: int
    unknown: tuple[str, ...]
    links: Links
    findings: tuple[Finding, ...]
    conflicts: tuple[Conflict, ...]
    paper_ids: tuple[int, ...]


def read_file(content: bytes, *, path: Path | None, name: str | None) -> ListFile:
    """Return the list that `content` is, under the name given or one made from the path.

    Raises FormatError for a file of another format, InputError for what is no UTF-8 text.
    """
    list_text.decode(content, path=path)
    return ListFile(
        name=name or _name(path),
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
        return import_within(transaction, file, now=now)


def import_within(transaction: Transaction, file: ListFile, *, now: datetime) -> Imported:
    """Store the list as a part of an open transaction."""
    directory = load_directory(transaction)

    def read(content: bytes) -> ParsedList:
        text = content.decode("utf-8")
        return document.parse(text, is_organization=directory.is_organization)

    parsed = read(file.content)
    change = list_writer.store(
        transaction,
        file,
        parsed,
        resolve=lambda text: directory.resolve(text).names,
        reread=read,
        now=now,
    )
    states = paper_writer.states(transaction, change.paper_ids)
    findings = (*list_findings.find_all(parsed, directory), *map(_conflict, change.conflicts))
    return Imported(
        list=file.name,
        entries=len(parsed.entries),
        papers=len(set(change.paper_ids)),
        arxiv_papers=len({e.arxiv_id.value for e in parsed.entries if e.arxiv_id}),
        topics=len({h.path for h in parsed.headings if h.path}),
        tables=sum(block.kind == "table" for block in parsed.blocks),
        dated=sum(entry.date is not None for entry in parsed.entries),
        added=change.added,
        updated=change.updated,
        removed=change.removed,
        pending=len(states.pending),
        unknown=states.unknown,
        links=parsed.links,
        findings=tuple(sorted(findings, key=lambda finding: finding.line)),
        conflicts=change.conflicts,
        paper_ids=change.paper_ids,
    )


def _conflict(conflict: Conflict) -> Finding:
    return Finding(conflict.line, "edit-conflict", conflict.told)


def with_states(writer: Writer, imported: Imported) -> Imported:
    """Return the result with `pending` and `unknown` as they are now, after enrichment."""
    with writer.transaction() as session:
        states = paper_writer.states(session, imported.paper_ids)
    return replace(imported, pending=len(states.pending), unknown=states.unknown)


def _name(path: Path | None) -> str:
    """Return the name for a list: that of its file, or of its folder where that is a README."""
    if path is None:
        return "stdin"
    path = path.absolute()
    return path.parent.name if path.stem.casefold() == "readme" and path.parent.name else path.stem
