"""What stands within an item: entries of their own, or details of the entry that the item is."""

from aiev.domain import arxiv_id
from aiev.markdown.reading.inline import Inline
from aiev.markdown.reading.shapes import bare, further_papers
from aiev.markdown.reading.titles import line_title, link_forms, plain_title
from aiev.markdown.reading.titles.line_title import Title
from aiev.markdown.reading.tree import Block
from aiev.markdown.reading.words import author_names, phrases

_LONGEST_LABEL = 24


def entries(block: Block, parent: Title) -> list[Block]:
    """Return the items of a nested list that are entries of their own, no details of the parent."""
    if parent.kind == "plain" and _are_of_one(block, parent):
        return []
    papers = bare.count(block)
    return [item for item in block.children if _stands_alone(item, parent, papers)]


def _are_of_one(block: Block, parent: Title) -> bool:
    """Return whether nested items are of the paper above: who wrote it, `[Paper](u)`, `[Code](v)`.

    One of them is a link to the paper and says no more; no other leads to a paper.
    """
    papers, ids = 0, set()
    for item in block.children:
        inline = item.children[0].inline if item.children else None
        if inline is None or len(item.children) > 1:
            return False
        beside = "".join(inline.beside_links(0, len(inline.plain)))
        if inline.anchors and any(char.isalnum() for char in beside):
            return False
        for anchor in inline.anchors:
            papers += phrases.is_paper_link(inline.plain[slice(*anchor.inner)])
            found = arxiv_id.find(anchor.url)
            ids.update([found.value] if found is not None else [])
    return papers == 1 and len(ids) <= 1 and parent.end - parent.start > _LONGEST_LABEL


def _stands_alone(item: Block, parent: Title, papers: int) -> bool:
    """Return whether a nested item is an entry; `papers` are bare addresses in its list."""
    first = item.children[0] if item.children else None
    if first is None or first.kind != "paragraph" or first.inline is None:
        return False
    inline = first.inline
    if not inline.anchors and parent.kind != "plain":
        # Most nested items are details of a paper; without a link only a label's may be more.
        return False
    title = line_title.find(inline, *inline.lines()[0])
    if title.kind == "none" and parent.kind == "plain" and papers > 1:
        # `https://arxiv.org/…` beside others: each is a paper, what is above them their topic.
        return bare.is_alone(inline)
    if title.kind == "plain" and parent.kind == "plain":
        lists = [block for block in item.children if block.kind == "list"]
        paragraphs = [block for block in item.children[1:] if block.kind == "paragraph"]
        return are_entries(paragraphs, title) or any(entries(block, title) for block in lists)
    if title.kind not in ("linked", "named") or title.is_prose:
        return False
    label = phrases.find_label(inline.plain)
    text = inline.plain[title.start : title.end]
    if label is not None and title.start >= label[2]:
        # `Paper: [T](u)` below a date is a paper, below a title it is the link to it.
        is_paper = label[0] == "links" and phrases.is_paper_link(label[1])
        return (
            is_paper
            and parent.kind == "none"
            and title.kind == "linked"
            and plain_title.words(text) >= 2
        )
    has_id = title.anchor is not None and arxiv_id.find(title.anchor.url) is not None
    if title.kind == "linked":
        if parent.kind in ("linked", "named"):
            if plain_title.words(text) >= 3 and (has_id or title.nick is None):
                return True
            return has_id and _is_other_work(inline, title, parent)
        return True
    is_marked = any(mark.kind == "strong" and mark.start <= title.start for mark in inline.marks)
    # `Deep Order [[a fine tutorial]](u)`: no detail of a label is linked by words of its own.
    is_marked |= any(a.image is None and not link_forms.is_form(inline, a) for a in inline.anchors)
    return (is_marked or plain_title.words(text) >= 4) and parent.kind not in ("linked", "named")


def _is_other_work(inline: Inline, title: Title, parent: Title) -> bool:
    """Return whether a short linked title with words behind it is of another paper of arXiv.

    `[DeepY](v) (the second of its kind): Ada et al.` below `[DeepX](u)`, which leads elsewhere.
    """
    own = arxiv_id.find(title.anchor.url) if title.anchor is not None else None
    above = arxiv_id.find(parent.anchor.url) if parent.anchor is not None else None
    text = inline.plain[title.start : title.end]
    return (
        own is not None
        and title.anchor is not None
        and (above is None or above.value != own.value)
        and not further_papers.is_of_the_same(text)
        and not link_forms.is_form(inline, title.anchor)
        and any(char.isalpha() for char in text)
        and not any(char.isalnum() for char in inline.plain[: title.anchor.start])
        and any(char.isalpha() for char in inline.plain[title.anchor.end :])
    )


def are_entries(paragraphs: list[Block], parent: Title) -> bool:
    """Return whether the paragraphs below a label are entries, each of its own."""
    count = 0
    papers: set[str] = set()
    for block in paragraphs:
        if block.inline is not None:
            title = line_title.find(block.inline, *block.inline.lines()[0])
            is_marked = any(
                m.kind == "strong" and m.start <= title.start for m in block.inline.marks
            )
            text = block.inline.plain[title.start : title.end]
            count += (title.kind == "linked" and plain_title.words(text) >= 3) or (
                title.kind == "named" and is_marked
            )
            papers.update(_named_paper(block.inline, title))
    if count >= 2 or count == len(paragraphs) > 0 or len(papers) >= 2:
        return True
    # A label of few words over `Deep Scheduling of Sparse Things. [[pdf](u)]`.
    is_label = parent.kind == "plain" and parent.end - parent.start <= _LONGEST_LABEL
    return len(papers) == len(paragraphs) == 1 and is_label


def _named_paper(inline: Inline, title: Title) -> list[str]:
    """Return the id of a paper whose title of several words stands before or behind its links."""
    text = inline.plain[title.start : title.end]
    if (
        title.kind not in ("linked", "named")
        or title.is_prose
        or title.anchor is None
        or plain_title.words(text) < 3
        or author_names.are_people(text, least=2)
        or phrases.find_label(inline.plain) is not None
        or (
            title.kind == "linked"
            and any(c.isalpha() for c in further_papers.without_brackets(inline, title.start))
        )
    ):
        return []
    found = arxiv_id.find(title.anchor.url)
    return [found.value] if found is not None else []
