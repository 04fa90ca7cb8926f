r"""Maths in texts: where it stands, and is not money.

`$x$`, `$$x$$` and `\(x\)` are maths. All patterns take time in proportion to the text.
"""

import re
from collections.abc import Iterator

_BODY = r"(?:[^$\\]|\\[^()]){1,200}"
_MATHS = re.compile(rf"(?P<dollars>\$\$?)(?P<body>{_BODY})(?P=dollars)|\\\({_BODY}\\\)|\\.")
_COMMAND_OR_GROUP = re.compile(r"\\[A-Za-z]+|\{[^{}]*\}")
_WORD = re.compile(r"[A-Za-z]{2}")


def split(text: str) -> list[str]:
    """Return pieces that joined are the text: plain text, maths with its signs, and so on."""
    pieces: list[str] = []
    end = 0
    for start, stop in _spans(text):
        pieces += (text[end:start], text[start:stop])
        end = stop
    return [*pieces, text[end:]]


def body(maths: str) -> str:
    """Return what stands between the signs of a piece of maths."""
    return maths.strip("$") if maths.startswith("$") else maths[2:-2]


def _spans(text: str) -> Iterator[tuple[int, int]]:
    if "$" not in text and "\\(" not in text:
        return
    end = 0
    while match := _MATHS.search(text, end):
        end = match.end()
        if match["dollars"] and _is_prose(match["body"], text[end : end + 1]):
            # The second sign may begin maths: `for $5 at $n$`.
            end = match.start() + 1
        elif match["dollars"] or end - match.start() > 2:
            yield match.span()


def _is_prose(body: str, after: str) -> bool:
    r"""Return whether the dollar signs around a text are no maths: `from $5 to $10`, `$A and $B`.

    Maths is rarely set with a space inside the signs, and then (`$\sim 10 $`) has no words.
    """
    if not body.strip():
        return True
    if body[0].isdecimal() and after.isdecimal():
        return True
    is_tight = not body[0].isspace() and not body[-1].isspace()
    return not is_tight and _WORD.search(_COMMAND_OR_GROUP.sub(" ", body)) is not None
