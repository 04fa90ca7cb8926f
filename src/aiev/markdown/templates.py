"""The way a list writes its entries, learnt from the entries it has.

A template is an entry with its fields taken out: `*   [`, `](`, `) | `, `` around label, address
and date. What belonged to that one paper (further links, emoji) is left out as well.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from aiev.markdown.values import ListedEntry, Span

FIELDS = ("label", "url", "date", "organizations", "note")
_BULLET = re.compile(r"(?P<indent>[ \t]*(?:>[ \t]*)*)(?P<mark>[-*+]|\d{1,9}[.)])(?P<space>[ \t]+)")
_LINKS = re.compile(r"[ ,|]*\[?!?\[(?:[^\[\]]|\[[^\[\]]*\])*\]\([^()\s]*\)\]?")
_EMPHASIS = re.compile(r"(?<!\*)\*(?!\*)[^*\n]*\w[^*\n]*(?<!\*)\*(?!\*)[.,]?[ ]*")
_EMOJI = re.compile(r"[\u2190-\u2bff\u2600-\u27bf\U0001f000-\U0001faff\ufe0f\u200d]+ ?")
_ALLOWED = re.compile(r"\b(?:paper|papers|pdf|abs|abstract|link|url|html|arxiv)\b", re.IGNORECASE)
_TRAILING = re.compile(r"(?:[ \t]*[,;:|·–—-]+[ \t]*|[ \t]+)$")
_LEADING = re.compile(r"\A[ \t]*[:;,.|–-]+[ \t]*")
_CORE = ("label", "url", "date", "organizations", "authors")
_BREAK = r"(?:\r\n|\n|\r)"
_LAST_LINE = re.compile(rf"{_BREAK}[^\r\n]*\Z")
_BLANK_LINE = re.compile(r"(?<=[\r\n])[ \t]+(?=[\r\n]|\Z)")
_STOP = re.compile(r"\A[.,;:]+(?=[\s*_]|\Z)")
_CLOSERS = re.compile(r"[)\]*_\"'”]+")
# `[megascale infer:](…`: the colon is that title's own.
_INSIDE = re.compile(r"\A[.,;:]+(?=[\]*_])")
_MARKS = " \t*_[(\"'"
_OPEN, _CLOSE = "([（【{*_\"'“", ")]）】}*_\"'”"
_PAIRS = dict(zip(_OPEN, _CLOSE, strict=True))


@dataclass(frozen=True, slots=True)
class Template:
    """The fields in their order and what stands around them: one literal more than fields.

    `bullet` is the item's mark with its indent and blanks, empty for paragraphs and HTML. Further
    lines are indented as against the words behind the bullet, which may be wider or narrower.
    """

    bullet: str
    order: tuple[str, ...]
    literals: tuple[str, ...]

    @property
    def shape(self) -> tuple[str, ...]:
        """What stands before the title and between title and link: what makes entries alike."""
        mark = self.bullet.strip()
        return mark if not mark[:1].isdigit() else "1", self.literals[0], *self.order[:2]

    def without(self, field: str) -> "Template":
        """Answer the template for entries that lack a field."""
        at = self.order.index(field)
        after = self.literals[at + 1]
        if field.split()[0] in ("authors", "note", "aside"):
            # `Ada Bee.* [[abs]]`, `a toolkit.`: the stop ends those words.
            after = _STOP.sub("", after)
        joined = join(self.literals[at], after)
        if field == "note":
            joined = re.sub(r":([*_]*)\Z", r"\1", joined)
        if not at and not self.literals[0].strip(_MARKS):
            joined = _LEADING.sub("", joined).lstrip(" \t")
        literals = (*self.literals[:at], joined, *self.literals[at + 2 :])
        return Template(self.bullet, self.order[:at] + self.order[at + 1 :], literals)

    def with_field(self, field: str, before: str) -> "Template":
        """Answer the template with one more field: a note behind the link, others at the end."""
        at = self.order.index("url") + 1
        close = _CLOSERS.match(self.literals[at])
        if field == "note" and self.order[at - 2 : at - 1] == ("label",) and close is not None:
            literal = self.literals[at]
            literals = (
                *self.literals[:at],
                literal[: close.end()] + before,
                literal[close.end() :],
                *self.literals[at + 1 :],
            )
            return Template(self.bullet, (*self.order[:at], field, *self.order[at:]), literals)
        tail = self.literals[-1].rstrip(" \t|,")
        stop = "." if tail.endswith(".") else ""
        literals = (*self.literals[:-1], tail.removesuffix(".") + before, stop)
        return Template(self.bullet, (*self.order, field), literals)

    def fill(self, values: dict[str, str]) -> str:
        """Answer the entry's text, without its bullet."""
        parts = [self.literals[0]]
        for field, literal in zip(self.order, self.literals[1:], strict=True):
            parts += [values[field], literal]
        return "".join(parts).rstrip(" \t\r\n")


def join(before: str, after: str) -> str:
    """Answer what remains between two fields when the one that stood between them goes.

    Brackets and emphasis that held it go too, and one of the two separators; a line that held
    nothing else goes whole.
    """
    last = _LAST_LINE.search(before)
    if last is not None and not any(char.isalnum() for char in last.group()):
        rest = after.lstrip(" \t*_")
        if not rest:
            return before[: last.start()].rstrip()
        if rest[0] in "\r\n":
            return before[: last.start()] + rest
    before = before.rstrip("@")
    if before[-1:] in _OPEN and before and not (after and _PAIRS.get(before[-1]) == after[0]):
        after = _LEADING.sub("", after).lstrip(" \t")
    while before and after and _PAIRS.get(before[-1]) == after[0]:
        before, after = before[:-1], after[1:]
    before = _TRAILING.sub("", before)
    return before + (after.lstrip(" \t") if before.endswith(("\n", "\r")) else after)


