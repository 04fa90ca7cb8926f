"""Short names before a title: `**DeepX**: Deep Scheduling of Sparse Things [[paper]](u)`.

The words behind the colon are a title where they are written as one; `**DeepX**: a scheduler for
sparse things` describes the work. A name that the title begins with is no part of it twice.
"""

import re

from aiev.markdown.reading.inline import Inline

_COLON = re.compile(r"\s*[:：]\s*(?=[^\s\"“])")
_END = re.compile(r"[\[(（|\n]|\Z")
_WORD = re.compile(r"[^\W\d_]{4,}")
_MOST_WORDS, _FEWEST_BEHIND = 3, 3


def find(inline: Inline, start: int, end: int) -> int | None:
    """Return where a title with a bold short name before it begins, None where there is none."""
    text = inline.plain
    for mark in inline.marked(start - 1, end):
        if mark.kind != "strong" or mark.start > start + 2 or mark.end > end:
            continue
        name = text[mark.start : mark.end].rstrip(" :：")
        colon = _COLON.match(text, mark.start + len(name), end)
        if not name or colon is None or len(name.split()) > _MOST_WORDS:
            return None
        behind = text[colon.end() : _stop(text, colon.end(), end)]
        if behind.casefold().startswith(name.casefold()):
            return colon.end()
        return mark.start if _is_title(behind) else None
    return None


def _stop(text: str, start: int, end: int) -> int:
    match = _END.search(text, start, end)
    return match.start() if match is not None else end


def _is_title(text: str) -> bool:
    """Return whether most of the longer words begin with a capital, as they do in titles."""
    found = _WORD.findall(text)
    capital = sum(1 for word in found if word[0].isupper())
    return len(found) >= _FEWEST_BEHIND and 5 * capital >= 3 * len(found)
