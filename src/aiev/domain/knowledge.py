"""What the knowledge base holds, as values that the reader returns; a paper as JSON too."""

from __future__ import annotations

from operator import attrgetter

from aiev.domain.paper_fields import FIELDS
from aiev.value import value

MORE_AUTHORS = "further authors"
"""What a source states that does not name all authors of a work: `and others`."""


@value
class EntryLink:
    """A further link of an entry, with its text as written."""

    text: str
    url: str


@value
class Entry:
    """One appearance of a paper in a list; `line` is None until the list's file holds it.

    `listed_date` is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `listed_organizations`, `short_name` and
    `keywords` are as written; `abstract` is one that the list itself has.
    """

    id: int
    list: str
    topic: str | None
    label: str
    note: str | None
    group: str | None
    url: str | None
    listed_date: str | None
    listed_organizations: str | None
    venue: str | None
    line: int | None
    position: int
    links: tuple[EntryLink, ...] = ()
    listed_authors: str | None = None
    short_name: str | None = None
    keywords: str | None = None
    abstract: str | None = None


@value
class OrganizationSource:
    """An organization of a paper and who says so: list, user, arxiv, datacite or openalex."""

    name: str
    sources: tuple[str, ...]


@value
class Citations:
    """How often a paper is cited, who counted and on which day.

    `influential` is how many of those are more than a mention, which not every source tells.
    """

    count: int
    influential: int | None
    source: str
    day: str


@value
class Publication:
    """Where a source says that a paper appeared; its title and an author are the paper's.

    `kind` is `conference` or `journal` where that is told; `year` is known to be the publication's,
    and `doi` is no preprint's. The source was asked on `day`.
    """

    venue: str | None
    short_venue: str | None
    kind: str | None
    volume: str | None
    pages: str | None
    year: int | None
    doi: str | None
    source: str
    day: str | None

    @property
    def name(self) -> str | None:
        """The venue with its year, `ICLR 2025`; None where only the DOI is known."""
        venue = self.short_venue or self.venue
        return f"{venue} {self.year}" if venue and self.year else venue


@value
class Statement:
    """What a file of citations or a service says of a paper: `source` is its name."""

    source: str
    field: str
    value: str


@value
class Paper:
    """One work with all that is known of it; dates are ISO text, `issued` of any precision.

    `addresses` begins with `url` where there is one; `added_at` is when it came into the knowledge
    base, UTC, ISO 8601. `tex_title` is the title as its source wrote it, where that is TeX and
    reads otherwise. `state` and `rating` are the user's, as tags and notes are. `name_parts` are
    the parts of authors' names, as `person_name.pack` writes them, where a source cuts a name
    otherwise than its text would be.
    """

    id: int
    kind: str
    arxiv_id: str | None
    version: int | None
    title: str
    authors: tuple[str, ...]
    abstract: str | None
    issued: str | None
    published: str | None
    updated: str | None
    organizations: tuple[str, ...]
    topics: tuple[str, ...]
    tags: tuple[str, ...]
    primary_category: str | None
    categories: tuple[str, ...]
    doi: str | None
    journal_ref: str | None
    comment: str | None
    url: str | None
    is_withdrawn: bool
    enrichment: str
    addresses: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    organization_sources: tuple[OrganizationSource, ...] = ()
    added_at: str | None = None
    tex_title: str | None = None
    statements: tuple[Statement, ...] = ()
    citations: Citations | None = None
    publication: Publication | None = None
    state: str | None = None
    rating: int | None = None
    name_parts: tuple[str, ...] = ()

    @property
    def citation_count(self) -> int | None:
        """How often the paper is cited, where that is known."""
        return self.citations.count if self.citations else None

    @property
    def citation_source(self) -> str | None:
        """Who counted the citations."""
        return self.citations.source if self.citations else None

    @property
    def citation_day(self) -> str | None:
        """The day of the count."""
        return self.citations.day if self.citations else None

    @property
    def published_in(self) -> str | None:
        """Where a source says that the paper appeared."""
        return self.publication.name if self.publication else None

    @property
    def published_doi(self) -> str | None:
        """The DOI under which a source says that the paper appeared."""
        return self.publication.doi if self.publication else None

    @property
    def pdf_url(self) -> str | None:
        """The address of the PDF where arXiv or the list gives one."""
        if self.arxiv_id is not None:
            return f"https://arxiv.org/pdf/{self.arxiv_id}"
        return self.url if self.url and self.url.lower().endswith(".pdf") else None


