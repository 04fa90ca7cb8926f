"""What goes into a table, said without the library that draws it."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `ratio` shares the width that is left; one without it is as wide as it needs.

    `is_whole` keeps its values in one line.
    """

    title: str
    ratio: int | None = None
    justify: Literal["left", "right"] = "left"
    style: str = ""
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with the parts to be seen first, as closed-open offsets; `indent` in columns."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    style: str = ""
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Stack:
    """Texts one below the other in one cell."""

    parts: tuple[Marked, ...]


Cell = str | int | Marked | Stack | None
