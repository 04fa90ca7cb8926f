"""What the feeds tell, whichever format writes it: names that never change, titles, authors, days.

The feeds are written by hand, not by feedgen: that loads lxml and dateutil (0.5 s, 13 MB), holds
the feed in memory, and puts the moment of writing into it, so that no two runs are alike. What is
left to write are two dozen elements; `element` escapes them all.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urljoin
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from aiev.domain import partial_date, person_name, web_address
from aiev.domain.knowledge import Paper
from aiev.domain.paper import Kind
from aiev.exporters.exporter import ExportRequest
from aiev.exporters.plain_text import is_linkable, one_line

NEWEST = 100
"""How many papers a feed holds; news readers ask for all of it each time."""

# Stands for the date of what has none, in formats that must have one.
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SITE = "https://arxiv.org/"
_TITLE = "Papers"
_MICROSECONDS = 1_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One paper; `published` is None where the format may leave it out and nobody knows it."""

    id: str
    title: str
    url: str
    authors: tuple[str, ...]
    topics: tuple[str, ...]
    summary: str
    published: datetime | None
    updated: datetime


@dataclass(frozen=True, slots=True)
class Frame:
    """What a feed says of itself; `url` is where it will lie, `site` the page it belongs to."""

    id: str
    title: str
    url: str
    site: str


def frame(request: ExportRequest) -> Frame:
    """Return what the feed says of itself; its id is that of its question, whatever its title."""
    names = [one.title or one.name for one in request.outline]
    title = one_line(request.title or (names[0] if len(names) == 1 else _TITLE))
    url = one_line(request.url or "")
    return Frame(_urn(f"feed {request.question}"), title, url, urljoin(url, ".") or _SITE)


def entries(papers: Iterable[Paper], request: ExportRequest) -> Iterator[Entry]:
    """Yield each paper but placeholders.

    With `is_by_issued` a paper has its own date, else the moment when it came into the knowledge
    base. It is changed when arXiv has a later version. Many papers come in one moment, which
    readers take for one change: the fraction of a second is the paper's number.
    """
    for paper in papers:
        if paper.kind == Kind.PLACEHOLDER:
            continue
        issued = _day(paper.issued)
        added = None if request.is_by_issued else _moment(paper.added_at)
        first = added or issued
        latest = max(filter(None, (first, _day(paper.updated))), default=_EPOCH)
        url = one_line(paper.url or "") if is_linkable(paper.url) else ""
        yield Entry(
            id=_urn(_lasting(paper)),
            title=one_line(paper.title) or url or paper.arxiv_id or "Untitled",
            url=url,
            authors=tuple(_authors(paper)),
            topics=tuple(map(one_line, paper.topics)),
            summary=one_line(paper.abstract or ""),
            published=first,
            updated=latest.replace(microsecond=paper.id % _MICROSECONDS),
        )


def element(name: str, text: str = "", **attributes: str) -> str:
    """Return an element of XML with its text and attributes escaped, empty where it has no text."""
    given = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{name}{given}>{escape(text)}</{name}>" if text else f"<{name}{given}/>"


def indented(lines: Iterable[str], indent: str) -> str:
    """Return lines of XML one below the other."""
    return "".join(f"{indent}{line}\n" for line in lines)


def _urn(text: str) -> str:
    """Return a name that stays the same from run to run."""
    return uuid5(NAMESPACE_URL, f"aiev:{text}").urn


def _lasting(paper: Paper) -> str:
    """Return what names a paper for ever: not its title, not how its address is written."""
    return paper.arxiv_id or web_address.normalise(paper.url or "") or str(paper.id)


def _authors(paper: Paper) -> Iterator[str]:
    """Yield the names of the authors; `et al.` is none."""
    for name in paper.authors:
        if person_name.find(name) is not None and not person_name.is_others(name):
            yield one_line(name)


def _day(day: str | None) -> datetime | None:
    """Return the first moment of a date of any precision."""
    if not day:
        return None
    first = partial_date.parse(day).interval()[0]
    return datetime(first.year, first.month, first.day, tzinfo=UTC)


def _moment(stamp: str | None) -> datetime | None:
    if not stamp:
        return None
    moment = datetime.fromisoformat(stamp)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
