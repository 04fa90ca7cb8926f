"""The columns of a table: what its heading row says of them, and where a row's cells stand."""

from collections.abc import Iterable
from itertools import pairwise

from aiev import lazy_regex as re
from aiev.markdown.reading.shapes.columns import ROLES
from aiev.markdown.reading.words import phrases
from aiev.markdown.values import ListedEntry, Span

_BAR = re.compile(r"(?<!\\)\|")
_DELIMITER = re.compile(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_AND = re.compile(r"[/&+,|]|\band\b")
_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_STRETCH = 8_000
_HEAD_AT_MOST = 400
_MARKUP = re.compile(r"[*_`]")


def named_columns(text: str, offset: int) -> dict[str, int]:
    """Return the column of each field that the heading row above a place names."""
    names = column_names(text, offset)
    return {
        role: names.index(name)
        for role in ("date", "organizations", "venue", "authors")
        for name in names
        if name in ROLES[role]
    }


def ignored_columns(text: str, offset: int) -> set[int]:
    """Return the columns of stars, ranks and numbers, by the heading row above a place."""
    names = column_names(text, offset)
    return {index for index, name in enumerate(names) if name in ROLES["ignored"]}


def link_columns(text: str, offset: int, taken: Iterable[int]) -> list[int]:
    """Return the columns that the heading row above a place gives to links: `Code`, `Github`."""
    used = set(taken)
    return [
        at
        for at, name in enumerate(column_names(text, offset))
        if at not in used
        and name
        and all(phrases.is_generic(part.strip()) for part in _AND.split(name) if part.strip())
    ]


def column_names(text: str, offset: int) -> list[str]:
    """Return the words of the heading row that stands nearest above a place, in small letters."""
    return [_MARKUP.sub("", cell).strip().lower() for cell in head_cells(text, offset)]


def head_cells(text: str, offset: int) -> list[str]:
    """Return the cells of the heading row that stands nearest above a place, blanks and all."""
    start, size = offset, _STRETCH
    while start > 0:
        # Most tables are short, and lists long.
        start, size = max(0, offset - size), size * 4
        lines = _LINE_BREAK.split(text[start:offset])
        # A line that begins before the stretch is not whole.
        first = 1 if start else 0
        for index in range(len(lines) - 1, max(first, len(lines) - _HEAD_AT_MOST), -1):
            if _DELIMITER.fullmatch(lines[index]) and "-" in lines[index]:
                return _BAR.split(lines[index - 1].strip().strip("|"))
        if len(lines) > _HEAD_AT_MOST:
            break
    return []


def cells(text: str, entry: ListedEntry) -> tuple[Span, ...]:
    """Return where the cells of a row stand, between its bars; outer bars may be left out."""
    start, end = entry.span
    bars = [start + match.start() for match in _BAR.finditer(text[start:end])]
    edges = bars
    if not bars or text[start : bars[0]].strip(" \t>"):
        edges = [start - 1, *edges]
    if not bars or text[bars[-1] + 1 : end].strip():
        edges = [*edges, end]
    return tuple((a + 1, b) for a, b in pairwise(edges))
