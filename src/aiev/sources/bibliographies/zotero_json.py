"""Zotero's items: as Better BibTeX exports them with their collections, and as its API does."""

import re
from collections.abc import Mapping

from aiev.domain.doi import find_doi
from aiev.domain.work_record import Reading, WorkRecord
from aiev.sources.bibliographies.csl_json import (
    Json,
    collected,
    further,
    item_lines,
    loaded,
    note_of_extra,
    people,
    title,
)
from aiev.sources.wording import texts

_NO_WORKS = ("attachment", "note", "annotation")
_DEEPEST = 20
_CONTAINERS = ("publicationTitle", "proceedingsTitle", "bookTitle", "conferenceName",
               "websiteTitle", "blogTitle", "forumTitle", "encyclopediaTitle")  # fmt: skip
_READ = frozenset(
    (
        *("itemType", "title", "creators", "date", "DOI", "url", "abstractNote", "volume", "issue"),
        *("pages", "publisher", "repository", "citationKey", "citekey", "tags", "notes", "extra"),
        *("attachments", "collections", "archiveID", "key", "itemKey", "itemID", "uri", "version"),
        *("select", "dateAdded", "dateModified", "accessDate", "libraryID", "relations"),
        *_CONTAINERS,
    )
)


def read(text: str) -> Reading:
    """Return the works of a file; raises ValueError where it is no JSON."""
    found = loaded(text)
    items = found.get("items") if isinstance(found, dict) else found
    if not isinstance(items, list):
        items = [found]
    collections = _collections(found.get("collections") if isinstance(found, dict) else None)

    def record(item: Json, line: int) -> WorkRecord | None:
        data = item.get("data")
        return _record(data if isinstance(data, dict) else item, line, collections)

    return collected(zip(items, item_lines(text, len(items)), strict=True), record)


def _collections(value: object) -> Mapping[str, tuple[str, ...]]:
    """Return the paths of the collections that hold each item, by its number or key."""
    known = {str(key): one for key, one in value.items() if isinstance(one, dict)} if isinstance(
        value, dict) else {}  # fmt: skip
    held: dict[str, list[str]] = {}
    for key, one in known.items():
        names: list[str] = []
        at: str | None = key
        while at in known and len(names) < _DEEPEST:
            name = texts.line(known[at].get("name"))
            names[:0] = [name] if name else []
            parent = known[at].get("parent")
            at = str(parent) if parent else None
        items = one.get("items")
        for item in items if isinstance(items, list) else ():
            held.setdefault(str(item), []).append("/".join(names))
        held.setdefault(f"collection {key}", []).append("/".join(names))
    return {key: tuple(names) for key, names in held.items()}


def _record(item: Json, line: int, collections: Mapping[str, tuple[str, ...]]) -> WorkRecord | None:
    if item.get("itemType") in _NO_WORKS:
        return None

    def text(*names: str) -> str | None:
        return next((got for name in names if (got := texts.line(item.get(name)))), None)

    extra = item.get("extra")
    lines = [str(one) for one in extra] if isinstance(extra, list) else str(extra or "").split("\n")
    said = {
        found[1].strip().casefold(): found[2].strip()
        for one in lines[:200]
        if (found := re.fullmatch(r"\s*([A-Za-z][\w .-]{0,40}?)\s*[:=]\s*(.{1,500})", one))
    }
    url, doi, archive = texts.address(item.get("url")), text("DOI"), text("archiveID", "number")
    arxiv, _ = texts.identifiers(
        archive if "arxiv" in (archive or "").casefold() else None,
        f"arXiv:{said['arxiv']}" if "arxiv" in said else None,
        url,
        doi,
    )
    names = [item.get(name) for name in ("itemID", "itemKey", "key")]
    own = item.get("collections")
    groups = [
        *(path for name in names if name is not None for path in collections.get(str(name), ())),
        *(
            path
            for name in (own if isinstance(own, list) else ())
            for path in collections.get(f"collection {name}", ())
        ),
    ]
    authors = people(_authors(item.get("creators")))
    notes = [texts.paragraphs(texts.of_html(one)) for one in _texts(item.get("notes"), "note")]
    return WorkRecord(
        line=line,
        type=text("itemType"),
        title=title(item.get("title")),
        authors=texts.people(authors),
        name_parts=texts.name_parts(authors),
        date=texts.date(text("date")),
        arxiv_id=arxiv,
        doi=find_doi(doi) or find_doi(said.get("doi")) or find_doi(url),
        url=url,
        abstract=texts.paragraphs(texts.of_html(str(item.get("abstractNote") or ""))),
        container=text(*_CONTAINERS),
        volume=text("volume"),
        number=text("issue"),
        pages=text("pages"),
        publisher=text("publisher", "repository", "institution", "university"),
        key=text("citationKey", "citekey") or texts.line(said.get("citation key")),
        keywords=texts.words([texts.line(one) for one in _texts(item.get("tags"), "tag")]),
        groups=texts.words(groups),
        notes=texts.words([*notes, note_of_extra("\n".join(lines))]),
        files=texts.words([texts.line(p) for p in _texts(item.get("attachments"), "path")]),
        more=further(item, _READ),
    )


def _authors(creators: object) -> list[object]:
    """Return the authors; where there are none, whoever made it."""
    made = [one for one in creators if isinstance(one, dict)] if isinstance(creators, list) else []
    authors = [one for one in made if one.get("creatorType") in ("author", None)]
    return list(authors or made)


def _texts(value: object, name: str) -> list[str]:
    """Return the texts of a list that holds texts, or objects with the text under a name."""
    found = [
        one.get(name) if isinstance(one, dict) else one
        for one in (value[: texts.MOST_WORDS] if isinstance(value, list) else ())
    ]
    return [one for one in found if isinstance(one, str)]
