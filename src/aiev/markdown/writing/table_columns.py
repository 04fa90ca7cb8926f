"""What the heading row of a table says of its columns."""

import re

from aiev.markdown.reading.shapes.row import ROLES

_BAR = re.compile(r"(?<!\\)\|")
_DELIMITER = re.compile(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
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


def column_names(text: str, offset: int) -> list[str]:
    """Return the words of the heading row that stands nearest above a place, in small letters."""
    return [_MARKUP.sub("", cell).strip().lower() for cell in head_cells(text, offset)]


def head_cells(text: str, offset: int) -> list[str]:
    """Return the cells of the heading row that stands nearest above a place, blanks and all."""
    lines = re.split(r"\r\n|\n|\r", text[:offset])
    for index in range(len(lines) - 1, max(0, len(lines) - 400), -1):
        if _DELIMITER.fullmatch(lines[index]) and "-" in lines[index]:
            return _BAR.split(lines[index - 1].strip().strip("|"))
    return []
