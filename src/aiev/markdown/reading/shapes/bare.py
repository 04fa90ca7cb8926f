"""Bare addresses of papers on arXiv: each is a paper, whatever stands above or beside them.

Two arXiv ids are never one paper: words above several addresses are their topic.
"""

from aiev.domain import arxiv_id
from aiev.markdown.reading.inline import Anchor, Inline
from aiev.markdown.reading.titles import line_title
from aiev.markdown.reading.tree import Block


def find(inline: Inline) -> list[Anchor]:
    """Return the addresses of different papers where a text has no other links, else nothing."""
    found: dict[str, Anchor] = {}
    for anchor in inline.anchors:
        value = _id(inline, anchor)
        if value is not None:
            found.setdefault(value, anchor)
        elif not line_title.is_badge(inline, anchor):
            return []
    return list(found.values())


def is_alone(inline: Inline) -> bool:
    """Say whether a text is nothing but addresses of papers."""
    words, at = "", 0
    for anchor in inline.anchors:
        words += inline.plain[at : anchor.start]
        at = anchor.end
    words += inline.plain[at:]
    return bool(find(inline)) and not any(char.isalnum() for char in words)


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
