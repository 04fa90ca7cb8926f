"""Several papers in one item: `**T** [[paper]](u)`, a break or a blank line, `**U** [[paper]](v)`.

So are links side by side: `[DeepX](u) / [DeepY](v)`. Only a line that says a title of its own
and leads to a paper of its own begins another entry: code, slides, a second version or a sentence
about the first paper belong to it.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from aiev import lazy_regex as re
from aiev.domain import arxiv_id, web_address
from aiev.markdown.reading.inline import Anchor, Inline
from aiev.markdown.reading.shapes import lines_of_papers
from aiev.markdown.reading.titles import line_title, link_forms, plain_title
from aiev.markdown.reading.titles.line_title import Title
from aiev.markdown.reading.tree import Block
from aiev.markdown.reading.words import author_names, phrases

_FEWEST_WORDS = 3
_BRACKETS = re.compile(r"[\[(（【][^\[\]()（）【】]*[\])）】]")
_BESIDE = re.compile(r"\s*(?:[/,;&+|、，]|and\b|or\b)?\s*(?:(?:and|or)\b|&)?\s*")
_BULLET = re.compile(r"[^\s+•][+•]\s+\Z")
_OF_THE_SAME = re.compile(
    r"version|extended|supplement|appendix|errat|journal|thesis|follow|companion|\bpart\b|\bv\d\b",
    re.IGNORECASE,
)


class Start(NamedTuple):
    """Where in an item another paper begins: its paragraph, its line, its place in the list."""

    paragraph: int
    line: int
    title: Title
    offset: int
    at: int


def find(paragraphs: Sequence[Block]) -> list[Start]:
    """Return where further papers begin in the paragraphs of one item; the first has no start."""
    if sum(len(block.inline.anchors) for block in paragraphs if block.inline is not None) < 2:
        return []
    found: list[Start] = []
    seen: set[str] = set()
    above: tuple[Inline, int, int] | None = None
    for number, block in enumerate(paragraphs):
        inline = block.inline
        if inline is None:
            continue
        lines = inline.lines()
        habit = lines_of_papers.find(inline, lines) if len(lines) > 1 else set()
        strong = sorted(mark.start for mark in inline.marks if mark.kind == "strong")
        for index, (start, end) in enumerate(lines):
            # What a line leads to is asked by the lines below it alone, and most have none.
            if above is not None:
                seen |= _papers(*above)
            above = (inline, start, end)
            is_marked = _has(strong, start, end)
            if seen and (is_marked or inline.within(start, end)):
                title = _title(inline, start, end, is_marked=is_marked)
                if title is None and index in habit:
                    title = line_title.find(inline, start, end)
                if title is not None and title.anchor is not None:
                    own = _papers(inline, title.anchor.start, title.anchor.end)
                elif title is not None:
                    own = _papers(inline, start, _reach(lines, index, strong))
                if title is not None and own and not own & seen:
                    offset = inline.source(start, end)[0]
                    found.append(Start(number, index, title, offset, start))
            if not seen or (found and found[-1][:2] == (number, index)):
                here = line_title.find(inline, start, end)
                for other in (*side_by_side(inline, here, end), *_glued(inline, here, end)):
                    low = other.anchor.start if other.anchor is not None else other.start
                    found.append(Start(number, index, other, inline.source(low, end)[0], low))
    return found


def side_by_side(inline: Inline, title: Title, end: int) -> list[Title]:
    """Return the titles that are linked right behind a linked one: `[DeepX](u) / [DeepY](v)`."""
    if title.kind != "linked" or title.anchor is None:
        return []
    found: list[Title] = []
    last = title.anchor
    seen = {_key(inline, last) or web_address.normalise(last.url)}
    for anchor in inline.within(last.end, end):
        text = inline.plain[slice(*anchor.inner)]
        key = _key(inline, anchor)
        between = _BESIDE.fullmatch(inline.plain, last.end, anchor.start)
        if (
            between is None
            # A link to code or a page with nothing between is one of the paper behind it.
            or not (_key(inline, last) or (between[0].strip() and _is_unlike(inline, last, text)))
            or key is None
            or key in seen
            or link_forms.is_form(inline, anchor)
            or is_of_the_same(text)
            or not any(char.isalpha() for char in text)
        ):
            break
        low, high = plain_title.clean(inline.plain, *anchor.inner)
        found.append(Title("linked", low, high, anchor, None, (anchor,)))
        seen.add(key)
        last = anchor
    return found


def is_of_the_same(text: str) -> bool:
    """Return whether a link's words say that it is of the work above: `extended version`."""
    return _OF_THE_SAME.search(text) is not None


