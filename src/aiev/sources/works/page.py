"""What a work's own page says of it in its head: `citation_*`, Dublin Core, `og:`, JSON-LD.

Nothing of a page is run or shown. Its markup is cut into tags with bounds, as it may be made to
keep a parser busy; what stands in comments and scripts says nothing. Dates mislead: bioRxiv dates
all papers of a year by its first day, OpenReview what has no date by today.
"""

import html
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from html.parser import HTMLParser
from urllib.parse import urlsplit

from aiev.domain import arxiv_id, web_address
from aiev.domain.arxiv_id import ArxivId
from aiev.domain.doi import find_doi
from aiev.domain.partial_date import PartialDate
from aiev.domain.person_name import PersonName
from aiev.domain.work_record import WorkRecord
from aiev.sources.wording import page_title, tex, texts

_MOST_TAGS = 2_000
_MOST_SCRIPTS = 5
_DEEPEST = 6
_TAG = re.compile(
    r"<(?:meta|link)\b(?:\"[^\"]{0,20000}\"|'[^']{0,20000}'|[^'\">]){0,400}>", re.IGNORECASE
)
_START = re.compile(r"<(?:meta|link)\b", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^>]{0,300}>(.{0,2000}?)</title", re.IGNORECASE | re.DOTALL)
_TITLE_START = re.compile(r"<title\b", re.IGNORECASE)
_LINKED_DATA = re.compile(r"<script\b[^>]{0,300}application/ld\+json[^>]{0,300}>", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
# Pages that are shown in the place of others, mostly to robots.
_NO_WORK = re.compile(
    r"^(?:just a moment|attention required|access denied|are you a (?:human|robot)|robot check"
    r"|verify(?:ing)? (?:you|your)|please wait|checking your browser|page not found|not found|404"
    r"|403|error|sign in|log ?in|redirecting|challenge|captcha|security check|forbidden"
    r"|service unavailable|bad gateway|object moved|document moved)",
    re.IGNORECASE,
)
_STOCK = re.compile(r"\s*(?:Contribute to \S+ development by creating an account on GitHub\.?)")
_WORKS = ("scholarlyarticle", "article", "report", "thesis", "softwaresourcecode", "dataset")
_CONTAINERS = ("citation_conference_title", "citation_journal_title", "citation_book_title",
               "prism.publicationname", "citation_inbook_title")  # fmt: skip
_DATES = ("citation_publication_date", "citation_date", "citation_online_date", "citation_year",
          "prism.publicationdate", "dc.date", "dc.date.issued", "dcterms.issued",
          "article:published_time")  # fmt: skip
# Its pages call the venue asked for that of a paper that was refused there.
_NO_VENUES = ("openreview.net",)

_Tags = Mapping[str, list[str]]


def read(body: bytes, url: str, *, today: date) -> WorkRecord:
    """Return what the page at `url` says of its work.

    Raises ValueError, with the reason, for what is no page or tells of no work.
    """
    text = _text(body)
    if "<" not in text[:2_000] or body.startswith(b"%PDF"):
        raise ValueError("it is no web page")
    ld = list(_linked_data(text))
    text = _without(_without(text, "<!--", "-->"), "<script", "</script")
    tags = _tags(text)
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    # Of several the first is the page's; to look behind one without an end takes too long.
    begun = _TITLE_START.search(text)
    named = _TITLE.match(text, begun.start()) if begun else None
    shown = texts.line(texts.of_html(named[1])) if named else None
    if shown is not None and _NO_WORK.match(shown) and "citation_title" not in tags:
        raise ValueError(f"another page is shown in its place: {shown[:80]}")
    title = _title(tags, ld, shown, url)
    if title is None:
        raise ValueError("the page has no title")
    is_code = host in web_address.CODE_HOSTS
    pdf = _first(tags, "citation_pdf_url")
    container = None if host in _NO_VENUES else _first(tags, *_CONTAINERS)
    first, last = _first(tags, "citation_firstpage"), _first(tags, "citation_lastpage")
    summary = _first(tags, "citation_abstract", "dc.description") or (
        _first(tags, "og:description", "description") if is_code else None
    )
    names = _names(tags, ld)
    return WorkRecord(
        type=_type(tags, ld),
        title=title,
        authors=texts.people(names),
        name_parts=texts.name_parts(names),
        date=_date(tags, ld, today=today),
        arxiv_id=None if is_code else _arxiv(tags, pdf),
        doi=find_doi(
            _first(tags, "citation_doi", "dc.identifier", "prism.doi", "bepress_citation_doi")
        ),
        abstract=texts.paragraphs(_STOCK.sub("", texts.of_html(summary))) if summary else None,
        container=container,
        volume=_first(tags, "citation_volume"),
        number=_first(tags, "citation_issue"),
        pages=f"{first}-{last}" if first and last else first,
        publisher=_first(tags, "citation_publisher", "dc.publisher"),
        keywords=texts.words(
            [w for one in tags.get("citation_keywords", ()) for w in texts.split(one)]
        ),
        files=(pdf,) if pdf else (),
    )


def _text(body: bytes) -> str:
    declared = _CHARSET.search(body[:4_000])
    names = [declared[1].decode("ascii")] if declared else []
    for name in (*names, "utf-8"):
        try:
            return body.decode(name)
        except (LookupError, ValueError):
            continue
    return body.decode("utf-8", errors="replace")


def _without(text: str, start: str, end: str) -> str:
    """Return the text without what stands between two marks, in time in proportion to it."""
    lowered, pieces, at = text.lower(), [], 0
    # A letter may become two in lower case, which would move all places behind it.
    if len(lowered) != len(text):
        lowered = text
    while (opened := lowered.find(start, at)) >= 0:
        pieces.append(text[at:opened])
        closed = lowered.find(end, opened + len(start))
        if closed < 0:
            return "".join(pieces)
        at = closed + len(end)
    return "".join([*pieces, text[at:]])


class _Attributes(HTMLParser):
    """Reads the attributes of one tag, quoted or not."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the attributes, the first of a name."""
        for name, given in attrs:
            self.found.setdefault(name, given or "")


def _tags(text: str) -> _Tags:
    found: dict[str, list[str]] = {}
    for number, start in enumerate(_START.finditer(text)):
        if number >= _MOST_TAGS:
            break
        tag = _TAG.match(text, start.start())
        if tag is None:
            continue
        parser = _Attributes()
        parser.feed(tag[0])
        given = parser.found
        name = (given.get("name") or given.get("property") or given.get("itemprop") or "").lower()
        if given.get("rel", "").lower() == "canonical":
            name, given = "canonical", {"content": given.get("href", "")}
        shown = texts.line(html.unescape(given.get("content", "")))
        if name and shown:
            found.setdefault(name, []).append(shown)
    return found


def _linked_data(text: str) -> Iterator[Mapping[str, object]]:
    """Yield the objects of the page's JSON-LD that describe a work."""
    for number, start in enumerate(_LINKED_DATA.finditer(text)):
        if number >= _MOST_SCRIPTS:
            return
        end = text.find("</", start.end(), start.end() + 300_000)
        try:
            value = json.loads(text[start.end() : end]) if end >= 0 else None
        except (ValueError, RecursionError):
            continue
        yield from _works(value, 0)


def _works(value: object, depth: int) -> Iterator[Mapping[str, object]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value[:50]:
            yield from _works(one, depth + 1)
    elif isinstance(value, Mapping):
        kinds = value.get("@type")
        named = kinds if isinstance(kinds, list) else [kinds]
        if any(str(kind).casefold() in _WORKS for kind in named):
            yield value
        for name in ("@graph", "mainEntity"):
            yield from _works(value.get(name), depth + 1)


def _first(tags: _Tags, *names: str) -> str | None:
    return next((tags[name][0] for name in names if name in tags), None)


def _title(tags: _Tags, ld: list[Mapping[str, object]], shown: str | None, url: str) -> str | None:
    cited = _first(tags, "citation_title", "dc.title", "dcterms.title")
    if cited is not None:
        return texts.line(tex.plain(texts.of_html(cited)))
    told = [texts.line(one.get(name)) for one in ld for name in ("headline", "name")]
    for one in (*told, _first(tags, "og:title"), _first(tags, "twitter:title"), shown):
        found = page_title.of_work(texts.line(texts.of_html(one)) if one else None, url)
        if found and not _NO_WORK.match(found):
            return found
    return None


def _names(tags: _Tags, ld: list[Mapping[str, object]]) -> list[PersonName | str | None]:
    each = tags.get("citation_author") or [
        name for one in tags.get("citation_authors", ()) for name in one.split(";")
    ]
    each = each or tags.get("dc.creator") or tags.get("dcterms.creator") or []
    if each:
        return [texts.turned(tex.plain(name)) for name in each]
    for one in ld:
        people = one.get("author")
        names = [_ld_name(one) for one in (people if isinstance(people, list) else [people])]
        if any(names):
            return names
    return []


def _ld_name(author: object) -> PersonName | str | None:
    """Return the name of an author in JSON-LD, which tells groups from people."""
    if not isinstance(author, Mapping):
        return texts.line(author)
    name = texts.line(author.get("name"))
    is_group = author.get("@type") == "Organization"
    return PersonName(name, is_group=True) if name and is_group else name


def _date(tags: _Tags, ld: list[Mapping[str, object]], *, today: date) -> PartialDate | None:
    """Return the date that can be believed: no day that stands for a year, none of today."""
    said = [texts.date(tags[name][0]) for name in _DATES if name in tags]
    said += [texts.date(one.get("datePublished")) for one in ld]
    dates = [one for one in said if one is not None and one.interval()[0] < today]
    if not dates:
        return None
    first = dates[0]
    if (first.month, first.day) != (1, 1):
        return first
    of_year = [one for one in dates if one.year == first.year and (one.month, one.day) != (1, 1)]
    exact = [one for one in of_year if one.day is not None]
    return exact[0] if exact else PartialDate(first.year)


def _arxiv(tags: _Tags, pdf: str | None) -> ArxivId | None:
    """Return the arXiv id that the page's own tags name as the work's."""
    named = (_first(tags, "citation_arxiv_id"), pdf, _first(tags, "canonical"))
    return next(filter(None, (arxiv_id.find(one) for one in named if one)), None)


def _type(tags: _Tags, ld: list[Mapping[str, object]]) -> str | None:
    if "citation_journal_title" in tags:
        return "article-journal"
    if "citation_conference_title" in tags or "citation_title" in tags:
        return "paper-conference"
    kinds = [one.get("@type") for one in ld]
    return next((texts.line(kind) for kind in kinds if isinstance(kind, str)), None)
