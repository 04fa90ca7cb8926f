"""Items of bulleted and ordered lists: one line, several lines, nested bullets, paragraphs.

An item is one entry, or a label over nested entries, or several entries in paragraphs of their
own; an item of links within the list belongs to its contents and is nothing.
"""

from collections.abc import Sequence

from aiev.domain import arxiv_id
from aiev.markdown.reading.entry_draft import EntryDraft
from aiev.markdown.reading.inline import Anchor, Inline
from aiev.markdown.reading.list_draft import ListDraft, Place
from aiev.markdown.reading.shapes import bare, digest, further_papers, labelled, nested
from aiev.markdown.reading.titles import line_above, line_title, link_forms
from aiev.markdown.reading.titles.line_title import Title
from aiev.markdown.reading.tree import Block
from aiev.markdown.reading.words import edges, phrases
from aiev.markdown.values import Shape


def read(block: Block, _below: Sequence[Block], *, place: Place, into: ListDraft) -> None:
    """Read the items of a list as entries; nothing below a list adds to them."""
    above: EntryDraft | None = None
    for item in block.children:
        label = labelled.find(item)
        is_paper = label is not None and phrases.is_paper_link(label)
        inline = item.children[0].inline if item.children else None
        if above is not None and label is not None and not is_paper and inline is not None:
            # `- Code: v` below `- Paper: u` is of that paper.
            for line in inline.lines():
                above.read_line(inline, labelled.begin(inline, *line), line[1])
            above.shape = Shape.ITEM_LINES
            above.span = above.span[0], into.source.line_end(max(item.span[1] - 1, 0))
            continue
        before = len(into.drafts)
        _read_item(item, place, into)
        above = into.drafts[-1] if is_paper and len(into.drafts) == before + 1 else None


def _read_item(item: Block, place: Place, into: ListDraft) -> None:
    """Read one item and all that is nested in it."""
    paragraphs = [block for block in item.children if block.kind == "paragraph"]
    lists = [block for block in item.children if block.kind == "list"]
    first = paragraphs[0] if paragraphs and item.children[0].kind == "paragraph" else None
    if first is None or first.inline is None:
        _read_headless(item, lists, place, into)
        return
    lines = first.inline.lines()
    above = line_above.find(first.inline, lines)
    at = int(above is not None)
    title = line_title.find(first.inline, *lines[at])
    if len(paragraphs) == 1 and not lists:
        anchors = bare.find(first.inline)
        if len(anchors) > 1:
            _read_bare(item, first.inline, anchors, place, into)
            return
    if _names_people(first.inline, *lines[at]):
        into.prose(item, place)
        return
    apart = [entry for block in lists for entry in nested.entries(block, title)]
    is_named = labelled.spaced(first.inline, *lines[at]) is not None
    if title.anchor is not None and (title.kind == "none" or is_named):
        # `[Paper](u)` and nothing else: the link's text is all the title there is.
        inner = title.anchor.inner
        title = title._replace(kind="linked")
        if is_named or phrases.find_label(first.inline.plain[slice(*lines[at])]) is not None:
            # `Paper: u` names no paper; its address says at least which one it is.
            title = title._replace(start=inner[0], end=inner[1])
    if title.kind in ("linked", "named"):
        draft = _entry(item, paragraphs, lists, title, apart, place, into)
        draft.shape = Shape.ITEM if draft.lines <= 1 else Shape.ITEM_LINES
    elif title.kind == "internal":
        for block in lists:
            read(block, (), place=place, into=into)
        return
    elif apart or nested.are_entries(paragraphs[1:], title):
        label = edges.squeeze(first.inline.plain[title.start : title.end])
        label = label or edges.unbracket(first.inline.plain) or "…"
        _read_paragraphs(paragraphs[1:], place.under(label), into)
        for block in lists:
            read(block, (), place=place.under(label), into=into)
        return
    else:
        draft = _entry(item, paragraphs, lists, title, apart, place, into)
        if draft.anchor is None and not draft.links:
            draft.is_plain = True
        else:
            draft.shape = Shape.ITEM_LINES
        if not draft.label or link_forms.is_detail(draft.label):
            into.drafts.remove(draft)
            return
    for entry in apart:
        _read_item(entry, place, into)


def _names_people(inline: Inline, start: int, end: int) -> bool:
    """Return whether an item says who made the list: `Corresponding authors: [Ada Bee](u)`."""
    label = phrases.find_label(inline.plain[start:end])
    return (
        label is not None
        and label[0] == "authors"
        and not any(arxiv_id.find(anchor.url) for anchor in inline.anchors)
    )


