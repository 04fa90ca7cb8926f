"""An Atom feed, so that a news reader can follow what was added.

Source: RFC 4287; the rules of https://github.com/w3c/feedvalidator.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from aiev.domain.knowledge import Paper
from aiev.exporters.exporter import Exporter, ExportRequest
from aiev.exporters.feeds import feed
from aiev.exporters.feeds.feed import Entry, element


def render(papers: Iterable[Paper], request: ExportRequest) -> Iterator[str]:
    """Yield the feed in the order of the papers; it is as new as its newest entry."""
    frame = feed.frame(request)
    entries = list(feed.entries(papers, request))
    latest = max((entry.updated for entry in entries), default=None)
    yield '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
    lines = [
        element("title", frame.title),
        element("id", frame.id),
        element("updated", _instant(latest) if latest else "1970-01-01T00:00:00Z"),
        "<author><name>aiev</name></author>",
    ]
    if frame.url:
        lines.append(element("link", rel="self", href=frame.url, type="application/atom+xml"))
    yield feed.indented(lines, "  ")
    for entry in entries:
        yield feed.indented(_entry(entry), "  ")
    yield "</feed>\n"


def _entry(entry: Entry) -> Iterator[str]:
    yield "<entry>"
    yield f"  {element('title', entry.title)}"
    yield f"  {element('id', entry.id)}"
    if entry.url:
        yield f"  {element('link', rel='alternate', href=entry.url)}"
    if entry.published:
        yield f"  {element('published', _instant(entry.published))}"
    yield f"  {element('updated', _instant(entry.updated))}"
    for name in entry.authors:
        yield f"  <author>{element('name', name)}</author>"
    for topic in entry.topics:
        yield f"  {element('category', term=topic)}"
    if entry.summary:
        yield f"  {element('summary', entry.summary)}"
    if not entry.url:
        # An entry has an address or a content of its own; a summary is neither.
        yield f"  {element('content', entry.title)}"
    yield "</entry>"


def _instant(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


EXPORTER = Exporter(
    name="atom",
    suffix=".atom",
    description="a feed of what was added, for news readers",
    render=render,
    needs_outline=True,
    newest=feed.NEWEST,
    tells_added=True,
)
