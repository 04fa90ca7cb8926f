"""A page to search and browse in: one file that needs no network, no server and no build.

The papers are plain markup, to be read without a script too; the script takes its data from them.
The policy in the head lets nothing run but the page's own script, which makes no markup from text.
"""

import sys
from collections.abc import Iterable, Iterator
from itertools import islice

from aiev.domain.knowledge import Paper
from aiev.exporters.exporter import Exporter, ExportRequest
from aiev.exporters.html import assets, shell
from aiev.exporters.html import catalog as html_catalog
from aiev.exporters.html import paper as html_paper
from aiev.exporters.html.catalog import Catalog

# Few enough for the first paint, which waits for their layout, and for the parser to come up for
# air between two pieces.
_FIRST = 4
_PIECE = 50


def render(papers: Iterable[Paper], request: ExportRequest) -> Iterator[str]:
    """Yield the page; years are headings where the papers come newest first."""
    if isinstance(papers, Iterator):
        papers = tuple(papers)
    catalog = html_catalog.of(papers, request)
    style, start, script = assets.style(), assets.start(), assets.script()
    live = [assets.live()] if request.served else []
    policy = shell.policy(
        scripts=" ".join(map(assets.digest, [start, script, *live])),
        styles=assets.digest(style),
        connects="'self'" if live else None,
    )
    links = f"<style>{style}</style>\n<script>{start}</script>\n"
    compact = shell.compact
    described = shell.summary(catalog)
    yield compact(
        shell.head(
            catalog.title, policy=policy, links=links, description=described, served=request.served
        )
    )
    yield compact(shell.top(catalog))
    if catalog.is_newest_first:
        addresses = {year: f"#{shell.year_anchor(year)}" for year in catalog.years}
        yield shell.years(catalog, addresses)
    if catalog.papers > _FIRST:
        yield shell.blocked()
    citations: list[str] = []
    yield '<div id="list">\n'
    years: set[str] = set()
    anchors: set[str] = set()
    for number, piece in enumerate(_iter_pieces(papers)):
        items = compact("".join(_items(piece, catalog, anchors, years)))
        # With a script this is text, of which nothing need be made before it is shown.
        yield f"<noscript>{items}</noscript>\n" if number else items
        cited = [html_catalog.cite(paper, catalog) for paper in piece]
        citations.append(shell.data("citations", cited))
    yield "</div>\n" + shell.foot(catalog)
    yield shell.data("names", shell.names(catalog))
    yield from citations
    scripts = "".join(f"<script>{one}</script>\n" for one in (script, *live))
    yield f"{scripts}</body>\n</html>\n"


def _iter_pieces(papers: Iterable[Paper]) -> Iterator[tuple[Paper, ...]]:
    """Yield the papers in pieces: what the first screen shows, then a piece at a time."""
    left = iter(papers)
    piece = tuple(islice(left, _FIRST))
    while piece:
        yield piece
        piece = tuple(islice(left, _PIECE))


def _items(
    papers: Iterable[Paper], catalog: Catalog, anchors: set[str], years: set[str]
) -> Iterator[str]:
    """Yield a piece of the list, with a heading before the first paper of a year."""
    is_open = False
    for paper in papers:
        year = html_catalog.year(paper)
        if catalog.is_newest_first and year not in years:
            years.add(year)
            heading = shell.year_heading(year, papers=catalog.years[year])
            yield f"</ol>\n{heading}" if is_open else heading
            is_open = False
        if not is_open:
            yield "<ol>\n"
            is_open = True
        anchor = html_catalog.anchor(paper, anchors)
        yield html_paper.render(html_paper.shown(paper, catalog, anchor=anchor))
    yield "</ol>\n"


EXPORTER = Exporter(
    name="html",
    suffix=".html",
    description="a page to search and browse in, for any static host",
    render=render,
    needs_outline=True,
    needs_names=True,
    needs_keys=True,
    needs_similar=True,
    reads_twice=True,
    newest=sys.maxsize,
)
