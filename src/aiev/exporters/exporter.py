"""What an export format is, and what an export can be asked for."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from aiev.domain.knowledge import Outline, Paper


class GroupBy(StrEnum):
    """What the headings of a generated list stand for."""

    TOPIC = "topic"
    YEAR = "year"
    ORGANIZATION = "organization"


class Field(StrEnum):
    """What a generated list can say of a paper after its link."""

    DATE = "date"
    ORGANIZATIONS = "organizations"
    AUTHORS = "authors"
    VENUE = "venue"
    NOTE = "note"
    TAGS = "tags"
    LINKS = "links"


@dataclass(frozen=True, slots=True)
class MarkdownOptions:
    """How a markdown list is laid out; `fields` stand after the link in this order."""

    group_by: GroupBy = GroupBy.TOPIC
    fields: tuple[Field, ...] = (Field.DATE, Field.ORGANIZATIONS)
    has_abstracts: bool = False
    has_contents: bool = False


class Flavor(StrEnum):
    """For whom a bibliography is: BibTeX and its styles, or biblatex, which has more types."""

    BIBTEX = "bibtex"
    BIBLATEX = "biblatex"


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What an export is asked for beside its papers; each format takes what it knows.

    `title` heads the document instead of the list's own title. `is_filtered` says that the papers
    are a choice: topics without a paper, and prose, are then left out. Where the choice named
    `topics` (whole paths) or `organizations`, a paper stands under these alone.
    `has_byte_order_mark` makes spreadsheets read a CSV file as UTF-8.
    `organization_keys` has, for each key of a name (`organization.key`), the organizations that it
    means; `compounds` are those that papers write in several ways (`Spellings.compounds`);
    `citation_keys` has the key of each paper by its id. `kept_names` has the path that a paper's
    file had before, by its arXiv id or address. `question` tells one choice from another, in words
    that stay the same; `url` is where the document will lie. With `is_by_issued` a feed has papers
    by their own dates, else by when they came.
    `today` is the day of the export, `repository` the address of the list's own, and `similar` has
    the ids of the papers that are nearest to each, by its id. A page that is `served` asks its
    server whether that is still the state of the database.
    """

    title: str | None = None
    outline: Outline = ()
    is_filtered: bool = False
    topics: frozenset[str] = frozenset()
    organizations: frozenset[str] = frozenset()
    has_byte_order_mark: bool = False
    markdown: MarkdownOptions = field(default_factory=MarkdownOptions)
    organization_keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    compounds: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    citation_keys: Mapping[int, str] | None = None
    flavor: Flavor = Flavor.BIBTEX
    kept_names: Mapping[str, str] = field(default_factory=dict)
    question: str = ""
    url: str | None = None
    is_by_issued: bool = False
    today: date | None = None
    repository: str | None = None
    similar: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    served: str | None = None


Render = Callable[[Iterable[Paper], ExportRequest], Iterator[str]]
"""Yields the text piece by piece; the pieces joined are the whole document."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format; `suffix` starts with a dot.

    `render` keeps the order of the papers, so the caller decides it. With `reads_twice` it iterates
    over them twice: give it something that allows that, or it holds all papers in memory. A format
    with `newest` is for so many of the newest papers, unless another order is asked for; these are
    the last added where it `tells_added`. Of the
    request, `needs_outline` says that the format wants `outline`, `needs_names` that it wants
    `organization_keys`, `needs_keys` that it wants `citation_keys`, and `needs_similar` that it
    wants `similar`.
    """

    name: str
    suffix: str
    description: str
    render: Render
    needs_outline: bool = False
    needs_names: bool = False
    needs_keys: bool = False
    needs_similar: bool = False
    reads_twice: bool = False
    newest: int | None = None
    tells_added: bool = False


@dataclass(frozen=True, slots=True)
class FolderFile:
    """One file of a folder; `path` is relative to it, with `/` between its parts."""

    path: str
    text: str


RenderFolder = Callable[[Iterable[Paper], ExportRequest], Iterator[FolderFile]]
"""Yields the files one by one; no two have the same path, whatever the case of its letters."""


@dataclass(frozen=True, slots=True)
class FolderExporter:
    """A format that is a folder of files; it wants outline and names, and reads papers twice.

    `is_newest_first` says that the newest papers come first unless another order is asked for,
    `needs_keys` that the format wants `citation_keys`, and `needs_similar` that it wants `similar`.
    """

    name: str
    description: str
    render: RenderFolder
    is_newest_first: bool = False
    needs_keys: bool = False
    needs_similar: bool = False
