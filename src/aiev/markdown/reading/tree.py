"""Blocks of a Markdown text as a tree, each with its place, from pyromark's events.

Why pyromark and not markdown-it-py: over real lists it tokenises 10 MB/s against 0.9 MB/s, its
inline events carry byte ranges (markdown-it-py's inline tokens carry no place at all, so every
link would have to be found a second time), and it keeps CR, NUL and tabs where they stand.
Two million random documents of markup characters raised nothing and gave no range off a
character.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pyromark

from aiev.markdown import source as sources
from aiev.markdown.reading.inline import Inline
from aiev.markdown.reading.inline_builder import InlineBuilder
from aiev.markdown.values import Span

_PARSER = pyromark.Markdown(
    options=pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH
)
# No list nests so deep; a text of 20,000 `>` would exhaust the stack of whoever walks it.
_DEEPEST = 60
_STYLES = {"Strong": "strong", "Emphasis": "emphasis", "Strikethrough": "struck"}
_LINK_FORMS = {"Inline": "inline", "Autolink": "auto", "Email": "auto"}
_CONTAINERS = {
    "Paragraph": "paragraph",
    "Item": "item",
    "BlockQuote": "quote",
    "TableHead": "row",
    "TableRow": "row",
    "TableCell": "cell",
    "HtmlBlock": "html",
    "List": "list",
    "Table": "table",
    "CodeBlock": "code",
    "Heading": "heading",
}


@dataclass(slots=True)
class Block:
    """A block and where it stands; `span` ends before the blank lines that follow it.

    `kind` is one of document, heading, paragraph, list, item, quote, table, row, cell, html,
    code, rule. `inline` is the running text of headings, paragraphs and cells; `level` that of
    a heading; a list is `ordered` or not.
    """

    kind: str
    span: Span
    level: int = 0
    is_ordered: bool = False
    inline: Inline | None = None
    children: "list[Block]" = field(default_factory=list)

    def walk(self) -> "Iterator[Block]":
        """Yield this block and all blocks within, in the order of the text."""
        stack = [self]
        while stack:
            block = stack.pop()
            yield block
            if block.children:
                stack.extend(reversed(block.children))


def build(source: sources.Source) -> Block:
    """Return the document of a text; never fails, whatever the text."""
    return _Builder(source).document


class _Builder:
    """Turns the flat events into blocks; keeps the chain of open blocks."""

    def __init__(self, source: sources.Source) -> None:
        masked = sources.mask(source.text)
        self._text = source.text
        to_chars = sources.Offsets(masked).to_chars
        self.document = Block("document", (0, len(masked)))
        self._open = [self.document]
        self._running: InlineBuilder | None = None
        self._is_loose = False
        is_ascii = masked.isascii()
        for event, place in _PARSER.events_with_range(masked):
            # A text has tens of thousands of events: what is asked of each is asked in place.
            key: str
            value: object
            if isinstance(event, str):
                key, value = event, None
            else:
                ((key, value),) = event.items()
            if key == "End":
                self._finish(value if isinstance(value, str) else _unpack(value)[0])
                continue
            start, end = place["start"], place["end"]
            span = (start, end) if is_ascii else to_chars(start, end)
            if key == "Text":
                # The lines of code and HTML are read from the list where they are needed.
                if self._open[-1].kind not in ("code", "html"):
                    (self._running or self._begin_text()).text(str(value), span)
                    if self._is_loose:
                        self._loose_from(span)
            elif key == "Start":
                self._begin(value, span)
            elif value is None:
                self._point(key, span)
            else:
                self._leaf(key, str(value), span)

    def _text_into(self) -> InlineBuilder:
        """Return where running text goes."""
        return self._running or self._begin_text()

    def _begin_text(self) -> InlineBuilder:
        """Return where new running text goes; a tight item's gets a paragraph of its own."""
        self._running = InlineBuilder()
        if self._open[-1].kind in ("item", "document", "quote"):
            self._is_loose = True
            block = Block("paragraph", (-1, -1))
            self._open[-1].children.append(block)
            self._open.append(block)
        return self._running

    def _point(self, event: str, span: Span) -> None:
        if event == "Rule":
            self._end_loose()
            self._open[-1].children.append(Block("rule", span))
        else:
            self._text_into().line_break(span)

    def _leaf(self, key: str, value: str, span: Span) -> None:
        if key == "Code":
            self._text_into().code(value, span)
        elif key == "InlineHtml":
            self._text_into().html(value, span)
        else:
            return
        self._loose_from(span)

    def _loose_from(self, span: Span) -> None:
        if self._is_loose:
            block = self._open[-1]
            start = span[0] if block.span[0] < 0 else block.span[0]
            block.span = (start, max(block.span[1], span[1]))

    def _begin(self, tag: object, span: Span) -> None:
        name, detail = _unpack(tag)
        if name in _STYLES:
            self._text_into().open(_STYLES[name], span)
            self._loose_from(span)
            return
        if name in ("Link", "Image"):
            url, form = _address(detail)
            kind = "image" if name == "Image" else form
            self._text_into().open(kind, span, url=url)
            self._loose_from(span)
            return
        self._end_loose()
        kind = _CONTAINERS.get(name, "quote")
        block = Block(kind, (span[0], self._trim(span)))
        if kind == "heading":
            block.level = _level(detail)
        elif kind == "list":
            block.is_ordered = detail is not None
        if len(self._open) < _DEEPEST:
            self._open[-1].children.append(block)
        self._open.append(block)
        if kind in ("heading", "paragraph", "cell"):
            self._running = InlineBuilder()

    def _finish(self, name: str) -> None:
        if name in _STYLES:
            self._text_into().close(_STYLES[name])
        elif name == "Image":
            self._text_into().close("image")
        elif name == "Link":
            self._text_into().close("link")
        else:
            self._end_loose()
            block = self._open.pop()
            if block.kind in ("heading", "paragraph", "cell"):
                block.inline = (self._running or InlineBuilder()).build(
                    block.span, is_cell=block.kind == "cell"
                )
            self._running = None

    def _end_loose(self) -> None:
        if self._is_loose and self._running is not None:
            block = self._open.pop()
            block.inline = self._running.build(block.span)
            self._running, self._is_loose = None, False

    def _trim(self, span: Span) -> int:
        start, end = span
        while end > start and self._text[end - 1] in " \t\r\n":
            end -= 1
        return end


def _unpack(tag: object) -> tuple[str, object]:
    if isinstance(tag, dict):
        ((name, detail),) = tag.items()
        return str(name), detail
    return str(tag), None


def _address(detail: object) -> tuple[str, str]:
    if not isinstance(detail, dict):
        return "", "inline"
    return str(detail["dest_url"]), _LINK_FORMS.get(str(detail["link_type"]), "reference")


def _level(detail: object) -> int:
    return int(str(detail["level"])[1:]) if isinstance(detail, dict) else 1
