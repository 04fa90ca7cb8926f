"""What a heading calls its topic: its words without emoji, counters, anchors and ways back up."""

from aiev import lazy_regex as re

_EMOJI = (
    r"(?:[\U0001F000-\U0001FAFF\u2600-\u266C\u2670-\u2775\u2794-\u27BF\u2B05-\u2B55\u231A\u231B"
    r"\u2328\u23CF\u23E9-\u23FA\u25B6\u25C0\u25FB-\u25FE\u2934\u2935\u3030\u303D\u3297\u3299\u200D"
    r"\uFE0E\uFE0F\u20E3\U000E0020-\U000E007F]"
    # What is a letter, a digit or a mark by itself, and a picture with its selector.
    r"|[©®™ℹ\u2190-\u21FF\u25AA\u25AB0-9#*]\uFE0F\u20E3?|:[a-z][a-z0-9_+-]*:)"
)
_NUMBER = r"(?:\d{1,2}(?:\.\d{1,2})*[.)、]?|[IVX]+[.)])(?![\uFE0F\u20E3])\s*"
_LEADING = re.compile(rf"({_NUMBER})?(?:{_EMOJI}\s*)+(?:[|·:：–—-]\s*)?")
_TRAILING = re.compile(rf"\s*(?:[|·–—-]\s*)?(?:{_EMOJI}\s*)+\Z")
_BACK_WORDS = (
    r"(?:go\s+)?back(?:\s+(?:up|home|to\s+(?:the\s+)?(?:top|contents?|toc|index|table\s+of\s+contents?)))?"
    r"|(?:to\s+(?:the\s+)?)?top|回到顶部|返回顶部|返回目录|回到目录"
)
# The letters of many signs would be turned to small ones, one by one, each time aiev starts.
_MARKS = rf"(?-i:{_EMOJI}|[\s©↑⇧⬆^«‹<🔝])*"
_BACK = re.compile(
    # In brackets of any kind, or bare behind a mark or a sign that parts it from the name.
    rf"\s*(?:[(（\[【]{_MARKS}(?:{_BACK_WORDS}){_MARKS}[)）\]】]|[|·–—^↑]{_MARKS}(?:{_BACK_WORDS}){_MARKS}"
    rf"|[(（\[【]{_MARKS}[)）\]】])\s*\Z",
    re.IGNORECASE,
)
_ANCHOR = re.compile(r"\s*(?:\{#[\w.:-]+\}|¶)\s*\Z")
_COUNTED = re.compile(
    r"\s*[(（\[【]\s*\d[\d,]*\s*(?:papers?|entries|items?|works?|篇(?:论文)?)\s*[)）\]】]\s*\Z",
    re.IGNORECASE,
)
_COUNTER = re.compile(r"\s*[(（\[【]\s*\d{1,3}\s*[)）\]】]\s*\Z")
_CONTENTS = re.compile(
    r"(?:table of contents?|contents|toc|catalogue|目录|目錄|目次|内容目录)(?: \(?toc\)?)?"
    r"|(content)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w")
SIGNS = re.compile(rf"{_EMOJI}+[ ]?")
"""Emoji and pictures in a row, with a blank behind them."""


def cleaned(title: str, *, has_counters: bool = False) -> str:
    """Return the name in a heading; with `has_counters` a number in brackets behind it is none.

    Only what stands around the words goes, and a heading of nothing else stays as it is.
    """
    name, before = title.strip(), None
    while name != before:
        before = name
        for pattern in (_BACK, _ANCHOR, _COUNTED, _TRAILING):
            name = pattern.sub("", name)
        if has_counters:
            name = _COUNTER.sub("", name)
        found = _LEADING.match(name)
        if found is not None:
            number = f"{found[1].strip()} " if found[1] else ""
            name = number + name[found.end() :]
        name = name.strip()
    return name if _WORD.search(name) else title.strip()


def is_counted(title: str) -> bool:
    """Return whether a bare number in brackets ends a heading: of how many papers, or of a name."""
    return _COUNTER.search(cleaned(title)) is not None


def is_contents(title: str, *, is_outermost: bool = True) -> bool:
    """Return whether a heading is that of a table of contents.

    Below another heading `Content` alone may be what papers are about.
    """
    found = _CONTENTS.fullmatch(cleaned(title).rstrip(":： "))
    return found is not None and (found[1] is None or is_outermost)
