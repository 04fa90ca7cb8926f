"""Links within a list, kept leading where they led when its headings change.

GitHub makes the name of a place of the words of its heading, and numbers those that repeat: a
heading that is renamed, put in or counted anew may change the names of others too.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import quote

from aiev import lazy_regex as re
from aiev.markdown import escape
from aiev.markdown import source as sources
from aiev.markdown.reading import anchors, tree
from aiev.markdown.reading.anchors import Named
from aiev.markdown.reading.inline import Anchor, Inline
from aiev.markdown.reading.shapes import html
from aiev.markdown.reading.tree import Block
from aiev.markdown.values import Span
from aiev.markdown.writing.topics import heading_names
from aiev.markdown.writing.topics.heading_names import Name, Renaming

_DEFINED = re.compile(r"^ {0,3}\[[^\[\]\r\n]+\]:[ \t]*<?#(?P<name>[^\s<>]+)", re.MULTILINE)

Splice = tuple[int, int, str]
"""A stretch of text and what to put in its place."""


class InnerLink(NamedTuple):
    """A link to a place within the list: the name it wants, where that stands, and its words."""

    name: str
    place: Span
    inline: Inline | None
    anchor: Anchor | None
    block: Block | None


def find(text: str, document: Block) -> list[InnerLink]:
    """Return the links of a list to places within it, in the order of the text."""
    found = list(_links(text, document))
    for match in _DEFINED.finditer(text):
        found.append(InnerLink(match["name"], match.span("name"), None, None, None))
    by_place = {link.place: link for link in reversed(found)}
    return [by_place[place] for place in sorted(by_place)]


def _links(text: str, document: Block) -> Iterator[InnerLink]:
    hidden = [match.span() for match in html.COMMENT.finditer(text)]
    for block in document.walk():
        inline = block.inline
        if block.kind == "html":
            inline = html.as_inline(text, *block.span)
        for anchor in inline.anchors if inline is not None else ():
            place = anchor.address_span(text) if anchor.url.startswith("#") else None
            if place is None or any(low <= place[0] < high for low, high in hidden):
                continue
            start = place[0] + 1
            yield InnerLink(text[start : place[1]], (start, place[1]), inline, anchor, block)


def leading(links: Sequence[InnerLink], named: Sequence[Named], own: frozenset[str]) -> list[int]:
    """Return for each link which heading it leads to, -1 for none or a place with its own name."""
    places = {name: at for at, one in reversed(list(enumerate(named))) for name in one.names}
    places |= {one.name: at for at, one in enumerate(named)}
    wanted = (anchors.wanted(link.name) for link in links)
    return [-1 if name in own else places.get(name, -1) for name in wanted]


def follow(
    before: str,
    after: str,
    *,
    renamed: Mapping[int, Renaming] | None = None,
    inserted: int | None = None,
    is_counted: bool = False,
) -> str:
    """Return the text `after` with its links leading to the headings that they led to `before`.

    Both have the same headings, `inserted` and `renamed` apart, which count them from 0, the former
    in `after`. A link that has the old name for its words gets the new one.
    """
    was, now = _read(before), _read(after)
    heads, changed = anchors.headings(*was), anchors.headings(*now)
    if len(changed) != len(heads) + (inserted is not None):
        return after
    links = find(after, now[1])
    own = anchors.own_names(before)
    old = leading(links, heads, own)
    splices: list[Splice] = []
    for link, lead in zip(links, old, strict=True):
        at = lead if lead >= 0 else _named(link, heads, renamed or {}, is_counted=is_counted)
        if at < 0:
            continue
        if anchors.wanted(link.name) not in own:
            later = at + (inserted is not None and at >= inserted)
            name = _name(link.name, heads[at], changed[later], is_dead=lead < 0)
            splices += [(*link.place, name)] if name != link.name else []
        if renamed and at in renamed:
            splices += _words(after, link, renamed[at], is_counted=is_counted)
    return spliced(after, splices)


def spliced(text: str, splices: Sequence[Splice]) -> str:
    """Return the text with each stretch replaced; none of them overlap."""
    for start, end, new in sorted(set(splices), reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _read(text: str) -> tuple[sources.Source, Block]:
    source = sources.read(text)
    return source, tree.build(source)


def _named(
    link: InnerLink,
    heads: Sequence[Named],
    renamed: Mapping[int, Renaming],
    *,
    is_counted: bool,
) -> int:
    """Return the renamed heading that a link's words name, -1 for none: its address tells none."""
    own = _link_name(link, is_counted=is_counted)
    if own is None:
        return -1
    for at, renaming in renamed.items():
        is_alone = sum(renaming.old.words in head.words for head in heads) == 1
        if own[0].words == renaming.old.words and is_alone:
            return at
    return -1


def words_of(inline: Inline, anchor: Anchor) -> Span:
    """Return where the words of a link stand in a running text, within `[[Data]](#data)` too."""
    low, high = anchor.inner
    shown = inline.plain[low:high]
    is_boxed = shown.startswith("[") and shown.endswith("]") and shown.count("[") == 1
    return (low + 1, high - 1) if is_boxed else (low, high)


def _link_name(
    link: InnerLink, *, is_counted: bool
) -> tuple[Name, heading_names.Places, int] | None:
    if link.inline is None or link.anchor is None:
        return None
    low, high = words_of(link.inline, link.anchor)
    found = heading_names.find(link.inline.plain[low:high], is_counted=is_counted)
    return (*found, low) if found is not None else None


def _words(text: str, link: InnerLink, renaming: Renaming, *, is_counted: bool) -> Iterator[Splice]:
    """Yield what changes the words of a link that calls a heading by its old name."""
    found = _link_name(link, is_counted=is_counted)
    if found is None or link.inline is None or link.block is None:
        return
    name, places, low = found
    if name.words.casefold() != renaming.old.words.casefold():
        return
    is_cell = link.block.kind == "cell"
    in_html = link.block.kind == "html" or (link.anchor is not None and link.anchor.form == "html")
    for (first, last), new in heading_names.changes(name, places, renaming):
        start, end = link.inline.source(low + first, low + last)
        if first < last and not re.search(r"[*_<`]", text[start:end]):
            yield start, end, escape.words(new, in_table=is_cell, in_html=in_html)


def _name(link: str, old: Named, new: Named, *, is_dead: bool) -> str:
    """Return the name for a link to a heading, in the way that the link writes names."""
    if is_dead:
        return new.name
    if old.name == new.name:
        return link
    prefix = "user-content-" if link.lower().startswith("user-content-") else ""
    bare = link[len(prefix) :]
    wanted = anchors.wanted(link)
    at = wanted.find(old.name)
    before, after = (wanted[:at], wanted[at + len(old.name) :]) if at >= 0 else ("", "")
    if not new.has_image:
        before = after = ""
    name = new.name
    if bare != bare.lower():
        capitals = anchors.capitalised_slug(old.words)
        if anchors.wanted(capitals) == old.name and capitals in bare:
            fresh = anchors.capitalised_slug(new.words)
            name = fresh if fresh.lower() == new.name else name
    name = f"{prefix}{before}{name}{after}"
    return quote(name) if "%" in link else name
