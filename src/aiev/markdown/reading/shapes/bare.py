"""Bare addresses of papers on arXiv: each is a paper, whatever stands above or beside them.

Two arXiv ids are never one paper: words above several addresses are their topic.
"""

from aiev.domain import arxiv_id
from aiev.markdown.reading.inline import Anchor, Inline
from aiev.markdown.reading.titles import link_forms, plain_title
from aiev.markdown.reading.tree import Block
from aiev.markdown.reading.words import phrases

_FEWEST_OF_TITLE = 5


def find(inline: Inline) -> list[Anchor]:
    """Return the addresses of different papers where a text has no other links, else nothing."""
    found: dict[str, Anchor] = {}
    for anchor in inline.anchors:
        value = _id(inline, anchor)
        if value is not None:
            found.setdefault(value, anchor)
        elif not link_forms.is_badge(inline, anchor):
            return []
    return list(found.values())


def is_alone(inline: Inline) -> bool:
    """Return whether a text is nothing but addresses of papers."""
    return bool(find(inline)) and not inline.has_words_beside_links(0, len(inline.plain))


def find_named(inline: Inline) -> list[Anchor]:
    """Return the links to different papers of a text of links: `[paper](u)`, a break, `[paper](v)`.

    Nothing where the text says any word beside links that are called a form of a work.
    """
    if inline.has_words_beside_links(0, len(inline.plain)) or not all(
        link_forms.is_form(inline, a) for a in inline.anchors
    ):
        return []
    found: dict[str, Anchor] = {}
    for anchor in inline.anchors:
        identifier = arxiv_id.find(anchor.url)
        is_paper = phrases.is_paper_link(inline.plain[slice(*anchor.inner)])
        if identifier is not None and is_paper:
            found.setdefault(identifier.value, anchor)
    return list(found.values())


def find_below(inline: Inline) -> list[Anchor]:
    """Return the addresses that stand a line each below the words of the first line.

    Nothing where there is but one and the words are many: they are its title.
    """
    first, *rest = inline.lines()
    if not rest or inline.within(*first):
        return []
    found: dict[str, Anchor] = {}
    for line in rest:
        anchors = inline.within(*line)
        value = _id(inline, anchors[0]) if len(anchors) == 1 else None
        if value is None or inline.plain[slice(*line)].strip(" <>\t") != inline.plain[
            anchors[0].start : anchors[0].end
        ].strip(" <>"):
            return []
        found.setdefault(value, anchors[0])
    text = inline.plain[slice(*first)]
    is_title = plain_title.words(text) >= _FEWEST_OF_TITLE or ":" in text.rstrip(" :")
    return [] if len(found) == 1 and is_title else list(found.values())


def count(block: Block) -> int:
    """Return how many different papers the items of a list are the bare addresses of."""
    found: set[str | None] = set()
    for item in block.children:
        inline = item.children[0].inline if item.children else None
        if inline is not None and is_alone(inline):
            found.update(_id(inline, anchor) for anchor in inline.anchors)
    return len(found)


def _id(inline: Inline, anchor: Anchor) -> str | None:
    """Return the id of an address whose text is that address or id; None for any other link."""
    found = arxiv_id.find(anchor.url)
    if found is None:
        return None
    is_bare = anchor.form in ("auto", "bare")
    shown = None if is_bare else arxiv_id.find(inline.plain[slice(*anchor.inner)].strip())
    return found.value if is_bare or shown is not None else None
