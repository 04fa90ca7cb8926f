"""One paper as an item of a markdown list."""

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aiev.domain.knowledge import Entry, Paper
from aiev.exporters.exporter import Field, MarkdownOptions
from aiev.exporters.markdown_text import destination, escape, escape_line
from aiev.exporters.plain_text import is_linkable, one_line

_ENDED = re.compile(r"[.!?…][\"”]?$")
_MANY_AUTHORS = 3


@dataclass(frozen=True, slots=True)
class Item:
    """What a list says of one paper; `title` and `abstract` are plain, `description` is markdown.

    `key` names the paper in link references. `group` is the label line it stands under.
    """

    key: str
    title: str
    url: str | None
    description: str
    abstract: str | None = None
    group: str | None = None

    def render(self, *, is_repeated: bool) -> str:
        """Answer the item's line, with the abstract folded on a second one.

        A repeated paper links by reference: awesome-lint allows an address once in a document.
        """
        if self.url is None:
            text = escape_line(self.title)
        else:
            target = f"[{self.key}]" if is_repeated else f"({destination(self.url)})"
            text = f"[{escape(self.title)}]{target}"
        line = f"- {text} - {self.description}\n" if self.description else f"- {text}\n"
        if self.abstract is not None:
            folded = html.escape(self.abstract, quote=False)
            line += f"  <details><summary>Abstract</summary>{folded}</details>\n"
        return line

    def definition(self) -> str:
        """Answer the reference that repeated items link to."""
        return f"[{self.key}]: {destination(self.url or '')}\n"


def item(paper: Paper, entries: Sequence[Entry], options: MarkdownOptions) -> Item:
    """Answer the paper as an item that speaks of these of its entries."""
    labels = (entry.label for entry in entries)
    names = (paper.title, *labels, paper.url or "", paper.arxiv_id or "")
    return Item(
        key=f"arxiv:{paper.arxiv_id}" if paper.arxiv_id else f"paper:{paper.id}",
        title=next((text for name in names if (text := one_line(name))), "Untitled"),
        url=paper.url if is_linkable(paper.url) else None,
        description=_description(paper, entries, options.fields),
        abstract=one_line(paper.abstract or "") or None if options.has_abstracts else None,
        group=entries[0].group if len(entries) == 1 else None,
    )


def _description(paper: Paper, entries: Sequence[Entry], fields: tuple[Field, ...]) -> str:
    """Answer `2024-11-18, UC Berkeley.`, or nothing when nothing is known."""
    parts = [(field, text) for field in fields if (text := _part(field, paper, entries))]
    if not parts:
        return ""
    text = ", ".join(text for _, text in parts)
    # awesome-lint wants a capital first, which `xAI` and `d-Matrix` do not have.
    if parts[0][0] in (Field.ORGANIZATIONS, Field.AUTHORS):
        text = "By " + text
    elif parts[0][0] is not Field.LINKS:
        text = text[0].upper() + text[1:]
    return text if _ENDED.search(text) else text + "."


def _part(field: Field, paper: Paper, entries: Sequence[Entry]) -> str:
    if field is Field.DATE:
        return escape(paper.issued or "")
    if field is Field.ORGANIZATIONS:
        listed = [entry.listed_organizations for entry in entries]
        return _join(paper.organizations or listed)
    if field is Field.AUTHORS:
        if len(paper.authors) > _MANY_AUTHORS:
            return escape(paper.authors[0]) + " et al."
        return _join(paper.authors)
    if field is Field.VENUE:
        return _join(entry.venue for entry in entries)
    if field is Field.NOTE:
        return _join((*(entry.note for entry in entries), *paper.notes))
    if field is Field.TAGS:
        return _join(paper.tags)
    links = [link for entry in entries for link in entry.links if is_linkable(link.url)]
    return ", ".join(
        dict.fromkeys(f"[{escape(link.text) or 'link'}]({destination(link.url)})" for link in links)
    )


def _join(texts: Iterable[str | None]) -> str:
    return ", ".join(dict.fromkeys(escaped for text in texts if (escaped := escape(text or ""))))
