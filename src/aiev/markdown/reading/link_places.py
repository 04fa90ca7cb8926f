"""The web addresses that a list links, and where each is written."""

from collections.abc import Iterator

from aiev import lazy_regex as re
from aiev.markdown import source as sources
from aiev.markdown.reading import tree
from aiev.markdown.reading.inline import Inline
from aiev.markdown.reading.shapes import html
from aiev.markdown.source import Source
from aiev.markdown.values import Span
from aiev.value import value

_WEB = re.compile(r"https?://", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_DEFINITION = re.compile(
    r"^ {0,3}\[[^\]\n]+\]:[ \t]*<?(?P<url>https?://[^\s<>]+)", re.MULTILINE | re.IGNORECASE
)


@value
class LinkPlace:
    """An address and the number of its line; `span` is where it stands in the text.

    It is None where the text has it otherwise, as with `&amp;`.
    """

    url: str
    line: int
    span: Span | None


def find(text: str) -> tuple[LinkPlace, ...]:
    """Return all links to the web that a list shows, in the order of the text."""
    source = sources.read(text)
    hidden = [match.span() for match in _COMMENT.finditer(text)]
    found: dict[int, LinkPlace] = {}
    code: list[Span] = []
    for block in tree.build(source).walk():
        if block.kind == "code":
            code.append(block.span)
        if block.inline is not None:
            found.update(_of_inline(source, block.inline, is_linkified=True))
        elif block.kind == "html" and "href" in text[slice(*block.span)].lower():
            inline = html.as_inline(text, *block.span)
            found.update(_of_inline(source, inline, is_linkified=False))
    for match in _DEFINITION.finditer(text):
        span = match.span("url")
        if not any(start <= span[0] < end for start, end in code):
            place = LinkPlace(match["url"], source.line_number(span[0]), span)
            found.setdefault(span[0], place)
    return tuple(
        found[offset]
        for offset in sorted(found)
        if not any(start <= offset < end for start, end in hidden)
    )


def _of_inline(
    source: Source, inline: Inline, *, is_linkified: bool
) -> Iterator[tuple[int, LinkPlace]]:
    """Yield what running text links; unless `is_linkified` a bare address is no link in it."""
    code = [mark for mark in inline.marks if mark.kind == "code"]
    for anchor in inline.anchors:
        # A reference is at its definition; what is broken leads nowhere, and is told as such.
        if anchor.form in ("reference", "broken") or _WEB.match(anchor.url) is None:
            continue
        is_code = any(mark.start <= anchor.start < mark.end for mark in code)
        if anchor.form == "bare" and (is_code or not is_linkified):
            continue
        span = anchor.address_span(source.text)
        if span is None or source.text[slice(*span)] != anchor.url:
            span = None
        yield anchor.span[0], LinkPlace(anchor.url, source.line_number(anchor.span[0]), span)