def _is_unlike(inline: Inline, anchor: Anchor, text: str) -> bool:
    one, other = inline.plain[slice(*anchor.inner)].casefold().strip(), text.casefold().strip()
    return not (one.startswith(other) or other.startswith(one))


def _glued(inline: Inline, title: Title, end: int) -> list[Title]:
    """Return the titles behind a bullet whose line break is lost: `[T](u) Ada Bee+ [U](v) Bo`."""
    if title.kind != "linked" or title.anchor is None:
        return []
    found = []
    seen = {_key(inline, title.anchor)}
    for anchor in inline.within(title.anchor.end, end):
        key = _key(inline, anchor)
        low, high = plain_title.clean(inline.plain, *anchor.inner)
        if (
            _BULLET.search(inline.plain, title.end, anchor.start) is not None
            and key is not None
            and key not in seen
            and not link_forms.is_form(inline, anchor)
            and plain_title.words(inline.plain[low:high]) >= _FEWEST_WORDS
        ):
            found.append(Title("linked", low, high, anchor, None, (anchor,)))
            seen.add(key)
    return found


def without_brackets(inline: Inline, end: int) -> str:
    """Return the words of a text up to a place, without those in brackets."""
    return _BRACKETS.sub("", inline.plain[:end])


def _title(inline: Inline, start: int, end: int, *, is_marked: bool) -> Title | None:
    """Return the title with which a line begins, if it can be that of a paper of its own."""
    if phrases.find_label(inline.plain[start:end]) is not None:
        return None
    title = line_title.find(inline, start, end)
    text = inline.plain[title.start : title.end]
    if title.is_prose or plain_title.words(text) < _FEWEST_WORDS:
        return None
    # `Follow-up: [U](v)` speaks of the paper above it.
    lead = _BRACKETS.sub("", inline.plain[start : title.start])
    if any(char.isalpha() for char in lead):
        return None
    if author_names.is_authors(text, least=2):
        return None
    if title.kind == "linked":
        return title
    if title.kind == "named":
        has_id = title.anchor is not None and arxiv_id.find(title.anchor.url) is not None
        return title if is_marked or has_id else None
    return title if title.kind == "plain" and is_marked else None


def _reach(lines: list[tuple[int, int]], index: int, strong: list[int]) -> int:
    """Return where the lines below a bold title end: before the next bold one."""
    for start, end in lines[index + 1 :]:
        if _has(strong, start, end):
            return start
    return lines[-1][1]


def _has(places: list[int], start: int, end: int) -> bool:
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


def _papers(inline: Inline, start: int, end: int) -> set[str]:
    return {key for a in inline.within(start, end) if (key := _key(inline, a)) is not None}


def _key(inline: Inline, anchor: Anchor) -> str | None:
    """Return what tells the paper of a link from others; None where it leads to no paper."""
    if not anchor.url or link_forms.is_badge(inline, anchor):
        return None
    found = arxiv_id.find(anchor.url)
    if found is not None:
        return found.value
    text = inline.plain[slice(*anchor.inner)]
    if web_address.kind(anchor.url) == "paper" or phrases.is_paper_link(text):
        return web_address.normalise(anchor.url)
    return None
