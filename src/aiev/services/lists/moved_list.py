"""Finding the list that a file is, where no list was imported from its path.

Files are moved, and cloned into another folder; the user's additions wait for the list, not for
the path.
"""

from pathlib import Path

from aiev.domain import paper
from aiev.errors import UsageError
from aiev.markdown.values import ParsedList
from aiev.services.lists.list_reader import ListReader
from aiev.store.reading import entry_keys, list_reading
from aiev.store.reading.list_reading import StoredFile
from aiev.store.writing.list_writer import ListFile
from aiev.store.writing.writer import Transaction, reader_within
from aiev.value import value


@value
class Found:
    """The file under the name of its list; `moved_from` is the path it was known by before."""

    file: ListFile
    moved_from: str | None


def follow(
    transaction: Transaction, file: ListFile, lists: ListReader, *, must_be_known: bool = False
) -> Found:
    """Return the file under the name of the list that it is.

    That is the list of this path; else one of the same bytes; else one whose file had the same
    name and is gone, if half of its ids and addresses or more are in this file. A name that the
    user gave is what they mean. Raises UsageError where several lists could be meant, and, with
    `must_be_known`, where a file of this name is gone whose list has too little in common, or one
    of another name whose list has half of it in common.
    """
    if file.is_named or file.path is None:
        return Found(file, None)
    reader = reader_within(transaction)
    stored = [one for one in list_reading.files(reader.connection) if one.path is not None]
    here = [one for one in stored if one.path == file.path]
    if here:
        return Found(_named(file, here[0].name), None)
    same = [one for one in stored if one.sha256 == file.sha256]
    alike = [one for one in same if one.name == file.name] or same
    if not alike:
        gone = [one for one in stored if _is_gone(one) and _may_be(one, file)]
        alike = [one for one in gone if _is_half(reader.list_content(one.name), file, lists)]
        if gone and not alike and must_be_known:
            raise _unclear(
                f"no list was imported from {file.path}, and it has too little in common with",
                gone,
            )
    if not alike and must_be_known:
        # Renamed and edited at once: the name tells nothing, and a guess would mix two lists.
        rest = [one for one in stored if _is_gone(one) and not _may_be(one, file)]
        near = [one for one in rest if _is_half(reader.list_content(one.name), file, lists)]
        if near:
            raise _unclear(f"most of a list whose file is gone stands in {file.path}:", near)
    if len(alike) > 1:
        raise _unclear(f"several lists could be {file.path}:", alike)
    if not alike:
        return Found(file, None)
    return Found(_named(file, alike[0].name), alike[0].path)


def _named(file: ListFile, name: str) -> ListFile:
    return ListFile(name, file.path, file.content, file.sha256, is_named=True)


def _is_gone(one: StoredFile) -> bool:
    return not Path(one.path or "").exists()


def _may_be(one: StoredFile, file: ListFile) -> bool:
    name = Path(file.path or "").name
    return one.name == file.name or Path(one.path or "").name.casefold() == name.casefold()


def _is_half(content: bytes | None, file: ListFile, lists: ListReader) -> bool:
    """Return whether a file has half of what a list names, or more."""
    if not content:
        return False
    old, new = _names(lists.read(content)), _names(lists.read(file.content))
    return bool(old) and 2 * len(old & new) >= len(old)


def _names(listed: ParsedList) -> set[str]:
    return {
        paper.plain_identity(entry_keys.identity(entry))
        for entry in listed.entries
        if entry.arxiv_id is not None or entry.url
    }


def _unclear(sentence: str, lists: list[StoredFile]) -> UsageError:
    names = ", ".join(f"“{one.name}” ({one.path})" for one in lists)
    return UsageError(
        f"{sentence} {names}",
        hint=f"`--name {lists[0].name}` says that it is that one, another name that it is new",
    )
