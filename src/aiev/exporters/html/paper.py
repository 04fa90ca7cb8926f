"""One paper as a list item: its link and all that a reader wants to know, in plain markup.

The page's script takes its data from this markup and shows it as it is: an item is described here
and read in browser/papers/markup.js, and nowhere else. The user's own notes are not shown, as pages
are for others.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import TypeVar

from aiev.domain import partial_date
from aiev.domain.knowledge import Paper
from aiev.domain.paper import TOPIC_SEPARATOR, Kind
from aiev.exporters.html import catalog as html_catalog
from aiev.exporters.html import venue
from aiev.exporters.html.catalog import Catalog
from aiev.exporters.html.gist import split
from aiev.exporters.html.spelt import said_by_lists
from aiev.exporters.plain_text import is_linkable, one_line
from aiev.query import choices, tokens

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_KINDS = {Kind.CODE.value: "Code", Kind.WEB.value: "Web page", Kind.PLACEHOLDER.value: "No link"}
_LETTERS = re.compile(r"[\W_]+")
_LONGEST_NAME, _MOST_WORDS = 30, 2
_SHORTEST_NOTE, _LONGEST_NOTE = 25, 300

_K = TypeVar("_K")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows of a paper, as plain text and addresses that may be linked.

    `facts` are organizations and topics in words, `listed` what lists say beside the title, and
    `short_name` what they call the paper where its title does not. `gist` is the first sentence of
    the abstract, of which `rest` is the rest, else a list's note. `places` are of the names and
    papers of the catalog, by the letter of their attribute. A link is an address with its words.
    `has` is what `has:` asks for, in bits, and `cited` how often the paper is, -1 where nobody
    knows. Three texts are searched and not shown: `categories` are arXiv's, `venues` all texts that
    may name a venue, and `words` what else the lists say.
    """

    anchor: str
    kind: str
    topics: tuple[int, ...]
    organizations: tuple[int, ...]
    tags: tuple[int, ...]
    shelves: tuple[int, ...]
    series: tuple[int, ...]
    similar: tuple[int, ...]
    cited: int
    has: int
    categories: str
    venues: str
    words: str
    issued: str
    short_name: str
    title: str
    url: str
    gist: str
    authors: str
    facts: str
    published: tuple[str, ...]
    listed: str
    extras: str
    links: tuple[tuple[str, str], ...]
    has_abstract: bool
    rest: str

    @property
    def abstract(self) -> str:
        """The whole abstract."""
        return f"{self.gist} {self.rest}".rstrip() if self.has_abstract else ""


def shown(paper: Paper, catalog: Catalog, *, anchor: str) -> Shown:
    """Return what a page shows of the paper."""
    topics = [one_line(path) for path in paper.topics]
    organizations = [one_line(name) for name in paper.organizations]
    url = _address(paper.url) if paper.kind != Kind.PLACEHOLDER else ""
    paths = (path.replace(TOPIC_SEPARATOR, " › ") for path in topics)
    venues = [one_line(entry.venue or "") for entry in paper.entries]
    named = (one_line(entry.listed_organizations or "") for entry in paper.entries)
    known = (paper.publication.venue, paper.publication.short_venue) if paper.publication else ()
    others = (one_line(text or "") for text in (paper.journal_ref, paper.comment, *known))
    told = venue.told(paper)
    short_name = _short_name(paper)
    abstract = one_line(paper.abstract or "")
    note = "" if abstract else _note(paper)
    listed = _listed(paper, said=(short_name, note))
    gist, rest = split(abstract) if abstract else (note, "")
    return Shown(
        anchor=anchor,
        kind=paper.kind,
        topics=tuple(catalog.topics[path] for path in topics),
        organizations=tuple(catalog.organizations[name] for name in organizations),
        tags=tuple(catalog.tags[one_line(tag)] for tag in paper.tags),
        shelves=_places_of([entry.list for entry in paper.entries], catalog.shelves),
        series=tuple(catalog.venues.get(venue.series(text), -1) for text in told),
        similar=_places_of(catalog.similar.get(paper.id, ()), catalog.numbers),
        cited=-1 if paper.citations is None else paper.citations.count,
        has=_has(paper),
        categories=" ".join(map(one_line, paper.categories)),
        venues=_each_once(*venues, *others),
        words=_each_once(*venues, *named, *_respelt(paper, [*listed, short_name, note])),
        issued=paper.issued or "",
        short_name=short_name,
        title=one_line(paper.title) or one_line(paper.url or "") or "Untitled",
        url=url,
        gist=gist,
        authors=", ".join(filter(None, map(one_line, paper.authors))),
        facts=" · ".join(filter(None, (", ".join(organizations), *paths))),
        published=told,
        listed=" · ".join(listed),
        extras=" · ".join(_extras(paper, is_new=catalog.is_new(paper))),
        links=tuple(_links(paper)),
        has_abstract=bool(abstract),
        rest=rest,
    )


def render(one: Shown, *, has_abstract: bool = True) -> str:
    """Return the item, on one line."""
    return "".join(_parts(one, has_rest=has_abstract and one.has_abstract))


def render_loaded(one: Shown) -> str:
    """Return the item as the script of a folder loads it, with an empty place for the abstract.

    What the script knows of all papers from the start is left out.
    """
    bare = replace(
        one,
        topics=(),
        organizations=(),
        tags=(),
        shelves=(),
        series=(),
        similar=(),
        cited=-1,
        has=0,
        categories="",
        venues="",
        words="",
        facts="",
        rest="",
    )
    return "".join(_parts(bare, has_rest=one.has_abstract)).rstrip()