def closing(char: str) -> str:
    """Answer what closes a bracket, a quote or emphasis; nothing for other characters."""
    return _PAIRS.get(char, "")


def learn(text: str, entry: ListedEntry) -> Template | None:
    """Answer how one entry is written; None where it holds words that are no field."""
    start, end = entry.span
    if "label" not in entry.fields:
        return None
    bullet = bullet_of(text, entry)
    last = max(entry.fields[name][1] for name in _CORE if name in entry.fields)
    line_end = re.compile(r"[\r\n]").search(text, last, end)
    stop = line_end.start() if line_end else end
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
    """Answer where an entry's fields stand, its venue among them."""
    fields = dict(entry.fields)
    at = text.find(entry.venue, *entry.span) if entry.venue else -1
    if entry.venue and at >= 0:
        end = at + len(entry.venue)
        if all(high <= at or end <= low for low, high in fields.values()):
            fields["venue"] = at, end
    return fields


def learn_within(text: str, within: Span, fields: Mapping[str, Span]) -> Template | None:
    """Answer how a stretch of text is written around the fields in it."""
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
    if any(any(char.isalnum() for char in _ALLOWED.sub("", literal)) for literal in literals):
        return None
    return Template("", tuple(order), tuple(literals))


def _clean(literal: str, after: Sequence[str]) -> str:
    if after == ["label"]:
        literal = _INSIDE.sub("", literal)
    literal = _LINKS.sub("", literal.replace("\u00a0", " "))
    return _EMOJI.sub("", _EMPHASIS.sub("", literal))


def candidates(
    text: str,
    neighbours: Iterable[ListedEntry],
    others: Iterable[ListedEntry],
    fields: frozenset[str],
    *,
    bullet: str | None,
) -> list[Template]:
    """Answer templates for exactly `fields`, the likeliest first.

    The habit of the neighbours wins, then that of entries elsewhere of the same shape, then what
    the neighbours do with a field added, then anything that the list does. With a `bullet` all
    begin with it, or with none where it is empty.
    """
    near = _under(bullet, [t for entry in neighbours if (t := learn(text, entry)) is not None])
    far = _under(bullet, [t for entry in others if (t := learn(text, entry)) is not None])
    shapes = Counter(t.shape for t in near)
    shape = shapes.most_common(1)[0][0] if shapes else None
    found = _fitting(near, fields)
    found += _fitting([t for t in far if t.shape == shape], fields)
    found += _grown(near, fields, near + far)
    found += _fitting(far, fields)
    found += _grown(far, fields, far)
    return list(dict.fromkeys(found))[:12]


def _under(bullet: str | None, templates: Sequence[Template]) -> list[Template]:
    if bullet is None:
        return list(templates)
    alike = [t for t in templates if bool(t.bullet) == bool(bullet)]
    return [Template(bullet, t.order, t.literals) for t in alike]


def bullet_of(text: str, entry: ListedEntry) -> str:
    """Answer an item's mark with its indent and blanks; nothing for paragraphs, rows and HTML."""
    match = _BULLET.match(text, *entry.span)
    return match.group() if match is not None and entry.grammar != "L" else ""


def _fitting(templates: Sequence[Template], fields: frozenset[str]) -> list[Template]:
    """Answer the templates that have the fields, others taken out; the usual order first."""
    fitting = [(t, _reduced(t, fields)) for t in templates if fields <= set(t.order)]
    orders = Counter(reduced.order for _, reduced in fitting)
    counts = Counter(reduced for _, reduced in fitting)
    exact = {t for t, reduced in fitting if t == reduced}
    return sorted(counts, key=lambda t: (-orders[t.order], t not in exact, -counts[t]))


def _grown(
    templates: Sequence[Template], fields: frozenset[str], seen: Sequence[Template]
) -> list[Template]:
    """Answer the templates that lack a field with it added; those that lack least first."""
    counts = Counter(templates)
    ranked = sorted(counts, key=lambda t: (-len(fields & set(t.order)), -counts[t]))
    return [grown for template in ranked[:3] for grown in _extended(template, fields, seen)]


def _reduced(template: Template, fields: frozenset[str]) -> Template:
    for name in [name for name in template.order if name not in fields]:
        template = template.without(name)
    return template


def _extended(
    template: Template, fields: frozenset[str], seen: Sequence[Template]
) -> list[Template]:
    """Answer a template that has what an entry needs at least, with the missing fields added."""
    if not {"label", "url"} <= set(template.order):
        return []
    template = _reduced(template, fields)
    answers = []
    for usual in (True, False):
        grown = template
        for name in FIELDS:
            if name in fields and name not in grown.order:
                grown = grown.with_field(name, _before(name, seen) if usual else " | ")
        answers.append(grown)
    return answers


def _before(field: str, seen: Sequence[Template]) -> str:
    """Answer the separator that most often stands before a field in this list."""
    counts: Counter[str] = Counter()
    for template in seen:
        if field in template.order:
            literal = template.literals[template.order.index(field)]
            match = re.search(r"[\s,;:|·–—-]+$", literal)
            if match is not None and match.group().strip():
                counts[match.group()] += 1
    usual = ": " if field == "note" else " | "
    return counts.most_common(1)[0][0] if counts else usual
