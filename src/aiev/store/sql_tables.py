"""Tables whose rows are read and written by SQL alone; only the migrations know them as classes.

No command loads them: to declare a class costs as much as some twenty statements.
"""

from sqlalchemy import Index
from sqlmodel import Field

from aiev.store.tables import Table


class PaperWordsTable(Table, table=True):
    """A paper's words as the index has them, where SQLite would tell others (`query.tokens`).

    A column without text is indexed as the paper has it. A row that is not spelt yet was left by
    the triggers: the next command that writes works out its words.
    """

    __tablename__ = "paper_words"
    __table_args__ = (Index(None, "is_spelt"),)

    paper_id: int | None = Field(
        default=None, foreign_key="paper.id", primary_key=True, ondelete="CASCADE"
    )
    is_spelt: bool = Field(default=False, sa_column_kwargs={"server_default": "0"})
    title: str | None = None
    abstract: str | None = None
    authors: str | None = None
    topics: str | None = None
    organizations: str | None = None
    listed: str | None = None


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
