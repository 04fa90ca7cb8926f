"""The bytes of a file as the text of a markdown list, or why they are none."""

import shlex
from pathlib import Path

from aiev.errors import FormatError, InputError
from aiev.markdown.reading import document
from aiev.sources.files import file_format, text_encoding
from aiev.sources.files.file_format import FileFormat

_COMPRESSED_STARTS = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"BZh", b"\xfd7zXZ\0", b"PK\x03\x04")
_BINARY_STARTS = (b"%PDF-", b"SQLite format 3\0", b"\x7fELF", b"GIF8", b"{\\rtf")


def decode(content: bytes, *, path: Path | None) -> str:
    """Return the text of a list; `path` is None for standard input.

    Raises FormatError for a file of another format, InputError for what is no UTF-8 text.
    """
    shown = str(path) if path else "standard input"
    if content.startswith(_COMPRESSED_STARTS):
        raise InputError(f"this file is compressed: {shown}", hint="unpack it first")
    is_marked = text_encoding.by_mark(content) is not None
    if not is_marked and (content.startswith(_BINARY_STARTS) or _is_mostly_nul(content)):
        raise _no_list(FileFormat.BINARY, path)
    text = content.decode("utf-8", errors="replace")
    other = file_format.recognise(text, name=path.name if path else None)
    if other is not None and not is_marked:
        raise _no_list(other, path)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"this file is not UTF-8 text (byte {error.start + 1}, line {line}): {shown}",
            hint=text_encoding.hint(content, path=path),
        ) from None
    if text.strip() and not file_format.is_listlike(text) and not _names_papers(text):
        raise _no_list(FileFormat.PROSE, path)
    return text


def _names_papers(text: str) -> bool:
    return bool(document.parse(text, is_organization=lambda _: False).entries)


def _no_list(other: FileFormat, path: Path | None) -> FormatError:
    return FormatError(
        f"this file is no markdown list but {other.title}: {path or 'standard input'}",
        hint=other.way.replace("FILE", shlex.quote(str(path)) if path else "FILE"),
    )


def _is_mostly_nul(content: bytes) -> bool:
    return len(content) >= 64 and content.count(0) * 4 >= len(content)
