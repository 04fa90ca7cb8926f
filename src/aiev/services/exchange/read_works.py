"""Reading the works of a file of any format that aiev knows, in whatever encoding it came."""

import codecs
import re
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import cast

from aiev.domain.work_record import Reading
from aiev.errors import InputError
from aiev.sources.files import file_format
from aiev.sources.files.file_format import FileFormat

# Each reader's module, loaded where such a file is read: their libraries take long to load.
_READERS = {
    FileFormat.BIBTEX: "bibtex",
    FileFormat.RIS: "ris",
    FileFormat.CSL_JSON: "csl_json",
    FileFormat.ZOTERO_JSON: "zotero_json",
    FileFormat.BETTER_BIBTEX_JSON: "zotero_json",
    FileFormat.CSV: "csv_table",
    FileFormat.IDS: "lines",
    FileFormat.BOOKMARKS: "bookmarks",
    FileFormat.OPML: "opml",
    FileFormat.RSS: "feeds",
    FileFormat.ATOM: "feeds",
}
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# `% Encoding: Cp1252` (JabRef), `encoding="…"` (XML), `charset=…` (HTML).
_DECLARED = re.compile(rb"(?:encoding\s*[:=]|charset\s*=)\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_HEAD = 2_000


def find_format(content: bytes, *, path: Path | None) -> FileFormat | None:
    """Return the format of a file of works, or None for what is a list or cannot be read so."""
    text = decode(content)[0]
    found = file_format.recognise(text, name=path.name if path else None)
    return found if found in _READERS else None


def read(content: bytes, found: FileFormat, *, path: Path | None) -> Reading:
    """Return the works of a file; raises InputError where it cannot be read at all."""
    text, encoding = decode(content)
    module = import_module(f"aiev.sources.bibliographies.{_READERS[found]}")
    reader = cast("Callable[[str], Reading]", module.read)
    try:
        reading = reader(text.replace("\r\n", "\n").replace("\r", "\n"))
    except (ValueError, RecursionError) as error:
        shown = path or "standard input"
        why = "nested too deep" if isinstance(error, RecursionError) else error
        raise InputError(f"this {found.title} cannot be read ({why}): {shown}") from None
    return replace(reading, encoding=encoding)


def decode(content: bytes) -> tuple[str, str | None]:
    """Return the text of some bytes, and the encoding where it is not UTF-8.

    Bytes that are no UTF-8 are read as the file itself says, else as Windows wrote them in Europe.
    """
    if content.startswith(_UTF16):
        return content.decode("utf-16", errors="replace"), "UTF-16"
    try:
        return content.decode("utf-8-sig"), None
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(content[:_HEAD])
    name = declared[1].decode("ascii") if declared else "cp1252"
    try:
        codec = codecs.lookup(name).name
        if codec in ("utf-8", "utf-16", "utf-32"):
            codec = "cp1252"
        return content.decode(codec, errors="replace"), codec
    except (LookupError, ValueError):
        return content.decode("cp1252", errors="replace"), "cp1252"
