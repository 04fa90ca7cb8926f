"""What can be printed: text from outside made safe, and cells of tables without what draws them."""

from __future__ import annotations

from aiev import lazy_regex as re
from aiev.light_typing import Literal
from aiev.value import value

# C0 and C1 controls, and the marks that turn the direction of what follows.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_SPACE = re.compile(r"\s+")
_WEB = ("http://", "https://")


def one_line(text: str) -> str:
    """Return the text as one line: runs of space are one, control characters are gone."""
    if text.isprintable():
        return " ".join(text.split())
    return _UNSAFE.sub("", _SPACE.sub(" ", text)).strip()


def counted(count: int, noun: str, *, plural: str = "") -> str:
    """Return a number with its noun: `1 paper`, `2,000 papers`; most plurals end in `s`."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def size(count: int) -> str:
    """Return a number of bytes as people read it: `812 bytes`, `1.2 MB`."""
    if count < 1000:
        return counted(count, "byte")
    amount, unit = count / 1000, "kB"
    for larger in ("MB", "GB", "TB"):
        if amount >= 999.95:
            amount, unit = amount / 1000, larger
    return f"{amount:.1f} {unit}"


def same_length(text: str) -> str:
    """Return the text as one line with a space for each unsafe character: offsets stay right."""
    return text if text.isprintable() else _UNSAFE.sub(" ", text)


def is_safe(address: str) -> bool:
    """Return whether an address may stand in a link of a terminal: of the web, without a space."""
    return address.isprintable() and " " not in address and address.startswith(_WEB)


def lines(text: str) -> str:
    """Return the text with its line ends and nothing else that a terminal would obey."""
    return "\n".join(_safe(line.replace("\t", "    ")) for line in text.split("\n"))


def _safe(line: str) -> str:
    return line if line.isprintable() else _UNSAFE.sub("", line)


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
