"""Running text without its markup: plain characters, links and emphasis, each with its place.

Patterns are matched against the plain text; `Inline.source` then says where a match stands in the
list. Images leave nothing in the plain text, so badges never get into titles.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from aiev import lazy_regex as re
from aiev.markdown.values import Span

_SPACE = re.compile(r"\s")
_START, _AT = attrgetter("start"), attrgetter("at")


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

    def address_span(self, text: str) -> Span | None:
        """Return where the address stands in the list of this text; None for a reference."""
        start, end = self.span
        if self.form == "broken":
            at = text.find(self.url, start, end)
            return (at, at + len(self.url)) if at >= 0 else None
        if self.form == "bare":
            return (
                (start, end) if text[start:end].startswith(("http", "www", "arxiv.org")) else None
            )
        if self.form == "auto":
            return start + 1, end - 1
        if self.form == "html":
            at = text.find(self.url, start, end)
            return (at, at + len(self.url)) if at >= 0 and self.url else None
        if self.form != "inline":
            return None
        find = text.find if self.image is None else text.rfind
        # `[![arXiv](badge)](u)`: the picture inside has an address of its own.
        at = find("](", max(self.text_span[1], start), end)
        if at < 0:
            return None
        at += 2
        while at < end - 1 and text[at].isspace():
            at += 1
        if text[at] == "[" and (nested := text.find("](", at, end)) > 0:
            # `[Paper]([https://a](https://b))` leads to the latter.
            return nested + 2, nested + 2 + len(self.url)
        if text[at] == "(" and text.startswith(self.url, at + 1):
            return at + 1, at + 1 + len(self.url)
        if text[at] == "<" and (close := text.find(">", at, end)) > 0:
            return at + 1, close
        blank = _SPACE.search(text, at, end - 1)
        return at, blank.start() if blank is not None else max(at, end - 1)


class Image(NamedTuple):
    """An image: where it stands in the plain text, in which it leaves nothing, and its words."""

    at: int
    alt: str
    url: str


@dataclass(frozen=True, slots=True, eq=False)
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
    images: tuple[Image, ...] = ()

    def source(self, start: int, end: int) -> Span:
        """Return where the plain text from `start` to `end` stands in the list."""
        if not self._plain_starts:
            return self.span
        starts = self._plain_starts
        first = max(bisect_right(starts, start) - 1, 0)
        low, high = self._spans[first]
        begin = min(low + start - starts[first], high)
        if end <= start:
            return begin, begin
        last = max(bisect_right(starts, end - 1) - 1, 0)
        low, high = self._spans[last]
        following = starts[last + 1] if last + 1 < len(starts) else len(self.plain)
        # An entity is one character of text and several of source: taken whole or not at all.
        stop = low + end - starts[last] if following - starts[last] == high - low else high
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
        if not self.anchors:
            return ()
        first = bisect_left(self.anchors, start, key=_START)
        last = bisect_right(self.anchors, end, key=_START)
        return tuple([a for a in self.anchors[first:last] if a.end <= end])

    def beside_links(self, start: int, end: int) -> Iterator[str]:
        """Yield the pieces of the plain text between two places that are in no link there."""
        at = start
        for anchor in self.within(start, end):
            yield self.plain[at : anchor.start]
            at = anchor.end
        yield self.plain[at:end]

    def has_words_beside_links(self, start: int, end: int) -> bool:
        """Return whether a letter or a digit stands between two places outside of links."""
        return any(char.isalnum() for piece in self.beside_links(start, end) for char in piece)

    def marked(self, start: int, end: int) -> tuple[Mark, ...]:
        """Return the marks that begin between two places of the plain text."""
        if not self.marks:
            return ()
        first = bisect_left(self.marks, start, key=_START)
        return self.marks[first : bisect_left(self.marks, end, key=_START)]

    def pictures(self, start: int, end: int) -> tuple[Image, ...]:
        """Return the images that stand between two places of the plain text."""
        if not self.images:
            return ()
        first = bisect_left(self.images, start, key=_AT)
        return self.images[first : bisect_right(self.images, end, key=_AT)]
