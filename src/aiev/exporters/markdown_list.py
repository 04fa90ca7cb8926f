"""A markdown list made from the knowledge base; awesome-lint accepts its form.

Titles and texts of papers are escaped and read back as they are; tables and prose of a list are its
maintainer's own markdown and stand as written, tables with straight columns.
"""

from collections.abc import Iterable, Iterator

from aiev.domain.knowledge import Block, Paper
from aiev.domain.web_address import normalise
from aiev.exporters.exporter import Exporter, ExportRequest
from aiev.exporters.markdown_item import Item
from aiev.exporters.markdown_sections import Section, arrange
from aiev.exporters.markdown_table import align
from aiev.exporters.markdown_text import escape, escape_line, heading, slug
from aiev.exporters.plain_text import many_lines, one_line

_TITLE = "Awesome Papers"
_BADGE = "[![Awesome](https://awesome.re/badge.svg)](https://awesome.re)"
_CONTENTS = "Contents"
# Sections that awesome-lint does not want in a table of contents.
_UNCONTAINED = frozenset(("Contributing", "Footnotes", "Related Lists"))


def render(papers: Iterable[Paper], request: ExportRequest) -> Iterator[str]:
    """Yield the list: title, contents when asked for, then a heading and its items at a time."""
    document = arrange(papers, request)
    title = one_line(request.title or "") or document.title or _TITLE
    yield f"# {heading(title)} {_BADGE}\n"
    for block in document.intro:
        yield "\n" + _block(block)
    if request.markdown.has_contents:
        yield from _contents(title, document.sections)
    linked: set[str] = set()
    references: dict[str, Item] = {}
    for section in document.sections:
        yield f"\n{'#' * min(section.level, 6)} {heading(section.title)}\n"
        yield from _parts(section, linked, references)
    if references:
        yield "\n"
        yield from (item.definition() for item in references.values())


def _parts(section: Section, linked: set[str], references: dict[str, Item]) -> Iterator[str]:
    """Yield what stands under a heading; notes what was linked and what needs a reference."""
    group: str | None = None
    is_within_list = False
    for part in section.parts:
        if isinstance(part, Block):
            yield "\n" + _block(part)
            is_within_list = False
            continue
        if part.group != group:
            group = part.group
            if label := escape_line(group or ""):
                yield f"\n{label}\n"
                is_within_list = False
        address = normalise(part.url or "")
        is_repeated = part.url is not None and address in linked
        if is_repeated:
            references.setdefault(part.key, part)
        linked.add(address)
        line = part.render(is_repeated=is_repeated)
        yield line if is_within_list else "\n" + line
        is_within_list = True


def _block(block: Block) -> str:
    text = many_lines(block.text)
    return (align(text) if block.kind == "table" else text.strip("\n")) + "\n"


def _contents(title: str, sections: tuple[Section, ...]) -> Iterator[str]:
    """Yield a table of contents two levels deep, with GitHub's anchors."""
    taken: dict[str, int] = {}
    for before in (title, _CONTENTS):
        _anchor(before, taken)
    yield f"\n## {_CONTENTS}\n\n"
    is_contained = True
    for section in sections:
        anchor = _anchor(section.title, taken)
        if section.level == 2:
            is_contained = section.title not in _UNCONTAINED
        if section.level <= 3 and is_contained:
            indent = "  " * (section.level - 2)
            yield f"{indent}- [{escape(section.title)}](#{anchor})\n"


def _anchor(text: str, taken: dict[str, int]) -> str:
    """Answer the heading's anchor, numbered when earlier headings have the same."""
    anchor = plain = slug(one_line(text))
    while anchor in taken:
        taken[plain] += 1
        anchor = f"{plain}-{taken[plain]}"
    taken[anchor] = 0
    return anchor


EXPORTER = Exporter(
    name="markdown",
    suffix=".md",
    description="a list with headings as topics, in the form of awesome lists",
    render=render,
    needs_outline=True,
)
