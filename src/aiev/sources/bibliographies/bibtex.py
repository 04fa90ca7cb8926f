"""BibTeX and biblatex, as JabRef, Zotero, Better BibTeX, Mendeley and people write it.

`bibtexparser` finds the entries and where they stand. Macros, pieces joined by `#`, `crossref`,
names and TeX are read here, as it leaves them as they are.
"""

import logging
import re
from collections.abc import Iterator, Mapping

from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry

from aiev.domain.doi import find_doi
from aiev.domain.finding import Finding
from aiev.domain.partial_date import PartialDate
from aiev.domain.work_record import Reading, WorkRecord
from aiev.sources.bibliographies import bibtex_values, file_field
from aiev.sources.wording import tex, texts

# It warns of each entry that it cannot read; these are told as findings.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
logging.getLogger("bibtexparser").propagate = False

_NO_WORKS = ("xdata", "set", "jabref-meta")
_PARENTS = ("proceedings", "collection", "book", "mvproceedings", "mvcollection", "mvbook")
_DEEPEST = 5
# What `crossref` hands down under another name; all else that the child lacks keeps its own.
# Source: biblatex's manual, appendix B.
_HANDED_DOWN = {"title": "booktitle", "subtitle": "booksubtitle"}
_KEPT_BACK = ("crossref", "xref", "entryset", "ids", "keywords", "label", "doi", "url", "eprint",
              "abstract", "file", "note", "pages", "author", "groups", "annote")  # fmt: skip
_CONTAINERS = ("journaltitle", "journal", "booktitle", "eventtitle", "maintitle", "series")
_READ = frozenset(
    (
        *("title", "subtitle", "author", "editor", "year", "month", "day", "date", "eprint"),
        *("eprinttype", "archiveprefix", "eprintclass", "primaryclass", "doi", "url", "abstract"),
        *("volume", "number", "issue", "eid", "pages", "publisher", "institution", "school"),
        *("keywords", "groups", "note", "annote", "annotation", "comment", "review", "file"),
        *("pdf", "howpublished", "mendeley-tags", "mendeley-groups", "crossref", "xdata"),
        *("journal", "journaltitle", "booktitle"),
    )
)
_NOTE_OF_IDS = re.compile(r"(?:arxiv\s*:?\s*|doi\s*:?\s*|https?://)\S+(?:\s*\[[\w.-]+\])?", re.I)
_MONTHS = tuple(bibtex_values.MONTHS)

_Fields = dict[str, str]


def read(text: str) -> Reading:
    """Return the works of a file, and a finding for each entry that cannot be read."""
    library = parse_string(text, parse_stack=[])
    macros = dict(bibtex_values.MONTHS)
    for one in library.strings:
        macros[one.key.casefold()] = bibtex_values.evaluated(str(one.value), macros)
    findings: list[Finding] = []
    entries = list(_entries(library, macros, findings))
    by_key: dict[str, _Fields] = {}
    for entry, fields in entries:
        by_key.setdefault(entry.key.casefold(), fields)
    records: list[WorkRecord] = []
    parents = {
        fields["crossref"].strip().casefold() for _, fields in entries if "crossref" in fields
    }
    for entry, fields in entries:
        kind = entry.entry_type.casefold()
        # Proceedings that stand there for their papers' sake are no paper.
        if kind in _NO_WORKS or (kind in _PARENTS and entry.key.casefold() in parents):
            continue
        line = (entry.start_line or 0) + 1
        record = _record(entry, _inherited(fields, by_key), line)
        if record.names_a_work():
            records.append(record)
        else:
            told = f"an entry without title, address or id: {texts.line(entry.key) or '(no key)'}"
            findings.append(Finding(line, "bad-record", told))
    return Reading(tuple(records), tuple(sorted(findings, key=lambda one: one.line)))


def _entries(
    library: Library, macros: Mapping[str, str], findings: list[Finding]
) -> Iterator[tuple[Entry, _Fields]]:
    for found in library.blocks:
        line, block = (found.start_line or 0) + 1, found
        # A key that comes twice is of two entries; of a field the first value is taken.
        while isinstance(block, (DuplicateBlockKeyBlock, DuplicateFieldKeyBlock)):
            if block.ignore_error_block is None:
                break
            block = block.ignore_error_block
        if isinstance(block, Entry):
            fields: _Fields = {}
            for one in block.fields:
                value = bibtex_values.evaluated(str(one.value), macros)
                if value.strip():
                    fields.setdefault(one.key.strip().casefold(), value)
            yield block, fields
        elif block in library.failed_blocks:
            why = _start_of(block.raw)
            findings.append(Finding(line, "bad-record", f"an entry that is not closed: {why}"))


