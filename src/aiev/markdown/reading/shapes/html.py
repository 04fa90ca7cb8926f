"""Raw HTML: headings and summaries that structure a list, and rows or items that are entries."""

from bisect import bisect_left
from collections.abc import Sequence
from html import unescape
from operator import attrgetter
from typing import NamedTuple

from aiev import lazy_regex as re
from aiev.markdown.reading.inline import Inline
from aiev.markdown.reading.inline_builder import InlineBuilder
from aiev.markdown.reading.list_draft import ListDraft, Place
from aiev.markdown.reading.shapes import columns, row
from aiev.markdown.reading.titles import line_title, link_forms, plain_title
from aiev.markdown.reading.tree import Block
from aiev.markdown.reading.words import edges, exclusions
from aiev.markdown.values import Shape

COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_PART = re.compile(
    r"(?P<comment><!--.*?(?:-->|\Z))"
    r"|<h(?P<level>[1-6])\b[^>]*>(?P<heading>.{0,500}?)</h(?P=level)\s*>"
    r"|<summary\b[^>]*>(?P<summary>.*?)(?:</summary\s*>|\Z)"
    r"|(?P<table><table\b[^>]*>)"
    r"|(?P<details><details\b[^>]*>)|(?P<end></details\s*>)"
    r"|<tr\b[^>]*>(?P<row>.*?)(?:</tr\s*>|(?=<tr\b)|\Z)"
    r"|<li\b[^>]*>(?P<item>.*?)(?:</li\s*>|(?=<li\b)|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(r"<[^>]*>")
_PIECE = re.compile(
    r"(?P<tag><!--.*?-->|<[^<>]*>)|(?P<entity>&#?\w+;)|(?P<text>[^<&]+|[<&])", re.DOTALL
)
_SPANNING = re.compile(
    r"\s*<t[dh]\b[^>]*\browspan\s*=\s*[\"']?(?:[2-9]|\d\d)[^>]*>.*?</t[dh]\s*>",
    re.DOTALL | re.IGNORECASE,
)
_CELL = re.compile(
    r"<t[dh]\b[^>]*>(?P<cell>.*?)(?=</t[dh]\s*>|<t[dh]\b|\Z)", re.DOTALL | re.IGNORECASE
)
_START = attrgetter("start")
_LINKED, _MANY, _FEWEST_COLUMNS = 200, 5, 2
_CELL_END = re.compile(r"</t[dh]\s*>|<br\b", re.IGNORECASE)


class Part(NamedTuple):
    """A piece of HTML that matters: `kind` says which.

    It is heading, summary, table (its beginning), details, end, row or item.
    """

    kind: str
    level: int
    text: str
    start: int
    end: int


def parts(text: str, block: Block) -> list[Part]:
    """Return the pieces of an HTML block that structure the list, without its comments."""
    found = []
    for match in _PART.finditer(text, *block.span):
        kind = next(
            name
            for name in ("comment", "heading", "summary", "table", "details", "end", "row", "item")
            if match[name] is not None
        )
        if kind == "comment":
            continue
        level = int(match["level"]) if match["level"] else 0
        start, end = match.span(kind)
        plain = ""
        if kind in ("heading", "summary"):
            plain = edges.squeeze(unescape(_TAG.sub(" ", COMMENT.sub("", match[kind]))))
            inner = re.search(r"<h([1-6])\b", match[kind], re.IGNORECASE)
            if kind == "summary" and inner is not None:
                kind, level = "heading", int(inner[1])
            start, end = match.span()
        found.append(Part(kind, level, plain, start, end))
    return found


def is_comment(text: str, block: Block) -> bool:
    """Return whether a block is one comment and nothing else."""
    start, end = block.span
    return (
        block.kind == "html"
        and text.startswith("<!--", start)
        and text.find("-->", start, end) == end - len("-->")
    )


def row_of_cells(text: str, start: int, end: int) -> Block:
    """Return a row of HTML as a block of its cells."""
    cells = [
        Block("cell", match.span("cell"), inline=as_inline(text, *match.span("cell")))
        for match in _CELL.finditer(text, start, end)
    ]
    return Block("row", (start, end), children=cells)


def is_head(text: str, head: Block) -> bool:
    """Return whether a row names the columns of its table: in cells made for it, or by words."""
    inlines = [cell.inline for cell in head.children if cell.inline is not None]
    if len(inlines) < _FEWEST_COLUMNS or any(inline.anchors for inline in inlines):
        return False
    named = [inline for inline in inlines if columns.is_known(inline.plain)]
    return "<th" in text[slice(*head.span)].lower() or len(named) >= _FEWEST_COLUMNS


def read(block: Block, _below: Sequence[Block], *, place: Place, into: ListDraft) -> None:
    """Read a row or an item of HTML as an entry, if it says a title and leads anywhere.

    Nothing below it adds to the entry. The row that names the columns is the block's child.
    """
    first, last = block.span
    for head in block.children:
        cells = row_of_cells(into.source.text, first, last)
        if len(cells.children) == len(head.children):
            row.read_html(head, cells, place=place, into=into)
            return
    # A cell over several rows is no title of the first of them.
    spanning = _SPANNING.match(into.source.text, first, last)
    start = spanning.end() if spanning is not None else first
    inline = as_inline(into.source.text, start, last)
    if not any(
        exclusions.is_external(a.url) and a.url and not exclusions.is_badge(a.url)
        for a in inline.anchors
    ):
        return
    lines = [line for line in inline.lines() if inline.plain[slice(*line)].strip()]
    weights = [_weight(inline, *line) for line in lines]
    best = max(range(len(lines)), key=lambda i: (weights[i], -i), default=None)
    if best is None:
        return
    if weights[best] < _LINKED and plain_title.words(inline.plain[slice(*lines[best])]) < _MANY:
        # Among cells of few words the first is the name, whichever is the longest.
        best = next((index for index, weight in enumerate(weights) if weight > 0), None)
        if best is None:
            # `Website`, `Paper | Code`, `🔥 | 2024`: links and marks without a name of their own.
            return
    title = line_title.find(inline, *lines[best])
    if (
        title.kind not in ("linked", "named", "plain")
        or not inline.plain[title.start : title.end].strip()
    ):
        return
    draft = into.draft(Shape.HTML, (first, last), place)
    draft.read_title_line(inline, *lines[best], title)
    for index, line in enumerate(lines):
        if index != best:
            draft.read_line(inline, *line)
    told = set(lines)
    for line in inline.lines():
        if line not in told:
            draft.see_pictures(inline, *line)


def _weight(inline: Inline, start: int, end: int) -> int:
    text = edges.unbracket(inline.plain[start:end])
    if link_forms.is_detail(text) or not any(char.isalpha() for char in text):
        return -1
    low, high = (bisect_left(inline.anchors, place, key=_START) for place in (start, end))
    anchors = inline.anchors[low:high]
    forms = sum(a.end - a.start for a in anchors if link_forms.is_form(inline, a))
    named = any(not link_forms.is_form(inline, a) for a in anchors)
    return min(len(inline.plain[start:end].strip()) - forms, 160) + _LINKED * named


def as_inline(text: str, start: int, end: int) -> Inline:
    """Return HTML as running text; each cell and each `<br>` begins a line."""
    builder = InlineBuilder()
    for match in _PIECE.finditer(text, start, end):
        span = match.span()
        if match["tag"] is not None:
            if _CELL_END.match(match["tag"]):
                builder.line_break((span[0], span[0]))
            else:
                builder.html(match["tag"], span)
        elif match["entity"] is not None:
            builder.text(unescape(match["entity"]), span)
        else:
            builder.text(match["text"].replace("\r", " ").replace("\n", " "), span)
    return builder.build((start, end))
