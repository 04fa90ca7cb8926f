"""A line beside its title in segments: parted by links, bars, dashes and line breaks."""

from collections.abc import Sequence
from typing import NamedTuple

from aiev import lazy_regex as re

TAKEN = "\ue000"
"""Stands in for the characters of a line that are already read."""

_SEPARATOR = re.compile(
    # What a separator begins with stands first: most characters are none.
    rf"[{TAKEN}\n|｜¦–—-](?:(?P<link>(?<={TAKEN}){TAKEN}*)|(?P<line>(?<=\n))"
    r"|(?P<bar>(?<=[|｜¦])[|｜¦]*)|(?P<dash>(?:(?<=\s[-–—])|(?<=\A[-–—]))[-–—]*(?=\s)))"
)
_SEPARATOR_IN_CELL = re.compile(_SEPARATOR.pattern.replace(r"[|｜¦]*", r"(?!)"))
_EMPTY_BRACKETS = re.compile(
    rf"[\[(（【{{{TAKEN}](?:(?<={TAKEN})[\])）】}}]+"
    rf"|(?<!{TAKEN})[\[(（【{{]{{0,7}}[\s,/|]*{TAKEN}[\s,/|{TAKEN}]*[\])）】}}]*)"
)
_BRACKET = re.compile(r"[\[\](){}（）【】]")
# `[T](u) * Ada Bee, Cay Dee.* ICML 2024`: a mark that the list's writer left open or apart.
_STRAY = re.compile(rf"(?:(?<={TAKEN}\s)|(?<=[.,]))\*{{1,3}}(?=\s)")
_NUMBERED = re.compile(r"\s*\[\d{1,3}\]\s*")


class Segment(NamedTuple):
    """A stretch of a line; `before` tells what stands before it: `bar`, `dash`, `link`, `line`."""

    start: int
    end: int
    before: str


def blank(text: str, start: int, end: int, *, taken: Sequence[tuple[int, int]]) -> str:
    """Return a text up to `end` with what is taken blanked, and brackets around nothing else."""
    parts, at = [], 0
    for low, high in sorted(taken):
        first, last = max(low, start, at), min(high, end)
        if first < last:
            parts += [text[at:first], TAKEN * (last - first)]
            at = last
    text = "".join([*parts, text[at:end]])
    if "*" in text[start:]:
        text = text[:start] + _STRAY.sub(lambda mark: " " * len(mark.group()), text[start:])
    number = _NUMBERED.match(text, start)
    if number is not None:
        text = text[:start] + TAKEN * len(number.group()) + text[number.end() :]
    if TAKEN not in text or _BRACKET.search(text, start) is None:
        return text
    line = _EMPTY_BRACKETS.sub(lambda match: TAKEN * len(match.group()), text[start:])
    return text[:start] + line


def split(text: str, start: int, end: int, *, has_bars: bool) -> list[Segment]:
    """Return the segments of a line; in a table's cell a bar is a character like others."""
    segments, at, before = [], start, "start"
    separator = _SEPARATOR if has_bars else _SEPARATOR_IN_CELL
    for match in separator.finditer(text, start, end):
        if text[at : match.start()].strip():
            segments.append(Segment(at, match.start(), before))
            before = match.lastgroup or before
        elif before != "bar" or match.lastgroup == "bar":
            before = match.lastgroup or before
        at = match.end()
    if text[at:end].strip():
        segments.append(Segment(at, end, before))
    return segments