def has_more_authors(paper: Paper) -> bool:
    """Return whether a source that names these very authors says that there are more."""
    said: dict[str, tuple[str, ...]] = {}
    for one in paper.statements:
        if one.field == "author":
            said[one.source] = (*said.get(one.source, ()), one.value)
    return any(
        one.field == MORE_AUTHORS and said.get(one.source, ()) == paper.authors
        for one in paper.statements
    )


@value
class CitationFacts:
    """What a citation key is made of: who made a paper, when, and its title.

    Each field is as in `Paper`. A bibliography of a few papers reads this much of all, as their
    keys must differ from the keys of the others.
    """

    id: int
    kind: str
    arxiv_id: str | None
    title: str
    authors: tuple[str, ...]
    organizations: tuple[str, ...]
    published: str | None
    issued: str | None
    tex_title: str | None = None
    name_parts: tuple[str, ...] = ()


@value
class Block:
    """A table of data or prose that a topic holds beside its entries."""

    list: str
    topic: str | None
    kind: str
    text: str
    cells: tuple[tuple[str, ...], ...]
    position: int
    line: int


@value
class Topic:
    """A topic of a list with its counts: papers filed here, and in its whole subtree."""

    id: int
    list: str
    path: str
    title: str
    level: int
    position: int
    papers: int
    papers_below: int


@value
class ListSummary:
    """One imported list and what came of it; `imported_at` is UTC, ISO 8601."""

    id: int
    name: str
    title: str | None
    path: str | None
    imported_at: str
    size_bytes: int
    entries: int
    papers: int
    topics: int


@value
class NamedCount:
    """How many papers an organization, an author, a category or a month has."""

    name: str
    papers: int
    parent: str | None = None


@value
class OutlineTopic:
    """A topic in its place with its tables and prose; its entries come with their papers."""

    path: str
    title: str
    level: int
    blocks: tuple[Block, ...] = ()


@value
class OutlineList:
    """One list as a frame for papers: topics in the order of the text, parents first.

    `blocks` is what stands before the first topic.
    """

    name: str
    title: str | None
    topics: tuple[OutlineTopic, ...] = ()
    blocks: tuple[Block, ...] = ()


Outline = tuple[OutlineList, ...]
"""The lists of a knowledge base in their order, without their entries."""


SCHEMA = 1
"""The version of a paper's JSON shape, a part of the command contract."""

Json = dict[str, object]

_FIELDS = tuple([field for field in FIELDS if field.is_json])
NAMES = tuple([field.name for field in _FIELDS])
"""The names of a paper's fields in JSON, in their order."""
_ARRAYS = tuple([field.name for field in _FIELDS if field.type in ("lines", "words")])
_values = attrgetter(*[field.attribute for field in _FIELDS])


def as_json(paper: Paper) -> Json:
    """Return the paper as plain values; what is absent is None or [], never left out."""
    shape: Json = dict(zip(NAMES, _values(paper), strict=True))
    for name in _ARRAYS:
        shape[name] = list(shape[name])  # type: ignore[call-overload]  # a tuple of texts
    shape["organization_sources"] = [
        {"name": one.name, "sources": list(one.sources)} for one in paper.organization_sources
    ]
    shape["citations"] = _values_of(paper.citations)
    shape["publication"] = _values_of(paper.publication)
    shape["statements"] = [
        {"source": one.source, "field": one.field, "value": one.value} for one in paper.statements
    ]
    shape["entries"] = [_entry(entry) for entry in paper.entries]
    return shape


def _values_of(one: Citations | Publication | None) -> Json | None:
    return None if one is None else {name: getattr(one, name) for name in one.__match_args__}


def _entry(entry: Entry) -> Json:
    return {
        "list": entry.list,
        "topic": entry.topic,
        "label": entry.label,
        "note": entry.note,
        "group": entry.group,
        "listed_date": entry.listed_date,
        "listed_organizations": entry.listed_organizations,
        "venue": entry.venue,
        "short_name": entry.short_name,
        "keywords": entry.keywords,
        "abstract": entry.abstract,
        "url": entry.url,
        "links": [{"text": link.text, "url": link.url} for link in entry.links],
        "line": entry.line,
    }
