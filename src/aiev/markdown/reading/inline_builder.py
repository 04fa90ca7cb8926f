"""Running text put together from the pieces that a tokeniser gives, bare addresses included."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import unescape
from html.entities import html5
from operator import attrgetter

from aiev import lazy_regex as re
from aiev.domain import arxiv_id
from aiev.markdown.reading.inline import Anchor, Image, Inline, Mark
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
# Each bare address has one of these: `://`, `www.`, `.org/`.
_HINT = re.compile(r"[:.w](?:(?<=:)//|(?<=\.)(?:org|net|com)/|(?<=w)ww\.)")
_HTML_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]*))""", re.IGNORECASE)
_SAID = re.compile(
    r"""\b(?P<name>alt|src)\s*=\s*(?:"(?P<one>[^"]*)"|'(?P<two>[^']*)')""", re.IGNORECASE
)
_START = attrgetter("start")
_LINK_FORMS = ("inline", "reference", "auto")
# In an attribute `&noteId=` is no `&not`: only a whole name that ends there is a reference.
_REFERENCE = re.compile(r"&(?:#(?:\d+|[xX][\da-fA-F]+);?|(?P<name>[A-Za-z][A-Za-z\d]*;?)(?!=))")
# `[Paper]([https://a](https://b))`: a link written where an address belongs.
_NESTED = re.compile(r"\[[^\[\]]*\]\((?P<url>[^()\s]+)\)?")
# `[T]((https://a))`: brackets once too often.
_IN_BRACKETS = re.compile(r"\((?P<url>https?://[^()\s]+)\)")
_STYLES = {
    "b": "strong", "strong": "strong",
    "i": "emphasis", "em": "emphasis", "ins": "emphasis", "u": "emphasis",
}  # fmt: skip


