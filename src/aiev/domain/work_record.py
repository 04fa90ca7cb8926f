"""What a file or a service says of one work, before it is known which paper that is."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from aiev import lazy_regex as re
from aiev.domain.arxiv_id import ArxivId
from aiev.domain.finding import Finding
from aiev.domain.knowledge import MORE_AUTHORS
from aiev.domain.partial_date import PartialDate

_NOWHERE = re.compile(
    r"\W*(?:arxiv|corr|biorxiv|medrxiv|techrxiv|ssrn|chemrxiv|openreview|preprint|abs/|zenodo"
    r"|under review|submitted)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WorkRecord:
    """One work as a source describes it; what it does not say is None or empty.

    `line` is where it stands in its file, 0 where it has no place. Authors are `Given Family`, or a
    group's name; `name_parts` has those that are cut otherwise than their texts would be
    (person_name.pack), and `has_more_authors` says that not all are named. `tex_title` and
    `tex_abstract` are as the source wrote them, where that is TeX. `category` is arXiv's primary
    one. `container` is the journal or the proceedings; `reference` is where the work appeared in
    one text, where the source has it so. `more` are fields of the source that mean nothing to aiev
    and are kept all the same.
    """

    line: int = 0
    type: str | None = None
    title: str | None = None
    tex_title: str | None = None
    tex_abstract: str | None = None
    authors: tuple[str, ...] = ()
    name_parts: tuple[str, ...] = ()
    has_more_authors: bool = False
    date: PartialDate | None = None
    arxiv_id: ArxivId | None = None
    category: str | None = None
    doi: str | None = None
    url: str | None = None
    abstract: str | None = None
    container: str | None = None
    reference: str | None = None
    volume: str | None = None
    number: str | None = None
    pages: str | None = None
    publisher: str | None = None
    key: str | None = None
    keywords: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    is_withdrawn: bool = False
    more: tuple[tuple[str, str], ...] = field(default=())

    def names_a_work(self) -> bool:
        """Return whether there is anything by which the work can be found again."""
        return bool(self.title or self.arxiv_id or self.doi or self.url)

    @property
    def is_published(self) -> bool:
        """Whether it names a journal or proceedings, and no preprint server."""
        return bool(self.container) and _NOWHERE.match(self.container or "") is None

    def statements(self) -> Iterator[tuple[str, str]]:
        """Yield the name and the text of all that the source says; a name may come repeatedly."""
        single = (
            ("type", self.type),
            ("title", self.title),
            *(("author", name) for name in self.authors),
            (MORE_AUTHORS, "and others" if self.has_more_authors else None),
            ("date", str(self.date) if self.date else None),
            ("arxiv", str(self.arxiv_id) if self.arxiv_id else None),
            ("category", self.category),
            ("doi", self.doi),
            ("url", self.url),
            ("abstract", self.abstract),
            ("container", self.container),
            ("volume", self.volume),
            ("number", self.number),
            ("pages", self.pages),
            ("publisher", self.publisher),
            ("citation key", self.key),
            *(("keyword", word) for word in self.keywords),
            *(("group", name) for name in self.groups),
            *(("note", text) for text in self.notes),
            *(("file", path) for path in self.files),
            *self.more,
        )
        for name, text in single:
            if text:
                yield name, text


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: its works, and a finding for each record that is passed over.

    `encoding` is how its bytes were read, where that had to be guessed.
    """

    records: tuple[WorkRecord, ...]
    findings: tuple[Finding, ...] = ()
    encoding: str | None = None
