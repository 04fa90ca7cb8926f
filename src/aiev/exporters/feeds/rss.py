"""An RSS 2.0 feed of the newest papers, for news readers that know no Atom.

Source: https://www.rssboard.org/rss-specification
"""

from collections.abc import Iterable, Iterator
from datetime import date
from xml.sax.saxutils import escape

from aiev.domain.knowledge import Paper
from aiev.exporters.exporter import Exporter, ExportRequest
from aiev.exporters.feeds import feed
from aiev.exporters.plain_text import one_line

_SITE = "https://arxiv.org/"
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def render(papers: Iterable[Paper], request: ExportRequest) -> Iterator[str]:
    """Yield the feed in the order of the papers; a paper without a date has none in the feed.

    A channel must have a link: it is arXiv's, as a knowledge base lies nowhere on the web.
    """
    title = escape(feed.title(request))
    yield (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        "  <channel>\n"
        f"    <title>{title}</title>\n"
        f"    <link>{_SITE}</link>\n"
        f"    <description>The newest of {title}</description>\n"
        "    <generator>aiev</generator>\n"
    )
    yield from feed.iter_entries(papers, _item, indent="    ")
    yield "  </channel>\n</rss>\n"


def _item(paper: Paper) -> Iterator[str]:
    url = feed.link(paper)
    yield "<item>"
    yield f"  <title>{feed.headline(paper)}</title>"
    if url:
        yield f"  <link>{escape(url)}</link>"
    yield f'  <guid isPermaLink="false">{feed.urn_of(paper)}</guid>'
    if paper.issued is not None:
        yield f"  <pubDate>{_stamp(paper.issued)}</pubDate>"
    # RSS's own author is an e-mail address; Dublin Core has a place for names.
    for name in feed.authors(paper):
        yield f"  <dc:creator>{escape(name)}</dc:creator>"
    for topic in paper.topics:
        yield f"  <category>{escape(one_line(topic))}</category>"
    if abstract := one_line(paper.abstract or ""):
        # Readers take a description for HTML, so it is escaped for them and again for XML.
        yield f"  <description>{escape(escape(abstract))}</description>"
    yield "</item>"


def _stamp(issued: str) -> str:
    """Return the first moment of a date as RFC 822 writes it, whatever the locale."""
    day = date.fromisoformat(feed.first_day(issued))
    month = _MONTHS[day.month - 1]
    return f"{_DAYS[day.weekday()]}, {day.day:02d} {month} {day.year:04d} 00:00:00 GMT"


EXPORTER = Exporter(
    name="rss",
    suffix=".rss",
    description="a feed of the newest papers for news readers",
    render=render,
    needs_outline=True,
    newest=feed.NEWEST,
)