class InlineBuilder:
    """Collects the pieces of one stretch of running text, in order."""

    __slots__ = (
        "_alt",
        "_anchors",
        "_behind_br",
        "_image_depth",
        "_images",
        "_length",
        "_marks",
        "_open",
        "_parts",
        "_pictures",
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
        # By what ends them, so that an end looks through nothing else.
        self._open: dict[str, list[tuple[str, int, str, Span, int]]] = {}
        self._image_depth = 0
        self._images = 0
        self._behind_br = (-1, 0)
        self._alt: list[str] = []
        self._pictures: list[tuple[int, list[str], str]] = []

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
        """Add a soft or hard line break; one at once behind `<br>` is the same break."""
        if (self._length, self._images) != self._behind_br:
            self.text("\n", span)

    def open(self, kind: str, span: Span, *, url: str = "") -> None:
        """Begin a link, an image, or strong, emphasised or struck text."""
        if kind == "image":
            self._image_depth += 1
            self._images += 1
            if self._image_depth == 1:
                self._alt = []
                self._pictures.append((self._length, self._alt, url))
            return
        self._begin(kind, url, span)

    def _begin(self, kind: str, url: str, span: Span) -> None:
        end = "link" if kind in _LINK_FORMS else kind
        self._open.setdefault(end, []).append((kind, self._length, url, span, self._images))

    def close(self, kind: str) -> None:
        """End what `open` began; an end without a beginning is nothing."""
        if kind == "image":
            self._image_depth = max(0, self._image_depth - 1)
            return
        if opened := self._open.get(kind):
            found, start, url, span, images = opened.pop()
            self._end(found, start, url, span, images)

    def _end(self, kind: str, start: int, url: str, span: Span, images: int) -> None:
        if kind in ("strong", "emphasis"):
            self._marks.append(Mark(kind, start, self._length))
        elif kind == "html" or kind in _LINK_FORMS:
            image = "".join(self._alt) if self._images > images else None
            nested = _NESTED.fullmatch(url) or _IN_BRACKETS.fullmatch(url)
            url = nested["url"] if nested is not None else url
            first = bisect_right(self._starts, start - 1) if self._starts else 0
            text_span = self._shown_from(first) or (span[0] + 1, span[0] + 1)
            self._anchors.append(
                Anchor(
                    start, self._length, url, span, text_span, kind, image, (start, self._length)
                )
            )

    def _shown_from(self, first: int) -> Span | None:
        """Return where the pieces from one on stand, without what takes no room at either end."""
        last = len(self._spans) - 1
        while first <= last and self._spans[first][1] <= self._spans[first][0]:
            first += 1
        while first <= last and self._spans[last][1] <= self._spans[last][0]:
            last -= 1
        return (self._spans[first][0], self._spans[last][1]) if first <= last else None

    def html(self, tag: str, span: Span) -> None:
        """Add an inline tag: line breaks, links and bold count, the rest is dropped."""
        match = _HTML_TAG.match(tag)
        if match is None:
            return
        closes, name = bool(match[1]), match[2].lower()
        if name == "br":
            self.text("\n", span)
            self._behind_br = self._length, self._images
        elif name == "img":
            self._images += 1
            self._alt = []
            said = {
                m["name"].lower(): _value(m["one"] or m["two"] or "") for m in _SAID.finditer(tag)
            }
            self._pictures.append((self._length, [said.get("alt", "")], said.get("src", "")))
        elif name == "a":
            if closes:
                self._close_html_link(span[1])
            elif (href := _HREF.search(tag)) is not None:
                url = _value(href[1] or href[2] or href[3] or "").strip()
                self._begin("html", url, span)
        elif name in _STYLES:
            if closes:
                self.close(_STYLES[name])
            else:
                self.open(_STYLES[name], span)

    def _close_html_link(self, end: int) -> None:
        if opened := self._open.get("html"):
            _, start, url, span, images = opened.pop()
            self._end("html", start, url, (span[0], end), images)

    def build(self, span: Span, *, is_cell: bool = False) -> Inline:
        """Return what was collected; `span` is where it all stands.

        A bar separates the parts of a line, but in a table's cell it is a character like others.
        """
        plain = "".join(self._parts)
        anchors = self._anchors
        if len(anchors) > 1:
            anchors.sort(key=lambda a: (a.start, a.span[0]))
        if len(self._marks) > 1:
            self._marks.sort(key=_START)
        inline = Inline(
            plain,
            tuple(anchors),
            tuple(self._marks),
            span,
            self._images > 0,
            not is_cell,
            tuple(self._starts),
            tuple(self._spans),
            tuple([Image(at, "".join(alt), url) for at, alt, url in self._pictures]),
        )
        if _HINT.search(plain) is not None or arxiv_id.may_hold(plain):
            return _with_bare_urls(inline)
        return inline


def _value(written: str) -> str:
    """Return the value of an attribute, its character references resolved as HTML has it."""
    if "&" not in written:
        return written
    return _REFERENCE.sub(
        lambda m: unescape(m[0]) if m["name"] is None or m["name"] in html5 else m[0], written
    )


def _bare(inline: Inline, start: int, end: int, url: str) -> Anchor:
    """Return a link of an unlinked address, with the words that were meant as its text."""
    span = inline.source(start, end)
    before = _MEANT.search(inline.plain, max(0, start - 300), start)
    if before is None or any(a.end > before.start() for a in inline.within(before.start(), start)):
        # `[[T](u)](v)`: the words in the brackets are a link already.
        return Anchor(start, end, url, span, span, "bare", None, (start, end))
    inner = before.span("name") if before["name"] is not None else before.span("other")
    after = _MEANT_END.match(inline.plain, end)
    whole = before.start(), after.end() if after else end
    return Anchor(*whole, url, inline.source(*whole), inline.source(*inner), "broken", None, inner)


def _reach(anchors: Sequence[Anchor]) -> Callable[[int], int]:
    """Return what tells how far the links reach that begin before a place.

    The links stand in the order of the text; of places, each lies behind those asked about before.
    """
    index, end = 0, 0

    def reach(place: int) -> int:
        nonlocal index, end
        while index < len(anchors) and anchors[index].start < place:
            end = max(end, anchors[index].end)
            index += 1
        return end

    return reach


def _with_bare_urls(inline: Inline) -> Inline:
    found: list[Anchor] = []
    reach = _reach(inline.anchors)
    for match in _BARE_URL.finditer(inline.plain):
        start = match.start()
        if reach(start + 1) > start:
            continue
        url = match.group()
        while url and (
            url[-1] in ".,;:!?*_~" or (url[-1] == ")" and url.count("(") < url.count(")"))
        ):
            url = url[:-1]
        address = url if "://" in url else "https://" + url
        found.append(_bare(inline, start, start + len(url), address))
    reach = _reach(sorted((*inline.anchors, *found), key=_START))
    for identifier, start, end in arxiv_id.iter_bare(inline.plain):
        if reach(end) > start:
            continue
        span = inline.source(start, end)
        url = f"https://arxiv.org/abs/{identifier}"
        found.append(Anchor(start, end, url, span, span, "bare", None, (start, end)))
    if not found:
        return inline
    anchors = sorted((*inline.anchors, *found), key=lambda a: (a.start, a.span[0]))
    return replace(inline, anchors=tuple(anchors))
