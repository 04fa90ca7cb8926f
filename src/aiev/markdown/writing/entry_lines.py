"""The lines of an entry: what goes from a list when the entry goes."""

import re

from aiev.markdown.values import ListedEntry, ParsedList, Span
from aiev.markdown.writing import html_rows

RULE = re.compile(r"(?<=[\r\n])[ \t]*(?:-{3,}|\*{3,}|_{3,})[ \t]*(?=[\r\n])")
"""A line that parts entries."""

# What may stand before an entry that begins its line, and what parts it from another of its line.
_OPENING = re.compile(r"(?:[ \t]|>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]))*")
_PARTING = re.compile(r"(?:[ \t]*<br ?/?>)?[ \t]*\Z", re.IGNORECASE)
_BLANK_ABOVE = re.compile(r"(?:\r\n|\n|\r)[ \t]*((?:\r\n|\n|\r))\Z")


def find(listed: ParsedList, entry: ListedEntry) -> Span:
    """Return an entry's lines, with the rule or one of the blank lines between it and others."""
    ruled = _ruled(listed, entry)
    if ruled is not None:
        return ruled
    return _lines_of(listed.text, html_rows.outer(listed.text, entry))


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
