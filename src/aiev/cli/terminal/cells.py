"""Text by the cells of a terminal that it takes: measured, cut to a room, broken into lines.

Rich knows how wide each character is, and is loaded only for a text that needs to be asked about.
"""

from collections.abc import Iterator

_CUT = "…"
_EIGHTHS = " ▏▎▍▌▋▊▉"
# The last before marks that combine; what is above is asked about, but for what is in most texts.
_PLAIN_UP_TO = "\u02ff"
_PLAIN = frozenset("–—‘’“”•…→↑↓─│█▏▎▍▌▋▊▉■⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏")  # as they are printed
_SOFT_HYPHEN = "\xad"


def width(text: str) -> int:
    """Return how many cells the text takes."""
    if text.isascii() or all(
        (one <= _PLAIN_UP_TO and one != _SOFT_HYPHEN) or one in _PLAIN for one in text
    ):
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415  # most texts do without

    return cell_len(text)


def fitted(text: str, room: int) -> str:
    """Return the text, cut with an ellipsis where it takes more cells than there are."""
    if width(text) <= room:
        return text
    if room < 1:
        return ""
    return text[: _fitting(text, room - 1)].rstrip() + _CUT


def wrapped(text: str, room: int) -> Iterator[str]:
    """Yield the text in lines of at most so many cells, broken at spaces where there are any."""
    line, taken = "", 0
    for word in text.split():
        needed = width(word)
        if line and taken + 1 + needed <= room:
            line, taken = f"{line} {word}", taken + 1 + needed
            continue
        if line:
            yield line
        while needed > room:
            count = max(_fitting(word, room), 1)
            yield word[:count]
            word = word[count:]  # noqa: PLW2901  # what is left of a word that no line holds
            needed = width(word)
        line, taken = word, needed
    if line:
        yield line


def padded(text: str, room: int) -> str:
    """Return the text, cut or filled up with spaces to so many cells."""
    text = fitted(text, room)
    return text + " " * (room - width(text))


def bar(count: int, most: int, room: int) -> str:
    """Return a bar of at most so many cells: whole where it counts most, never none."""
    whole, part = divmod(max(count * room * 8 // most, 1), 8)
    return "█" * whole + _EIGHTHS[part].strip()


def _fitting(text: str, room: int) -> int:
    """Return how many characters fit."""
    low, high = 0, min(len(text), room)
    # One of them may take no cell, as a mark that combines with the one before.
    while high < len(text) and width(text[:high]) <= room:
        high += 1
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle]) <= room:
            low = middle
        else:
            high = middle - 1
    return low