def _read_bare(
    item: Block, inline: Inline, anchors: list[Anchor], place: Place, into: ListDraft
) -> None:
    """Read an item of bare addresses: each is a paper, the words before them are their label."""
    low, high = edges.trim(inline.plain, 0, anchors[0].start)
    label = edges.unbracket(inline.plain[low:high])
    for number, anchor in enumerate(anchors):
        start = inline.source(anchor.start, anchor.end)[0] if number else item.span[0]
        end = anchors[number + 1].start if number + 1 < len(anchors) else len(inline.plain)
        span = into.line_span(start, inline.source(anchor.start, end)[1])
        shape = Shape.ITEM_PART if number else Shape.ITEM
        draft = into.draft(shape, span, place.under(label) if label else place)
        title = Title("linked", *anchor.inner, anchor, None, (anchor,))
        draft.read_title_line(inline, anchor.start, end, title)


def _read_headless(item: Block, lists: list[Block], place: Place, into: ListDraft) -> None:
    if not item.children:
        into.find(item.span[0], "empty-entry", "a bullet without any text")
    for block in lists:
        read(block, (), place=place, into=into)


def _read_paragraphs(paragraphs: list[Block], place: Place, into: ListDraft) -> None:
    for block in paragraphs:
        if block.inline is None:
            continue
        title = line_title.find(block.inline, *block.inline.lines()[0])
        if title.kind in ("linked", "named"):
            draft = into.draft(Shape.ITEM_PART, into.line_span(*block.span), place)
            _read_block(draft, block, title)


def _read_block(draft: EntryDraft, block: Block, title: Title | None) -> None:
    if block.inline is None:
        return
    for index, (start, end) in enumerate(block.inline.lines()):
        if index == 0 and title is not None:
            draft.read_title_line(block.inline, start, end, title)
        elif not _is_way_back(block.inline, start, end):
            draft.read_line(block.inline, start, end)


def _entry(
    item: Block,
    paragraphs: list[Block],
    lists: list[Block],
    title: Title,
    apart: list[Block],
    place: Place,
    into: ListDraft,
) -> EntryDraft:
    """Read an item as one entry, with the nested bullets that are details of it.

    Further papers in the lines and paragraphs of the item become entries of their own.
    """
    ends = [_before(into, block.span[0]) for block in apart]
    end = min([item.span[1], *ends, *_ways_back(item, into)])
    starts = further_papers.find(paragraphs)
    stops = [*(_before(into, start.offset) for start in starts), end]
    by_line: dict[tuple[int, int], list[int]] = {}
    for at, start in enumerate(starts):
        by_line.setdefault((start.paragraph, start.line), []).append(at)
    first = draft = into.draft(Shape.ITEM, into.line_span(item.span[0], stops[0]), place)
    paragraph = -1
    for block in item.children:
        if block.kind in ("quote", "list"):
            _read_details(draft, block, apart)
        elif block.kind == "html":
            digest.add_html(draft, into.source.text, block)
        if block.kind != "paragraph":
            continue
        paragraph += 1
        if block.inline is None:
            continue
        inline = block.inline
        lines = inline.lines()
        above = line_above.find(inline, lines) if paragraph == 0 else None
        titled = int(above is not None) if paragraph == 0 else -1
        for index, (low, high) in enumerate(lines):
            here = by_line.get((paragraph, index), [])
            stop = starts[here[0]].at if here else high
            # A line of badges has no words, but links.
            if stop > low or not here:
                if index == titled:
                    draft.read_title_line(inline, low, stop, title)
                    if above is not None:
                        draft.read_line_above(inline, above)
                elif not _is_way_back(inline, low, stop) and index > titled:
                    draft.read_line(inline, low, stop)
            for number in here:
                begin = starts[number].offset
                span = into.line_span(begin, max(begin, stops[number + 1]))
                draft = into.draft(Shape.ITEM_PART, span, place)
                stop = starts[number + 1].at if number + 1 in here else high
                draft.read_title_line(inline, starts[number].at, stop, starts[number].title)
    return first


def _read_details(draft: EntryDraft, block: Block, apart: list[Block]) -> None:
    if block in apart:
        return
    if block.kind == "paragraph":
        _read_block(draft, block, None)
    for child in block.children:
        _read_details(draft, child, apart)


def _is_way_back(inline: Inline, start: int, end: int) -> bool:
    """Return whether a line only leads elsewhere in the page: `[⬆ back to top](#contents)`."""
    anchors = inline.within(start, end)
    if not anchors or not all(anchor.url.startswith("#") for anchor in anchors):
        return False
    return not inline.has_words_beside_links(start, end)


def _ways_back(item: Block, into: ListDraft) -> list[int]:
    """Return where an item ends whose last line, without a blank above it, leads to the top."""
    last = item
    while last.children:
        last = last.children[-1]
    if last.kind != "paragraph" or last.inline is None:
        return []
    start, end = last.inline.lines()[-1]
    if not start or not _is_way_back(last.inline, start, end):
        return []
    return [_before(into, last.inline.source(start, end)[0])]


def _before(into: ListDraft, offset: int) -> int:
    """Return the end of the words before the line that holds `offset`."""
    end = into.source.line_start(offset)
    while end and into.source.text[end - 1].isspace():
        end -= 1
    return end
