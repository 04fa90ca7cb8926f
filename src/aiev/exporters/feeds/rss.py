"""An RSS 2.0 feed of what was added, for news readers that know no Atom.

Source: https://www.rssboard.org/rss-specification; the rules of
https://github.com/w3c/feedvalidator.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from xml.sax.saxutils import escape

from aiev.domain.knowledge import Paper
from aiev.exporters.exporter import Exporter, ExportRequest
from aiev.exporters.feeds import feed
from aiev.exporters.feeds.feed import Entry, element

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def render(papers: Iterable[Paper], request: ExportRequest) -> Iterator[str]:
    """Yield the feed in the order of the papers; a paper without a date has none in the feed.

    A channel must have a link: without an address of its own it is arXiv's, as a knowledge base
    lies nowhere on the web.
    """
    frame = feed.frame(request)
    yield (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        "  <channel>\n"
    )
    lines = [
        element("title", frame.title),
        element("link", frame.site),
        element("description", f"The newest of {frame.title}"),
        element("generator", "aiev"),
    ]
    if frame.url:
        lines.append(element("atom:link", rel="self", href=frame.url, type="application/rss+xml"))
    yield feed.indented(lines, "    ")
    for entry in feed.entries(papers, request):
        yield feed.indented(_item(entry), "    ")
    yield "  </channel>\n</rss>\n"


def _item(entry: Entry) -> Iterator[str]:
    yield "<item>"
    yield f"  {element('title', entry.title)}"
    if entry.url:
        yield f"  {element('link', entry.url)}"
    yield f"  {element('guid', entry.id, isPermaLink='false')}"
    if entry.published:
        yield f"  {element('pubDate', _stamp(entry.published))}"
    # RSS's own author is an e-mail address; Dublin Core has a place for names.
    for name in entry.authors:
        yield f"  {element('dc:creator', name)}"
    for topic in entry.topics:
        yield f"  {element('category', topic)}"
    if entry.summary:
        # Readers take a description for HTML, so it is escaped for them and again for XML.
        yield f"  {element('description', escape(entry.summary))}"
    yield "</item>"


def _stamp(moment: datetime) -> str:
    """Return a moment as RFC 822 writes it, whatever the locale."""
    month = _MONTHS[moment.month - 1]
    day = f"{_DAYS[moment.weekday()]}, {moment.day:02d} {month} {moment.year:04d}"
    return f"{day} {moment:%H:%M:%S} GMT"


EXPORTER = Exporter(
    name="rss",
    suffix=".rss",
    description="a feed of what was added, for news readers that know no Atom",
    render=render,
    needs_outline=True,
    newest=feed.NEWEST,
    tells_added=True,
)
