"""What a text file is if it is no markdown list: a bibliography, a feed, an outline, bare ids.

The content decides, the name only where the content leaves it open: a list has headings, bullets
or linked titles, and what has one of them before the first sign of another format stays a list.
"""

import csv
import json
import re
from enum import Enum
from pathlib import PurePath

from aiev.domain import arxiv_id

_WORKS = "`aiev import FILE` makes papers of it"
_GREP = "`grep -oE '[0-9]{4}[.][0-9]{4,5}' FILE | xargs aiev add` adds its arXiv papers"
_HEAD = "to make a list of it, begin it with a heading: `# NAME`"
_PANDOC = "make a list of it: `pandoc -f {} -t gfm FILE -o LIST.md`"


class FileFormat(Enum):
    """A format that is no markdown list: its name for people, and the way to use such a file."""

    BACKUP = "a backup of aiev's", "merge it: `aiev import FILE`"
    BIBTEX = "BibTeX", _WORKS
    RIS = "RIS", _WORKS
    CSL_JSON = "CSL-JSON", _WORKS
    ZOTERO_JSON = "Zotero's JSON", _WORKS
    BETTER_BIBTEX_JSON = "Better BibTeX's JSON", _WORKS
    JSON = "JSON", "`aiev backup OUT.jsonl` writes a knowledge base that can be read"
    CSV = "CSV", _WORKS
    BOOKMARKS = "a page of bookmarks", _WORKS
    HTML = "an HTML page", _PANDOC.format("html")
    RST = "reStructuredText", _PANDOC.format("rst")
    ORG = "Org", _PANDOC.format("org")
    OPML = "OPML", _WORKS
    RSS = "RSS", _WORKS
    ATOM = "Atom", _WORKS
    XML = "XML", _GREP
    IDS = "ids, one a line", _WORKS
    SOURCE = "source code or settings", _GREP
    LOG = "a log", _GREP
    BINARY = "binary data", "`strings FILE` shows the text in it"
    PROSE = "words without a heading, a bullet or a link", _HEAD

    def __init__(self, title: str, way: str) -> None:
        self.title, self.way = title, way


