"""The template by which one entry of a list is written.

What belongs to that one paper (further links, emoji, pictures) is left out, and where its own id or
address stands once more the next paper's will. An entry with any other word of its own between
its fields is no model for others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from aiev import lazy_regex as re
from aiev.domain.arxiv_id import ArxivId
from aiev.markdown.reading.words import exclusions
from aiev.markdown.values import Shape, Span, Written
from aiev.markdown.writing.forms import link_fields, venue_place
from aiev.markdown.writing.forms.shared_words import TAG, SharedWords
from aiev.markdown.writing.forms.templates import (
    OWN,
    OWN_ID,
    OWN_MONTH,
    OWN_URL,
    OWN_YEAR,
    Template,
    says_more,
)

_MOST = 10_000
_BULLET = re.compile(
    r"(?P<indent>[ \t]*(?:>[ \t]*)*)"
    r"(?P<mark>[-*+]|\d{1,9}[.)]|<a (?:id|name)=\"[a-z_-]*(?P<id>\d+)\">\[?(?P=id)[\].]?</a>)"
    r"(?P<space>[ \t]+)"
)
_NUMBER = re.compile(r"\d+")
# A picture with a link around it, though that leads nowhere, else a picture or a link.
_LINKS = re.compile(
    r"[ ,|]*(?:\[!\[[^\[\]]*\]\([^()\s]*\)\]\([^()\s]*\)"
    r"|\[?!?\[(?:[^\[\]]|\[[^\[\]]*\])*\]\([^()\s]*\)\]?)"
)
_EMPHASIS = re.compile(r"(?<!\*)\*(?!\*)[^*\n]*\w[^*\n]*(?<!\*)\*(?!\*)[.,]?[ ]*")
_EMOJI = re.compile(r"[\u2190-\u2bff\u2600-\u27bf\U0001f000-\U0001faff\ufe0f\u200d]+ ?")
_HTML_LINK = re.compile(r"<a\b[^<>]*>(?:<img\b[^<>]*>|[^<>])*</a>", re.IGNORECASE)
_BADGE = re.compile(r"\[!\[[^\[\]]*\]\((?P<picture>[^()\s]*)\)\]\(\Z")
_ID = re.compile(r"(?<![\d.])\d{4}\.\d{4,5}(?:v\d+)?(?!\d)")
CORE = ("label", "url", "date", "organizations", "authors")
"""The fields that any entry is learnt with, wanted or not."""
_BREAK = r"(?:\r\n|\n|\r)"
_BLANK_LINE = re.compile(r"(?<=[\r\n])[ \t]+(?=[\r\n]|\Z)")
# `[megascale infer:](…`: the colon is that title's own.
_INSIDE = re.compile(r"\A[,;:]+(?=[\]*_])")


def learn(
    text: str, entry: Written, shared: SharedWords, wanted: frozenset[str] = frozenset()
) -> Template | None:
    """Return how one entry is written; None where it holds words that are no field.

    `shared` is what entries of the list have in common: what else stands there is that paper's.
    Lines below that hold none but further links and keywords count where a field is `wanted`.
    """
    if "label" not in entry.fields:
        return None
    alone, wanted = _alone(text, entry), wanted.difference(CORE)
    if alone is None:
        return _learn(text, entry, shared, wanted)
    return _learn_alone(alone, shared, wanted)


# For each of several new entries the whole list is looked at, and hardly any of it is new.
@lru_cache(maxsize=_MOST)
def _learn_alone(alone: "_Alone", shared: SharedWords, wanted: frozenset[str]) -> Template | None:
    return _learn(alone.text, alone, shared, wanted)


def _learn(
    text: str, entry: Written, shared: SharedWords, wanted: frozenset[str]
) -> Template | None:
    start, end = entry.span
    bullet = bullet_of(text, entry)
    found = _places(text, entry)
    core = [name for name in found if name in CORE or name in wanted or name == link_fields.OWN]
    last = max(found[name][1] for name in core)
    line_end = re.compile(r"[\r\n]").search(text, last, end)
    stop = line_end.start() if line_end and entry.shape is not Shape.HTML else end
    # What further lines say of keywords and code is that paper's own.
    fields = {name: span for name, span in found.items() if span[0] < stop}
    within = start + len(bullet), max([stop, *(high for _, high in fields.values())])
    template = learn_within(text, within, fields, shared, own=_own(entry))
    if template is None:
        return None
    indent = re.compile(rf"({_BREAK})[ ]{{0,{width_of(bullet)}}}")
    literals = tuple(
        _BLANK_LINE.sub("", indent.sub(r"\1", literal)) for literal in template.literals
    )
    return Template(bullet, template.order, literals)


@dataclass(frozen=True, slots=True)
class _Alone:
    """An entry without its place: how it is written, wherever in a list it stands.

    Has just the parts of `Written`, so that the type checker refuses a template that depends on
    another one and is remembered without it.
    """

    text: str
    shape: Shape
    url: str | None
    arxiv_id: ArxivId | None
    venue: str | None
    spans: tuple[tuple[str, Span], ...]

    @property
    def span(self) -> Span:
        """Where it stands in its own text: everywhere."""
        return 0, len(self.text)

    @property
    def fields(self) -> Mapping[str, Span]:
        """Where in its own text each part stands."""
        return dict(self.spans)


def _alone(text: str, entry: Written) -> _Alone | None:
    """Return an entry without its place; None where a part of it stands elsewhere."""
    start, end = entry.span
    if any(low < start or end < high for low, high in entry.fields.values()):
        return None
    return _Alone(
        text[start:end],
        entry.shape,
        entry.url,
        entry.arxiv_id,
        entry.venue,
        tuple((name, (low - start, high - start)) for name, (low, high) in entry.fields.items()),
    )


def places(text: str, entry: Written) -> Mapping[str, Span]:
    """Return where an entry's fields stand, its venue among them."""
    alone = _alone(text, entry)
    if alone is None:
        return _places(text, entry)
    start = entry.span[0]
    return {name: (low + start, high + start) for name, (low, high) in _places_alone(alone)}


