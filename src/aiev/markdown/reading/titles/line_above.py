"""The line above a title that says whose it is: `Ada Bee, Cay Dee`, `**DeepX:** Ada Bee`."""

from typing import NamedTuple

from aiev.markdown.reading.inline import Inline
from aiev.markdown.reading.titles import link_forms, plain_title
from aiev.markdown.reading.words import author_names, edges
from aiev.markdown.values import Span

_COLONS = ":："
_MOST_WORDS = 4


class LineAbove(NamedTuple):
    """Where the authors stand, and the bold short name before them, if any."""

    nick: Span | None
    authors: Span


def find(inline: Inline, lines: list[Span]) -> LineAbove | None:
    """Return what the first of several lines says if the title is in the second, else None.

    The title is bold, linked or in quotes.
    """
    if len(lines) == 1 or inline.within(*lines[0]):
        return None
    start, end = lines[1]
    first = edges.strip_decoration(inline.plain, start, end)
    is_marked = any(mark.kind == "strong" for mark in inline.marked(start, end)[:2])
    is_linked = any(
        a.start <= first + 1 and not link_forms.is_form(inline, a)
        for a in inline.within(start, end)
    )
    quoted = plain_title.QUOTED.match(inline.plain, first, end)
    is_quoted = quoted is not None and plain_title.words(quoted["title"]) > 1
    if not (is_marked or is_linked or is_quoted):
        return None
    nick = _nick(inline, *lines[0])
    begin = lines[0][0] if nick is None else nick[1]
    text = inline.plain[begin : lines[0][1]]
    start = begin + len(text) - len(text.lstrip(f" {_COLONS}"))
    authors = start, lines[0][1]
    least = 1 if nick is not None or not (is_marked or is_quoted) else 2
    people = author_names.are_people(inline.plain[slice(*authors)].rstrip(), least=least)
    return LineAbove(nick, authors) if people else None


def _nick(inline: Inline, start: int, end: int) -> Span | None:
    """Return where a bold short name stands at the head of a line, without the colon behind it."""
    for mark in inline.marked(start, end):
        if mark.kind == "strong" and mark.start <= start + 1:
            name = inline.plain[mark.start : mark.end].rstrip()
            bare = name.rstrip(_COLONS).rstrip()
            is_called = bare != name or inline.plain[mark.end : mark.end + 1] in (*_COLONS,)
            if is_called and plain_title.words(bare) <= _MOST_WORDS:
                return mark.start, mark.start + len(bare)
    return None
