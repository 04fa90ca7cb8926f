"""What a page knows of all its papers before the first is written: topics, names, years, keys."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise

from aiev.domain import paper as papers_rules
from aiev.domain.knowledge import Outline, Paper
from aiev.domain.paper import Kind
from aiev.exporters.bibliography import bibtex, citation, citation_key
from aiev.exporters.exporter import ExportRequest
from aiev.exporters.html import ambiguous_topics
from aiev.exporters.html.spelt import Spelt
from aiev.exporters.plain_text import one_line

_TITLE = "Papers"


@dataclass(frozen=True, slots=True)
class Catalog:
    """The names that papers share, each by its place, and what is counted of the papers.

    `topics` are whole paths in the order of the lists, parents first; `lists` tells by its number
    where a topic comes from beside which another reads the same. `organizations` are the most
    frequent first, `aliases` are keys of further names with the organizations that they mean.
    `compounds` are those that the papers write in one way or the other, with their parts, in how
    many papers these stand, and whether any joins them; `called` are names of papers (`rank.names`)
    with the papers that have them, by their places, and `introduced` those that abstracts say
    (`rank.introduced`). `years` counts papers by year, the newest
    first; `is_newest_first` says that the papers stand in that order, so that years can be their
    headings. `keys` are for citations.
    """

    title: str
    papers: int
    topics: Mapping[str, int]
    lists: Mapping[int, str]
    organizations: Mapping[str, int]
    aliases: Mapping[str, tuple[int, ...]]
    tags: Mapping[str, int]
    compounds: Mapping[str, tuple[str, int, int]]
    called: Mapping[str, tuple[int, ...]]
    introduced: Mapping[str, tuple[int, ...]]
    years: Mapping[str, int]
    is_newest_first: bool
    keys: Mapping[int, str]


def of(papers: Iterable[Paper], request: ExportRequest) -> Catalog:
    """Return what the papers share, which are read once for it."""
    topics: dict[str, None] = {}
    filed: dict[tuple[str, str], None] = {}
    organizations: Counter[str] = Counter()
    tags: set[str] = set()
    years: Counter[str] = Counter()
    days: list[str] = []
    cited: list[Paper] = []
    spelt = Spelt(request.compounds)
    for paper in papers:
        spelt.add(paper)
        topics.update(dict.fromkeys(map(one_line, paper.topics)))
        filed.update(((one_line(entry.topic or ""), entry.list), None) for entry in paper.entries)
        organizations.update(map(one_line, paper.organizations))
        tags.update(map(one_line, paper.tags))
        days.append(paper.issued or "")
        years[year(paper)] += 1
        if request.citation_keys is None and paper.kind != Kind.PLACEHOLDER:
            cited.append(paper)
    ordered = {path: at for at, path in enumerate(_in_order(topics, request.outline))}
    named = sorted(organizations.items(), key=lambda item: (-item[1], item[0].casefold()))
    places = {name: at for at, (name, _) in enumerate(named)}
    return Catalog(
        title=_title(request),
        papers=len(days),
        topics=ordered,
        lists=ambiguous_topics.lists_by_topic(ordered, filed, request.outline),
        organizations=places,
        aliases=dict(_aliases(request.organization_keys, places)),
        tags={tag: at for at, tag in enumerate(sorted(tags))},
        compounds=spelt.compounds(),
        called=spelt.called,
        introduced=spelt.introduced,
        years=dict(sorted(years.items(), reverse=True)),
        is_newest_first=all(a[:4] >= b[:4] for a, b in pairwise(days)),
        keys=citation_key.assign(cited) if request.citation_keys is None else request.citation_keys,
    )


def year(paper: Paper) -> str:
    """Return the year in which the paper was issued, empty where nobody knows."""
    return (paper.issued or "")[:4]


def anchor(paper: Paper, taken: set[str]) -> str:
    """Return the name under which a link leads to the paper in the page, and add it to `taken`.

    It is the arXiv id, else a name that stays the same from export to export; where an earlier
    paper has it, a number follows.
    """
    answer = plain = paper.arxiv_id or _name(paper)
    number = 1
    while answer in taken:
        number += 1
        answer = f"{plain}-{number}"
    taken.add(answer)
    return answer


def cite(paper: Paper, catalog: Catalog) -> str | None:
    """Return the paper's BibTeX entry, or None for what is nothing to cite."""
    if paper.kind == Kind.PLACEHOLDER:
        return None
    return bibtex.entry(citation.of(paper, catalog.keys))


def _name(paper: Paper) -> str:
    topic = paper.topics[0] if paper.topics else ""
    identity = papers_rules.identity(None, paper.url, label=paper.title, topic=topic)
    return f"p-{sha256(identity.encode(errors='replace')).hexdigest()[:10]}"


def _title(request: ExportRequest) -> str:
    titles = [frame.title or frame.name for frame in request.outline]
    return one_line(request.title or (titles[0] if len(titles) == 1 else "")) or _TITLE


def _aliases(
    keys: Mapping[str, tuple[str, ...]], places: Mapping[str, int]
) -> Iterator[tuple[str, tuple[int, ...]]]:
    for key, names in keys.items():
        here = tuple(sorted({places[name] for name in map(one_line, names) if name in places}))
        if here:
            yield key, here


def _in_order(topics: Iterable[str], outline: Outline) -> list[str]:
    """Return the topics that hold papers, and those above them, as the lists have them."""
    wanted: dict[str, None] = {}
    for path in topics:
        wanted.update(dict.fromkeys(ambiguous_topics.with_those_above(path)))
    listed = {one_line(topic.path): None for frame in outline for topic in frame.topics}
    ordered = dict.fromkeys((*filter(wanted.__contains__, listed), *wanted))
    places = {path: at for at, path in enumerate(ordered)}

    def place(path: str) -> tuple[int, ...]:
        # Below its parent, wherever another list has the same heading.
        return tuple(places[one] for one in ambiguous_topics.with_those_above(path))

    return sorted(wanted, key=place)
