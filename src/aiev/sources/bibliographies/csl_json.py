"""CSL-JSON, as Zotero, Better BibTeX, Mendeley and pandoc write it: an array of items."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from aiev.domain.doi import find_doi
from aiev.domain.finding import Finding
from aiev.domain.partial_date import PartialDate
from aiev.domain.person_name import PersonName
from aiev.domain.work_record import Reading, WorkRecord
from aiev.sources.wording import texts

Json = Mapping[str, object]

# A title begins with a tag of CSL's only where this character does not part it.
_JOINER = "\N{WORD JOINER}"
_MARKUP = re.compile(r"</?(?:i|b|sub|sup|sc|span)\b[^<>]{0,200}>", re.IGNORECASE)
_INDEX = re.compile(r"<(su[bp])>([^<>${}\\]{1,100})</\1>", re.IGNORECASE)
_SIGN_OF = {"sub": "_", "sup": "^"}
_EXTRA_KEY = re.compile(r"citation key\s*:\s*(\S+)", re.IGNORECASE)
_READ = frozenset(
    (
        *("id", "type", "title", "author", "editor", "issued", "abstract", "container-title"),
        *("volume", "issue", "page", "number", "publisher", "DOI", "URL", "note", "keyword"),
        *("citation-key", "genre", "categories", "shortTitle"),
    )
)


def read(text: str) -> Reading:
    """Return the works of a file, and a finding for each item that cannot be read.

    Raises ValueError where the file is no JSON.
    """
    found = loaded(text)
    items = found if isinstance(found, list) else [found]
    if len(items) == 1 and isinstance(items[0], dict) and isinstance(items[0].get("items"), list):
        items = items[0]["items"]
    return collected(zip(items, item_lines(text, len(items)), strict=True), _record)


def loaded(text: str) -> object:
    """Return what JSON says; raises ValueError, also for what is nested too deep."""
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("nested too deep") from None


def item_lines(text: str, count: int) -> Iterator[int]:
    """Yield the line of each item of the outermost array of objects, as far as can be told."""
    decoder = json.JSONDecoder()
    # The array of an object's `items` begins behind that name.
    named = re.match(r"\s*\{", text) and re.search(r'"items"\s*:', text)
    at = text.find("[", named.end() if named else 0)
    line, seen = 1, 0
    for number in range(count):
        start = re.compile(r"[^\s,\[]").search(text, at + (number == 0))
        if start is None:
            yield line
            continue
        line += text.count("\n", seen, start.start())
        seen = start.start()
        yield line
        try:
            at = decoder.raw_decode(text, start.start())[1]
        except (ValueError, RecursionError):
            at = len(text)


def collected(
    items: Iterable[tuple[object, int]],
    read_item: Callable[[Json, int], WorkRecord | None],
) -> Reading:
    """Return the records of items with their lines; what is none of them is a finding."""
    records: list[WorkRecord] = []
    findings: list[Finding] = []
    for item, line in items:
        if not isinstance(item, dict):
            findings.append(Finding(line, "bad-record", "an item that is no object"))
            continue
        record = read_item(item, line)
        if record is None:
            continue
        if record.names_a_work():
            records.append(record)
        else:
            findings.append(Finding(line, "bad-record", "an item without title, address or id"))
    return Reading(tuple(records), tuple(findings))


def _record(item: Json, line: int) -> WorkRecord | None:
    def text(name: str) -> str | None:
        value = item.get(name)
        return texts.line(value[0] if isinstance(value, list) and value else value)

    note, url, doi = item.get("note"), texts.address(item.get("URL")), text("DOI")
    note = note if isinstance(note, str) else ""
    number = text("number")
    arxiv, _ = texts.identifiers(number if "arxiv" in (number or "").casefold() else None, url, doi)
    if arxiv is None:
        arxiv, _ = texts.identifiers(*note[:5000].split("\n"))
    names = people(item.get("author")) or people(item.get("editor"))
    key = _EXTRA_KEY.search(note[:5000])
    return WorkRecord(
        line=line,
        type=text("type"),
        title=title(item.get("title")),
        authors=texts.people(names),
        name_parts=texts.name_parts(names),
        date=_issued(item.get("issued")),
        arxiv_id=arxiv,
        doi=find_doi(doi) or find_doi(url) or find_doi(_named(note, "doi")),
        url=url,
        abstract=texts.paragraphs(texts.of_html(str(item.get("abstract") or ""))),
        container=without_markup(text("container-title")),
        volume=text("volume"),
        number=text("issue"),
        pages=text("page"),
        publisher=text("publisher"),
        key=text("citation-key") or (texts.line(key[1]) if key else None) or text("id"),
        keywords=texts.split(text("keyword")),
        notes=texts.words([note_of_extra(note)]),
        is_withdrawn="Withdrawn" in map(str.strip, note.splitlines()),
        more=further(item, _READ),
    )


def title(value: object) -> str | None:
    """Return a title without the markup of CSL; what is raised or lowered becomes TeX of it."""
    if isinstance(value, str):
        value = _INDEX.sub(lambda found: f"${_SIGN_OF[found[1].lower()]}{_group(found[2])}$", value)
    return without_markup(value)


def _group(text: str) -> str:
    return text if len(text) == 1 else f"{{{text}}}"


def without_markup(value: object) -> str | None:
    """Return a text without the markup of CSL; what only looks like it stays."""
    shown = texts.line(value)
    if shown is None:
        return None
    return texts.line(_MARKUP.sub("", shown).replace(f"<{_JOINER}", "<"))


def people(value: object) -> list[PersonName | str]:
    """Return the names of a list of people, in their parts or as a whole."""
    found: list[PersonName | str | None] = []
    for one in value[: texts.MOST_AUTHORS] if isinstance(value, list) else ():
        if not isinstance(one, dict):
            found.append(texts.line(one))
        elif whole := texts.line(one.get("literal") or one.get("name")):
            found.append(PersonName(whole, is_group=True))
        else:
            family = " ".join(
                part
                for name in ("dropping-particle", "non-dropping-particle", "family", "lastName")
                if (part := texts.line(one.get(name)))
            )
            given = one.get("given") or one.get("firstName")
            found.append(texts.person(family, _text(given), _text(one.get("suffix"))))
    return [name for name in found if name]


def further(item: Json, read_names: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Return the fields of an item that are texts or numbers and that nothing else reads."""
    found = [
        (name, shown)
        for key, value in item.items()
        if key not in read_names
        and (name := texts.line(key[:100]))
        and (shown := texts.line(value))
    ]
    return tuple(found[: texts.MOST_WORDS])


def note_of_extra(extra: str) -> str | None:
    """Return Zotero's Extra without the lines that are fields: `arXiv:2401.01234 [cs]`, `x: y`."""
    kept = [
        one
        for one in extra[: texts.LONGEST].split("\n")
        if not re.match(r"\s*(?:[A-Za-z][\w .-]{0,40}\s*[:=]|arXiv\s*:)", one)
    ]
    shown = texts.paragraphs("\n".join(kept))
    return None if shown == "Withdrawn" else shown


def _named(extra: str, name: str) -> str | None:
    found = re.search(rf"^\s*{name}\s*:\s*(\S+)", extra[:5000], re.IGNORECASE | re.MULTILINE)
    return found[1] if found else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _issued(value: object) -> PartialDate | None:
    """Return a date of parts, which may be texts, or of a text."""
    if not isinstance(value, dict):
        return texts.date(value)
    parts = value.get("date-parts")
    first: object = parts[0] if isinstance(parts, list) and parts else None
    if isinstance(first, Sequence) and not isinstance(first, str):
        found = texts.of_parts([str(one) for one in first])
        if found is not None:
            return found
    return texts.date(value.get("raw") or value.get("literal"))
