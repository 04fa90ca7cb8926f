"""The columns and cells of tables, described without loading the library that draws them."""

from typing import Literal

from aiev.value import value


@value
class Column:
    """A column: `ratio` shares the width that is left; one without it is as wide as it needs.

    `is_whole` keeps its values in one line.
    """

    title: str
    ratio: int | None = None
    justify: Literal["left", "right"] = "left"
    style: str = ""
    is_whole: bool = False


@value
class Marked:
    """A text of which parts stand out: `marks` are closed-open offsets, `indent` is in columns."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    style: str = ""
    indent: int = 0


@value
class Stack:
    """Texts one below the other in one cell."""

    parts: tuple[Marked, ...]


Cell = str | int | Marked | Stack | None

NARROW = 100
"""On a narrower terminal papers get one column: dates beside them would leave titles too little."""