def day(issued: str) -> str:
    """Return `2024-11-18` as `18 Nov 2024`, as far as it is known."""
    known = partial_date.parse(issued)
    words = [str(known.day) if known.day else "", MONTHS[known.month - 1] if known.month else ""]
    return " ".join([*filter(None, words), str(known.year)])


def _parts(one: Shown, *, has_rest: bool) -> Iterator[str]:
    yield f'<li id="{escape(one.anchor)}" data-k="{escape(one.kind)}"'
    yield _places("t", one.topics) + _places("o", one.organizations) + _places("g", one.tags)
    yield _places("l", one.shelves) + _places("n", one.series) + _places("s", one.similar)
    if one.cited >= 0:
        yield f' data-q="{one.cited}"'
    for name, text in (("c", one.categories), ("v", one.venues), ("w", one.words)):
        if text:
            yield f' data-{name}="{escape(text)}"'
    if one.has:
        yield f' data-h="{one.has}"'
    yield ">"
    if one.issued:
        yield f'<time datetime="{escape(one.issued)}">{day(one.issued)}</time>'
    title = escape(one.title)
    if one.short_name:
        yield f'<b class="short">{escape(one.short_name)}</b>'
    yield f"<h3>{_link(one.url, title) if one.url else title}</h3>"
    if one.gist:
        yield f'<p class="gist">{escape(one.gist, quote=False)}</p>'
    if one.authors:
        yield f'<p class="by">{escape(one.authors)}</p>'
    about = [escape(one.facts), *(f"<em>{escape(text)}</em>" for text in one.published)]
    about += [f"<i>{escape(one.listed)}</i>"] if one.listed else []
    about += [f"<span>{escape(one.extras)}</span>"] if one.extras else []
    if any(about):
        yield f'<p class="at">{" · ".join(filter(None, about))}</p>'
    if one.links:
        links = " ".join(_link(url, escape(text)) for url, text in one.links)
        yield f'<p class="go">{links}</p>'
    if has_rest:
        text = escape(one.rest, quote=False)
        yield f"<details><summary>Abstract</summary><p>{text}</p></details>"
    yield "</li>\n"


def _has(paper: Paper) -> int:
    """Return what the paper has, a bit for each of `choices.PUBLISHED`."""
    return sum(
        1 << at for at, name in enumerate(choices.PUBLISHED) if choices.HELD[name].is_held(paper)
    )


def _places(name: str, places: tuple[int, ...]) -> str:
    text = " ".join(map(str, places))
    return f' data-{name}="{text}"' if text else ""


def _each_once(*texts: str) -> str:
    """Return the texts that are not empty, each once, with ` | ` between them."""
    return " | ".join(dict.fromkeys(filter(None, texts)))


def _short_name(paper: Paper) -> str:
    """Return what lists call the paper in a word or two, unless its title says it."""
    title = _key(paper.title)
    for entry in paper.entries:
        is_name = len(entry.label.split()) <= _MOST_WORDS
        for text in (entry.short_name, entry.label if is_name else None):
            name = one_line(text or "")
            if name and len(name) <= _LONGEST_NAME and _key(name) and _key(name) not in title:
                return name
    return ""


def _note(paper: Paper) -> str:
    """Return what a list says of a paper without an abstract, where it fits in a few lines."""
    for entry in paper.entries:
        for text in (entry.note, entry.abstract):
            words = one_line(text or "")
            is_note = _SHORTEST_NOTE <= len(words) <= _LONGEST_NOTE
            if is_note and _key(words) not in _key(paper.title):
                return words
    return ""


def _listed(paper: Paper, *, said: tuple[str, ...]) -> list[str]:
    """Return what lists call the paper and say of it, without what is `said` or its title says."""
    shown, year = " ".join(map(_key, (paper.title, *said))), html_catalog.year(paper)
    answer: list[str] = []
    for words in said_by_lists(paper):
        key = _key(words)
        if key and key != year and key not in shown:
            shown += f" {key}"
            answer.append(words)
    return answer


def _respelt(paper: Paper, listed: list[str]) -> Iterator[str]:
    """Yield what lists say whose letters are shown, but parted into other words.

    `Flash Attention` beside the title FlashAttention is not shown again, but can be searched for.
    """
    shown = [_words(text) for text in (paper.title, *listed)]
    for text in said_by_lists(paper):
        words = _words(text)
        if words.strip() and not any(words in each for each in shown):
            yield text


def _words(text: str) -> str:
    return f" {' '.join(tokens.tokens(text))} "


def _key(text: str) -> str:
    return _LETTERS.sub("", text.casefold())


def _extras(paper: Paper, *, is_new: bool) -> Iterator[str]:
    if paper.kind in _KINDS:
        yield _KINDS[paper.kind]
    if is_new:
        yield "New"
    if paper.citations is not None:
        times = "once" if paper.citations.count == 1 else f"{paper.citations.count:,} times"
        yield f"Cited {times}"
    if paper.is_withdrawn:
        yield "Withdrawn"
    yield from (f"#{one_line(tag)}" for tag in paper.tags)


def _places_of(keys: Iterable[_K], places: Mapping[_K, int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(places[key] for key in keys if key in places))


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
