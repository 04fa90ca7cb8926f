"""Goes through the blocks of a list: each is given to the reader of its shape."""

from collections.abc import Sequence

from aiev.markdown import source
from aiev.markdown.reading import account, outline
from aiev.markdown.reading.entry_draft import EntryDraft
from aiev.markdown.reading.list_draft import ListDraft
from aiev.markdown.reading.shapes import digest, html, paragraph, section
from aiev.markdown.reading.shapes.folded import Folded
from aiev.markdown.reading.shapes.registry import READERS
from aiev.markdown.reading.tree import Block
from aiev.markdown.values import IsOrganization, Shape, Span

# As far as a block looks ahead: to what it is the title or label of.
_NEXT = 9


def through(lines: source.Source, document: Block, is_organization: IsOrganization) -> "Walk":
    """Return what a walk through a whole document found."""
    walk = Walk(lines, outline.begin(lines, document), ListDraft(lines, is_organization))
    walk.blocks(document.children)
    return walk


class Walk:
    """Goes through the blocks of a list from top to bottom."""

    def __init__(self, lines: source.Source, followed: outline.Outline, draft: ListDraft) -> None:
        self._lines, self.outline, self.draft = lines, followed, draft
        self._dead_until = 0
        self._last: EntryDraft | None = None
        # The entry that prose here is said of, and that which folded words are said of.
        self._told: EntryDraft | None = None
        self._above: EntryDraft | None = None
        self._is_quoted = False
        self._folded = Folded(draft)
        # The label that stood alone over what comes: `**Abstract**`.
        self._label = ""
        # The row that names the columns of the HTML table that is being read.
        self._head: Block | None = None
        self.about: list[account.About] = []
        self.hidden: list[Span] = []

    def blocks(self, blocks: Sequence[Block]) -> None:
        """Read blocks that stand side by side."""
        # A comment between a title and its links is seen by nobody.
        blocks = [block for block in blocks if not html.is_comment(self._lines.text, block)]
        for index, block in enumerate(blocks):
            if block.span[0] < self._dead_until:
                continue
            self._note_about(block)
            if block.kind == "heading":
                self._folded.draft = None
            if self._folded.draft is not None and block.kind != "html":
                self._fold_block(block)
                continue
            if block.kind not in ("paragraph", "quote", "list", "html"):
                self._told = self._above = None
            if block.kind not in ("paragraph", "quote"):
                self._label = ""
            match block.kind:
                case "heading":
                    self.outline.heading(block.level, outline.heading_text(block), block.span)
                    if self._section(block, blocks[index + 1 : index + _NEXT]):
                        continue
                case "paragraph":
                    if not self._labelled(block, blocks[index + 1 : index + _NEXT]):
                        self._above = None
                        self._paragraph(block, blocks[index + 1 : index + _NEXT])
                    continue
                case "list":
                    self._list(block)
                case "table":
                    if not self.outline.is_colophon:
                        self._read(block)
                case "html":
                    self._html(block)
                    continue
                case "quote":
                    is_outer = not self._is_quoted
                    self._is_quoted = True
                    self.blocks(block.children)
                    self._is_quoted = not is_outer
                case "code":
                    self.draft.prose(block, self.outline.place())
            self._last = None

    def _note_about(self, block: Block) -> None:
        """Note a block that is about the list itself; one within another is noted with it."""
        is_within = bool(self.about) and block.span[0] < self.about[-1].span[1]
        if self.outline.is_colophon and block.kind != "heading" and not is_within:
            self.about.append(account.About(block.span, self.outline.is_news))

    def _read(self, block: Block, below: Sequence[Block] = ()) -> EntryDraft | None:
        """Give a block to the reader of its kind."""
        return READERS[block.kind](block, below, place=self.outline.place(), into=self.draft)

    def _section(self, block: Block, below: Sequence[Block]) -> bool:
        """Read a title with the paragraphs below it; return whether they are one paper."""
        if self.outline.is_colophon or block.span[0] == self.outline.title_start:
            return False
        draft = READERS["heading"](block, below, place=self.outline.place(), into=self.draft)
        if draft is None:
            return False
        self._last = self._told = draft
        self._dead_until = max(self._dead_until, draft.span[1])
        return True

    def _labelled(self, block: Block, following: Sequence[Block]) -> bool:
        """Read a paragraph that says itself what it is of the paper above: `Abstract: …`."""
        told, label = self._told or self._above, self._label
        self._label = ""
        if told is None or block.inline is None or self.outline.is_colophon:
            return False
        if label or digest.is_labelled(block.inline):
            digest.add(told, block.inline, label=label)
            self._extend(told, block)
            self._told = told
            return True
        if following and following[0].kind in ("paragraph", "quote"):
            self._label = digest.label_of(block.inline, following[0])
        return bool(self._label)

    def _paragraph(self, block: Block, following: Sequence[Block]) -> None:
        if (
            block.inline is not None
            and not block.inline.anchors
            and (block.inline.marks or (following and following[0].kind == "list"))
            and self._section(block, following)
        ):
            return
        after = next((b.kind for b in following if b.kind != "html"), "")
        label = paragraph.find_label(block, is_followed=after in ("list", "table"))
        if label is not None and block.inline is not None:
            self.outline.label(label, block.span, is_bold=paragraph.is_bold(block.inline))
            self._last = self._told = None
            return
        if self._last is not None and paragraph.continues(block, self._last):
            self._continue(self._last, block)
            return
        if not self.outline.is_colophon:
            self._last = self._read(block, following)
            if self._last is not None:
                # Below a reference without a link stands the next one, or prose.
                self._told = self._last if self._last.anchor is not None else None
                return
            told = self._told
            # Above all headings the list is told of.
            if (
                told is not None
                and (told.topic or told.is_headed)
                and digest.is_said(block, after, is_quoted=self._is_quoted)
            ):
                self._tell(told, block)
                return
        self._last = self._told = None
        self.outline.end_label()
        if block.inline is not None and block.inline.plain.strip():
            self.draft.prose(block, self.outline.place())

    def _continue(self, draft: EntryDraft, block: Block) -> None:
        if block.inline is None:
            return
        for start, end in block.inline.lines():
            draft.read_line(block.inline, start, end)
        self._extend(draft, block)

    def _tell(self, draft: EntryDraft, block: Block) -> None:
        if block.inline is not None:
            digest.add(draft, block.inline)
            self._extend(draft, block)

    def _extend(self, draft: EntryDraft, block: Block) -> None:
        draft.span = (draft.span[0], self._lines.line_end(max(block.span[1] - 1, 0)))

    def _list(self, block: Block) -> None:
        if self.outline.is_colophon:
            self.draft.prose(block, self.outline.place())
            return
        if self._told is not None and self._told.shape is Shape.SECTION:
            told = self._told
            if section.is_description(block) or (told.is_headed and digest.is_list(block)):
                for inner in block.walk():
                    self._tell(told, inner)
                return
        if self._last is not None and section.continues(block, self._last):
            for item in block.children:
                for inner in item.children:
                    self._continue(self._last, inner)
            return
        self._told, before = None, len(self.draft.drafts)
        self._read(block)
        self._above = self.draft.drafts[-1] if len(self.draft.drafts) > before else None
        for child in block.children:
            for inner in child.walk():
                if inner.kind in ("table", "heading"):
                    self.blocks([inner])

    def _fold(self, draft: EntryDraft, block: Block) -> None:
        """Read words on the entry above that are folded away, or the tags around such words."""
        self._told = draft
        digest.add_html(draft, self._lines.text, block)
        self._extend(draft, block)
        for part in html.parts(self._lines.text, block):
            if part.kind == "details":
                self.outline.open_details()
            elif part.kind == "end":
                self.outline.close_details()
                self._told, self._above = None, draft

    def _fold_block(self, block: Block) -> None:
        """Read what a paper's own title folds away."""
        for inner in block.walk():
            if inner.kind == "html":
                self._html(inner)
            else:
                self._folded.read(inner)

    def _html(self, block: Block) -> None:
        text, opener = self._lines.text, block.span[0]
        told = self._told or self._above
        self._folded.enter(block)
        if told is not None and digest.is_folded(text, block):
            self._fold(told, block)
            return
        if told is not None and digest.has_words(text, block):
            self._told = self._above = None
        opened = text.rfind("<!--", *block.span)
        if opened >= 0 and text.find("-->", opened, block.span[1]) < 0:
            # GitHub shows nothing from here to the end of the comment, blank lines or not.
            closed = text.find("-->", opened)
            self._dead_until = len(text) if closed < 0 else closed + len("-->")
            self.hidden.append((opened, self._dead_until))
        for part in html.parts(text, block):
            if part.start >= opened >= 0 and self._dead_until > block.span[1]:
                break
            if part.kind == "summary" and not self.outline.is_colophon:
                # One that was never closed ends where the next paper's begins.
                self._folded.read_html(opener)
                if self._folded.begin(part, opener, self.outline.place()):
                    self._told = self._above = None
                    continue
            if self._folded.holds(part):
                continue
            if part.kind == "heading":
                self.outline.heading(part.level, part.text, (part.start, part.end), form="html")
            elif part.kind == "summary":
                self.outline.summary(part.text, (part.start, part.end))
            elif part.kind == "details":
                self.outline.open_details()
                opener = part.start
            elif part.kind == "end":
                self.outline.close_details()
                self._told = None
            elif part.kind == "table":
                self._head = None
            elif not self.outline.is_colophon:
                self._html_entry(part)
        self._folded.read_html(block.span[1])

    def _html_entry(self, part: html.Part) -> None:
        span = part.start, part.end
        if part.kind == "row" and self._head is None:
            head = html.row_of_cells(self._lines.text, *span)
            if html.is_head(self._lines.text, head):
                self._head = head
                return
        columns = [self._head] if part.kind == "row" and self._head is not None else []
        self._read(Block("html", span, children=columns))