@lru_cache(maxsize=_MOST)
def _places_alone(alone: _Alone) -> tuple[tuple[str, Span], ...]:
    return tuple(_places(alone.text, alone).items())


def _places(text: str, entry: Written) -> dict[str, Span]:
    fields = dict(entry.fields)
    venue = venue_place.find(text, entry)
    if venue is not None:
        fields["venue"] = venue
    if entry.shape is not Shape.HTML:
        links = link_fields.find(text, entry)
        own = links.get(link_fields.OWN)
        if "url" not in fields and own is not None and not own.is_picture:
            # `**T**, arXiv:2405.00001. [[Paper](u)]`: the id came first, the address is the link's.
            fields["url"] = links.pop(own.kind).address
        further = {name: each.span for name, each in links.items()}
        further |= {name: span for name, (span, _) in link_fields.badges(text, entry).items()}
        fields |= {
            name: span
            for name, span in further.items()
            if not any(low < span[1] and span[0] < high for low, high in fields.values())
        }
    return fields


def learn_within(
    text: str,
    within: Span,
    fields: Mapping[str, Span],
    shared: SharedWords,
    own: Mapping[str, str] | None = None,
) -> Template | None:
    """Return how a stretch of text is written around the fields in it; None as `learn` does.

    `own` are places for what a picture may repeat of the entry, by what that is.
    """
    at, end = within
    url = text[slice(*fields["url"])] if "url" in fields else ""
    literals: list[str] = []
    order: list[str] = []
    for (low, high), name in sorted((span, name) for name, span in fields.items()):
        if low < at or high > end:
            return None
        if name == "venue" and venue_place.is_in_badge(text, (low, high)):
            # The words around it are the badge's, which is that paper's as a whole.
            continue
        literals.append(_clean(text[at:low], order[-1:], url, shared, own or {}))
        order.append(name)
        at = high
    literals.append(_clean(text[at:end], order[-1:], url, shared, own or {}))
    if any(says_more(literal) or shared.tells(literal) for literal in literals):
        return None
    if any(text.count("**", low, high) % 2 for low, high in fields.values()):
        # `- CLIP: **Learning …**`: the title begins before the marks that close behind it.
        return None
    return Template("", tuple(order), tuple(literals))


