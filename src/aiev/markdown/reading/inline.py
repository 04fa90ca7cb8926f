"""Running text without its markup: plain characters, links and emphasis, each with its place.

Everything that a grammar matches, it matches in the plain text; `Inline.source` then says where
that stands in the list. Images leave nothing in the plain text, so badges never get into titles.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from html import unescape
from typing import NamedTuple

from aiev.markdown.values import Span

_BARE_URL = re.compile(
    r"(?:https?://|www\.|(?<![\w/.@])(?:arxiv\.org|doi\.org|openreview\.net|github\.com)/)"
    r"[^\s<>\"'`\]\[（）、，。|]+",
    re.IGNORECASE,
)
_MEANT = re.compile(
    r"\[+(?P<name>[^\[\]()\n]{1,200})\]? ?\($|\((?P<other>[^\[\]()\n]{1,200})\) ?\[$"
)
_MEANT_END = re.compile(r"[)\]]+")
_HINT = re.compile(r"://|www\.|\.(?:org|net|com)/|arxiv ?[:：]", re.IGNORECASE)
_BARE_ID = re.compile(r"\barxiv\s?[:：]\s?(\d{4}\.\d{4,5}(?:v\d+)?)(?!\d)", re.IGNORECASE)
_HTML_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_LINK_FORMS = ("inline", "reference", "auto")
_STYLES = {
    "b": "strong", "strong": "strong",
    "i": "emphasis", "em": "emphasis", "ins": "emphasis", "u": "emphasis",
}  # fmt: skip


class Mark(NamedTuple):
    """A stretch of the plain text that is strong, emphasised or code."""

    kind: str
    start: int
    end: int


class Anchor(NamedTuple):
    """A link: `start` and `end` in the plain text, `span` and `text_span` in the list.

    `form` is `inline`, `reference`, `auto`, `html`, `bare`, or `broken` for what was meant as a
    link, such as `(T)[https://…]`; `inner` is its text within the plain text. `image` is the text
    of an image inside the link, None where there is none.
    """

    start: int
    end: int
    url: str
    span: Span
    text_span: Span
    form: str
    image: str | None
    inner: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Inline:
    """The content of one paragraph, heading or cell; `plain` ends lines with LF."""

    plain: str
    anchors: tuple[Anchor, ...]
    marks: tuple[Mark, ...]
    span: Span
    has_image: bool
    has_bars: bool
    _plain_starts: tuple[int, ...]
    _spans: tuple[Span, ...]

    def source(self, start: int, end: int) -> Span:
        """Return where the plain text from `start` to `end` stands in the list."""
        if not self._plain_starts:
            return self.span
        first = max(bisect_right(self._plain_starts, start) - 1, 0)
        low, high = self._spans[first]
        begin = min(low + start - self._plain_starts[first], high)
        if end <= start:
            return begin, begin
        last = max(bisect_right(self._plain_starts, end - 1) - 1, 0)
        low, high = self._spans[last]
        width = (
            self._plain_starts[last + 1] if last + 1 < len(self._spans) else len(self.plain)
        ) - self._plain_starts[last]
        # An entity is one character of text and several of source: taken whole or not at all.
        stop = low + end - self._plain_starts[last] if width == high - low else high
        return begin, max(stop, begin)

    def lines(self) -> list[tuple[int, int]]:
        """Return the plain text's lines; a break inside a link or strong text makes none."""
        if "\n" not in self.plain:
            return [(0, len(self.plain))]
        whole = [(a.start, a.end) for a in self.anchors]
        whole += [(m.start, m.end) for m in self.marks if m.kind == "strong"]
        whole.sort()
        lines, start, covered, index = [], 0, 0, 0
        for match in re.finditer("\n", self.plain):
            at = match.start()
            while index < len(whole) and whole[index][0] <= at:
                covered = max(covered, whole[index][1])
                index += 1
            if covered <= at:
                lines.append((start, at))
                start = at + 1
        lines.append((start, len(self.plain)))
        return lines

    def within(self, start: int, end: int) -> tuple[Anchor, ...]:
        """Return the links that lie wholly between two places of the plain text."""
        first = bisect_left(self.anchors, start, key=_start)
        last = bisect_right(self.anchors, end, key=_start)
        return tuple(a for a in self.anchors[first:last] if a.end <= end)

    def marked(self, start: int, end: int) -> tuple[Mark, ...]:
        """Return the marks that begin between two places of the plain text."""
        first = bisect_left(self.marks, start, key=_start)
        return self.marks[first : bisect_left(self.marks, end, key=_start)]


def _start(part: Anchor | Mark) -> int:
    return part.start


