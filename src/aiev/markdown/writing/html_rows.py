"""Rows and items of raw HTML: where they stand with their own tags, and new ones like them."""

import re
from collections.abc import Iterable, Sequence

from aiev.markdown.values import ListedEntry, ParsedList, Shape, Span
from aiev.markdown.writing import likely_templates, new_entry
from aiev.markdown.writing.templates import Template

_OPEN = re.compile(r"(?:(?<=[\r\n])[ \t]*)?<(?:tr|li)\b[^<>]*>\Z", re.IGNORECASE)
_CLOSE = re.compile(r"\s*</(?:tr|li)\s*>", re.IGNORECASE)
_LONGEST_TAG = 400
_STRAY = re.compile(r"</td\s*>[^<]*\w", re.IGNORECASE)


def outer(text: str, entry: ListedEntry) -> Span:
    """Return where an entry stands with the tags around it; its own place for other shapes."""
    start, end = entry.span
    if entry.shape is not Shape.HTML:
        return start, end
    opened = _OPEN.search(text[max(0, start - _LONGEST_TAG) : start])
    closed = _CLOSE.match(text, end)
    if opened is not None:
        start -= len(opened.group())
    return start, closed.end() if closed is not None else end


def write(
    listed: ParsedList, neighbours: Sequence[ListedEntry], values: dict[str, str]
) -> Iterable[str]:
    """Yield rows for a new entry, in the style of the rows it joins; the likeliest first."""
    text, model = listed.text, neighbours[-1]
    low, high = outer(text, model)
    opened, closed = text[low : model.span[0]], text[model.span[1] : high]
    filled = {
        name: new_entry.write(listed, name, value, scope=neighbours, in_html=True)
        for name, value in values.items()
    }
    rows = [entry for entry in neighbours if entry.shape is Shape.HTML]
    for template in likely_templates.find(text, rows, (), frozenset(values), bullet=None):
        row = template.fill(filled)
        if _STRAY.search(row) is None:
            yield opened + row + closed
    if "note" in values:
        # None of the rows has a note: it goes into the title's cell.
        rest = frozenset(values.keys() - {"note"})
        for template in likely_templates.find(text, rows, (), rest, bullet=None):
            link, end, behind = template.fill(filled).partition("</a>")
            yield f"{opened}{link}{end}: {filled['note']}{behind}{closed}"
    plain = Template("", ("url", "label"), ('<a href="', '">', "</a>"))
    for name in ("organizations", "date", "note"):
        if name in values:
            plain = plain.with_field(name, ", ")
    cell = plain.fill(filled)
    is_row = "<td" in text[slice(*model.span)].lower()
    yield opened + (f"<td>{cell}</td>" if is_row else cell) + closed
