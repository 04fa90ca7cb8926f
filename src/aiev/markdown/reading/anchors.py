"""Places within a list that links name, `#papers`, as GitHub makes them of headings.

What GitHub does was learnt from https://github.com/Flet/github-slugger, whose cases were recorded
there, and https://docs.github.com/get-started/writing-on-github.
"""

import difflib
import unicodedata
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from aiev import lazy_regex as re
from aiev.domain.finding import Finding
from aiev.markdown import source as sources
from aiev.markdown.reading import tree
from aiev.markdown.reading.tree import Block
from aiev.markdown.source import Source

# Letters, marks, figures, numerals and what joins words; of all symbols only circled letters.
_KEPT = ("L", "M", "Nd", "Nl", "Pc")
_CIRCLED = ((0x24B6, 0x24E9), (0x1F130, 0x1F149), (0x1F150, 0x1F169), (0x1F170, 0x1F189))
_HTML_HEADING = re.compile(r"<h([1-6])\b[^>]*>(.{0,500}?)</h\1\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_NAMED = re.compile(
    r"<[a-z][^<>]*?\s(?:id|name)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))", re.IGNORECASE
)
_HREF = re.compile(r"<a\b[^<>]*?\bhref\s*=\s*[\"']?(#[^\"'<>\s]*)", re.IGNORECASE)
# What the page around the list has, or any browser knows; a footnote's place, a line of the source.
_OF_THE_PAGE = re.compile(
    r"|top|readme|[\w-]+-ov-file|start-of-content|fn(?:ref)?-.*|user-content-fn.*|l\d+(?:-l\d+)?|:~:.*"
)


class Named(NamedTuple):
    """A heading by its place, its words as they read, and the name that GitHub gives to it."""

    start: int
    words: str
    name: str
    has_image: bool

    @property
    def names(self) -> tuple[str, ...]:
        """The names under which it is found, GitHub's own first.

        The blank beside a picture counts: `# Title ![badge](u)` is `title-`, to most tools `title`.
        """
        name = self.name
        return (name, f"-{name}", f"{name}-", f"-{name}-") if self.has_image else (name,)


def slug(heading: str) -> str:
    """Return the name that GitHub gives to a heading with these words, when it is the first so."""
    return capitalised_slug(heading.lower())


def capitalised_slug(heading: str) -> str:
    """Return that name with the capitals of the heading, as many people write it."""
    kept = ["-" if c == " " else c for c in heading.strip() if c in "- " or _is_kept(c)]
    return "".join(kept)


def headings(source: Source, document: Block) -> list[Named]:
    """Return the headings of a list with their names, numbered where they repeat.

    All are in lower case: GitHub's page finds a place however its name is capitalised.
    """
    taken: dict[str, int] = {}
    found = []
    for start, words, has_image in _headings(source, document):
        base = slug(words)
        name = base
        while name in taken:
            taken[base] += 1
            name = f"{base}-{taken[base]}"
        taken[name] = 0
        found.append(Named(start, words, name, has_image))
    return found


def own_names(text: str) -> frozenset[str]:
    """Return the names, in lower case, that `<a id>` and its like give to places."""
    return frozenset(next(filter(None, m.groups()), "").lower() for m in _NAMED.finditer(text))


def names(source: Source, document: Block) -> frozenset[str]:
    """Return the names of all headings and of `<a id>` and its like."""
    found = headings(source, document)
    return own_names(source.text).union(*(heading.names for heading in found))


def wanted(name: str) -> str:
    """Return the name, in lower case, that a link to `#name` looks for."""
    return unquote(name).lower().removeprefix("user-content-")


def find_dead(text: str) -> Iterator[Finding]:
    """Yield a finding for each link within a list that leads to no heading and no anchor."""
    source = sources.read(text)
    document = tree.build(source)
    links = sorted(set(_links(source, document)))
    known = names(source, document) if links else frozenset()
    for offset, name in links:
        sought = wanted(name)
        if sought in known or _OF_THE_PAGE.fullmatch(sought):
            continue
        near = difflib.get_close_matches(sought, sorted(known), n=1, cutoff=0.8)
        message = f"a link to no heading and no anchor: #{name}"
        if near:
            message += f" (near: #{near[0]})"
        yield Finding(source.line_number(offset), "dead-anchor", message)


def _is_kept(char: str) -> bool:
    if unicodedata.category(char).startswith(_KEPT):
        return True
    return any(first <= ord(char) <= last for first, last in _CIRCLED)


def _headings(source: Source, document: Block) -> Iterator[tuple[int, str, bool]]:
    """Yield where each heading starts, its words as they read, and whether it has a picture."""
    for block in document.walk():
        if block.kind == "heading" and block.inline is not None:
            yield block.span[0], block.inline.plain.replace("\n", " "), block.inline.has_image
        elif block.kind == "html":
            start = block.span[0]
            text = _COMMENT.sub(lambda m: " " * len(m.group()), source.text[start : block.span[1]])
            for match in _HTML_HEADING.finditer(text):
                words = unescape(_TAG.sub("", match[2]))
                is_pictured = "<img" in match[2].lower()
                yield start + match.start(), " ".join(words.split()), is_pictured


def _links(source: Source, document: Block) -> Iterator[tuple[int, str]]:
    """Yield where a link within the list stands, and the name that it wants."""
    hidden = [match.span() for match in _COMMENT.finditer(source.text)]
    for block in document.walk():
        if block.inline is not None:
            for anchor in block.inline.anchors:
                is_hidden = any(start <= anchor.span[0] < end for start, end in hidden)
                if anchor.url.startswith("#") and not is_hidden:
                    yield anchor.span[0], anchor.url[1:]
        elif block.kind == "html":
            text = _COMMENT.sub(lambda m: " " * len(m.group()), source.text[slice(*block.span)])
            for match in _HREF.finditer(text):
                yield block.span[0] + match.start(), unescape(match[1][1:])
