"""An edited list read again around the edit alone: all else says what it said before."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from aiev import lazy_regex as re
from aiev.markdown.reading import document
from aiev.markdown.values import Account, Heading, ListedEntry, ParsedList, Shape, Span

_BESIDE = 2
_HEAD_AT_MOST = 400
_FORMS = ("markdown", "html")
_WITH_HEAD = Shape.ROW
_CUT = (Shape.ITEM, Shape.ITEM_LINES, Shape.PARAGRAPH, Shape.ROW)
_DELIMITER = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_BLANK_ABOVE = re.compile(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)\Z")

_SAID = attrgetter(*(name for name in ListedEntry.__slots__ if name != "line"))
_VALUES = attrgetter(*ListedEntry.__slots__)
_MARKS = attrgetter("shape", "span", "topic", "label", "url", "date", "links")
_LINE, _SPAN, _FIELDS = map(ListedEntry.__slots__.index, ("line", "span", "fields"))


@dataclass(frozen=True, slots=True)
class _Window:
    """What is read again: the entries `first` to `last`, and the text that holds them."""

    first: int
    last: int
    span: Span
    head: str
    tail: str
    headings: int


def same(one: ParsedList, other: ParsedList) -> bool:
    """Return whether two readings of one text say the same, each thing at the same place."""
    return (
        one.text == other.text
        and [*map(_SAID, one.entries)] == [*map(_SAID, other.entries)]
        and [(h.span, h.path, h.level) for h in one.headings]
        == [(h.span, h.path, h.level) for h in other.headings]
    )


def near(listed: ParsedList, text: str) -> ParsedList | None:
    """Return what another text of a list says, of which only what was edited is read.

    Entries and headings are told, nothing else is. None where more has to be read: where the edit
    touches a heading, where entries beside it read unlike before, or where what the rest of the
    list has decides how the edited entry reads. It is what a reading of all would say but where a
    few lines cannot tell; whoever keeps it compares it with one.
    """
    changed, by = _difference(listed.text, text)
    window = _window(listed, changed)
    if window is None:
        return None
    start, end = window.span
    part = _read(listed, window, text[start : end + by])
    if len(part.headings) != window.headings:
        return None
    shift = start - len(window.head)
    more = text.count("\n", start, end + by) - listed.text.count("\n", start, end)
    found = _within(listed, window, part, end + by - start)
    old = listed.entries[window.first : window.last]
    low, high = _kept(old, found, by)
    if len(old) - low - high > 1 or len(found) - low - high > 1:
        # What all of the list has may decide how one beside the edit reads, and does so still.
        alone = _within(listed, window, _read(listed, window, listed.text[start:end]), end - start)
        low, high = _kept(alone, found, by)
        if len(old) - low - high > 1 or len(found) - low - high > 1 or not _alike(old, alone):
            return None
        after = [_moved(entry, by, more) for entry in old[len(old) - high :]]
        found = [*old[:low], *found[low : len(found) - high], *after]
    edited = {e.span for e in found[low : len(found) - high]}
    if any(
        (one[0] + shift, one[1] + shift) in edited or _meets(one, shift, changed, by)
        for one in part.undecided
    ):
        return None
    after = [_moved(entry, by, more) for entry in listed.entries[window.last :]]
    return replace(
        listed,
        text=text,
        headings=tuple(
            h
            if h.span[0] < end
            else replace(h, span=(h.span[0] + by, h.span[1] + by), line=h.line + more)
            for h in listed.headings
        ),
        entries=(*listed.entries[: window.first], *found, *after),
        blocks=(),
        account=Account(),
        origin=listed.origin or listed,
    )


def _read(listed: ParsedList, window: _Window, text: str) -> document.Part:
    return document.read_part(
        window.head + text + window.tail, is_organization=listed.is_organization
    )


def _within(
    listed: ParsedList, window: _Window, part: document.Part, size: int
) -> list[ListedEntry]:
    """Return the entries of a part that stand in its window of this size, at their places."""
    shift, names = window.span[0] - len(window.head), listed.topic_names or {}
    lines = listed.text.count("\n", 0, window.span[0]) - window.head.count("\n")
    return [
        _moved(replace(e, topic=names.get(e.topic, e.topic)), shift, lines)
        for e in part.entries
        if len(window.head) <= e.span[0] < len(window.head) + size
    ]


def _alike(entries: Sequence[ListedEntry], alone: Sequence[ListedEntry]) -> bool:
    """Return whether a part holds the entries of the whole, each but for its lesser words."""
    return all(entry.shape in _CUT for entry in entries) and (
        [*map(_MARKS, entries)] == [*map(_MARKS, alone)]
    )


def _meets(undecided: Span, shift: int, changed: Span, by: int) -> bool:
    """Return whether something undecided, a place of the part, stands where the edit was."""
    low, high = undecided[0] + shift, undecided[1] + shift
    return low < changed[1] + by and changed[0] < high


def _difference(before: str, after: str) -> tuple[Span, int]:
    """Return the stretch of a text that another one has changed, and by how much it grew."""
    shorter = min(len(before), len(after))
    low, high = 0, shorter
    while low < high:
        middle = (low + high + 1) // 2
        if before[low:middle] == after[low:middle]:
            low = middle
        else:
            high = middle - 1
    start, rest = low, shorter - low
    low, high = 0, rest
    while low < high:
        middle = (low + high + 1) // 2
        one = before[len(before) - middle : len(before) - low]
        if one == after[len(after) - middle : len(after) - low]:
            low = middle
        else:
            high = middle - 1
    return (start, len(before) - low), len(after) - len(before)


def _window(listed: ParsedList, changed: Span) -> _Window | None:
    """Return the few entries around a change, or all of its section where they cannot be parted."""
    text, entries = listed.text, listed.entries
    own = bisect_right(listed.headings, changed[0], key=lambda h: h.span[0]) - 1
    if own < 0 and listed.headings:
        return None
    section = (
        listed.headings[own].span[1] if own >= 0 else 0,
        listed.headings[own + 1].span[0] if own + 1 < len(listed.headings) else len(text),
    )
    if changed[0] < section[0] or section[1] < changed[1]:
        return None
    above = _above(listed.headings, own)
    if above is None:
        return None
    lowest, highest = (bisect_left(entries, at, key=_start) for at in section)
    if own >= 0 and lowest and entries[lowest - 1].span[0] >= listed.headings[own].span[0]:
        # The heading is an entry itself, of which the words below it may be.
        return None
    first = bisect_left(entries, changed[0], key=_start) - 1 - _BESIDE
    last = bisect_right(entries, changed[1], key=_start) + _BESIDE
    while first > lowest and not _begins_apart(text, entries[first]):
        first -= 1
    while last < highest and not _begins_apart(text, entries[last]):
        last += 1
    first, last = max(first, lowest), min(last, highest)
    is_whole = first == lowest
    start = section[0] if is_whole else entries[first].span[0]
    end = section[1] if last == highest else entries[last].span[0]
    others = _others(listed, above)
    head = "\n\n".join(text[slice(*heading.span)] for heading in above)
    if not is_whole:
        head = f"{head}\n\n{table_head(text, start) if entries[first].shape is _WITH_HEAD else ''}"
    tail = "".join(f"\n\n{text[slice(*heading.span)]}\n" for heading in others)
    return _Window(first, last, (start, end), head, tail, len(above) + len(others))


def _start(entry: ListedEntry) -> int:
    return entry.span[0]


def _begins_apart(text: str, entry: ListedEntry) -> bool:
    """Return whether what stands before an entry has no part in how it reads.

    It begins a line at the margin, in no group that a line above names.
    """
    start = entry.span[0]
    if entry.shape not in _CUT or entry.group is not None or text[start : start + 1] in " \t>":
        return False
    if start and text[start - 1] not in "\r\n":
        return False
    return entry.shape is not Shape.PARAGRAPH or _BLANK_ABOVE.search(text[:start][-80:]) is not None


def table_head(text: str, start: int) -> str:
    """Return the two lines that head the table of a row; nothing where none are near."""
    end = start
    for _ in range(_HEAD_AT_MOST):
        begin = max(text.rfind("\n", 0, max(end - 1, 0)), text.rfind("\r", 0, max(end - 1, 0))) + 1
        line = text[begin:end].strip("\r\n")
        if "-" in line and _DELIMITER.fullmatch(line):
            above = max(text.rfind("\n", 0, max(begin - 1, 0)), -1) + 1
            return text[above:end]
        if not begin or not line.strip():
            break
        end = begin
    return ""


def _above(headings: Sequence[Heading], own: int) -> list[Heading] | None:
    """Return a heading with those that it stands under, outermost first.

    None where lines that are no headings elsewhere serve as some.
    """
    found: list[Heading] = []
    for heading in reversed(headings[: own + 1]):
        if heading.form not in _FORMS:
            return None
        if not found or heading.level < found[0].level:
            found.insert(0, heading)
    return found


def _others(listed: ParsedList, above: Sequence[Heading]) -> list[Heading]:
    """Return a heading that shows that the list has several, and which of them is its title."""
    if len(above) > 2 or not above:
        return []
    level = above[-1].level
    rest = [h for h in listed.headings if h not in above and h.form in _FORMS and h.level <= level]
    return rest[-1:]


def _kept(old: Sequence[ListedEntry], new: Sequence[ListedEntry], by: int) -> tuple[int, int]:
    """Return how many entries say the same at the beginning and at the end of two readings."""
    most, low, high = min(len(old), len(new)), 0, 0
    while low < most and _SAID(old[low]) == _SAID(new[low]):
        low += 1
    while high < most - low and _SAID(_moved(old[-1 - high], by, 0)) == _SAID(new[-1 - high]):
        high += 1
    return low, high


def _moved(entry: ListedEntry, by: int, lines: int) -> ListedEntry:
    """Return an entry as it stands further down in a text."""
    # As `replace` would, in half the time: all entries below an edit are moved for each edit.
    values = [*_VALUES(entry)]
    start, end = entry.span
    values[_LINE] += lines
    values[_SPAN] = (start + by, end + by)
    values[_FIELDS] = {name: (low + by, high + by) for name, (low, high) in entry.fields.items()}
    return ListedEntry(*values)
