"""The tables that aiev keeps beside the knowledge itself: sources asked, changes, terms, settings.

They follow the rules of `tables`. Terms and spellings can be made anew from the index at any time.
"""

from sqlalchemy import Index
from sqlmodel import Field

from aiev.store.tables import Table


class AffiliationTable(Table, table=True):
    """An affiliation of a paper's author as a source spells it; those of arXiv are in `authorship`.

    `ror` is the identifier without its address, where the source gives one.
    """

    __tablename__ = "affiliation"

    paper_id: int = Field(foreign_key="paper.id", primary_key=True, ondelete="CASCADE")
    source: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    text: str
    ror: str | None = None


class InquiryTable(Table, table=True):
    """A source's answer for a paper: `outcome` found, nothing or unknown; none while it is open."""

    __tablename__ = "inquiry"

    paper_id: int = Field(foreign_key="paper.id", primary_key=True, ondelete="CASCADE")
    source: str = Field(primary_key=True)
    outcome: str
    asked_at: str


class AttemptTable(Table, table=True):
    """How often a source was asked for a paper in vain since it last had an answer, and why."""

    __tablename__ = "attempt"

    paper_id: int = Field(foreign_key="paper.id", primary_key=True, ondelete="CASCADE")
    source: str = Field(primary_key=True)
    tries: int
    reason: str
    tried_at: str


class SourceWorkTable(Table, table=True):
    """What a source said last of a paper as a published work, as `published_work.Work` tells it.

    `outcome` as in `inquiry`; `is_agreed` says that title and an author are the paper's.
    """

    __tablename__ = "source_work"

    paper_id: int = Field(foreign_key="paper.id", primary_key=True, ondelete="CASCADE")
    source: str = Field(primary_key=True)
    outcome: str
    asked_at: str
    title: str | None = None
    authors: str = ""
    is_agreed: bool = False
    venue: str | None = None
    short_venue: str | None = None
    kind: str | None = None
    volume: str | None = None
    pages: str | None = None
    doi: str | None = None
    year: int | None = None
    open_url: str | None = None


class CitationCountTable(Table, table=True):
    """How often a source found a paper cited, from `day` on and still on `last_day`."""

    __tablename__ = "citation_count"

    paper_id: int = Field(foreign_key="paper.id", primary_key=True, ondelete="CASCADE")
    source: str = Field(primary_key=True)
    day: str = Field(primary_key=True)
    count: int
    influential: int | None = None
    last_day: str


class CitationTable(Table, table=True):
    """The count that is shown of a paper, taken from `citation_count` and made anew with it."""

    __tablename__ = "citation"
    __table_args__ = (Index(None, "count"),)

    paper_id: int = Field(foreign_key="paper.id", primary_key=True, ondelete="CASCADE")
    count: int
    influential: int | None = None
    source: str
    day: str


class StatementTable(Table, table=True):
    """What a source beside lists and arXiv says of a paper: a file of citations, Crossref, a page.

    `field` is one of domain.work_record's or the source's own name; several values of one field are
    several rows. A paper's row has what the best source says; here is who said it.
    """

    __tablename__ = "statement"

    paper_id: int = Field(foreign_key="paper.id", primary_key=True, ondelete="CASCADE")
    source: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    field: str
    value: str


class PaperChangeTable(Table, table=True):
    """A field that changed when arXiv was asked for a paper again; `version` is the new one."""

    __tablename__ = "paper_change"

    id: int | None = Field(default=None, primary_key=True)
    paper_id: int = Field(foreign_key="paper.id", index=True, ondelete="CASCADE")
    version: int | None = None
    field: str
    before: str | None = None
    after: str | None = None
    noticed_at: str


class TermTable(Table, table=True):
    """A stem of the index and in how many papers it stands; see store/writing/terms.py."""

    __tablename__ = "term"
    __table_args__ = ({"sqlite_with_rowid": False},)

    text: str = Field(primary_key=True)
    papers: int


class SpellingTable(Table, table=True):
    """A word and what is left of it when one letter is lost: two spellings meet in a row."""

    __tablename__ = "spelling"
    __table_args__ = ({"sqlite_with_rowid": False},)

    remainder: str = Field(primary_key=True)
    word: str = Field(primary_key=True)


class CompoundTable(Table, table=True):
    """A compound by the stem of its joined form; see store/writing/compounds.py.

    `papers` says how many papers write its parts with a hyphen.
    """

    __tablename__ = "compound"
    __table_args__ = ({"sqlite_with_rowid": False},)

    joined: str = Field(primary_key=True)
    parts: str
    papers: int


class SettingTable(Table, table=True):
    """A note of the database on itself, such as the hash of the shipped organization table."""

    __tablename__ = "setting"

    key: str = Field(primary_key=True)
    value: str


class ListReadingTable(Table, table=True):
    """What reading a list came to; `key` tells which reader read it, with which organizations.

    `outcome` is what an import tells beyond the rows of the list, as JSON. See
    store/reading/list_reading.py.
    """

    __tablename__ = "list_reading"

    list_id: int = Field(primary_key=True, foreign_key="list.id", ondelete="CASCADE")
    key: str
    outcome: str


class UndoStepTable(Table, table=True):
    """What one command has written, as far as it can be taken back; see store/undo_log.

    `turn` grows with each transaction, so that the last step is the one that wrote last. `state` is
    kept, too large or not logged. The changes lie between the two numbers, perhaps among others'.
    """

    __tablename__ = "undo_step"

    id: int = Field(primary_key=True)
    turn: int
    started_at: str
    command: str
    state: str
    changes: int
    size_bytes: int
    first_change: int
    last_change: int


class UndoChangeTable(Table, table=True):
    """A row that a step has changed, by its table and key.

    `event` is insert, delete or update; `image` the row's fingerprint, the row, or what of it has
    changed (undo_log/images.py). No foreign key leads to the step, which is stored last, and no
    index: a step's changes are found by their numbers.
    """

    __tablename__ = "undo_change"

    id: int | None = Field(default=None, primary_key=True)
    step_id: int
    table_name: str
    event: str
    key: str
    image: str
