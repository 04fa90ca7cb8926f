"""A paper whose own title folds away what is said of it: `<summary>Title [Paper]</summary>`."""

from dataclasses import dataclass

from aiev.domain import arxiv_id, web_address
from aiev.markdown.reading.entry_draft import EntryDraft
from aiev.markdown.reading.inline import Inline
from aiev.markdown.reading.list_draft import ListDraft, Place
from aiev.markdown.reading.shapes import digest, html
from aiev.markdown.reading.titles import line_title, plain_title
from aiev.markdown.reading.titles.line_title import Title
from aiev.markdown.reading.tree import Block
from aiev.markdown.values import Shape

_FEWEST = 2


@dataclass(slots=True)
class Folded:
    """The entry of which all is said that is folded away here, if its title folds it away.

    It lies so many parts deep, `_depth`; what stands before `_at` is read.
    """

    into: ListDraft
    draft: EntryDraft | None = None
    _depth: int = 0
    _at: int = 0

    def begin(self, part: html.Part, start: int, place: Place) -> bool:
        """Begin with what opens a part from `start` on; return whether it names a paper."""
        found = _find(part, self.into.source.text)
        if found is None:
            return False
        inline, title = found
        self.draft = self.into.draft(Shape.HTML, self.into.line_span(start, part.end), place)
        self.draft.read_title_line(inline, 0, len(inline.plain), title)
        self._depth, self._at = 1, part.end
        return True

    def holds(self, part: html.Part) -> bool:
        """Return whether a part of HTML is folded away with the paper: all up to its own end."""
        if self.draft is None:
            return False
        if part.kind == "details":
            self._depth += 1
        elif part.kind == "end":
            self._depth -= 1
        if self._depth:
            return True
        self.read_html(part.start)
        self._extend(part.end)
        self.draft = None
        return False

    def read_html(self, end: int) -> None:
        """Read the HTML up to a place."""
        if self.draft is not None and end > self._at:
            digest.add_stretch(self.draft, self.into.source.text, (self._at, end), label="")
            self._extend(end)

    def enter(self, block: Block) -> None:
        """Go on at the beginning of a block of HTML."""
        self._at = max(self._at, block.span[0])

    def read(self, block: Block) -> None:
        """Read the words of any other block."""
        if self.draft is None:
            return
        if block.inline is not None:
            digest.add(self.draft, block.inline)
        self._extend(block.span[1])

    def _extend(self, end: int) -> None:
        if self.draft is not None:
            last = self.into.source.line_end(max(end - 1, 0))
            self.draft.span = self.draft.span[0], max(self.draft.span[1], last)


def _find(part: html.Part, text: str) -> tuple[Inline, Title] | None:
    """Return the words on what folds a part away and the title there, if they lead to a paper."""
    first, last = text.find(">", part.start, part.end) + 1, text.rfind("</", part.start, part.end)
    if last < first or text.find("<a", first, last) < 0:
        return None
    inline = html.as_inline(text, first, last)
    title = line_title.find(inline, 0, len(inline.plain))
    is_paper = any(
        arxiv_id.find(anchor.url) is not None or web_address.kind(anchor.url) == "paper"
        for anchor in title.anchors
    )
    is_named = title.kind in ("linked", "named") and not title.is_prose
    is_title = plain_title.words(inline.plain[title.start : title.end]) >= _FEWEST
    return (inline, title) if is_paper and is_named and is_title else None
