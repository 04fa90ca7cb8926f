"""Records of a backup, as `backup_lines` reads them: papers, lists and organizations.

A paper's record is the contract's shape (`domain.knowledge`) with one more key, `provenance`, for
what the shape leaves out; older backups tell there, too, what `asked` records tell now. A list's
bytes follow its record as `text` records, one for each line, so that a change of one line in the
list changes one line of the backup.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from aiev.domain.paper import Enrichment, Kind, State

Row = Mapping[str, str | int | None]
"""A row of a further table about a paper, by the names of its columns."""


@dataclass(frozen=True, slots=True)
class OrganizationRecord:
    """An organization that the user made, or the user's spellings of a known one."""

    name: str
    kind: str | None
    country: str | None
    ror: str | None
    parent: str | None
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RemovalRecord:
    """An entry that the user removed and the list's bytes still hold."""

    topic: str
    identity: str
    label: str


@dataclass(frozen=True, slots=True)
class HeadingRecord:
    """A topic that the user calls otherwise than the list's bytes do, or put in order.

    `path` is the user's, `listed` that of the bytes; `sorting` has the orders, the last one last.
    """

    path: str
    listed: str
    sorting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListRecord:
    """A list without its bytes; `own_topics` are the topics that the user made, in order."""

    name: str
    path: str | None
    sha256: str
    imported_at: str
    own_topics: tuple[str, ...]
    removals: tuple[RemovalRecord, ...]
    headings: tuple[HeadingRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class TextRecord:
    """One line of a list's bytes, with its end."""

    list: str
    text: str


@dataclass(frozen=True, slots=True)
class EntryRecord:
    """One appearance in a list; `span` is its place in the text, or None if the user added it.

    `edits` has the file's value of each field that the user changed.
    """

    list: str
    topic: str | None
    label: str
    note: str | None
    group: str | None
    url: str | None
    listed_date: str | None
    listed_organizations: str | None
    listed_authors: str | None
    venue: str | None
    short_name: str | None
    keywords: str | None
    abstract: str | None
    links: tuple[tuple[str, str], ...]
    line: int | None
    span: tuple[int, int] | None
    id: int | None
    position: int | None
    edits: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class PaperRecord:
    """One work with its entries; `rows` has its rows of further tables, by table.

    `added_at` is empty where the record does not tell it, None where nobody knows it.
    """

    id: int | None
    identity: str
    kind: Kind
    arxiv_id: str | None
    title: str
    authors: tuple[tuple[str, str | None], ...]
    issued: str | None
    organizations: Mapping[str, tuple[str, ...]]
    tags: tuple[str, ...]
    metadata: Mapping[str, str | int | None]
    url: str | None
    is_withdrawn: bool
    enrichment: Enrichment
    fetched_at: str | None
    added_at: str | None
    has_own_title: bool
    has_own_date: bool
    notes: tuple[tuple[str, str | None], ...]
    entries: tuple[EntryRecord, ...]
    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    tex_abstract: str | None = None
    state: State | None = None
    rating: int | None = None


@dataclass(frozen=True, slots=True)
class AskedRecord:
    """A row of `table` that all these papers have, by their identities: when they were asked for.

    Of the table `paper` it has the papers' own fields.
    """

    table: str
    row: Row
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionRecord:
    """A saved question: its words, and its filters as a JSON object."""

    name: str
    words: str
    filters: str


@dataclass(frozen=True, slots=True)
class NoOrganizationRecord:
    """A text of which the user says that it is no organization."""

    text: str


@dataclass(frozen=True, slots=True)
class BoundRecord:
    """The first or the last line of a backup; a backup without its last line was cut."""

    is_end: bool


Record = (
    OrganizationRecord
    | ListRecord
    | TextRecord
    | QuestionRecord
    | NoOrganizationRecord
    | AskedRecord
    | PaperRecord
    | BoundRecord
)

BEGIN, END = "begin", "end"
"""The names of the first and of the last record."""
