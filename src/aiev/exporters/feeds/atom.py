"""An Atom feed, so that a news reader can follow what was added."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from aiev.domain.knowledge import Paper
from aiev.exporters.exporter import Exporter, ExportRequest
from aiev.exporters.feeds import feed
from aiev.exporters.plain_text import one_line


def render(papers: Iterable[Paper], request: ExportRequest) -> Iterator[str]:
    """Yield the feed in the order of the papers; reads them twice, for the date of the newest.

    Atom wants instants: a date that is known to the month becomes the first moment of that month.
    """
    if isinstance(papers, Iterator):
        papers = tuple(papers)
    title = feed.title(request)
    latest = max((_instant(paper.updated or paper.issued) for paper in papers), default=None)
    yield (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"  <title>{escape(title)}</title>\n"
        f"  <id>{feed.urn(title)}</id>\n"
        f"  <updated>{latest or _instant(None)}</updated>\n"
        "  <author><name>aiev</name></author>\n"
    )
    yield from feed.iter_entries(papers, _entry, indent="  ")
    yield "</feed>\n"


def _entry(paper: Paper) -> Iterator[str]:
    url = feed.link(paper)
    yield "<entry>"
    yield f"  <title>{feed.headline(paper)}</title>"
    yield f"  <id>{feed.urn_of(paper)}</id>"
    if url:
        yield f"  <link rel={quoteattr('alternate')} href={quoteattr(url)}/>"
    if paper.issued:
        yield f"  <published>{_instant(paper.issued)}</published>"
    yield f"  <updated>{_instant(paper.updated or paper.issued)}</updated>"
    for name in feed.authors(paper):
        yield f"  <author><name>{escape(name)}</name></author>"
    for topic in paper.topics:
        yield f"  <category term={quoteattr(one_line(topic))}/>"
    if abstract := one_line(paper.abstract or ""):
        yield f"  <summary>{escape(abstract)}</summary>"
    yield "</entry>"


def _instant(day: str | None) -> str:
    return f"{feed.first_day(day)}T00:00:00Z"


EXPORTER = Exporter(
    name="atom",
    suffix=".atom",
    description="a feed for news readers",
    render=render,
    needs_outline=True,
    reads_twice=True,
    newest=feed.NEWEST,
)
