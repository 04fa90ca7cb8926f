"""Crossref, where publishers register their DOIs: title, authors, date and venue of a work.

Source: https://www.crossref.org/documentation/retrieve-metadata/rest-api (GET /works/{doi}; with
`mailto` in the polite pool: ten requests a second). A DOI that it does not have is a 404 in plain
text; DOIs of arXiv and Zenodo are DataCite's.
"""

from collections.abc import Mapping, Sequence
from urllib.parse import quote, urlencode

from aiev.domain import arxiv_id
from aiev.domain.arxiv_id import ArxivId
from aiev.domain.partial_date import PartialDate
from aiev.domain.person_name import PersonName
from aiev.domain.work_record import WorkRecord
from aiev.sources.wording import texts
from aiev.sources.works.affiliation_api import Json, items, mapping

# Last the day of the deposit, which can be years later.
_DATES = ("published-print", "published-online", "issued", "published", "posted", "created")
_RELATIONS = ("has-preprint", "is-preprint-of", "is-version-of", "has-version", "is-identical-to")


def address(url: str, doi: str, *, mailto: str | None) -> str:
    """Return the address of a work at the service, whose address `url` is."""
    asked = f"?{urlencode({'mailto': mailto})}" if mailto else ""
    return f"{url}/works/{quote(doi, safe='/')}{asked}"


def read(answer: Json) -> WorkRecord:
    """Return what an answer says; raises ValueError for what is none of Crossref's."""
    work = mapping(answer.get("message"), "message")
    doi = texts.line(work.get("DOI"))
    if doi is None:
        raise ValueError("no DOI in it")
    event = work.get("event")
    of_event = texts.line(event.get("name")) if isinstance(event, Mapping) else None
    kind = texts.line(work.get("type"))
    containers = [texts.line(texts.of_html(str(one))) for one in items(work.get("container-title"))]
    # Of books in a series the first is the series, and the event or the volume comes behind.
    container = containers[-1] if kind == "proceedings-article" and containers else None
    names = _names(work.get("author"))
    return WorkRecord(
        type=kind,
        title=_title(work),
        authors=texts.people(names),
        name_parts=texts.name_parts(names),
        date=next(filter(None, (_date(work.get(name)) for name in _DATES)), None),
        arxiv_id=_arxiv(work.get("relation")),
        doi=doi,
        abstract=texts.paragraphs(texts.of_html(str(work.get("abstract") or ""))),
        container=container or next(filter(None, containers), None) or of_event,
        volume=texts.line(work.get("volume")),
        number=texts.line(work.get("issue")),
        pages=texts.line(work.get("page")) or texts.line(work.get("article-number")),
        publisher=texts.line(work.get("publisher")),
        keywords=texts.words([texts.line(one) for one in items(work.get("subject"))]),
    )


def _title(work: Json) -> str | None:
    """Return the title with its subtitle, which some publishers register apart."""
    parts = [
        shown
        for name in ("title", "subtitle")
        if (shown := next(iter(map(_text, items(work.get(name)))), None))
    ]
    if len(parts) == 2 and parts[1].casefold() in parts[0].casefold():
        parts.pop()
    return texts.line(": ".join(parts))


def _text(value: object) -> str | None:
    return texts.line(texts.of_html(value)) if isinstance(value, str) else None


def _names(value: object) -> list[PersonName | None]:
    return [_name(one) for one in items(value) if isinstance(one, Mapping)]


def _name(one: Json) -> PersonName | None:
    """Return a name in its parts; `name` is that of a group, which has no others."""
    group = _text(one.get("name"))
    person = texts.person(
        _text(one.get("family")), _text(one.get("given")), _text(one.get("suffix"))
    )
    return person or (PersonName(group, is_group=True) if group else None)


def _date(value: object) -> PartialDate | None:
    parts = items(value.get("date-parts")) if isinstance(value, Mapping) else ()
    first = parts[0] if parts else None
    if not isinstance(first, Sequence) or isinstance(first, str):
        return None
    return texts.of_parts([str(part) for part in first if part is not None])


def _arxiv(relation: object) -> ArxivId | None:
    """Return the preprint at arXiv that the publisher names; ids may be addresses in any case."""
    if not isinstance(relation, Mapping):
        return None
    for name in _RELATIONS:
        for one in items(relation.get(name)):
            named = str(one.get("id") or "") if isinstance(one, Mapping) else ""
            found = arxiv_id.find(named[:200])
            if found is not None:
                return found
    return None
