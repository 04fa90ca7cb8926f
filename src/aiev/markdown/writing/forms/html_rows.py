"""Rows and items of raw HTML: where they stand with their own tags, and new ones like them."""

from collections.abc import Iterable, Sequence

from aiev import lazy_regex as re
from aiev.domain import arxiv_id
from aiev.markdown.values import ListedEntry, ParsedList, Shape, Span
from aiev.markdown.writing.forms import likely_templates, new_entry, shared_words
from aiev.markdown.writing.forms.templates import Template

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
    shared = shared_words.find(listed, neighbours, place=lambda entry: outer(text, entry))
    opened = shared.without_own(text[low : model.span[0]])
    closed = text[model.span[1] : high]
    filled = {
        name: new_entry.write(listed, name, value, scope=neighbours, in_html=True)
        for name, value in values.items()
    }
    rows = [entry for entry in neighbours if entry.shape is Shape.HTML]
    has_id = arxiv_id.find(values.get("url", "")) is not None

    def templates(names: frozenset[str]) -> list[Template]:
        found = likely_templates.find(text, rows, tuple, names, shared=shared, bullet=None)
        return [template for template in found if has_id or not template.needs_id]

    for template in templates(frozenset(values)):
        row = template.fill(filled)
        if _STRAY.search(row) is None:
            yield opened + row + closed
    if "note" in values:
        # None of the rows has a note: it goes into the title's cell.
        for template in templates(frozenset(values.keys() - {"note"})):
            link, end, behind = template.fill(filled).partition("</a>")
            yield f"{opened}{link}{end}: {filled['note']}{behind}{closed}"
    is_row = "<td" in text[slice(*model.span)].lower()
    # Behind a comma a note may read as an organization.
    for apart in (", ", "<br>") if "note" in values else (", ",):
        plain = Template("", ("url", "label"), ('<a href="', '">', "</a>"))
        for name, before in (("organizations", ", "), ("date", ", "), ("note", apart)):
            if name in values:
                plain = plain.with_field(name, before)
        cell = plain.fill(filled)
        yield opened + (f"<td>{cell}</td>" if is_row else cell) + closed
