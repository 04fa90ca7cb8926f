"""Places within a list that links name, `#papers`, as GitHub makes them of headings.

What GitHub does was learnt from https://github.com/Flet/github-slugger, whose cases were recorded
there, and https://docs.github.com/get-started/writing-on-github.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

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


def slug(heading: str) -> str:
    """Return the name that GitHub gives to a heading with these words, when it is the first so."""
    kept = [
        "-" if char == " " else char
        for char in heading.strip().lower()
        if char in "- " or _is_kept(char)
    ]
    return "".join(kept)


def names(source: Source, document: Block) -> frozenset[str]:
    """Return the names of all headings, numbered where they repeat, and of `<a id>` and its like.

    All are in lower case: GitHub's page finds a place however its name is capitalised.
    """
    taken: dict[str, int] = {}
    # The blank beside a picture counts: `# Title ![badge](u)` is `title-`, to most tools `title`.
    beside_images: set[str] = set()
    for heading, has_image in _headings(source, document):
        base = slug(heading)
        name = base
        while name in taken:
            taken[base] += 1
            name = f"{base}-{taken[base]}"
        taken[name] = 0
        if has_image:
            beside_images.update((f"-{name}", f"{name}-", f"-{name}-"))
    own = {next(filter(None, m.groups()), "").lower() for m in _NAMED.finditer(source.text)}
    return frozenset(taken) | beside_images | own


def find_dead(text: str) -> Iterator[Finding]:
    """Yield a finding for each link within a list that leads to no heading and no anchor."""
    source = sources.read(text)
    document = tree.build(source)
    links = sorted(set(_links(source, document)))
    known = names(source, document) if links else frozenset()
    for offset, name in links:
        wanted = unquote(name).lower().removeprefix("user-content-")
        if wanted in known or _OF_THE_PAGE.fullmatch(wanted):
            continue
        near = difflib.get_close_matches(wanted, sorted(known), n=1, cutoff=0.8)
        message = f"a link to no heading and no anchor: #{name}"
        if near:
            message += f" (near: #{near[0]})"
        yield Finding(source.line_number(offset), "dead-anchor", message)


def _is_kept(char: str) -> bool:
    if unicodedata.category(char).startswith(_KEPT):
        return True
    return any(first <= ord(char) <= last for first, last in _CIRCLED)


def _headings(source: Source, document: Block) -> Iterator[tuple[str, bool]]:
    """Yield the words of each heading as they read, and whether it has a picture."""
    for block in document.walk():
        if block.kind == "heading" and block.inline is not None:
            yield block.inline.plain.replace("\n", " "), block.inline.has_image
        elif block.kind == "html":
            text = _COMMENT.sub("", source.text[slice(*block.span)])
            for match in _HTML_HEADING.finditer(text):
                words = unescape(_TAG.sub("", match[2]))
                yield " ".join(words.split()), "<img" in match[2].lower()


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
