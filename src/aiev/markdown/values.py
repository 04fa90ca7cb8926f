"""What a markdown list says, as values; every place in it is a pair of offsets into the text."""

from collections.abc import Mapping
from dataclasses import dataclass

from aiev.domain.arxiv_id import ArxivId
from aiev.domain.finding import Finding
from aiev.domain.partial_date import PartialDate

Span = tuple[int, int]
"""Closed-open character offsets into the text that was parsed."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, or a line that serves as one; `path` runs from the outermost topic to this.

    `form` is `markdown`, `html`, or, in a list without headings, `summary` or `bold`.
    """

    level: int
    title: str
    path: tuple[str, ...]
    line: int
    span: Span
    form: str = "markdown"


@dataclass(frozen=True, slots=True)
class Link:
    """A further link of an entry: code, project page, slides; `text` as written."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """One entry of a list, as written.

    `label` and `note` are plain text without markup. `group` is the label line or label bullet
    that stands over the entry without being a heading. `url` is None where the list gives none.
    `organizations` is the text as written, unresolved. `asides` are the pieces of the note that
    are no free words: the paper's short name, lines such as `Keyword: …`. `fields` says where in
    the text each part stands (`label`, `url`, `date`, `organizations`, `authors`, `note`, and of
    the asides `nick`, `aside`), for edits that touch only that part; what stands in several
    pieces goes on in `note 2`, `note 3`.
    """

    topic: tuple[str, ...]
    label: str
    url: str | None
    arxiv_id: ArxivId | None
    note: str | None
    group: str | None
    date: PartialDate | None
    organizations: str | None
    authors: str | None
    venue: str | None
    links: tuple[Link, ...]
    grammar: str
    line: int
    span: Span
    fields: Mapping[str, Span]
    asides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """What a topic holds beside its entries: a table of data or prose, as written.

    `rows` are a table's cells as plain text, the heading row first; empty for prose.
    """

    kind: str
    topic: tuple[str, ...]
    text: str
    rows: tuple[tuple[str, ...], ...]
    line: int
    span: Span


@dataclass(frozen=True, slots=True)
class ParsedList:
    """A whole list; entries, blocks and headings stand in the order of the text.

    `title` is the document's own heading, which is no topic: the first heading when it is the
    only one of level 1; else None.
    """

    text: str
    title: str | None
    headings: tuple[Heading, ...]
    entries: tuple[ListedEntry, ...]
    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...]
