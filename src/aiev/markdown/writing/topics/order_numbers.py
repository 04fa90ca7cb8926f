"""Numbers that count the places of a section: they stay where they are when entries change place.

An item's `3.`, an anchor `<a id="3">[3]</a>`, `[3]` before a title, a column of a table.
"""

from collections.abc import Sequence
from itertools import pairwise

from aiev import lazy_regex as re

_ITEM = re.compile(r"\A[ \t>]*(?P<number>\d{1,9})[.)][ \t]")
_ANCHORED = re.compile(
    r"\A[ \t>]*(?:[-*+][ \t]+)?<a (?:id|name)=\"(?P<name>[A-Za-z_-]*(?P<number>\d+))\">"
    r"\[?(?P<shown>(?P=number))[\].]?</a>"
)
_BRACKETED = re.compile(r"\A[ \t>]*(?:[-*+][ \t]+)?\\?\[(?P<number>\d{1,5})\\?\](?!\()")
_CELL = re.compile(r"\A[ \t>]*\|?[ \t]*(?P<number>\d{1,5})[ \t]*\|")
_HTML_CELL = re.compile(
    r"\A\s*(?:<tr\b[^<>]*>\s*)?<t[dh]\b[^<>]*>\s*(?:<\w+>\s*)*(?P<number>\d{1,5})\s*<",
    re.IGNORECASE,
)
_SHORTEST = 2


def kept(bodies: Sequence[str], order: Sequence[int]) -> tuple[list[str], dict[str, str]]:
    """Return the texts of entries in another order, with the numbers of their new places.

    `order` says which of the entries stands at each place now. The names of anchors that changed
    come with the names that they have now.
    """
    moved = [bodies[at] for at in order]
    for form in (_ITEM, _ANCHORED, _BRACKETED, _CELL, _HTML_CELL):
        marks = [form.match(body) for body in bodies]
        if not _is_counted([int(mark["number"]) for mark in marks if mark], len(bodies), form):
            continue
        names: dict[str, str] = {}
        for place, at in enumerate(order):
            old, new = marks[at], marks[place]
            if old is None or new is None:
                continue
            moved[place] = _numbered(bodies[at], old, new["number"])
            if form is _ANCHORED:
                names[old["name"]] = re.sub(r"\d+\Z", new["number"], old["name"])
        return moved, {old: new for old, new in names.items() if old != new}
    return moved, {}


def _is_counted(numbers: Sequence[int], total: int, form: re.Pattern[str]) -> bool:
    """Return whether numbers count: Markdown's own do where they differ, others where they step."""
    if len(numbers) < _SHORTEST or len(set(numbers)) == 1:
        return False
    if form is _ITEM:
        return True
    steps = {other - one for one, other in pairwise(numbers)}
    return len(numbers) == total and (steps in ({1}, {-1}) or form is _ANCHORED)


def _numbered(body: str, mark: re.Match[str], number: str) -> str:
    for group in ("shown", "number") if "shown" in mark.re.groupindex else ("number",):
        start, end = mark.span(group)
        body = body[:start] + number + body[end:]
    wider = len(number) - len(mark["number"])
    if mark.re.pattern != _ITEM.pattern or wider <= 0:
        return body
    # What stands below an item is indented as far as its text, or it is the item's no more.
    width = mark.end() + wider
    below = re.findall(r"(?:\r\n|\n|\r)([ ]+)(?=\S)", body)
    if min(map(len, below), default=width) >= width:
        return body
    return re.sub(r"(\r\n|\n|\r)(?=[ ]+\S)", lambda end: end.group() + " " * wider, body)
