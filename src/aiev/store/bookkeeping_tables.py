"""The tables that aiev keeps beside the knowledge itself: sources asked, changes, settings.

They follow the rules of `tables`.
"""

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
