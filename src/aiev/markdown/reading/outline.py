"""The topics of a list: its headings as a tree, and the labels that group entries without one."""

from dataclasses import dataclass, field

from aiev import lazy_regex as re
from aiev.domain.outside_text import composed
from aiev.markdown.reading.list_draft import Place
from aiev.markdown.reading.tree import Block
from aiev.markdown.reading.words import edges, exclusions
from aiev.markdown.source import Source
from aiev.markdown.values import Heading, Span

# `Click to expand the Kites table`, `2026 (12 kites)`: how a part is opened and what it counts. A
# verb alone is a call only over all there is: `Open Problems` and `View Synthesis` are subjects.
_CALL = re.compile(
    r"^\W*(?:(?:click(?: here)? to |点击|tap to )"
    r"(?:(?:expand|unfold|show|view|see|open|toggle)\b|展开|查看)"
    r"|(?:expand|unfold|show|toggle|展开|查看)(?=\W*$)"
    r"|(?:expand|unfold|show|view|see|open|toggle)(?= (?:all|the|more|full|details?)\b))"
    r"(?: (?:all|the|more|full|details?(?: of)?)\b)*\W*",
    re.IGNORECASE,
)
_FORM = re.compile(r"\s+(?:table|list|section)$", re.IGNORECASE)
_COUNT = re.compile(r"\s*[(（]\d+(?: [^\W\d]+)?[)）]$")
_HTML_HEADING = re.compile(r"<h([1-6])\b[^>]*>.{0,500}?</h\1\s*>", re.DOTALL | re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_SUMMARY_LEVEL, _BOLD_LEVEL = 7, 8


@dataclass(slots=True)
class Outline:
    """Follows the headings of a list from top to bottom and tells where each entry stands."""

    source: Source
    title: str | None
    title_start: int
    is_headed: bool
    headings: list[Heading] = field(default_factory=list)
    _stack: list[tuple[int, str]] = field(default_factory=list)
    _details: list[str | None] = field(default_factory=list)
    _label: str | None = None
    _is_label_firm: bool = False
    _section: int = 0
    _colophon: int = 0
    _is_news: bool = False

    def heading(self, level: int, title: str, span: Span, *, form: str = "markdown") -> None:
        """Enter the topic of a heading."""
        title = composed(title)
        while self._stack and self._stack[-1][0] >= level:
            self._stack.pop()
        is_title = span[0] == self.title_start
        if not is_title and title:
            self._stack.append((level, title))
        path = tuple(name for _, name in self._stack)
        line = self.source.line_number(span[0])
        self.headings.append(Heading(level, title, path, line, span, form))
        self._section += 1
        self._label, self._is_label_firm = None, False
        self._details = [None for _ in self._details]
        if is_title:
            # `# Log` over a whole list is its name.
            self._colophon = 0
        elif not (self._colophon and level > self._colophon and exclusions.is_dated(title)):
            self._colophon = level if exclusions.is_colophon(title) else 0
            self._is_news = exclusions.is_news(title)

    def label(self, text: str, span: Span, *, is_bold: bool) -> None:
        """Enter the group of a label line, or its topic in a list without headings."""
        if self.is_headed or not is_bold:
            self._label, self._is_label_firm = text, is_bold
        else:
            self.heading(_BOLD_LEVEL, text, span, form="bold")

    def end_label(self) -> None:
        """Leave the group of a plain label line: prose stands below it, not its entries."""
        if not self._is_label_firm:
            self._label = None

    def open_details(self) -> None:
        """Enter a part that can be folded away."""
        self._details.append(None)

    def summary(self, text: str, span: Span) -> None:
        """Name the part that can be folded away."""
        text = _unfolded(text)
        if not self.is_headed and text:
            self.heading(_SUMMARY_LEVEL, text, span, form="summary")
        elif self._details:
            self._details[-1] = text or None
            self._label = None
        else:
            self._label, self._is_label_firm = text or None, True

    def close_details(self) -> None:
        """Leave a part that can be folded away."""
        if self._details:
            self._details.pop()
            self._label, self._is_label_firm = None, False

    @property
    def is_colophon(self) -> bool:
        """Whether what stands here is about the list: news, contributors, citation."""
        return self._colophon > 0 or (
            self._label is not None and exclusions.is_colophon(self._label)
        )

    @property
    def is_news(self) -> bool:
        """Whether what stands here tells what is new in the list."""
        if self._colophon > 0:
            return self._is_news
        return self._label is not None and exclusions.is_news(self._label)

    def place(self) -> Place:
        """Return where an entry read now stands."""
        names = [name for name in self._details if name]
        if self._label:
            names.append(self._label)
        return Place(tuple(t for _, t in self._stack), " > ".join(names) or None, self._section)


def _unfolded(summary: str) -> str:
    """Return what a part that can be folded away is called, without the call to open it."""
    called = _CALL.sub("", summary)
    if called != summary:
        called = _FORM.sub("", called)
    called = _COUNT.sub("", called).rstrip(" :：")
    return called if any(char.isalnum() for char in called) else ""


def begin(source: Source, document: Block) -> Outline:
    """Return an outline that knows the document's own title and whether it has headings."""
    found = []
    for block in document.walk():
        if block.kind == "heading" and block.inline is not None:
            found.append((block.level, heading_text(block), block.span[0]))
        elif block.kind == "html":
            start = block.span[0]
            text = _COMMENT.sub(lambda m: " " * len(m.group()), source.text[start : block.span[1]])
            for match in _HTML_HEADING.finditer(text):
                plain = edges.squeeze(re.sub(r"<[^>]*>", " ", match.group()))
                found.append((int(match[1]), plain, start + match.start()))
    title, title_start = None, -1
    further = [text for level, text, _ in found[1:] if level == 1]
    if found and found[0][0] == 1 and all(exclusions.is_colophon(text) for text in further):
        # `# Contributors` below the sections is no second part of the list.
        title, title_start = found[0][1] or None, found[0][2]
    topics = [f for f in found if f[2] != title_start]
    return Outline(source, title, title_start, is_headed=len(topics) >= 2)


def heading_text(block: Block) -> str:
    """Return a heading's words as they read, links and emphasis resolved, images left out."""
    return " ".join(block.inline.plain.split("\n")).strip() if block.inline is not None else ""
