"""CSV with a heading row: Zotero's, Mendeley's, spreadsheets', and aiev's own."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence

from aiev.domain.doi import find_doi
from aiev.domain.finding import Finding
from aiev.domain.person_name import PersonName
from aiev.domain.work_record import Reading, WorkRecord
from aiev.sources.bibliographies.csl_json import note_of_extra
from aiev.sources.wording import texts

_DELIMITERS = ",;\t"
_LARGEST_CELL = 1_000_000
_COLUMNS = {
    "title": ("title", "paper", "paper title", "name", "document title", "article title"),
    "authors": ("authors", "author", "author(s)", "author full names"),
    "arxiv": ("arxiv id", "arxiv", "arxivid", "eprint"),
    "doi": ("doi", "doi link"),
    "url": ("url", "link", "address", "paper link", "pdf link", "href", "pdf", "pdf url"),
    "date": ("issued", "date", "publication date", "published", "release date"),
    "year": ("year", "publication year", "issued year"),
    "abstract": ("abstract", "abstract note", "summary"),
    "container": ("publication title", "venue", "journal", "journal/book", "conference",
                  "conference name", "book title", "proceedings title", "source title"),
    "reference": ("journal ref",),
    "volume": ("volume",),
    "number": ("issue", "number"),
    "pages": ("pages", "page"),
    "publisher": ("publisher",),
    "key": ("citation key", "bibtex key", "citekey", "key"),
    "type": ("item type", "type", "kind"),
    "keywords": ("keywords", "author keywords"),
    "tags": ("tags", "manual tags", "automatic tags", "labels"),
    "notes": ("notes", "note", "comments"),
    "files": ("file attachments", "files", "file"),
    "extra": ("extra",),
    "withdrawn": ("withdrawn",),
}  # fmt: skip
_FIELD_OF = {name: field for field, names in _COLUMNS.items() for name in names}
# The exact way back from what aiev's own export makes of a cell that would be a formula.
_GUARDED = re.compile(r"'('*[=+\-@\t\r\n＝＋－＠].*)", re.DOTALL)


def read(text: str) -> Reading:
    """Return the works of a table, and a finding for each row that names none."""
    csv.field_size_limit(_LARGEST_CELL)
    rows = _rows(text)
    try:
        head = next(rows)[1]
    except StopIteration:
        return Reading(())
    fields = [_FIELD_OF.get(" ".join(name.casefold().replace("_", " ").split())) for name in head]
    records: list[WorkRecord] = []
    findings: list[Finding] = []
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if not cells or len(cells) > len(head) + len(head):
            findings.append(Finding(line, "bad-record", "a row with more cells than the heading"))
            continue
        record = _record(_values(fields, cells), _further(head, fields, cells), line)
        if record.names_a_work():
            records.append(record)
        else:
            findings.append(Finding(line, "bad-record", "a row without title, address or id"))
    return Reading(tuple(records), tuple(findings))


def _rows(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the rows with the number of the line where each begins."""
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    before = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            # A cell of more than a million signs, or a NUL: this row is no record.
            cells = ["\0"]
        yield before + 1, cells
        before = reader.line_num


def _values(fields: Sequence[str | None], cells: Sequence[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for field, cell in zip(fields, cells, strict=False):
        guarded = _GUARDED.fullmatch(cell)
        text = guarded[1] if guarded else cell
        if field is not None and text.strip() and text != "\0":
            found.setdefault(field, []).append(text)
    return found


def _further(
    head: Sequence[str], fields: Sequence[str | None], cells: Sequence[str]
) -> tuple[tuple[str, str], ...]:
    found = [
        (key, shown)
        for name, field, cell in zip(head, fields, cells, strict=False)
        if field is None and (key := texts.line(name[:100])) and (shown := texts.line(cell))
    ]
    return tuple(found[: texts.MOST_WORDS])


def _record(
    values: Mapping[str, list[str]], more: tuple[tuple[str, str], ...], line: int
) -> WorkRecord:
    def text(name: str) -> str | None:
        return next((got for one in values.get(name, ()) if (got := texts.line(one))), None)

    def several(name: str) -> tuple[str, ...]:
        return texts.words([word for one in values.get(name, ()) for word in texts.split(one, ";")])

    urls = [url for url in map(texts.address, values.get("url", ())) if url]
    doi, extra = text("doi"), "\n".join(values.get("extra", ()))
    arxiv, _ = texts.identifiers(text("arxiv"), *urls, doi, *extra[:5000].split("\n"))
    notes = [texts.paragraphs(texts.of_html(one)) for one in values.get("notes", ())]
    names = _names(text("authors"))
    return WorkRecord(
        line=line,
        type=text("type"),
        title=text("title"),
        authors=texts.people(names),
        name_parts=texts.name_parts(names),
        date=texts.date(text("date")) or texts.date(text("year")),
        arxiv_id=arxiv,
        doi=find_doi(doi) or next(filter(None, map(find_doi, urls)), None),
        url=urls[0] if urls else None,
        abstract=texts.paragraphs("\n".join(values.get("abstract", ())[:1])),
        container=text("container"),
        reference=text("reference"),
        volume=text("volume"),
        number=text("number"),
        pages=text("pages"),
        publisher=text("publisher"),
        key=text("key"),
        keywords=several("keywords"),
        groups=several("tags"),
        notes=texts.words([*notes, note_of_extra(extra)]),
        files=several("files"),
        is_withdrawn=(text("withdrawn") or "").casefold() in ("true", "1", "yes"),
        more=more,
    )


def _names(cell: str | None) -> list[PersonName | str | None]:
    """Return the authors of a cell: parted by `;`, or by `and` or commas where there is none."""
    if cell is None:
        return []
    if ";" in cell:
        parts = cell.split(";")
    elif re.search(r"\sand\s", cell):
        parts = re.split(r",?\s+and\s+", cell)
        # `Ada A., Bo B. and Cy C.` parts the first ones by commas.
        if parts[0].count(",") > 1 or (" " in parts[0].partition(",")[0] and "," in parts[0]):
            parts = [*parts[0].split(","), *parts[1:]]
    elif cell.count(",") > 1 or (" " in cell.partition(",")[0].strip() and "," in cell):
        parts = cell.split(",")
    else:
        parts = [cell]
    return [texts.turned(part) for part in texts.with_suffixes(parts)]
