"""Links that a label names: `Paper: u`, `**Code**: v`, `Chinese blog: w`, `Demo: none yet`."""

import re

from aiev.markdown.reading import phrases
from aiev.markdown.reading.inline import Inline
from aiev.markdown.reading.tree import Block

LEAD = re.compile(r"\s*[^\W\d_][\w /&.-]{0,24}(?:[(（][^()（）:：]{1,24}[)）])?\s*[:：]\s*")
"""A label of any words at the head of a line."""

NONE_YET = re.compile(
    r"\W*(?:none|null|n/?a|no|tb[ad]|todo|(?:will be |coming |to be )?(?:released |available )?soon"
    r"|not (?:yet )?(?:available|released)(?: yet)?|to be released|暂无|无)?\W*",
    re.IGNORECASE,
)
"""What stands where a link is missing."""


def is_link(inline: Inline) -> bool:
    """Say whether a paragraph begins with the label of a link, be the link there or not."""
    start, end = inline.lines()[0]
    label = phrases.find_label(inline.plain[start:end])
    if label is not None:
        return label[0] == "links"
    return LEAD.match(inline.plain, start, end) is not None and bool(inline.anchors)


def find(item: Block) -> str | None:
    """Return the label of an item that is a line of labelled links and nothing else."""
    if len(item.children) != 1 or (inline := item.children[0].inline) is None:
        return None
    label = phrases.find_label(inline.plain)
    if label is None or label[0] != "links" or len(inline.lines()) > 1:
        return None
    return label[1] if inline.anchors or NONE_YET.fullmatch(inline.plain, label[2]) else None