# What markdown lists consist of: headings, bullets, linked titles, tables, fences.
_LISTLIKE = re.compile(
    r"^(?: {0,3}#{1,6}[ \t]|[ \t]*[-*+•][ \t]|[ \t]*\d{1,4}[.)][ \t]|.*\]\(|[ \t]*(?:```|~~~|\||>))"
    r"|^.+\n(?:(?:=+|-+)[ \t]*|[ \t]*:?-+:?[ \t]*\|[-:| \t]*)$",
    re.MULTILINE,
)
_TAGS = re.compile(r"<(?:li|h[1-6]|a|tr|dt|summary)\b", re.IGNORECASE)
_FENCED = re.compile(r"^[ \t]*(```|~~~).*?(?:^[ \t]*\1|\Z)", re.MULTILINE | re.DOTALL)
_LINKED = re.compile(r"\]\(")
_MARKDOWN_ONLY = re.compile(r"^ {0,3}#{1,6}[ \t]|\]\(", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_BIBTEX = re.compile(
    r"^[ \t]*@(?:article|book|booklet|conference|inbook|incollection|inproceedings|manual"
    r"|mastersthesis|misc|online|phdthesis|preprint|proceedings|report|software|techreport|thesis"
    r"|unpublished|dataset|electronic|www|comment|preamble|string)[ \t]*[{(]",
    re.MULTILINE | re.IGNORECASE,
)
_RIS = re.compile(r"TY {1,2}- ?\S", re.ASCII)
_BOOKMARKS = re.compile(r"<!doctype\s+netscape-bookmark-file|<dl><p>\s*<dt>", re.IGNORECASE)
_HTML = re.compile(r"(?:<!--.*?-->\s*)*(?:<!doctype\s+html\b|<html\b)", re.IGNORECASE | re.DOTALL)
_PROLOG = re.compile(r"(?:<\?.*?\?>|<!--.*?-->|<!doctype[^>]*>|\s)*", re.IGNORECASE | re.DOTALL)
_ROOT = re.compile(r"<([a-z]+(?::[a-z]+)?)\b", re.IGNORECASE)
_ROOTS = {
    "opml": FileFormat.OPML,
    "rss": FileFormat.RSS,
    "rdf:rdf": FileFormat.RSS,
    "feed": FileFormat.ATOM,
    "html": FileFormat.HTML,
}
_RST = re.compile(
    r"^\.\. (?:[\w-]+::|_[^:\n]+:|\[[^\]\n]+\] )|`[^`\n]+<[^<>`\n]+>`_{1,2}(?!\w)", re.MULTILINE
)
_ORG = re.compile(
    r"\[\[[a-z]+:[^\]\n]+\]\[[^\]\n]+\]\]|^#\+[A-Za-z_]+:|^[ \t]*:PROPERTIES:[ \t]*$"
    # No bold of markdown has a blank behind its stars.
    r"|^\*{2,} [^*\n]+$",
    re.MULTILINE,
)
_CSV_NAMES = {
    "abstract", "arxiv", "arxiv id", "arxiv_id", "author", "authors", "date", "doi", "id", "isbn",
    "issued", "item type", "journal", "key", "keywords", "link", "name", "notes", "paper", "pdf",
    "publication title", "publication year", "published", "tags", "title", "type", "url", "venue",
    "year",
}  # fmt: skip
_BY_NAME = {
    ".bib": FileFormat.BIBTEX,
    ".ris": FileFormat.RIS,
    ".csv": FileFormat.CSV,
    ".tsv": FileFormat.CSV,
    ".json": FileFormat.JSON,
    ".jsonl": FileFormat.JSON,
    ".html": FileFormat.HTML,
    ".htm": FileFormat.HTML,
    ".rst": FileFormat.RST,
    ".org": FileFormat.ORG,
    ".opml": FileFormat.OPML,
}
# In these `# ` begins a comment.
_SOURCES = {
    ".bat", ".c", ".cc", ".cfg", ".conf", ".cpp", ".cs", ".css", ".cu", ".go", ".h", ".hpp", ".ini",
    ".java", ".jl", ".js", ".kt", ".lua", ".mjs", ".php", ".pl", ".ps1", ".py", ".pyi", ".r", ".rb",
    ".rs", ".scala", ".sh", ".sql", ".swift", ".tex", ".toml", ".ts", ".tsx", ".yaml", ".yml",
}  # fmt: skip
_CODE = re.compile(
    r"^(?:from [\w.]+ import \S|import [\w.]+(?: as \w+)?;?$|(?:async )?def \w+\(|class \w+[(:{]"
    r"|#include [<\"]|package [\w.]+;?$|(?:const|let|var) \w+ = |(?:public|private|static) \w+ )",
    re.MULTILINE,
)
_LOGGED = re.compile(
    r"\[?(?:\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d|\d\d:\d\d:\d\d"
    r"|[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d)"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_FEW, _MANY = 3, 200
_PREFIX = re.compile(r"(?:doi|arxiv)\s*:\s*(?=\S)", re.IGNORECASE)
# With a blank behind it the first would be a heading.
_COMMENTED = re.compile(r"#(?![#\s])|//|%")
_ADDRESS = re.compile(r"(?:https?://|www\.|10\.\d{4,9}/)\S", re.IGNORECASE)


def recognise(text: str, *, name: str | None = None) -> FileFormat | None:
    """Return the format of a text that is no markdown list, None for a list or plain words.

    `name` is the file's, asked only where the content tells nothing.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").strip("\n ")
    if not text:
        return None
    found = _of_data(text) or _of_markup(text) or _of_machines(text, name)
    if found is not None:
        return found
    suffix = PurePath(name).suffix.lower() if name else ""
    # What `* ` and a line of `=` begin is a heading or a bullet in these two as in markdown.
    is_alike = suffix in (".org", ".rst")
    is_list = _MARKDOWN_ONLY.search(text) if is_alike else _LISTLIKE.search(text)
    return None if is_list is not None else _BY_NAME.get(suffix)


def is_listlike(text: str) -> bool:
    """Return whether a text has anything that markdown lists are made of."""
    return _LISTLIKE.search(text) is not None or _TAGS.search(text) is not None


def _of_machines(text: str, name: str | None) -> FileFormat | None:
    """Return the format of what is no text for people: code, logs, bytes."""
    head = text[:100_000]
    controls = len(_CONTROL.findall(head))
    if controls >= _FEW and 5 * controls > len(head):
        return FileFormat.BINARY
    suffix = PurePath(name).suffix.lower() if name else ""
    code = _CODE.findall(_FENCED.sub("", head))
    if suffix in _SOURCES and (code or _LINKED.search(text) is None):
        return FileFormat.SOURCE
    if _LINKED.search(text) is not None:
        return None
    lines = [line for line in head.split("\n") if line.strip()][:_MANY]
    logged = sum(_LOGGED.match(line) is not None for line in lines)
    if suffix == ".log" or (logged >= _FEW and 2 * logged > len(lines)):
        return FileFormat.LOG
    # A heading or a bullet before the first line of code makes a list that tells of code.
    first = _CODE.search(head)
    is_code = len(code) >= _FEW and first and not _LISTLIKE.search(text, 0, first.start())
    return FileFormat.SOURCE if is_code or text.startswith("#!") else None


def _of_data(text: str) -> FileFormat | None:
    """Return the format of what programs write for programs."""
    if text[0] in "{[" and (found := _json(text)) is not None:
        return found
    if _RIS.match(text) is not None:
        return FileFormat.RIS
    if text[0] == "<":
        return _tagged(text)
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if _are_ids(lines):
        return FileFormat.IDS
    return FileFormat.CSV if _is_csv(lines[:2]) else None


def _of_markup(text: str) -> FileFormat | None:
    """Return the format of what people write, told from markdown by what markdown has not."""
    # How to cite a list stands at its top, too, in a comment that nobody is shown.
    text = _COMMENT.sub("", text)
    entry = _BIBTEX.search(text) if "@" in text else None
    if entry is not None and _LISTLIKE.search(text, 0, entry.start()) is None:
        entries, links = (len(each.findall(text)) for each in (_BIBTEX, _LINKED))
        return FileFormat.BIBTEX if entries > links else None
    if _LINKED.search(text) is not None:
        return None
    for pattern, found in ((_ORG, FileFormat.ORG), (_RST, FileFormat.RST)):
        if pattern.search(text) is not None:
            return found
    return None


def _json(text: str) -> FileFormat | None:
    """Return which JSON a text is; None where it only begins with a bracket, as lists may."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        # Lines of JSON, or a file that was cut: `{"a": 1}`, another below.
        return FileFormat.JSON if re.match(r'\[?\s*\{\s*"[^"\n]*"\s*:', text) else None
    items = found.get("items") if isinstance(found, dict) else found
    if isinstance(found, dict) and ("record" in found or {"kind", "entries"} <= found.keys()):
        return FileFormat.BACKUP
    first = items[0] if isinstance(items, list) and items else found
    if not isinstance(first, dict):
        return FileFormat.JSON if isinstance(first, str) or isinstance(found, dict) else None
    if "itemType" in first:
        is_better = isinstance(found, dict) and ("config" in found or "collections" in found)
        return FileFormat.BETTER_BIBTEX_JSON if is_better else FileFormat.ZOTERO_JSON
    data = first.get("data")
    if isinstance(data, dict) and "itemType" in data:
        return FileFormat.ZOTERO_JSON
    if "type" in first and first.keys() & {"title", "author", "issued", "DOI", "URL", "id"}:
        return FileFormat.CSL_JSON
    return FileFormat.JSON


def _tagged(text: str) -> FileFormat | None:
    """Return the format of a text that begins with a tag; a list may, with `<div>` or `<h1>`."""
    if _BOOKMARKS.search(text, 0, 2000) is not None:
        return FileFormat.BOOKMARKS
    if _HTML.match(text) is not None:
        return FileFormat.HTML
    prolog = _PROLOG.match(text)
    root = _ROOT.match(text, prolog.end() if prolog else 0)
    found = _ROOTS.get(root[1].lower()) if root is not None else None
    return found or (FileFormat.XML if text[:5].lower() == "<?xml" else None)


def _are_ids(lines: list[str]) -> bool:
    """Return whether each line begins with an id or an address; words may follow it.

    Of ten lines one may be a slip, and of fewer one beside two ids: it is told as it is read, where
    nothing is as in a list.
    """
    lines = [line for line in lines if _COMMENTED.match(line) is None]
    first = [_PREFIX.sub("", line).split(maxsplit=1)[0].strip(",;") for line in lines]
    named = sum(
        _ADDRESS.match(word) is not None or arxiv_id.find(word) is not None for word in first
    )
    if named == len(lines):
        return named > 0
    most = max(len(lines) // 10, 1 if named > 1 else 0)
    return len(lines) - named <= most and not any(map(_LISTLIKE.match, lines))


def _is_csv(lines: list[str]) -> bool:
    """Return whether the first line names columns as tables of papers do, and the next has them."""
    if _LISTLIKE.match(lines[0]) is not None:
        return False
    for delimiter in ",;\t":
        head, *rows = list(csv.reader(lines, delimiter=delimiter))
        names = [cell.strip().casefold().replace("-", " ") for cell in head]
        known = sum(cell in _CSV_NAMES for cell in names)
        if known > 1 and (known > 2 or 2 * known >= len(names)):
            return all(len(row) > 1 for row in rows)
    return False
