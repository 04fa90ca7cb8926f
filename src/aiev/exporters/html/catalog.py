"""What a page knows of all its papers before the first is written: topics, names, years, keys."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from itertools import pairwise

from aiev.domain import paper as papers_rules
from aiev.domain import partial_date
from aiev.domain.knowledge import Outline, Paper
from aiev.domain.paper import Kind
from aiev.exporters.bibliography import bibtex, citation, citation_key
from aiev.exporters.exporter import ExportRequest, MarkdownOptions
from aiev.exporters.html import ambiguous_topics, venue
from aiev.exporters.html.spelt import Spelt
from aiev.exporters.markdown import item as markdown_item
from aiev.exporters.markdown.style import Links
from aiev.exporters.plain_text import one_line

NEW_DAYS = 30
"""So long a paper is new, from the day of the export back."""

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
    (`rank.introduced`). `numbers` are the places of papers by their ids. `venues` are series of
    conferences and journals, and `shelves` the names of the lists that hold papers, none where all
    are of one. `years` counts papers by year, the newest first; `is_newest_first` says that the
    papers stand in that order, so that years can be their headings. `keys` are for citations,
    `cited` says of how many papers it is known how often they are, and `similar` has the ids of the
    papers nearest to each.
    """

    title: str
    papers: int
    numbers: Mapping[int, int]
    topics: Mapping[str, int]
    lists: Mapping[int, str]
    organizations: Mapping[str, int]
    aliases: Mapping[str, tuple[int, ...]]
    tags: Mapping[str, int]
    venues: Mapping[str, int]
    shelves: Mapping[str, int]
    compounds: Mapping[str, tuple[str, int, int]]
    called: Mapping[str, tuple[int, ...]]
    introduced: Mapping[str, tuple[int, ...]]
    years: Mapping[str, int]
    is_newest_first: bool
    keys: Mapping[int, str]
    cited: int
    similar: Mapping[int, tuple[int, ...]]
    outline: Outline
    today: date | None
    repository: str | None

    @property
    def has_citations(self) -> bool:
        """Whether it is known of any paper how often it is cited."""
        return self.cited > 0

    def list_titles(self) -> list[str]:
        """Return the titles of the lists that hold the papers, where there are several."""
        titles = ambiguous_topics.titles(self.outline)
        return [titles.get(name, name) for name in self.shelves]

    def is_new(self, paper: Paper) -> bool:
        """Return whether the paper was issued in the last days before the export, as far as told.

        A month counts from its first day; a year alone says nothing.
        """
        if self.today is None or not paper.issued or len(paper.issued) < len("2024-11"):
            return False
        first = partial_date.parse(paper.issued).interval()[0]
        return self.today - timedelta(days=NEW_DAYS) <= first <= self.today


def of(papers: Iterable[Paper], request: ExportRequest) -> Catalog:
    """Return what the papers share, which are read once for it."""
    topics: dict[str, None] = {}
    filed: dict[tuple[str, str], None] = {}
    organizations: Counter[str] = Counter()
    tags: set[str] = set()
    years: Counter[str] = Counter()
    days: list[str] = []
    numbers: dict[int, int] = {}
    series: Counter[str] = Counter()
    shelves: Counter[str] = Counter()
    counted = 0
    cited: list[Paper] = []
    spelt = Spelt(request.compounds)
    for paper in papers:
        spelt.add(paper)
        numbers[paper.id] = len(days)
        series.update(filter(None, dict.fromkeys(map(venue.series, venue.told(paper)))))
        counted += paper.citations is not None
        shelves.update({entry.list for entry in paper.entries})
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
        title=_title(request, shelves, papers=len(days)),
        papers=len(days),
        numbers=numbers,
        topics=ordered,
        lists=ambiguous_topics.lists_by_topic(ordered, filed, request.outline),
        organizations=places,
        aliases=dict(_aliases(request.organization_keys, places)),
        tags={tag: at for at, tag in enumerate(sorted(tags))},
        venues=venue.places(series),
        shelves=_in_shelves(shelves, request.outline),
        compounds=spelt.compounds(),
        called=spelt.called(),
        introduced=spelt.introduced(),
        years=dict(sorted(years.items(), reverse=True)),
        is_newest_first=all(a[:4] >= b[:4] for a, b in pairwise(days)),
        keys=citation_key.assign(cited) if request.citation_keys is None else request.citation_keys,
        cited=counted,
        similar=request.similar,
        outline=request.outline,
        today=request.today,
        repository=request.repository,
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


def cite(paper: Paper, catalog: Catalog) -> tuple[str, str] | None:
    """Return the paper's BibTeX and its entry of a markdown list, or None for nothing to cite."""
    if paper.kind == Kind.PLACEHOLDER:
        return None
    listed = markdown_item.item(paper, paper.entries, MarkdownOptions()).render(Links())
    return bibtex.entry(citation.of(paper, catalog.keys)), listed.rstrip("\n")


def _in_shelves(shelves: Iterable[str], outline: Outline) -> dict[str, int]:
    """Return the places of lists, in their order; of one list nothing need be told."""
    held = set(shelves)
    known = [frame.name for frame in outline if frame.name in held]
    ordered = [*known, *(name for name in shelves if name not in set(known))]
    return {name: at for at, name in enumerate(ordered)} if len(ordered) > 1 else {}


def _name(paper: Paper) -> str:
    topic = paper.topics[0] if paper.topics else ""
    identity = papers_rules.identity(None, paper.url, label=paper.title, topic=topic)
    return f"p-{sha256(identity.encode(errors='replace')).hexdigest()[:10]}"


def _title(request: ExportRequest, listed: Counter[str], *, papers: int) -> str:
    """Return the title that was asked for, else that of the list that most papers are of."""
    titles = {frame.name: frame.title or frame.name for frame in request.outline}
    [(most, held)] = listed.most_common(1) or [("", 0)]
    if len(titles) == 1 and 2 * held >= papers:
        own = titles.get(most, "")
    else:
        own = f"{_TITLE} from {len(listed)} lists" if len(listed) > 1 else ""
    return one_line(request.title or own) or _TITLE


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
