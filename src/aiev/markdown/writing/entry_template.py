"""The template by which one entry of a list is written.

What belongs to that one paper (further links, emoji) is left out.
"""

import re
from collections.abc import Mapping, Sequence

from aiev.markdown.values import ListedEntry, Shape, Span
from aiev.markdown.writing.templates import OWN_ID, Template, says_more

_BULLET = re.compile(r"(?P<indent>[ \t]*(?:>[ \t]*)*)(?P<mark>[-*+]|\d{1,9}[.)])(?P<space>[ \t]+)")
_LINKS = re.compile(r"[ ,|]*\[?!?\[(?:[^\[\]]|\[[^\[\]]*\])*\]\([^()\s]*\)\]?")
_EMPHASIS = re.compile(r"(?<!\*)\*(?!\*)[^*\n]*\w[^*\n]*(?<!\*)\*(?!\*)[.,]?[ ]*")
_EMOJI = re.compile(r"[\u2190-\u2bff\u2600-\u27bf\U0001f000-\U0001faff\ufe0f\u200d]+ ?")
_HTML_LINK = re.compile(r"<a\b[^<>]*>(?:<img\b[^<>]*>|[^<>])*</a>", re.IGNORECASE)
_BADGE = re.compile(r"\[!\[[^\[\]]*\]\([^()\s]*\)\]\(\Z")
_ID = re.compile(r"\d{4}\.\d{4,5}")
_CORE = ("label", "url", "date", "organizations", "authors")
_BREAK = r"(?:\r\n|\n|\r)"
_BLANK_LINE = re.compile(r"(?<=[\r\n])[ \t]+(?=[\r\n]|\Z)")
# `[megascale infer:](…`: the colon is that title's own.
_INSIDE = re.compile(r"\A[,;:]+(?=[\]*_])")


def learn(text: str, entry: ListedEntry) -> Template | None:
    """Return how one entry is written; None where it holds words that are no field."""
    start, end = entry.span
    if "label" not in entry.fields:
        return None
    bullet = bullet_of(text, entry)
    last = max(entry.fields[name][1] for name in _CORE if name in entry.fields)
    line_end = re.compile(r"[\r\n]").search(text, last, end)
    stop = line_end.start() if line_end and entry.shape is not Shape.HTML else end
    # What further lines say of keywords and code is that paper's own.
    fields = {name: span for name, span in places(text, entry).items() if span[0] < stop}
    within = start + len(bullet), max([stop, *(high for _, high in fields.values())])
    template = learn_within(text, within, fields)
    if template is None:
        return None
    indent = re.compile(rf"({_BREAK})[ ]{{0,{len(bullet)}}}")
    literals = tuple(
        _BLANK_LINE.sub("", indent.sub(r"\1", literal)) for literal in template.literals
    )
    return Template(bullet, template.order, literals)


def places(text: str, entry: ListedEntry) -> dict[str, Span]:
    """Return where an entry's fields stand, its venue among them."""
    fields = dict(entry.fields)
    at = text.find(entry.venue, *entry.span) if entry.venue else -1
    if entry.venue and at >= 0:
        end = at + len(entry.venue)
        if all(high <= at or end <= low for low, high in fields.values()):
            fields["venue"] = at, end
    return fields


def learn_within(text: str, within: Span, fields: Mapping[str, Span]) -> Template | None:
    """Return how a stretch of text is written around the fields in it."""
    at, end = within
    literals: list[str] = []
    order: list[str] = []
    for (low, high), name in sorted((span, name) for name, span in fields.items()):
        if low < at or high > end:
            return None
        literals.append(_clean(text[at:low], order[-1:]))
        order.append(name)
        at = high
    literals.append(_clean(text[at:end], order[-1:]))
    if any(map(says_more, literals)):
        return None
    return Template("", tuple(order), tuple(literals))


def _clean(literal: str, after: Sequence[str]) -> str:
    if after == ["label"]:
        literal = _INSIDE.sub("", literal)
    badge = _BADGE.search(literal)
    tail = ""
    if badge is not None:
        literal, tail = literal[: badge.start()], _ID.sub(OWN_ID, badge.group())
    literal = _HTML_LINK.sub("", _LINKS.sub("", literal.replace("\u00a0", " ")))
    return _EMOJI.sub("", _EMPHASIS.sub("", literal)) + tail


def bullet_of(text: str, entry: ListedEntry) -> str:
    """Return an item's mark with its indent and blanks; nothing for paragraphs, rows and HTML."""
    match = _BULLET.match(text, *entry.span)
    return match.group() if match is not None and entry.shape is not Shape.HTML else ""