def outline(
    text: str, entry: Written, shared: SharedWords, keep: frozenset[str]
) -> Template | None:
    """Return how an entry is written as it stands, all its lines, with only the fields to `keep`.

    Unlike `learn` it may hold words of its own anywhere: who uses a part of it looks at that part.
    """
    start = entry.span[0] + len(bullet_of(text, entry))
    found = {name: at for name, at in places(text, entry).items() if at[0] >= start}
    url = text[slice(*found["url"])] if "url" in found else ""
    literals: list[str] = []
    order: list[str] = []
    at = start
    for (low, high), name in sorted((span, name) for name, span in found.items()):
        if low < at:
            return None
        literals.append(_clean(text[at:low], order[-1:], url, shared, _own(entry)))
        order.append(name)
        at = high
    literals.append(_clean(text[at : entry.span[1]], order[-1:], url, shared, _own(entry)))
    template = Template("", tuple(order), tuple(literals))
    for name in order:
        if name not in keep:
            template = template.without(name)
    return template


def _clean(
    literal: str, after: Sequence[str], url: str, shared: SharedWords, own: Mapping[str, str]
) -> str:
    """Return what stands between two fields without what is that paper's own."""
    if after == ["label"]:
        literal = _INSIDE.sub("", literal)
    badge = _BADGE.search(literal)
    tail = ""
    if badge is not None:
        literal, tail = literal[: badge.start()], badge.group()
        if exclusions.is_badge(badge["picture"]):
            tail = _ID.sub(OWN_ID, tail)
    literal = literal.replace("\u00a0", " ")
    literal = _LINKS.sub(lambda m: _as_badge(m.group(), shared, own), literal)
    literal = _HTML_LINK.sub("", literal)
    literal = _EMOJI.sub("", _EMPHASIS.sub("", literal))
    return shared.without_own(_as_own(literal, url)) + tail


def _own(entry: Written) -> dict[str, str]:
    """Return what a badge may repeat of an entry, with the place that stands for it.

    The month of an arXiv id is that of every paper's own id; no other date is.
    """
    if entry.arxiv_id is None:
        return {}
    month = entry.arxiv_id.month()
    return {f"{month.year}{mark}{month.month:02}": f"{OWN_YEAR}{mark}{OWN_MONTH}" for mark in ".-/"}


def _as_badge(text: str, shared: SharedWords, own: Mapping[str, str]) -> str:
    """Return a picture that says nothing of a paper but what every paper has; else nothing."""
    if "![" not in text or "](" not in text or text.count("](") > 1:
        return ""
    written = text
    for value, mark in own.items():
        written = written.replace(value, mark)
    if written == text:
        return ""
    return "" if shared.tells(OWN.sub("", written)) else written


def _as_own(literal: str, url: str) -> str:
    """Return a text with places for the next paper's address and id where it says a paper's own.

    An id within a tag is that of a picture or an anchor, which no other paper has.
    """
    if url and url in literal:
        literal = re.sub(rf"{re.escape(url)}(?=[\]<\s]|\Z)", OWN_URL, literal)
    return re.sub(rf"(?P<tag>{TAG.pattern})|{_ID.pattern}", lambda m: m["tag"] or OWN_ID, literal)


def bullet_of(text: str, entry: Written) -> str:
    """Return an item's mark with its indent and blanks; nothing for paragraphs, rows and HTML."""
    match = _BULLET.match(text, *entry.span)
    return match.group() if match is not None and entry.shape is not Shape.HTML else ""


def width_of(bullet: str) -> int:
    """Return how far the lines below an item's first are indented; an anchor indents none."""
    return 0 if "<" in bullet else len(bullet)


def number_of(text: str, entry: Written) -> int | None:
    """Return the number that an item's mark or anchor carries: 3 of `3. `, `<a id="3">[3]</a> `."""
    match = _NUMBER.search(bullet_of(text, entry))
    return int(match.group()) if match is not None else None
