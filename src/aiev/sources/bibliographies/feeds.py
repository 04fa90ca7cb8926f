"""Feeds of RSS and Atom, read by `feedparser`."""

import io

import feedparser

from aiev.domain.doi import find_doi
from aiev.domain.finding import Finding
from aiev.domain.work_record import Reading, WorkRecord
from aiev.sources.wording import page_title, texts

_UNSAFE = "<!ENTITY"


def read(text: str) -> Reading:
    """Return a work for each entry of a feed; what is cut off is read as far as it goes."""
    _refuse_entities(text)
    # Of a text it would ask the network if it looks like an address; of a stream it never does.
    found = feedparser.parse(io.BytesIO(text.encode("utf-8", "replace")))
    records: list[WorkRecord] = []
    findings: list[Finding] = []
    for number, entry in enumerate(found.entries, start=1):
        record = _entry(entry)
        if record.names_a_work():
            records.append(record)
        else:
            findings.append(Finding(0, "bad-record", f"entry {number} has no title nor address"))
    if found.bozo and not isinstance(found.bozo_exception, feedparser.CharacterEncodingOverride):
        told = texts.line(str(found.bozo_exception)[:200])
        line = getattr(found.bozo_exception, "getLineNumber", lambda: 0)() or 0
        findings.append(Finding(line, "bad-record", f"the feed is cut off or broken: {told}"))
    return Reading(tuple(records), tuple(findings))


def _entry(entry: feedparser.FeedParserDict) -> WorkRecord:
    url = texts.address(entry.get("link")) or texts.address(entry.get("id"))
    doi = texts.line(entry.get("arxiv_doi") or entry.get("prism_doi") or entry.get("dc_identifier"))
    arxiv, _ = texts.identifiers(texts.line(entry.get("id")), url)
    people = [one.get("name") for one in entry.get("authors", ())] or [entry.get("author")]
    names = [name for one in people if one for name in _names(one)]
    said = entry.get("published") or entry.get("updated") or entry.get("date")
    summary = entry.get("summary") or ""
    tags = [texts.line(one.get("term")) for one in entry.get("tags", ())]
    return WorkRecord(
        title=page_title.of_work(texts.line(texts.of_html(entry.get("title") or "")), url or ""),
        authors=texts.people(names),
        date=texts.date(said),
        arxiv_id=arxiv,
        doi=find_doi(doi) or find_doi(url),
        url=url,
        abstract=texts.paragraphs(texts.of_html(summary)),
        keywords=texts.words(tags),
    )


def _names(text: str) -> list[str | None]:
    """Return the authors of one element: arXiv's RSS names all in one, parted by commas."""
    shown = texts.line(texts.of_html(text)) or ""
    return [texts.line(part) for part in shown.split(",")] if shown.count(",") else [shown]


def _refuse_entities(text: str) -> None:
    if _UNSAFE in text[:100_000].upper():
        raise ValueError("it declares entities of its own, which no feed needs")
