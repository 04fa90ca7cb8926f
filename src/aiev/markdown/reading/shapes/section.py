"""A section a paper: its title is a heading or a bold line of its own, its links stand below.

`### Deep Scheduling`, a line of authors, `[Paper](u) [Code](v)`; or `### [Deep Scheduling](u)`;
or `**DeepX**` over bullets `- Paper: u`, `- Code: v`. What holds anything else below its title,
or the links of several papers, is a topic.
"""

from collections.abc import Sequence

from aiev import lazy_regex as re
from aiev.domain import arxiv_id, web_address
from aiev.markdown.reading.entry_draft import EntryDraft
from aiev.markdown.reading.inline import Anchor, Inline
from aiev.markdown.reading.list_draft import ListDraft, Place
from aiev.markdown.reading.shapes import bare, labelled
from aiev.markdown.reading.titles import line_title, link_forms, plain_title
from aiev.markdown.reading.tree import Block
from aiev.markdown.reading.words import author_names, edges, phrases
from aiev.markdown.values import Shape

_MOST_PARAGRAPHS, _MOST_ITEMS, _MOST_LABELLED = 6, 5, 16
_FEWEST_LABELS, _LONGEST_LABEL, _FEWEST = 2, 3, 3
_FEWEST_WITHOUT_PAPER, _LONGEST_WITHOUT_PAPER = 4, 200
_SENTENCES = re.compile(r"[.!?] |[!。！？]")
_FEWEST_OF_TITLE = 5
_LONGEST_VENUE = 12
_ENDED = re.compile(r"[.:!?。：]\s*\Z")


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
        draft.is_headed = True
        return draft
    details = _details(below, text) if title.kind == "plain" else []
    if not details:
        return None
    if (
        plain_title.words(text) < _FEWEST_OF_TITLE
        and ":" not in text
        and (details[0].inline is not None and bare.is_alone(details[0].inline))
    ):
        # `## Agents` over the address of a paper: its title is arXiv's to say.
        return None
    is_labelled = details[0].inline is not None and labelled.is_link(details[0].inline)
    if head.kind == "heading":
        draft = into.draft(
            Shape.SECTION, into.line_span(details[0].span[0], details[-1].span[1]), place
        )
        draft.read_title_line(inline, 0, len(inline.plain), title)
        # The words are the heading's own; they stand outside of the entry.
        draft.label_span, draft.is_headed = None, True
    elif _is_bold(inline, title.start) and (is_labelled or plain_title.words(text) >= _FEWEST):
        draft = into.draft(Shape.SECTION, into.line_span(head.span[0], details[-1].span[1]), place)
        draft.read_title_line(inline, 0, len(inline.plain), title)
    elif is_labelled and below[0].kind == "list" and not _ENDED.search(inline.plain):
        # A line right over `- Paper: u`, `- Code: v` can only be their title.
        draft = into.draft(Shape.SECTION, into.line_span(head.span[0], details[-1].span[1]), place)
        draft.read_title_line(inline, 0, len(inline.plain), title)
    else:
        return None
    for block in details:
        if block.inline is not None:
            for start, end in block.inline.lines():
                draft.read_line(block.inline, labelled.begin(block.inline, start, end), end)
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
    start, end = edges.trim(inline.plain, 0, len(inline.plain))
    bold = next((m for m in inline.marks if m.kind == "strong" and m.start <= start < m.end), None)
    if bold is None or any(_is_paper(inline, anchor) for anchor in inline.anchors):
        return False
    text = inline.plain[bold.start : bold.end].strip()
    is_named = text.endswith(":") or inline.plain[bold.end : end].lstrip().startswith(":")
    return is_named and plain_title.words(text) <= _LONGEST_LABEL


def continues(block: Block, draft: EntryDraft) -> bool:
    """Return whether a list only holds labelled links of the entry above it: `- Code: u`."""
    inner = [child for item in block.children for child in item.children]
    own = arxiv_id.find(draft.url) if draft.url else None
    return all(
        child.inline is not None
        and labelled.is_link(child.inline)
        and all(_is_detail(child.inline, *line, draft.label) for line in child.inline.lines())
        and _ids(child.inline, *child.inline.span) <= {own.value if own is not None else ""}
        for child in inner
    )


def _details(below: Sequence[Block], title: str) -> list[Block]:
    """Return the paragraphs that only say who wrote a paper and where it is.

    None where no paper is among the links, or where lines of their own lead to several.
    """
    found: list[Block] = []
    papers: set[str] = set()
    is_told = follows_paper = False
    for block in _flat(below[:_MOST_PARAGRAPHS], title):
        inline = block.inline
        if block.kind != "paragraph" or inline is None:
            break
        lines = inline.lines()
        if not all(_is_detail(inline, start, end, title) for start, end in lines) and not (
            below[0].kind == "quote" and _is_quoted_reference(inline, lines, title)
        ):
            break
        found.append(block)
        for line in inline.lines():
            label = phrases.find_label(inline.plain[slice(*line)])
            named = labelled.spaced(inline, *line)
            name = named[0] if named is not None else label[1] if label is not None else None
            is_paper = name is not None and phrases.is_paper_link(name)
            ids = _ids(inline, *line)
            if papers and ids and not papers & ids and (name is None or follows_paper):
                # A line each leads to a paper of its own: what stands above them is their topic.
                return []
            papers |= ids
            follows_paper = is_paper and bool(ids)
            is_told = is_told or is_paper
            is_told = is_told or any(_is_paper(inline, a) for a in inline.within(*line))
    while found and not _shows(found[-1]):
        # `<a name="kites"></a>` over the next heading is no part of the paper above it.
        found.pop()
    is_prose = len(title) > _LONGEST_WITHOUT_PAPER or _SENTENCES.search(title) is not None
    if not is_told and not is_prose and plain_title.words(title) >= _FEWEST_WITHOUT_PAPER:
        # `- Project: u`, `- Code: v` and no address of a paper.
        is_told = bool(found) and all(
            block.inline is not None and labelled.is_link(block.inline) and block.inline.anchors
            for block in found
        )
    return found if is_told else []


