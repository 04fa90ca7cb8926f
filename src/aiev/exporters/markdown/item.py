"""One paper as an item of a markdown list."""

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from aiev.domain.knowledge import Entry, EntryLink, Paper
from aiev.exporters.exporter import Field, MarkdownOptions
from aiev.exporters.markdown.style import Links, is_absolute, tidy
from aiev.exporters.markdown.text import destination, escape, escape_line
from aiev.exporters.plain_text import is_linkable, one_line

_ENDED = re.compile(r"[.!?…][\"”]?\*?$")
_CAPITALIZED = re.compile(r"[A-Z][a-z]*\b|[A-Z]{2,}\b|[0-9]")
_LEADING = {
    Field.DATE: "Of",
    Field.VENUE: "In",
    Field.NOTE: "Note:",
    Field.TAGS: "Tagged",
    Field.LINKS: "See",
}
_MANY_AUTHORS = 3


@dataclass(frozen=True, slots=True)
class Item:
    """What a list says of one paper; `title` and `abstract` are plain, `description` is markdown.

    `key` names the paper in link references; `references` are the names and addresses of others
    that the description refers to. `group` is the label line it stands under.
    """

    key: str
    title: str
    url: str | None
    description: str
    abstract: str | None = None
    group: str | None = None
    references: tuple[tuple[str, str], ...] = ()

    def render(self, links: Links) -> str:
        """Return the item's line, with the abstract folded on a second one.

        A relative address is written, not linked: it leads nowhere outside its own repository.
        """
        title = tidy(self.title)
        if self.url is None:
            text = escape_line(title)
        elif is_absolute(self.url):
            text = f"[{escape(title)}]{links.target(self.url, self.key)}"
        else:
            text = f"{escape_line(title)} ({escape(self.url)})"
        for key, url in self.references:
            links.reference(url, key)
        line = f"- {text} - {self.description}\n" if self.description else f"- {text}\n"
        if self.abstract is not None:
            folded = html.escape(self.abstract, quote=False)
            line += f"  <details><summary>Abstract</summary>{folded}</details>\n"
        return line


def item(
    paper: Paper, entries: Sequence[Entry], options: MarkdownOptions, *, group: str | None = None
) -> Item:
    """Return the paper as an item that speaks of these of its entries, under that label line."""
    labels = (entry.label for entry in entries)
    names = (paper.title, *labels, paper.url or "", paper.arxiv_id or "")
    key = f"arxiv:{paper.arxiv_id}" if paper.arxiv_id else f"paper:{paper.id}"
    title = next((text for name in names if (text := one_line(name))), "Untitled")
    url = paper.url if is_linkable(paper.url) else None
    links = {
        link.url: f"{key}:{number}"
        for number, link in enumerate((link for entry in entries for link in entry.links), 1)
        if is_absolute(link.url)
    }
    # The first link of an item counts as its own: without one, the others are references.
    references = links if url is None or not is_absolute(url) else {}
    parts = [
        (field, text)
        for field in options.fields
        if (text := _part(field, paper, entries, references))
    ]
    shown = any(field is Field.LINKS for field, _ in parts)
    return Item(
        key=key.lower(),
        title=title,
        url=url,
        description=_description(parts, title),
        abstract=one_line(paper.abstract or "") or None if options.has_abstracts else None,
        group=group,
        references=tuple((name.lower(), one) for one, name in references.items()) if shown else (),
    )


def _description(parts: Sequence[tuple[Field, str]], title: str) -> str:
    """Return `2024-11-18, UC Berkeley.`, or nothing when nothing is known."""
    if not parts:
        return ""
    text = ", ".join(text for _, text in parts)
    first = parts[0][0]
    is_repeating = text.casefold().startswith(escape(tidy(title)).casefold())
    # awesome-lint wants a capital first, which `xAI` and `d-Matrix` do not have, and not the title.
    if first in (Field.ORGANIZATIONS, Field.AUTHORS):
        text = "By " + text
    elif first is not Field.LINKS:
        text = text[0].upper() + text[1:]
        if is_repeating or not _CAPITALIZED.match(text):
            text = f"{_LEADING[first]} {text}"
    elif is_repeating or text.casefold().startswith("[" + escape(tidy(title)).casefold()):
        text = f"{_LEADING[first]} {text}"
    return text if _ENDED.search(text) else text + "."


def _part(
    field: Field, paper: Paper, entries: Sequence[Entry], references: Mapping[str, str]
) -> str:
    if field is Field.DATE:
        return escape(paper.issued or "")
    if field is Field.ORGANIZATIONS:
        listed = [entry.listed_organizations for entry in entries]
        return _join(paper.organizations or listed)
    if field is Field.AUTHORS:
        # Slanted, as lists have them: aiev reads plain names as organizations.
        if len(paper.authors) > _MANY_AUTHORS:
            return f"*{_join(paper.authors[:1])} et al.*"
        names = _join(paper.authors)
        return names and f"*{names}*"
    if field is Field.VENUE:
        return _join(entry.venue for entry in entries)
    if field is Field.NOTE:
        return _join(t for one in entries for t in (_short_name(one), one.note, one.keywords))
    if field is Field.TAGS:
        return _join(paper.tags)
    found = (link for entry in entries for link in entry.links if is_linkable(link.url))
    return ", ".join(dict.fromkeys(_link(link, references) for link in found))


def _short_name(entry: Entry) -> str | None:
    """Return the paper's short name, unless its title begins with it."""
    name = entry.short_name
    return None if name and entry.label.casefold().startswith(name.casefold()) else name


def _link(link: EntryLink, references: Mapping[str, str]) -> str:
    text = escape(tidy(one_line(link.text))) or "link"
    if not is_absolute(link.url):
        return f"{text} ({escape(link.url)})"
    if link.url in references:
        return f"[{text}][{references[link.url].lower()}]"
    return f"[{text}]({destination(link.url)})"


def _join(texts: Iterable[str | None]) -> str:
    return ", ".join(
        dict.fromkeys(escaped for text in texts if (escaped := escape(tidy(one_line(text or "")))))
    )
