"""Which lines of a text stood in an earlier one, in the same order: what a diff leaves alone."""

import difflib
import itertools
from collections.abc import Sequence

from aiev.markdown import source


def pairs(earlier: str, text: str) -> dict[int, int]:
    """Return the numbers of the lines of `text` that are unchanged, with those that they had."""
    olds, news = _lines(earlier), _lines(text)
    head = _alike(olds, news)
    tail = _alike(olds[head:][::-1], news[head:][::-1])
    found = {n + 1: n + 1 for n in range(head)}
    found |= {len(news) - n: len(olds) - n for n in range(tail)}
    # What lies between is mostly short; lines that are very common in it are paired by the others.
    middle = difflib.SequenceMatcher(
        None, olds[head : len(olds) - tail], news[head : len(news) - tail]
    )
    for old, new, size in middle.get_matching_blocks():
        found |= {head + new + n + 1: head + old + n + 1 for n in range(size)}
    return found


def _lines(text: str) -> list[str]:
    starts = [*source.read(text).line_starts, len(text)]
    return [text[a:b].rstrip() for a, b in itertools.pairwise(starts)]


def _alike(olds: Sequence[str], news: Sequence[str]) -> int:
    """Return how many lines two texts share from the beginning."""
    shared = 0
    for old, new in zip(olds, news, strict=False):
        if old != new:
            break
        shared += 1
    return shared
