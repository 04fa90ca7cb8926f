"""RIS, as Zotero, Mendeley, EndNote and libraries write it.

`rispy` reads a record. Files are cut into records here, as it loses one without an end, makes one
of two without an end between them, and tells no lines.
"""

import re
from collections.abc import Iterator, Mapping

import rispy
from rispy.config import LIST_TYPE_TAGS

from aiev.domain.doi import find_doi
from aiev.domain.finding import Finding
from aiev.domain.person_name import PersonName
from aiev.domain.work_record import Reading, WorkRecord
from aiev.sources.wording import texts

# Some programs leave out a blank before or behind the dash.
_TAG = re.compile(r"([A-Z][A-Z0-9]) {0,2}-(?: |$)(.*)")
_LISTS = (*LIST_TYPE_TAGS, "L1", "L2", "L4", "RN", "AB", "N2")
_LONGEST_RECORD = 1_000_000
_MARK = re.compile(r"arxiv\s*:", re.IGNORECASE)


def read(text: str) -> Reading:
    """Return the works of a file, and a finding for each record that cannot be read."""
    records: list[WorkRecord] = []
    findings: list[Finding] = []
    for line, lines in _records(text):
        try:
            found = _parsed(lines)
        except (ValueError, KeyError, TypeError, rispy.parser.ParseError) as error:
            told = f"a record that cannot be read: {texts.line(str(error)[:200])}"
            findings.append(Finding(line, "bad-record", told))
            continue
        record = _record(found, line)
        if record.names_a_work():
            records.append(record)
        else:
            findings.append(Finding(line, "bad-record", "a record without title, address or id"))
    return Reading(tuple(records), tuple(findings))


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines of each record with the number of the first; tags in the standard form."""
    lines: list[str] = []
    begun, size = 0, 0
    for number, line in enumerate(text.split("\n"), start=1):
        tag = _TAG.fullmatch(line.rstrip("\r"))
        if tag is not None and tag[1] in ("TY", "ER"):
            if lines:
                yield begun, lines
            lines, size = ([f"TY  - {tag[2].strip() or 'GEN'}"], 0) if tag[1] == "TY" else ([], 0)
            begun = number
        elif lines and size < _LONGEST_RECORD:
            size += len(line)
            lines.append(f"{tag[1]}  - {tag[2].strip()}" if tag else line.rstrip("\r"))
    if lines:
        yield begun, lines


def _parsed(lines: list[str]) -> Mapping[str, object]:
    [found] = rispy.loads("\n".join([*lines, "ER  - "]), list_tags=list(_LISTS))
    return dict(found)


def _record(found: Mapping[str, object], line: int) -> WorkRecord:
    def text(*names: str) -> str | None:
        return next((got for name in names if (got := texts.line(found.get(name)))), None)

    def several(*names: str) -> list[str]:
        values = [found.get(name) for name in names]
        return [str(one) for value in values for one in (value if isinstance(value, list) else ())]

    unknown = found.get("unknown_tag")
    more = (
        {name: list(values) for name, values in unknown.items()}
        if isinstance(unknown, dict)
        else {}
    )
    urls = [url for url in map(texts.address, several("urls")) if url]
    doi = text("doi")
    arxiv, _ = texts.identifiers(
        *urls[:5], doi, *[f"{one}" for one in (text("note"), text("accession_number"))
                          if one and _MARK.search(one)],
        text("number") if _MARK.search(text("number") or "") else None,
    )  # fmt: skip
    first, last = text("start_page"), text("end_page")
    notes = [texts.paragraphs(texts.of_html(one)) for one in several("notes", "research_notes")]
    people = _names(several("authors", "first_authors") or several("secondary_authors"))
    abstracts = several("abstract", "notes_abstract")
    words = several("keywords")
    return WorkRecord(
        line=line,
        type=text("type_of_reference"),
        title=text("title", "primary_title", "short_title"),
        authors=texts.people(people),
        name_parts=texts.name_parts(people),
        date=texts.date(text("date")) or texts.date(text("publication_year", "year")),
        arxiv_id=arxiv,
        doi=find_doi(doi) or next(filter(None, map(find_doi, urls)), None),
        url=urls[0] if urls else None,
        abstract=texts.paragraphs(texts.of_html(abstracts[0])) if abstracts else None,
        container=text("secondary_title", "journal_name", "alternate_title3", "alternate_title2"),
        volume=text("volume"),
        number=text("number") if not arxiv or text("secondary_title") else None,
        pages=f"{first}-{last}" if first and last else first,
        publisher=text("publisher"),
        key=text("id"),
        # One line may hold several, parted by semicolons, and where it is the only one by commas.
        keywords=texts.words(
            [w for one in words for w in texts.split(one, ",;" if len(words) == 1 else ";")]
        ),
        notes=texts.words([note for note in notes if note != "Withdrawn"]),
        files=texts.words(
            [texts.line(p) for p in several("file_attachments1", "file_attachments2")]
        ),
        is_withdrawn="Withdrawn" in notes,
        more=tuple(
            (name, shown)
            for name, values in (*_further(found), *more.items())
            for shown in map(texts.line, values)
            if shown
        )[: texts.MOST_WORDS],
    )


_FURTHER = ("issn", "language", "place_published", "edition", "label", "type_of_work")


def _further(found: Mapping[str, object]) -> Iterator[tuple[str, list[object]]]:
    for name in _FURTHER:
        if found.get(name):
            yield name, [found[name]]


def _names(names: list[str]) -> list[PersonName | str | None]:
    """Return the authors in their parts; RIS has the suffix last, and a comma behind a group."""
    found: list[PersonName | str | None] = []
    for name in names[: texts.MOST_AUTHORS]:
        parts = [part.strip() for part in name.split(",")]
        if len(parts) == 3 and all(parts):
            found.append(texts.person(parts[0], parts[1], parts[2]))
        elif len(parts) == 2 and all(parts):
            found.append(texts.person(parts[0], parts[1]))
        elif len(parts) == 2 and parts[0]:
            found.append(texts.person(parts[0]))
        else:
            found.append(texts.line(name.strip(" ,")))
    return found
