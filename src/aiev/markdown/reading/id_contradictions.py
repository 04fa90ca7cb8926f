"""Visible arXiv ids that are not the one that their own link leads to: one of the two is a slip."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from aiev import lazy_regex as re
from aiev.domain import arxiv_id
from aiev.markdown.reading.inline import Inline
from aiev.markdown.reading.tree import Block
from aiev.markdown.reading.words import phrases
from aiev.markdown.source import Source


class Contradiction(NamedTuple):
    """A link at `offset` in the text whose own words show another id than it leads to."""

    offset: int
    shown: str
    linked: str


_ID = (
    r"(?:arxiv(?:\.org)?\s*[:/]?\s*(?:abs/|pdf/)?)?(?P<id>\d{2}(?:0[1-9]|1[0-2])\.\d{4,5})(?:v\d+)?"
)
# The whole text of a link or what it begins with: `arXiv:2403.00001`, `[2403.00001] A title`.
_SHOWN = re.compile(rf"\s*[\[(]?\s*{_ID}(?!\d)", re.IGNORECASE)
# An id right before a link of a mere label: `arXiv:2403.00002 [pdf](…)`.
_BEFORE = re.compile(rf"(?<![\w./]){_ID}[\s,:;|()\[\]–—-]*\Z", re.IGNORECASE)
_HTML_LINK = re.compile(
    r"<a\b[^<>]*?\bhref\s*=\s*[\"']?(?P<url>[^\"'<>\s]*)[^<>]*>(?P<text>[^<]*)</a", re.IGNORECASE
)
_REACH = 40


def find(source: Source, blocks: Iterable[Block]) -> Iterator[Contradiction]:
    """Yield each link whose own words show another id than it leads to."""
    for block in blocks:
        if block.inline is not None:
            yield from _in_inline(source.text, block.inline)
        elif block.kind == "html":
            for link in _HTML_LINK.finditer(source.text, *block.span):
                yield from _unlike(link.start(), _shown(link["text"]), link["url"])


def _in_inline(source: str, inline: Inline) -> Iterator[Contradiction]:
    end = 0
    for anchor in inline.anchors:
        text = inline.plain[slice(*anchor.inner)]
        shown = _shown(text)
        if shown is None and phrases.is_paper_link(text):
            # No further back than the link before: its words are its own.
            before = inline.plain[max(end, anchor.start - _REACH) : anchor.start]
            found = _BEFORE.search(before)
            shown = found["id"] if found else None
        yield from _unlike(anchor.span[0], shown, anchor.url)
        # A bare id is a link too; it stands before the label that it belongs to.
        is_bare = source[slice(*anchor.span)] == inline.plain[anchor.start : anchor.end]
        end = end if is_bare and _shown(text) else anchor.end


def _shown(text: str) -> str | None:
    found = _SHOWN.match(text)
    return found["id"] if found else None


def _unlike(offset: int, shown: str | None, url: str) -> Iterator[Contradiction]:
    linked = arxiv_id.find(url) if shown is not None else None
    if shown is not None and linked is not None and linked.value != shown:
        yield Contradiction(offset, shown, linked.value)