def _start_of(raw: str | None) -> str:
    return texts.line((raw or "")[:80]) or "(nothing)"


def _inherited(fields: _Fields, by_key: Mapping[str, _Fields]) -> _Fields:
    """Return the fields with what `crossref` and `xdata` hand down."""
    seen: list[_Fields] = [fields]
    found = dict(fields)
    at = fields
    for _ in range(_DEEPEST):
        name = at.get("crossref") or at.get("xdata")
        parent = by_key.get((name or "").strip().casefold())
        if parent is None or parent in seen:
            break
        seen.append(parent)
        is_data = "crossref" not in at
        for key, value in parent.items():
            if is_data:
                found.setdefault(key, value)
            elif key not in _KEPT_BACK:
                found.setdefault(_HANDED_DOWN.get(key, key), value)
        at = parent
    return found


def _record(entry: Entry, fields: _Fields, line: int) -> WorkRecord:
    def text(*names: str) -> str | None:
        return next((got for name in names if (got := texts.line(_plain(fields, name)))), None)

    def given(*names: str) -> str | None:
        found = (texts.line(tex.verbatim(fields.get(name, ""))) for name in names)
        return next(filter(None, found), None)

    kind = (text("eprinttype", "archiveprefix") or "").casefold()
    eprint, url, note = given("eprint"), texts.address(given("url", "howpublished")), text("note")
    container = text(*_CONTAINERS[:-1])
    volume = text("volume")
    is_arxiv = kind in ("", "arxiv")
    arxiv, _ = texts.identifiers(
        eprint if is_arxiv else None, url, given("doi"), f"{container or ''} {volume or ''}",
        text("number"), text("howpublished"), note,
    )  # fmt: skip
    doi = find_doi(given("doi")) or find_doi(url)
    title, subtitle = text("title"), text("subtitle")
    if title and subtitle:
        title = f"{title}: {subtitle}" if title[-1].isalnum() else f"{title} {subtitle}"
    notes = [_note(fields, name)
             for name in ("annote", "annotation", "comment", "review")]  # fmt: skip
    names = bibtex_values.names(fields.get("author") or fields.get("editor", ""))
    is_withdrawn = note == "Withdrawn"
    if note and not is_withdrawn and not _NOTE_OF_IDS.fullmatch(note):
        notes.insert(0, note)
    groups = (*texts.split(text("groups"), ","), *texts.split(text("mendeley-groups"), ","))
    files = file_field.paths(fields.get("file", "")) + texts.split(fields.get("pdf"), ";")
    more = [
        (name, shown)
        for name, value in fields.items()
        if name not in _READ and (shown := texts.line(tex.plain(value)))
    ]
    return WorkRecord(
        line=line,
        type=texts.line(entry.entry_type.casefold()),
        title=title,
        authors=texts.people(names),
        name_parts=texts.name_parts(names),
        date=_date(fields),
        arxiv_id=arxiv,
        category=text("primaryclass", "eprintclass") if arxiv else None,
        doi=doi,
        url=url,
        abstract=_note(fields, "abstract"),
        container=container or (text("series") if "inproceedings" in entry.entry_type else None),
        volume=volume,
        number=text("number", "issue") if not arxiv or container else None,
        pages=text("pages", "eid"),
        publisher=text("publisher", "institution", "school"),
        key=texts.line(entry.key),
        keywords=texts.words([*texts.split(text("keywords")), *texts.split(text("mendeley-tags"))]),
        groups=groups,
        notes=texts.words(notes),
        files=files,
        is_withdrawn=is_withdrawn,
        more=tuple(more[: texts.MOST_WORDS]),
    )


def _plain(fields: _Fields, name: str) -> str:
    return tex.plain(fields[name]) if name in fields else ""


def _date(fields: _Fields) -> PartialDate | None:
    """Return the date of `date`, which may be a span, or of `year`, `month` and `day`."""
    whole = texts.date(fields.get("date", "").partition("/")[0])
    if whole is not None:
        return whole
    year = re.search(r"(?<!\d)\d{4}(?!\d)", fields.get("year", ""))
    month = tex.plain(fields.get("month", "")).strip(" .").casefold()
    number = str(_MONTHS.index(month[:3]) + 1) if month[:3] in _MONTHS else month
    day = re.search(r"\d{1,2}$", month) if month[:3] in _MONTHS else None
    return texts.of_parts(
        [year[0] if year else None, number, fields.get("day") or (day and day[0])]
    )


def _note(fields: _Fields, name: str) -> str | None:
    return texts.paragraphs(texts.of_html(_plain(fields, name))) if name in fields else None