class InlineBuilder:
    """Collects the pieces of one stretch of running text, in order."""

    __slots__ = (
        "_alt",
        "_anchors",
        "_image_depth",
        "_images",
        "_length",
        "_marks",
        "_open",
        "_parts",
        "_spans",
        "_starts",
    )  # fmt: skip

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._starts: list[int] = []
        self._spans: list[Span] = []
        self._length = 0
        self._marks: list[Mark] = []
        self._anchors: list[Anchor] = []
        self._open: list[tuple[str, int, str, Span, int]] = []
        self._image_depth = 0
        self._images = 0
        self._alt: list[str] = []

    def text(self, text: str, span: Span) -> None:
        """Add characters as they read, entities and escapes resolved."""
        if self._image_depth:
            self._alt.append(text)
            return
        self._parts.append(text)
        self._starts.append(self._length)
        self._spans.append(span)
        self._length += len(text)

    def code(self, text: str, span: Span) -> None:
        """Add a code span."""
        self._marks.append(Mark("code", self._length, self._length + len(text)))
        # The backticks are markup: the text is what stands between them.
        pad = (span[1] - span[0] - len(text)) // 2
        self.text(text, (span[0] + pad, span[0] + pad + len(text)))

    def line_break(self, span: Span) -> None:
        """Add a soft or hard line break."""
        self.text("\n", span)

    def open(self, kind: str, span: Span, *, url: str = "") -> None:
        """Begin a link, an image, or strong, emphasised or struck text."""
        if kind == "image":
            self._image_depth += 1
            self._images += 1
            if self._image_depth == 1:
                self._alt = []
            return
        self._open.append((kind, self._length, url, span, self._images))

    def close(self, kind: str) -> None:
        """End what `open` began; an end without a beginning is nothing."""
        if kind == "image":
            self._image_depth = max(0, self._image_depth - 1)
            return
        for index in range(len(self._open) - 1, -1, -1):
            found = self._open[index][0]
            if found == kind or (kind == "link" and found in _LINK_FORMS):
                _, start, url, span, images = self._open.pop(index)
                self._end(found, start, url, span, images)
                return

    def _end(self, kind: str, start: int, url: str, span: Span, images: int) -> None:
        if kind in ("strong", "emphasis"):
            self._marks.append(Mark(kind, start, self._length))
        elif kind == "html" or kind in _LINK_FORMS:
            image = "".join(self._alt) if self._images > images else None
            first = bisect_right(self._starts, start - 1) if self._starts else 0
            inner = [s for s in self._spans[first:] if s[1] > s[0]]
            text_span = (inner[0][0], inner[-1][1]) if inner else (span[0] + 1, span[0] + 1)
            self._anchors.append(
                Anchor(
                    start, self._length, url, span, text_span, kind, image, (start, self._length)
                )
            )

    def html(self, tag: str, span: Span) -> None:
        """Add an inline tag: line breaks, links and bold count, the rest is dropped."""
        match = _HTML_TAG.match(tag)
        if match is None:
            return
        closes, name = bool(match[1]), match[2].lower()
        if name == "br":
            self.line_break(span)
        elif name == "img":
            self._images += 1
            self._alt = []
        elif name == "a":
            if closes:
                self._close_html_link(span[1])
            elif (href := _HREF.search(tag)) is not None:
                url = unescape(href[1] or href[2] or href[3] or "").strip()
                self._open.append(("html", self._length, url, span, self._images))
        elif name in _STYLES:
            if closes:
                self.close(_STYLES[name])
            else:
                self.open(_STYLES[name], span)

    def _close_html_link(self, end: int) -> None:
        for index in range(len(self._open) - 1, -1, -1):
            kind, start, url, span, images = self._open[index]
            if kind == "html":
                del self._open[index]
                self._end("html", start, url, (span[0], end), images)
                return

    def build(self, span: Span, *, is_cell: bool = False) -> Inline:
        """Return what was collected; `span` is where it all stands.

        A bar separates the parts of a line, but in a table's cell it is a character like others.
        """
        plain = "".join(self._parts)
        anchors = self._anchors
        if len(anchors) > 1:
            anchors.sort(key=lambda a: (a.start, a.span[0]))
        if len(self._marks) > 1:
            self._marks.sort(key=_start)
        inline = Inline(
            plain,
            tuple(anchors),
            tuple(self._marks),
            span,
            self._images > 0,
            not is_cell,
            tuple(self._starts),
            tuple(self._spans),
        )
        if _HINT.search(plain) is not None:
            return _with_bare_urls(inline)
        return inline


def _bare(inline: Inline, start: int, end: int, url: str) -> Anchor:
    """Return a link of an unlinked address, with the words that were meant as its text."""
    span = inline.source(start, end)
    before = _MEANT.search(inline.plain, max(0, start - 300), start)
    if before is None:
        return Anchor(start, end, url, span, span, "bare", None, (start, end))
    inner = before.span("name") if before["name"] is not None else before.span("other")
    after = _MEANT_END.match(inline.plain, end)
    whole = before.start(), after.end() if after else end
    return Anchor(*whole, url, inline.source(*whole), inline.source(*inner), "broken", None, inner)


def _with_bare_urls(inline: Inline) -> Inline:
    found = []
    for match in _BARE_URL.finditer(inline.plain):
        start = match.start()
        if any(a.start <= start < a.end for a in inline.anchors):
            continue
        url = match.group()
        while url and (
            url[-1] in ".,;:!?*_~" or (url[-1] == ")" and url.count("(") < url.count(")"))
        ):
            url = url[:-1]
        address = url if "://" in url else "https://" + url
        found.append(_bare(inline, start, start + len(url), address))
    for match in _BARE_ID.finditer(inline.plain):
        start, end = match.span()
        if any(a.start <= start < a.end for a in (*inline.anchors, *found)):
            continue
        span = inline.source(start, end)
        url = f"https://arxiv.org/abs/{match[1]}"
        found.append(Anchor(start, end, url, span, span, "bare", None, (start, end)))
    if not found:
        return inline
    anchors = sorted((*inline.anchors, *found), key=lambda a: (a.start, a.span[0]))
    return Inline(
        inline.plain,
        tuple(anchors),
        inline.marks,
        inline.span,
        inline.has_image,
        inline.has_bars,
        inline._plain_starts,
        inline._spans,
    )