def _is_quoted_reference(inline: Inline, lines: Sequence[tuple[int, int]], title: str) -> bool:
    """Return whether a quote names people and a journal, whoever knows of it, before its links."""
    first, *rest = lines
    return author_names.is_authors(inline.plain[slice(*first)], least=2) and all(
        _is_detail(inline, *line, title)
        or (
            bool(inline.within(*line))
            and all(link_forms.is_form(inline, a) for a in inline.within(*line))
            and sum(map(plain_title.words, inline.beside_links(*line))) <= _LONGEST_VENUE
        )
        for line in rest
    )


def _shows(block: Block) -> bool:
    """Return whether a paragraph shows anything: words, links, pictures."""
    inline = block.inline
    return inline is not None and bool(
        inline.anchors
        or inline.pictures(0, len(inline.plain))
        or any(char.isalnum() for char in inline.plain)
    )


def _ids(inline: Inline, start: int, end: int) -> set[str]:
    """Return the arXiv ids of the links of a line, badges left out."""
    return {
        found.value
        for anchor in inline.within(start, end)
        if (found := arxiv_id.find(anchor.url)) is not None
        and not link_forms.is_badge(inline, anchor)
    }


def _flat(below: Sequence[Block], title: str) -> list[Block]:
    """Return blocks with a list of bare details, `- [Paper](u)`, as its paragraphs."""
    flat: list[Block] = []
    for block in below:
        if block.kind == "quote" and not flat:
            # `> *Ada Bee, Bo Dee*`, `> ICML 2024. [[Paper](u)]`
            flat += block.children
            continue
        inner = [child for item in block.children for child in item.children]
        is_labelled = all(c.inline is not None and labelled.is_link(c.inline) for c in inner)
        most = _MOST_LABELLED if is_labelled else _MOST_ITEMS
        is_short = block.kind == "list" and len(block.children) <= most
        if is_short and all(
            child.inline is not None
            and (child.inline.anchors or is_labelled)
            and all(_is_detail(child.inline, *line, title) for line in child.inline.lines())
            for child in inner
        ):
            flat += inner
        else:
            flat.append(block)
    return flat


def _is_detail(inline: Inline, start: int, end: int, title: str) -> bool:
    """Return whether a line holds only links to forms of a work, or names, a venue, a date."""
    anchors = inline.within(start, end)
    label = phrases.find_label(inline.plain[start:end])
    lead = labelled.LEAD.match(inline.plain, start, end)
    named = labelled.spaced(inline, start, end)
    if named is not None or (label is not None and label[0] == "links"):
        at = named[1] if named is not None else start + (label[2] if label is not None else 0)
        if not anchors:
            return labelled.NONE_YET.fullmatch(inline.plain, at, end) is not None
        if not all(_is_form_of(inline, anchor, title) for anchor in anchors):
            return False
    elif lead is not None and anchors and not any(_is_paper(inline, a) for a in anchors):
        at = lead.end()
    elif label is not None and label[0] in ("authors", "organizations", "venue", "date"):
        return not anchors or all(link_forms.is_form(inline, anchor) for anchor in anchors)
    else:
        at = start
        if not anchors:
            text = edges.unbracket(inline.plain[start:end])
            return not text or author_names.are_people(text, least=2) or link_forms.is_detail(text)
        if not all(link_forms.is_form(inline, anchor) for anchor in anchors):
            return False
    strong = plain_title.strong_words(inline, at, anchors[0].start) if at == start else None
    if strong is not None and plain_title.words(inline.plain[slice(*strong)]) >= _FEWEST:
        # `**Deep Scheduling, ICML 2024** [[paper](u)]` says a title of its own.
        return False
    rest = ""
    for anchor in anchors:
        rest += inline.plain[at : anchor.start] + " "
        at = anchor.end
    rest = edges.unbracket(rest + inline.plain[at:end])
    return not any(char.isalnum() for char in rest) or link_forms.is_detail(rest)


def _is_form_of(inline: Inline, anchor: Anchor, title: str) -> bool:
    """Return whether a labelled link names a form of a work or the work itself, not another."""
    text = edges.unbracket(inline.plain[slice(*anchor.inner)])
    if link_forms.is_form(inline, anchor) or plain_title.words(text) < _FEWEST:
        return True
    one, other = text.casefold(), edges.unbracket(title).casefold()
    return one.startswith(other) or other.startswith(one) or not _is_paper(inline, anchor)


def _is_paper(inline: Inline, anchor: Anchor) -> bool:
    if not anchor.url or link_forms.is_badge(inline, anchor):
        return False
    return arxiv_id.find(anchor.url) is not None or web_address.kind(anchor.url) == "paper"


def _is_bold(inline: Inline, start: int) -> bool:
    return any(mark.kind == "strong" and mark.start <= start < mark.end for mark in inline.marks)


def _has_letters(text: str) -> bool:
    return any(char.isalpha() for char in text)
