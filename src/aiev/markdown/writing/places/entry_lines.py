"""The lines of an entry: what goes from a list when the entry goes."""

from bisect import bisect_left

from aiev import lazy_regex as re
from aiev.markdown.values import ListedEntry, ParsedList, Shape, Span
from aiev.markdown.writing.forms import html_rows

RULE = re.compile(r"(?<=[\r\n])[ \t]*(?:-{3,}|\*{3,}|_{3,})[ \t]*(?=[\r\n])")
"""A line that parts entries."""

# What may stand before an entry that begins its line, and what parts it from another of its line.
_OPENING = re.compile(r"(?:[ \t]|>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]))*")
_PARTING = re.compile(r"(?:[ \t]*<br ?/?>)?[ \t]*\Z", re.IGNORECASE)
_APPENDED = re.compile(
    r"[ \t]*(?:\r\n|\n|\r)(?:[ \t]*(?:\r\n|\n|\r))?"
    r"[ \t]*(?:(?:&nbsp;|\u00a0)[^\r\n]*|>[^\r\n]*"
    r"|(?:\[?!\[[^\[\]\r\n]*\]\([^()\s]*\)(?:\]\([^()\s]*\))?[ \t]*)+(?=[\r\n]|\Z))"
)
_BLANK_FIRST = re.compile(r"[ \t]*(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)")
_BLANK_ABOVE = re.compile(r"(?:\r\n|\n|\r)[ \t]*((?:\r\n|\n|\r))\Z")


def kind(entry: ListedEntry) -> str:
    """Return whether an entry is a table's `row`, raw `html` or an `item`."""
    if entry.shape is Shape.ROW:
        return "row"
    return "html" if entry.shape is Shape.HTML else "item"


def find(listed: ParsedList, entry: ListedEntry) -> Span:
    """Return an entry's lines, with the rule or one of the blank lines between it and others."""
    ruled = _ruled(listed, entry)
    if ruled is not None:
        return ruled
    start, _ = html_rows.outer(listed.text, entry)
    return _lines_of(listed.text, (start, end_of(listed, entry)))


def end_of(listed: ParsedList, entry: ListedEntry) -> int:
    """Return where an entry ends with what is put below it without being its item's.

    A line of badges, a quote, an indent of `&nbsp;`: right below an item it is the item's, below
    a blank line where most items of the section have such a one.
    """
    end = html_rows.outer(listed.text, entry)[1]
    if entry.shape not in (Shape.ITEM, Shape.ITEM_LINES):
        return end
    found = _appended(listed, entry)
    if found == end or not _BLANK_FIRST.match(listed.text, end):
        return found
    others = [e for e in listed.entries if e.topic == entry.topic and e.shape is entry.shape]
    have = sum(_appended(listed, other) > other.span[1] for other in others)
    return found if have > 1 and 2 * have > len(others) else end


def _appended(listed: ParsedList, entry: ListedEntry) -> int:
    end = entry.span[1]
    # Entries stand in the order of the text.
    at = bisect_left(listed.entries, end, key=lambda each: each.span[0])
    after = [each.span[0] for each in listed.entries[at : at + 1]]
    after += [heading.span[0] for heading in listed.headings if heading.span[0] >= end]
    stop = min(after, default=len(listed.text))
    while (match := _APPENDED.match(listed.text, end, stop)) is not None:
        end = match.end()
    return end


def _ruled(listed: ParsedList, entry: ListedEntry) -> Span | None:
    """Return an entry's place with the rule that parts it from another; None where none does."""
    index = listed.entries.index(entry)
    for left, right in ((index - 1, index), (index, index + 1)):
        if left < 0 or right == len(listed.entries):
            continue
        one, other = listed.entries[left], listed.entries[right]
        between = listed.text[one.span[1] : other.span[0]]
        if one.topic == other.topic and between.strip() and not RULE.sub("", between).strip():
            return (
                (one.span[1], entry.span[1]) if one is not entry else (entry.span[0], other.span[0])
            )
    return None


def _lines_of(text: str, span: Span) -> Span:
    """Return a stretch with the line break that ends it, and one blank line of two around it.

    What begins amid a line leaves its line break to the entry before it.
    """
    start, end = span
    line_start = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    if _OPENING.fullmatch(text, line_start, start) is None:
        parting = _PARTING.search(text, line_start, start)
        return parting.start() if parting is not None else start, end
    breaks = re.compile(r"\r\n|\n|\r")
    after = breaks.match(text, end)
    if after is not None:
        end = after.end()
        blank = breaks.match(text, end)
        above = _BLANK_ABOVE.search(text[:start])
        if blank is not None and (above is not None or not start):
            end = blank.end()
        elif end == len(text) and above is not None:
            start = above.start(1)
    elif start:
        before = re.search(r"(?:\r\n|\n|\r)$", text[:start])
        start = before.start() if before else start
    return start, end
