"""One paper as a list item: its link and all that a reader wants to know, in plain markup.

The page's script takes its data from this markup, so that nothing is written twice. The user's own
notes are not shown, as pages are for others.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from aiev.domain import partial_date
from aiev.domain.knowledge import Paper
from aiev.domain.paper import TOPIC_SEPARATOR, Kind
from aiev.exporters.html import catalog as html_catalog
from aiev.exporters.html.catalog import Catalog
from aiev.exporters.plain_text import is_linkable, one_line
from aiev.query import tokens

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_KINDS = {Kind.CODE.value: "Code", Kind.WEB.value: "Web page", Kind.PLACEHOLDER.value: "No link"}
_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows of a paper, as plain text and addresses that may be linked.

    `facts` are organizations and topics in words, `listed` what lists say beside the title. A link
    is an address with its words. What is not read but searched: `categories` are arXiv's,
    `venues` all that may name one, and `words` what lists say without its being shown.
    """

    anchor: str
    kind: str
    topics: tuple[int, ...]
    organizations: tuple[int, ...]
    tags: tuple[int, ...]
    categories: str
    venues: str
    words: str
    issued: str
    title: str
    url: str
    authors: str
    facts: str
    listed: str
    extras: str
    links: tuple[tuple[str, str], ...]
    abstract: str


def shown(paper: Paper, catalog: Catalog, *, anchor: str) -> Shown:
    """Return what a page shows of the paper."""
    topics = [one_line(path) for path in paper.topics]
    organizations = [one_line(name) for name in paper.organizations]
    url = _address(paper.url) if paper.kind != Kind.PLACEHOLDER else ""
    paths = (path.replace(TOPIC_SEPARATOR, " › ") for path in topics)
    venues = [one_line(entry.venue or "") for entry in paper.entries]
    named = (one_line(entry.listed_organizations or "") for entry in paper.entries)
    others = (one_line(text or "") for text in (paper.journal_ref, paper.comment))
    listed = _listed(paper)
    return Shown(
        anchor=anchor,
        kind=paper.kind,
        topics=tuple(catalog.topics[path] for path in topics),
        organizations=tuple(catalog.organizations[name] for name in organizations),
        tags=tuple(catalog.tags[one_line(tag)] for tag in paper.tags),
        categories=" ".join(map(one_line, paper.categories)),
        venues=_told(*venues, *others),
        words=_told(*venues, *named, *_respelt(paper, listed)),
        issued=paper.issued or "",
        title=one_line(paper.title) or one_line(paper.url or "") or "Untitled",
        url=url,
        authors=", ".join(filter(None, map(one_line, paper.authors))),
        facts=" · ".join(filter(None, (", ".join(organizations), *paths))),
        listed=" · ".join(listed),
        extras=" · ".join(_extras(paper)),
        links=tuple(_links(paper)),
        abstract=one_line(paper.abstract or ""),
    )


def render(one: Shown, *, has_abstract: bool = True) -> str:
    """Return the item, on one line."""
    return "".join(_parts(one, has_abstract=has_abstract))


def record(one: Shown) -> list[object]:
    """Return what the script makes the same item of; what papers share by number is elsewhere."""
    texts = [one.title, one.url, one.authors, one.listed, one.extras]
    return [*texts, int(bool(one.abstract)), *map(list, one.links)]


def day(issued: str) -> str:
    """Return `2024-11-18` as `18 Nov 2024`, as far as it is known."""
    known = partial_date.parse(issued)
    words = [str(known.day) if known.day else "", MONTHS[known.month - 1] if known.month else ""]
    return " ".join([*filter(None, words), str(known.year)])


def _parts(one: Shown, *, has_abstract: bool) -> Iterator[str]:
    yield f'<li id="{escape(one.anchor)}" data-k="{escape(one.kind)}"'
    yield _places("t", one.topics) + _places("o", one.organizations) + _places("g", one.tags)
    for name, text in (("c", one.categories), ("v", one.venues), ("w", one.words)):
        if text:
            yield f' data-{name}="{escape(text)}"'
    yield ">"
    if one.issued:
        yield f'<time datetime="{escape(one.issued)}">{day(one.issued)}</time>'
    title = escape(one.title)
    yield f"<h3>{_link(one.url, title) if one.url else title}</h3>"
    if one.authors:
        yield f'<p class="by">{escape(one.authors)}</p>'
    told = [escape(one.facts)]
    told += [f"<i>{escape(one.listed)}</i>"] if one.listed else []
    told += [f"<span>{escape(one.extras)}</span>"] if one.extras else []
    if any(told):
        yield f'<p class="at">{" · ".join(filter(None, told))}</p>'
    if one.links:
        links = " ".join(_link(url, escape(text)) for url, text in one.links)
        yield f'<p class="go">{links}</p>'
    if one.abstract and has_abstract:
        text = escape(one.abstract, quote=False)
        yield f"<details><summary>Abstract</summary><p>{text}</p></details>"
    yield "</li>\n"


def _places(name: str, places: tuple[int, ...]) -> str:
    text = " ".join(map(str, places))
    return f' data-{name}="{text}"' if text else ""


def _told(*texts: str) -> str:
    """Return the texts, each once, apart from each other."""
    return " | ".join(dict.fromkeys(filter(None, texts)))


def _listed(paper: Paper) -> list[str]:
    """Return what lists call the paper and say of it, where that is more than title and year."""
    told, year = _key(paper.title), html_catalog.year(paper)
    answer: list[str] = []
    for words in _said(paper):
        key = _key(words)
        if key and key != year and key not in told:
            told += f" {key}"
            answer.append(words)
    return answer


def _respelt(paper: Paper, listed: list[str]) -> Iterator[str]:
    """Yield what lists say that is told by its letters, but not in the same words."""
    told = [_words(text) for text in (paper.title, *listed)]
    for text in _said(paper):
        words = _words(text)
        if words.strip() and not any(words in each for each in told):
            yield text


def _said(paper: Paper) -> Iterator[str]:
    for entry in paper.entries:
        yield from (
            one_line(text) for text in (entry.label, entry.note, entry.group) if text is not None
        )


def _words(text: str) -> str:
    return f" {' '.join(tokens.tokens(text))} "


def _key(text: str) -> str:
    return _LETTERS.sub("", text.casefold())


def _extras(paper: Paper) -> Iterator[str]:
    if paper.kind in _KINDS:
        yield _KINDS[paper.kind]
    venues = (one_line(entry.venue or "") for entry in paper.entries)
    yield from dict.fromkeys(filter(None, (*venues, one_line(paper.journal_ref or ""))))
    if paper.is_withdrawn:
        yield "Withdrawn"
    yield from (f"#{one_line(tag)}" for tag in paper.tags)


def _links(paper: Paper) -> Iterator[tuple[str, str]]:
    seen = {_address(paper.url), ""}
    offered = [(paper.pdf_url, "PDF")]
    offered += [(link.url, link.text) for entry in paper.entries for link in entry.links]
    for url, words in offered:
        address, text = _address(url), one_line(words)
        if address not in seen and text:
            seen.add(address)
            yield address, text


def _address(url: str | None) -> str:
    """Return the address, empty when it could run a script."""
    return one_line(url or "") if is_linkable(url) else ""


def _link(url: str, text: str) -> str:
    return f'<a href="{escape(url)}">{text}</a>'
