"""An Atom feed, so that a news reader can follow what was added."""

from collections.abc import Iterable, Iterator
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from aiev.domain import partial_date
from aiev.domain.knowledge import Paper
from aiev.domain.paper import Kind
from aiev.exporters import person_name
from aiev.exporters.exporter import Exporter, ExportRequest
from aiev.exporters.plain_text import is_linkable, one_line

_TITLE = "Papers"
_EPOCH = "1970-01-01T00:00:00Z"


def render(papers: Iterable[Paper], request: ExportRequest) -> Iterator[str]:
    """Yield the feed in the order of the papers; reads them twice, for the date of the newest.

    Atom wants whole instants: a date known to the month stands as the first moment of it.
    """
    if isinstance(papers, Iterator):
        papers = tuple(papers)
    names = [frame.title or frame.name for frame in request.outline]
    title = one_line(request.title or (names[0] if len(names) == 1 else _TITLE))
    latest = max((_instant(paper.updated or paper.issued) for paper in papers), default=_EPOCH)
    yield (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"  <title>{escape(title)}</title>\n"
        f"  <id>{_id(title)}</id>\n"
        f"  <updated>{latest}</updated>\n"
        "  <author><name>aiev</name></author>\n"
    )
    for paper in papers:
        if paper.kind != Kind.PLACEHOLDER:
            yield "".join(f"  {line}\n" for line in _entry(paper))
    yield "</feed>\n"


def _entry(paper: Paper) -> Iterator[str]:
    url = one_line(paper.url or "") if is_linkable(paper.url) else ""
    yield "<entry>"
    yield f"  <title>{escape(one_line(paper.title) or url)}</title>"
    yield f"  <id>{_id(paper.arxiv_id or paper.url or str(paper.id))}</id>"
    if url:
        yield f"  <link rel={quoteattr('alternate')} href={quoteattr(url)}/>"
    yield f"  <published>{_instant(paper.issued)}</published>"
    yield f"  <updated>{_instant(paper.updated or paper.issued)}</updated>"
    for name in paper.authors:
        if person_name.find(name) is not None and not person_name.is_others(name):
            yield f"  <author><name>{escape(one_line(name))}</name></author>"
    for topic in paper.topics:
        yield f"  <category term={quoteattr(one_line(topic))}/>"
    if abstract := one_line(paper.abstract or ""):
        yield f"  <summary>{escape(abstract)}</summary>"
    yield "</entry>"


def _id(text: str) -> str:
    """Answer a name for the feed or an entry that stays the same from run to run."""
    return uuid5(NAMESPACE_URL, f"aiev:{text}").urn


def _instant(day: str | None) -> str:
    if day is None:
        return _EPOCH
    return f"{partial_date.parse(day).interval()[0].isoformat()}T00:00:00Z"


EXPORTER = Exporter(
    name="atom",
    suffix=".atom",
    description="a feed for news readers",
    render=render,
    reads_twice=True,
)
