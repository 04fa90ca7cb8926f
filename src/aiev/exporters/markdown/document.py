"""A markdown list made from the knowledge base; awesome-lint accepts its form.

Titles and texts of papers are escaped, so that they read back as they are but for small faults of
style (see `style`); tables and prose of a list are written anew (see `prose`). Each address stands
in the document once; where it is used again, a reference leads to it.
"""

from collections.abc import Iterable, Iterator

from aiev.domain.knowledge import Block, Paper
from aiev.exporters.exporter import Exporter, ExportRequest
from aiev.exporters.markdown import prose
from aiev.exporters.markdown.sections import Section, arrange
from aiev.exporters.markdown.style import Links, capitalized, tidy, without_end
from aiev.exporters.markdown.text import escape, escape_line, heading, slug
from aiev.exporters.plain_text import one_line

_TITLE = "Awesome Papers"
_BADGE = "[![Awesome](https://awesome.re/badge.svg)](https://awesome.re)"
_CONTENTS = "Contents"
# Sections that awesome-lint does not want in a table of contents.
_UNCONTAINED = frozenset(("Contributing", "Footnotes", "Related Lists"))
# It refuses the heading, as a license is a file; what the list says of its own is kept.
_LICENSES = frozenset(("license", "licence"))
_LICENSING = "Licensing"


def render(papers: Iterable[Paper], request: ExportRequest) -> Iterator[str]:
    """Yield the list: title, contents when asked for, then a heading and its items at a time."""
    document = arrange(papers, request)
    links = Links()
    title = _heading(one_line(request.title or "") or capitalized(document.title or _TITLE))
    yield f"# {heading(title)} {_BADGE}\n"
    for block in document.intro:
        yield from _block(block, links)
    if request.markdown.has_contents and document.sections:
        yield from _contents(title, document.sections)
    for section in document.sections:
        yield f"\n{'#' * min(section.level, 6)} {heading(_heading(section.title))}\n"
        yield from _parts(section, links)
    if definitions := links.definitions():
        yield "\n" + definitions


def _parts(section: Section, links: Links) -> Iterator[str]:
    """Yield what stands under a heading."""
    group: str | None = None
    is_within_list = False
    for part in section.parts:
        if isinstance(part, Block):
            for text in _block(part, links):
                yield text
                is_within_list = False
            continue
        if part.group != group:
            group = part.group
            if label := escape_line(tidy(one_line(group or ""))):
                yield f"\n{label}\n"
                is_within_list = False
        line = part.render(links)
        yield line if is_within_list else "\n" + line
        is_within_list = True


def _block(block: Block, links: Links) -> Iterator[str]:
    if text := prose.render(block.text, links):
        yield "\n" + text


def _heading(text: str) -> str:
    """Return a heading's plain text as awesome-lint wants it."""
    title = without_end(tidy(one_line(text)))
    return _LICENSING if title.casefold() in _LICENSES else title


def _contents(title: str, sections: tuple[Section, ...]) -> Iterator[str]:
    """Yield a table of contents two levels deep, with GitHub's anchors."""
    taken: dict[str, int] = {}
    for before in (title, _CONTENTS):
        _anchor(before, taken)
    yield f"\n## {_CONTENTS}\n\n"
    is_contained = True
    for section in sections:
        name = _heading(section.title)
        anchor = _anchor(name, taken)
        if section.level == 2:
            is_contained = name not in _UNCONTAINED
        if section.level <= 3 and is_contained:
            indent = "  " * (section.level - 2)
            yield f"{indent}- [{escape(name)}](#{anchor})\n"


def _anchor(text: str, taken: dict[str, int]) -> str:
    """Return the heading's anchor, numbered when earlier headings have the same."""
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
