"""A page to search and browse in: one file that needs no network, no server and no build.

The papers are plain markup, to be read without a script too; the script takes its data from them.
The policy in the head lets nothing run but the page's own script, which makes no markup from text.
"""

import sys
from collections.abc import Iterable, Iterator

from aiev.domain.knowledge import Paper
from aiev.exporters import html_assets, html_catalog, html_paper, html_shell
from aiev.exporters.exporter import Exporter, ExportRequest
from aiev.exporters.html_catalog import Catalog


def render(papers: Iterable[Paper], request: ExportRequest) -> Iterator[str]:
    """Yield the page; years are headings where the papers come newest first."""
    if isinstance(papers, Iterator):
        papers = tuple(papers)
    catalog = html_catalog.of(papers, request)
    style, start, script = html_assets.style(), html_assets.start(), html_assets.script()
    policy = html_shell.policy(
        scripts=f"{html_assets.digest(start)} {html_assets.digest(script)}",
        styles=html_assets.digest(style),
    )
    links = f"<style>{style}</style>\n<script>{start}</script>\n"
    yield html_shell.head(catalog.title, policy=policy, links=links)
    yield html_shell.top(catalog)
    if catalog.is_newest_first:
        addresses = {year: f"#{html_shell.year_anchor(year)}" for year in catalog.years}
        yield html_shell.years(catalog, addresses)
    citations: list[str | None] = []
    yield from _list(papers, catalog, citations)
    yield html_shell.foot()
    yield html_shell.data("names", html_shell.names(catalog))
    yield html_shell.data("citations", citations)
    yield f"<script>{script}</script>\n</body>\n</html>\n"


def _list(papers: Iterable[Paper], catalog: Catalog, citations: list[str | None]) -> Iterator[str]:
    """Yield the list and fill `citations` as it goes."""
    anchors: set[str] = set()
    year: str | None = None
    yield '<div id="list">\n'
    if not catalog.is_newest_first:
        yield "<ol>\n"
    for paper in papers:
        if catalog.is_newest_first and html_catalog.year(paper) != year:
            yield "" if year is None else "</ol>\n"
            year = html_catalog.year(paper)
            yield html_shell.year_heading(year, papers=catalog.years[year]) + "<ol>\n"
        anchor = html_catalog.anchor(paper, anchors)
        yield html_paper.render(html_paper.shown(paper, catalog, anchor=anchor))
        citations.append(html_catalog.cite(paper, catalog))
    if catalog.papers or not catalog.is_newest_first:
        yield "</ol>\n"
    yield "</div>\n"


EXPORTER = Exporter(
    name="html",
    suffix=".html",
    description="a page to search and browse in, for any static host",
    render=render,
    needs_outline=True,
    reads_twice=True,
    newest=sys.maxsize,
)
