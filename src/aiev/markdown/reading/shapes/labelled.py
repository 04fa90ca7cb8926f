"""Links that a label names: `Paper: u`, `**Code**: v`, `Chinese blog: w`, `Demo: none yet`."""

from aiev import lazy_regex as re
from aiev.markdown.reading.inline import Inline
from aiev.markdown.reading.tree import Block
from aiev.markdown.reading.words import edges, phrases

LEAD = re.compile(r"\s*[^\W\d_][\w /&.-]{0,24}(?:[(（][^()（）:：]{1,24}[)）])?\s*[:：]\s*")
"""A label of any words at the head of a line."""

NONE_YET = re.compile(
    r"\W*(?:none|null|n/?a|no|tb[ad]|todo|(?:will be |coming |to be )?(?:released |available )?soon"
    r"|not (?:yet )?(?:available|released)(?: yet)?|to be released|暂无|无)?\W*",
    re.IGNORECASE,
)
"""What stands where a link is missing."""


def is_link(inline: Inline) -> bool:
    """Return whether a paragraph begins with the label of a link, be the link there or not."""
    start, end = inline.lines()[0]
    label = phrases.find_label(inline.plain[start:end])
    if label is not None:
        return label[0] == "links"
    if spaced(inline, start, end) is not None:
        return True
    return LEAD.match(inline.plain, start, end) is not None and bool(inline.anchors)


def spaced(inline: Inline, start: int, end: int) -> tuple[str, int] | None:
    """Return the label of `Paper  https://…`, only a blank behind it, and where its link begins."""
    first = next(iter(inline.within(start, end)), None)
    if first is None or first.form not in ("bare", "auto"):
        return None
    name = edges.unbracket(inline.plain[start : first.start])
    return (name, first.start) if name and phrases.is_form_name(name) else None


def begin(inline: Inline, start: int, end: int) -> int:
    """Return where a line begins behind a label that only a blank parts from its link."""
    named = spaced(inline, start, end)
    return named[1] if named is not None else start


def find(item: Block) -> str | None:
    """Return the label of an item that is a line of labelled links and nothing else."""
    if len(item.children) != 1 or (inline := item.children[0].inline) is None:
        return None
    label = phrases.find_label(inline.plain)
    if label is None and len(inline.lines()) == 1:
        named = spaced(inline, 0, len(inline.plain))
        return named[0] if named is not None else None
    if label is None or label[0] != "links" or len(inline.lines()) > 1:
        return None
    return label[1] if inline.anchors or NONE_YET.fullmatch(inline.plain, label[2]) else None
