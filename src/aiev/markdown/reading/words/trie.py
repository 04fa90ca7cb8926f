"""Patterns of many words: what words begin with alike stands in the pattern once."""

import re
from collections.abc import Iterable


def pattern(words: Iterable[str]) -> str:
    """Return a pattern that matches any of some words, of two that fit the longer.

    `re` tries the branches of an alternation one by one: of five hundred words in a row it tries
    all before it finds that none fits; of those that begin alike, hardly thirty.
    """
    tails: dict[str, list[str]] = {}
    for word in words:
        tails.setdefault(word[:1], []).append(word[1:])
    # The empty word is tried last.
    branches = [
        re.escape(first) + pattern(tails[first]) if first else ""
        for first in sorted(tails, reverse=True)
    ]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
