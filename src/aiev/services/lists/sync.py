"""Syncing a list: changes in its file go into the knowledge base, and ours into the file."""

import dataclasses
import hashlib
from collections.abc import Callable
from datetime import datetime
from difflib import SequenceMatcher
from pathlib import Path

from aiev.services.lists import moved_list
from aiev.services.lists.export_source import export_source
from aiev.services.lists.list_reader import ListReader
from aiev.services.lists.outcome import Synced
from aiev.services.lists.read_list import import_within, read_file
from aiev.services.organizations.resolve import load_directory
from aiev.store.writing.list_writer import ListFile
from aiev.store.writing.writer import Writer, reader_within
from aiev.value import replace

_CONTEXT = 3


def sync(
    writer: Writer,
    content: bytes,
    *,
    path: Path,
    name: str | None,
    write: Callable[[bytes], None],
    now: datetime,
    is_dry_run: bool = False,
) -> Synced:
    """Make the file and the knowledge base hold the same list; with `is_dry_run` change neither.

    `write` replaces the file's content as a whole. It is called within the transaction, and only
    where something changes, so that both sides change or neither.
    """
    with writer.transaction(is_dry_run=is_dry_run) as transaction:
        directory = load_directory(transaction)
        lists = ListReader(directory.is_organization)
        file = read_file(content, path=path, name=name)
        found = moved_list.follow(transaction, file, lists, must_be_known=True)
        file = found.file
        imported = import_within(transaction, file, now=now, directory=directory, lists=lists)
        merged = export_source(reader_within(transaction), file.name, lists=lists)
        if merged != content:
            written = _with_content(file, merged)
            import_within(transaction, written, now=now, directory=directory, lists=lists)
            if not is_dry_run:
                write(merged)
    diff = _diff(content, merged, path)
    return Synced(
        list=file.name,
        imported=replace(imported, moved_from=found.moved_from),
        lines_added=sum(line.startswith("+") for line in diff[2:]),
        lines_removed=sum(line.startswith("-") for line in diff[2:]),
        diff="".join(diff),
        conflicts=imported.conflicts,
    )


def _with_content(file: ListFile, content: bytes) -> ListFile:
    return dataclasses.replace(file, content=content, sha256=hashlib.sha256(content).hexdigest())


def _diff(before: bytes, after: bytes, path: Path) -> list[str]:
    """Return a unified diff; lines end where the file's do, and only there."""

    def lines(content: bytes) -> list[str]:
        return content.decode("utf-8").replace("\n", "\n\0").removesuffix("\0").split("\0")

    old, new = lines(before), lines(after)
    if old == new:
        return []
    # difflib's own unified_diff takes frequent lines for noise and answers too much.
    groups = SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(_CONTEXT)
    diff = [f"--- {path}\n", f"+++ {path}\n"]
    for group in groups:
        _, start, _, first, _ = group[0]
        _, _, end, _, last = group[-1]
        diff.append(f"@@ -{start + 1},{end - start} +{first + 1},{last - first} @@\n")
        for kind, low, high, left, right in group:
            if kind == "equal":
                diff += [f" {line}" for line in old[low:high]]
                continue
            diff += [f"-{line}" for line in old[low:high]]
            diff += [f"+{line}" for line in new[left:right]]
    return [
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in diff
    ]
