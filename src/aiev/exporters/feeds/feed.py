"""What the feeds share: names of entries that never change, the title, authors and dates."""

from collections.abc import Callable, Iterable, Iterator
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape

from aiev.domain import partial_date
from aiev.domain.knowledge import Paper
from aiev.domain.paper import Kind
from aiev.exporters.bibliography import person_name
from aiev.exporters.exporter import ExportRequest
from aiev.exporters.plain_text import is_linkable, one_line

NEWEST = 100
"""How many papers a feed holds; news readers ask for all of it each time."""

EPOCH = "1970-01-01"
"""Stands for the date of what has none, in formats that must have one."""

_TITLE = "Papers"


def title(request: ExportRequest) -> str:
    """Return the feed's title: the one asked for, that of the only list, or a plain one."""
    names = [frame.title or frame.name for frame in request.outline]
    return one_line(request.title or (names[0] if len(names) == 1 else _TITLE))


def iter_entries(
    papers: Iterable[Paper], lines: Callable[[Paper], Iterable[str]], *, indent: str
) -> Iterator[str]:
    """Yield each paper but placeholders, as lines of a feed."""
    for paper in papers:
        if paper.kind != Kind.PLACEHOLDER:
            yield "".join(f"{indent}{line}\n" for line in lines(paper))


def headline(paper: Paper) -> str:
    """Return what the paper is called, at least by its address, as text of XML."""
    return escape(one_line(paper.title) or link(paper))


def urn(text: str) -> str:
    """Return a name for the feed or an entry that stays the same from run to run."""
    return uuid5(NAMESPACE_URL, f"aiev:{text}").urn


def urn_of(paper: Paper) -> str:
    """Return the name of a paper's entry, the same in every feed."""
    return urn(paper.arxiv_id or paper.url or str(paper.id))


def link(paper: Paper) -> str:
    """Return the paper's address; empty where it has none or one that could run a script."""
    return one_line(paper.url or "") if is_linkable(paper.url) else ""


def authors(paper: Paper) -> Iterator[str]:
    """Yield the names of the authors; `et al.` is none."""
    for name in paper.authors:
        if person_name.find(name) is not None and not person_name.is_others(name):
            yield one_line(name)


def first_day(day: str | None) -> str:
    """Return the first day that a date of any precision covers."""
    return EPOCH if day is None else partial_date.parse(day).interval()[0].isoformat()
