"""The page as a folder, for more papers than one file should hold: data is loaded when needed.

Data is scripts that hand over values, as a page from disk may load no other files. Without a script
the papers stand in plain pages of a thousand each.
"""

import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import islice

from aiev.domain import arxiv_id
from aiev.domain.knowledge import Paper
from aiev.exporters.exporter import ExportRequest, FolderExporter, FolderFile
from aiev.exporters.html import assets, shell
from aiev.exporters.html import catalog as html_catalog
from aiev.exporters.html import paper as html_paper
from aiev.exporters.html.catalog import Catalog
from aiev.exporters.html.inverted_index import InvertedIndex
from aiev.exporters.html.paper import Shown

CHUNK = 100
"""So many papers are loaded at once."""

_PAGE = 1000
_COLUMNS = (
    *("ids", "kinds", "days", "urls", "topics", "organizations", "tags", "categories", "has"),
    *("shelves", "series", "similar", "cited"),
)
_FIRST = 50
Cited = tuple[str, str] | None
# Few enough for the first paint, which waits for their layout.
_SOON = 4


def render(papers: Iterable[Paper], request: ExportRequest) -> Iterator[FolderFile]:
    """Yield the files of the page, `index.html` last."""
    if isinstance(papers, Iterator):
        papers = tuple(papers)
    catalog = html_catalog.of(papers, request)
    facts = _Facts(catalog)
    stamp = sha256()
    first: list[Shown] = []
    names = [shell.list_name(number) for number in range(-(-catalog.papers // _PAGE))]
    for number, page in enumerate(_iter_pages(_iter_shown(papers, catalog))):
        first = first or [one for one, _ in page[:_FIRST]]
        yield FolderFile(names[number], _plain_page(catalog, page, names, number))
        for start in range(0, len(page), CHUNK):
            chunk = page[start : start + CHUNK]
            for one, _ in chunk:
                facts.add(one)
            place = (number * _PAGE + start) // CHUNK
            for name, values in (
                ("papers", [html_paper.render_loaded(one) for one, _ in chunk]),
                ("texts", [[one.rest, *(cited or ())] for one, cited in chunk]),
            ):
                text = _call(name, place, values)
                stamp.update(text.encode("utf-8", "replace"))
                yield FolderFile(f"data/{name}-{place}.js", text)
    heads: dict[str, int] = {}
    for place, (names_of, part) in enumerate(facts.words.iter_parts()):
        heads.update(dict.fromkeys(names_of, place))
        yield FolderFile(f"data/words-{place}.js", _script(f'aiev("words",{place},{part})'))
    yield FolderFile("data/spelling-0.js", _call("spelling", 0, facts.words.common()))
    yield FolderFile("data/venues-0.js", _call("venues", 0, facts.venues))
    yield FolderFile("data/facts.js", _call("facts", 0, facts.values(heads)))
    yield FolderFile("page.css", assets.style())
    yield FolderFile("start.js", assets.start())
    yield FolderFile("page.js", assets.folder_script())
    if request.served:
        yield FolderFile("live.js", assets.live())
    digest = stamp.hexdigest()[:12]
    yield FolderFile("index.html", _index(catalog, first, names, digest, request.served))


class _Facts:
    """What the script knows of every paper from the start, in columns, as rows repeat names."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._topics, self._organizations = list(catalog.topics), list(catalog.organizations)
        self._columns: dict[str, list[object]] = {name: [] for name in _COLUMNS}
        self.venues: list[str] = []
        self._titles: list[str] = []
        self.words = InvertedIndex()

    def add(self, one: Shown) -> None:
        """Add the next paper."""
        named = (list(one.topics), list(one.organizations), list(one.tags))
        # Papers of arXiv are asked for by their ids.
        url = "" if arxiv_id.find(one.anchor) else one.url
        told = (list(one.shelves), list(one.series), list(one.similar), one.cited)
        row = (one.anchor, one.kind, one.issued, url, *named, one.categories, one.has, *told)
        for column, value in zip(self._columns.values(), row, strict=True):
            column.append(value)
        self.venues.append(one.venues)
        topics = "\n".join(self._topics[at] for at in one.topics)
        organizations = "\n".join(self._organizations[at] for at in one.organizations)
        note = "" if one.has_abstract else one.gist
        listed = "\n".join((one.title, one.short_name, note, one.listed, one.words))
        texts = (one.title, listed, one.authors, topics, organizations, one.abstract)
        self.words.add(len(self._titles), texts)
        self._titles.append(one.title.lower())

    def values(self, heads: dict[str, int]) -> dict[str, object]:
        """Return the columns with the order of titles and where words are."""
        order = sorted(range(len(self._titles)), key=self._titles.__getitem__)
        places = array("I", [0]) * len(order)
        for place, paper in enumerate(order):
            places[paper] = place
        return {
            **self._columns,
            "names": shell.names(self._catalog),
            "titles": list(places),
            "lengths": self.words.lengths,
            "heads": heads,
            "chunk": CHUNK,
        }


def _iter_shown(papers: Iterable[Paper], catalog: Catalog) -> Iterator[tuple[Shown, Cited]]:
    anchors: set[str] = set()
    for paper in papers:
        anchor = html_catalog.anchor(paper, anchors)
        cited = html_catalog.cite(paper, catalog)
        yield html_paper.shown(paper, catalog, anchor=anchor), cited


def _iter_pages(
    shown: Iterator[tuple[Shown, Cited]],
) -> Iterator[list[tuple[Shown, Cited]]]:
    while page := list(islice(shown, _PAGE)):
        yield page


def _plain_page(
    catalog: Catalog,
    page: Sequence[tuple[Shown, Cited]],
    names: Sequence[str],
    number: int,
) -> str:
    items = "".join(html_paper.render(one, has_abstract=False) for one, _ in page)
    return (
        shell.head(
            f"{catalog.title}, page {number + 1}",
            policy=shell.policy(scripts="'none'", styles="'self'"),
            links='<link rel="stylesheet" href="page.css">\n',
        )
        + f'<body>\n<header class="top"><div><h1><a href="index.html">{_title(catalog)}</a></h1>'
        + f'<p class="sum">Page {number + 1} of {len(names)}</p></div></header>\n<main>\n'
        + shell.pages(names, current=number)
        + f'<div id="list"><h2>Papers</h2><ol>\n{items}</ol></div>\n'
        + shell.pages(names, current=number, label="Further pages")
        + "</main>\n</body>\n</html>\n"
    )


def _index(
    catalog: Catalog, first: Sequence[Shown], names: Sequence[str], stamp: str, served: str | None
) -> str:
    live = f'<script src="live.js?{stamp}"></script>\n' if served else ""
    head = shell.head(
        catalog.title,
        policy=shell.policy(
            scripts="'self'", styles="'self'", names="aiev", connects="'self'" if served else None
        ),
        served=served,
        description=shell.summary(catalog),
        links=(
            f'<link rel="stylesheet" href="page.css?{stamp}">\n'
            f'<script src="start.js?{stamp}"></script>\n'
        ),
    )
    items = [html_paper.render(one, has_abstract=False) for one in first]
    soon, rest = "".join(items[:_SOON]), "".join(items[_SOON:])
    return (
        head
        + shell.top(catalog)
        + shell.pages(names)
        + f'<div id="list"><ol>\n{soon}</ol>\n'
        + (f"<noscript><ol>\n{rest}</ol></noscript>\n" if rest else "")
        + "</div>\n"
        + shell.foot(catalog)
        + f'<script src="page.js?{stamp}" data-stamp="{stamp}"></script>\n{live}</body>\n</html>\n'
    )


def _title(catalog: Catalog) -> str:
    return shell.text(catalog.title)


def _call(name: str, place: int, values: object) -> str:
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return _script(f'aiev("{name}",{place},{text})')


def _script(text: str) -> str:
    # Lone surrogates cannot be written, and JavaScript's strings once knew no such line ends.
    safe = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return safe.encode("utf-8", "backslashreplace").decode() + "\n"


EXPORTER = FolderExporter(
    name="html",
    description="the page to search and browse in, for many papers",
    render=render,
    is_newest_first=True,
    needs_keys=True,
    needs_similar=True,
)
