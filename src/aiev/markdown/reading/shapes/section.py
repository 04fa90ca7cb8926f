"""A section a paper: its title is a heading or a bold line of its own, its links stand below.

`### Deep Scheduling`, a line of authors, `[Paper](u) [Code](v)`; or `### [Deep Scheduling](u)`.
What holds anything else below its title is a topic.
"""

from collections.abc import Sequence

from aiev.domain import arxiv_id, web_address
from aiev.markdown.reading import author_names, phrases
from aiev.markdown.reading.entry_draft import EntryDraft
from aiev.markdown.reading.inline import Anchor, Inline
from aiev.markdown.reading.list_draft import ListDraft, Place
from aiev.markdown.reading.titles import line_title, plain_title
from aiev.markdown.reading.tree import Block
from aiev.markdown.values import Shape

_MOST_PARAGRAPHS, _MOST_ITEMS = 3, 5
_FEWEST_LABELS, _LONGEST_LABEL = 2, 3


def read(
    head: Block, below: Sequence[Block], *, place: Place, into: ListDraft
) -> EntryDraft | None:
    """Read a heading or bold paragraph with what stands below as an entry, if it is one."""
    inline = head.inline
    if inline is None or "\n" in inline.plain.strip():
        return None
    title = line_title.find(inline, 0, len(inline.plain))
    text = inline.plain[title.start : title.end]
    if phrases.is_generic(text) or phrases.is_note_word(text):
        return None
    if title.kind == "linked" and head.kind == "heading":
        lead = inline.plain[: title.start]
        if title.anchor is None or _has_letters(lead):
            return None
        if not _is_paper(inline, title.anchor) and not (below and is_description(below[0])):
            return None
        draft = into.draft(Shape.SECTION, head.span, place)
        draft.read_title_line(inline, 0, len(inline.plain), title)
        return draft
    details = _details(below)
    if title.kind != "plain" or not details:
        return None
    if head.kind == "heading":
        draft = into.draft(
            Shape.SECTION, into.line_span(details[0].span[0], details[-1].span[1]), place
        )
        draft.read_title_line(inline, 0, len(inline.plain), title)
        # The words are the heading's own; they stand outside of the entry.
        draft.label_span = None
    elif _is_bold_title(inline, title.start, title.end):
        draft = into.draft(Shape.SECTION, into.line_span(head.span[0], details[-1].span[1]), place)
        draft.read_title_line(inline, 0, len(inline.plain), title)
    else:
        return None
    for block in details:
        if block.inline is not None:
            for start, end in block.inline.lines():
                draft.read_line(block.inline, start, end)
    return draft


def is_description(block: Block) -> bool:
    """Return whether a list only describes the paper above it: `- **Metrics:** AUROC`."""
    return (
        block.kind == "list"
        and len(block.children) >= _FEWEST_LABELS
        and all(
            item.children
            and item.children[0].inline is not None
            and _is_labelled(item.children[0].inline)
            for item in block.children
        )
    )


def _is_labelled(inline: Inline) -> bool:
    start, end = phrases.trim(inline.plain, 0, len(inline.plain))
    bold = next((m for m in inline.marks if m.kind == "strong" and m.start <= start < m.end), None)
    if bold is None or any(_is_paper(inline, anchor) for anchor in inline.anchors):
        return False
    text = inline.plain[bold.start : bold.end].strip()
    is_named = text.endswith(":") or inline.plain[bold.end : end].lstrip().startswith(":")
    return is_named and plain_title.words(text) <= _LONGEST_LABEL


def _details(below: Sequence[Block]) -> list[Block]:
    """Return the paragraphs that only say who wrote a paper and where it is; none without both."""
    found: list[Block] = []
    for block in _flat(below[:_MOST_PARAGRAPHS]):
        inline = block.inline
        if block.kind != "paragraph" or inline is None:
            break
        if not all(_is_detail(inline, start, end) for start, end in inline.lines()):
            break
        found.append(block)
    anchors = [(b.inline, a) for b in found if b.inline is not None for a in b.inline.anchors]
    return found if any(_is_paper(inline, anchor) for inline, anchor in anchors) else []


def _flat(below: Sequence[Block]) -> list[Block]:
    """Return blocks with a list of bare details, `- [Paper](u)`, as its paragraphs."""
    flat: list[Block] = []
    for block in below:
        inner = [child for item in block.children for child in item.children]
        is_short = block.kind == "list" and len(block.children) <= _MOST_ITEMS
        if is_short and all(
            child.inline is not None
            and child.inline.anchors
            and all(_is_detail(child.inline, *line) for line in child.inline.lines())
            for child in inner
        ):
            flat += inner
        else:
            flat.append(block)
    return flat


def _is_detail(inline: Inline, start: int, end: int) -> bool:
    """Return whether a line holds only links to forms of a work, or names, a venue, a date."""
    anchors = inline.within(start, end)
    if not anchors:
        text = phrases.unbracket(inline.plain[start:end])
        return not text or author_names.are_people(text, least=2) or line_title.is_detail(text)
    if not all(line_title.is_form(inline, anchor) for anchor in anchors):
        return False
    strong = plain_title.strong_words(inline, start, anchors[0].start)
    if strong is not None and plain_title.words(inline.plain[slice(*strong)]) >= 3:
        # `**Deep Scheduling, ICML 2024** [[paper](u)]` says a title of its own.
        return False
    at, rest = start, ""
    for anchor in anchors:
        rest += inline.plain[at : anchor.start] + " "
        at = anchor.end
    rest = phrases.unbracket(rest + inline.plain[at:end])
    return not any(char.isalnum() for char in rest) or line_title.is_detail(rest)


def _is_paper(inline: Inline, anchor: Anchor) -> bool:
    if not anchor.url or line_title.is_badge(inline, anchor):
        return False
    return arxiv_id.find(anchor.url) is not None or web_address.kind(anchor.url) == "paper"


def _is_bold_title(inline: Inline, start: int, end: int) -> bool:
    return plain_title.words(inline.plain[start:end]) >= 3 and any(
        mark.kind == "strong" and mark.start <= start < mark.end for mark in inline.marks
    )


def _has_letters(text: str) -> bool:
    return any(char.isalpha() for char in text)
