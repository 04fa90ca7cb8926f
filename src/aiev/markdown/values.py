"""What a markdown list says, as values; every place in it is a pair of offsets into the text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from aiev.domain.arxiv_id import ArxivId
from aiev.domain.finding import Finding
from aiev.domain.partial_date import PartialDate

Span = tuple[int, int]
"""Closed-open character offsets into the text that was parsed."""

TopicPath = tuple[str, ...]
"""The headings from the outermost topic to one of its parts."""

IsOrganization = Callable[[str], bool]
"""Says whether a piece of text names one or several organizations."""


class Shape(StrEnum):
    """The ways in which lists write a paper; each says where the paper's text begins and ends."""

    ITEM = "item"
    """One line of a list, bulleted or numbered: `- [T](u) | 2024`, `1. **T** [[pdf]](u)`."""

    ITEM_LINES = "item of lines"
    """An item of several lines, paragraphs or nested bullets: `- [T](u)`, below it `Ada Bee`."""

    ITEM_PART = "part of an item"
    """One of several papers in an item: `- **T** [[pdf]](u)<br>**V** [[pdf]](w)` holds two."""

    ROW = "row"
    """A row of a Markdown table: `| [T](u) | MIT | 2024 |`."""

    HTML = "html"
    """A row or an item of raw HTML: `<tr><td><a href="u">T</a></td></tr>`, `<li>…</li>`."""

    SECTION = "section"
    """A heading or a bold line with what stands below it: `### T`, then `[Paper](u) [Code](v)`.

    So is a paragraph that is a paper in one line: `**T** [[pdf]](u)` may have bullets below it
    that describe the paper.
    """

    PARAGRAPH = "paragraph"
    """A paragraph outside of lists, of several lines: `**T**`, `Ada Bee`, `[Paper](u)`."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, or a line that serves as one; `path` runs from the outermost topic to this.

    `form` is `markdown`, `html`, or, in a list without headings, `summary` or `bold`. One that
    `is_furniture` is about the list and no topic.
    """

    level: int
    title: str
    path: TopicPath
    line: int
    span: Span
    form: str = "markdown"
    is_furniture: bool = False


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
    `organizations` is the text as written, unresolved, and so are `short_name` (`DeepX` of
    `**[DeepX]** T`), `keywords` (`a, b` of `Keyword: a, b`) and `abstract`, one that the list
    itself has. `asides` are the pieces of the note that are no free words: lines such as
    `TLDR: …`. `fields` says where in the text each part stands (`label`, `url`, `date`,
    `organizations`, `authors`, `short_name`, `keywords`, `note`, and `aside`), for edits that
    touch only that part; what stands in several pieces goes on in `note 2`, `note 3`.
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
    shape: Shape
    line: int
    span: Span
    fields: Mapping[str, Span]
    asides: tuple[str, ...] = ()
    short_name: str | None = None
    keywords: str | None = None
    abstract: str | None = None


class Written(Protocol):
    """The parts of an entry that tell how it is written; what else it says is not looked at."""

    @property
    def shape(self) -> Shape:
        """The way in which its list writes it."""

    @property
    def url(self) -> str | None:
        """The address that its list gives."""

    @property
    def arxiv_id(self) -> ArxivId | None:
        """The id that its list gives."""

    @property
    def venue(self) -> str | None:
        """Where it appeared, as written."""

    @property
    def span(self) -> Span:
        """Where it stands."""

    @property
    def fields(self) -> Mapping[str, Span]:
        """Where each of its parts stands."""


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
class Links:
    """The account of the links and arXiv ids that a list shows; each is counted once.

    `papers` are addresses of entries, `further` their other links, `furniture` what is about the
    list itself, `unread` what stands in no entry.
    """

    papers: int = 0
    further: int = 0
    furniture: int = 0
    unread: int = 0

    @property
    def seen(self) -> int:
        """How many the list shows."""
        return self.papers + self.further + self.furniture + self.unread


class Account:
    """What is wrong in a list and what becomes of its links, worked out when first asked for.

    Edits read a list twice and ask for neither, which would be a fifth of their reading.
    """

    __slots__ = ("_take", "_taken")

    def __init__(self, take: Callable[[], tuple[tuple[Finding, ...], Links]] | None = None) -> None:
        self._take = take
        self._taken: tuple[tuple[Finding, ...], Links] = ((), Links())

    @property
    def taken(self) -> tuple[tuple[Finding, ...], Links]:
        """The findings, and the links by what they are."""
        if self._take is not None:
            # What it was worked out from is long, and asked no more.
            self._taken, self._take = self._take(), None
        return self._taken

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Account) and self.taken == other.taken

    __hash__ = None  # type: ignore[assignment]  # it is compared and never looked up

    def __repr__(self) -> str:
        return f"Account({self.taken!r})"


@dataclass(frozen=True, slots=True)
class ParsedList:
    """A whole list; entries, blocks and headings stand in the order of the text.

    `title` is the document's own heading, which is no topic: the first heading when it is the
    only one of level 1; else None. `is_organization` told what names organizations in it: an
    edited text is read back by the same. `topic_names` has the name of each topic that is called
    otherwise than its headings are written; where it is None, all stand as written. `origin` is
    the list before all edits, None for one that was not edited; `habits` is what was found of it.
    """

    text: str
    title: str | None
    headings: tuple[Heading, ...]
    entries: tuple[ListedEntry, ...]
    blocks: tuple[Block, ...]
    account: Account
    is_organization: IsOrganization = field(compare=False, repr=False)
    topic_names: Mapping[TopicPath, TopicPath] | None = None
    origin: "ParsedList | None" = field(default=None, compare=False, repr=False)
    habits: dict[object, object] = field(default_factory=dict, compare=False, repr=False)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong or doubtful in it, by line."""
        return self.account.taken[0]

    @property
    def links(self) -> Links:
        """The account of its links."""
        return self.account.taken[1]
