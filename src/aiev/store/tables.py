"""The tables as SQLModel sees them; the migrations build the same, with index and triggers.

Dates are ISO text (`2024`, `2024-11`, `2024-11-18`) because SQLite has no date and a month must
stay a month. Lists of names that search and display need (`paper.authors`, `.topics`,
`.organizations`, `.listed`) are kept in the paper's row, one a line, by triggers of the database.
"""

from sqlalchemy import Index, MetaData, UniqueConstraint
from sqlmodel import Field, SQLModel

# SQLite cannot alter an unnamed constraint, so every constraint gets its name by rule.
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Table(SQLModel):
    """What all tables share: one metadata with named constraints."""

    metadata = MetaData(naming_convention=NAMING)
    # No row is validated: pydantic's half of a class is made when it is asked for.
    model_config = {"defer_build": True}


class ListTable(Table, table=True):
    """One imported markdown document, kept to the byte."""

    __tablename__ = "list"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    title: str | None = None
    path: str | None = None
    content: bytes
    sha256: str
    imported_at: str


class TopicTable(Table, table=True):
    """A heading path of a list; `path` joins the titles with ` > `.

    `origin` is `list` for what the imported bytes hold and `user` for what was made here. Where the
    user calls a topic otherwise, `listed_title` is what the list's file calls it; `sorting` are the
    orders that the user gave its entries and that the file does not have yet, as
    `list_edits.TopicEdit` tells.
    """

    __tablename__ = "topic"
    __table_args__ = (UniqueConstraint("list_id", "path"),)

    id: int | None = Field(default=None, primary_key=True)
    list_id: int = Field(foreign_key="list.id", ondelete="CASCADE")
    parent_id: int | None = Field(
        default=None, foreign_key="topic.id", index=True, ondelete="CASCADE"
    )
    title: str
    path: str
    level: int
    position: int
    origin: str
    listed_title: str | None = None
    sorting: str | None = None


class PaperTable(Table, table=True):
    """One work; `identity` is the key by which two mentions are one (domain.paper.identity).

    `has_user_title` and `has_user_date` guard the user's own words from enrichment. Title and
    abstract are as people read them; `tex_title` and `tex_abstract` as their source wrote them,
    where that is TeX and reads otherwise, the abstract packed (domain.written_tex): a trigger
    forgets them with what they were read as. `name_parts` has the names that a source cuts
    otherwise than their texts would be (domain.person_name), a line each; it is empty where arXiv
    told that there are none, None where nobody told the parts.
    """

    __tablename__ = "paper"
    __table_args__ = (
        Index(None, "issued_low"),
        Index(None, "enrichment"),
        Index(None, "categories", "issued_low"),
        Index(None, "kind", "issued_low"),
        Index(None, "id", "journal_ref", "comment"),
        Index(None, "doi"),
    )

    id: int | None = Field(default=None, primary_key=True)
    identity: str = Field(unique=True)
    arxiv_id: str | None = Field(default=None, unique=True)
    version: int | None = None
    kind: str
    url: str | None = None
    title: str
    abstract: str | None = None
    published: str | None = None
    updated: str | None = None
    issued: str | None = None
    issued_low: str | None = None
    issued_high: str | None = None
    primary_category: str | None = None
    categories: str = ""
    doi: str | None = None
    journal_ref: str | None = None
    comment: str | None = None
    withdrawn: bool = False
    enrichment: str
    fetched_at: str | None = None
    has_user_title: bool = False
    has_user_date: bool = False
    authors: str = ""
    organizations: str = ""
    topics: str = ""
    listed: str = ""
    added_at: str | None = None
    tex_title: str | None = None
    tex_abstract: bytes | None = None
    name_parts: str | None = None


class PaperAddressTable(Table, table=True):
    """A further address of a paper, by the identity that a mention of it there has.

    A paper that was merged into another leaves its identity here, so that lists find the one that
    stayed; `url` is None for what was only a name in a list.
    """

    __tablename__ = "paper_address"

    identity: str = Field(primary_key=True)
    paper_id: int = Field(foreign_key="paper.id", index=True, ondelete="CASCADE")
    url: str | None = None


class AuthorTable(Table, table=True):
    """An author, one by the spelling of the name."""

    __tablename__ = "author"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)


class AuthorshipTable(Table, table=True):
    """An author's place on a paper; `affiliation` as arXiv tells it, several joined by `; `."""

    __tablename__ = "authorship"

    paper_id: int = Field(foreign_key="paper.id", primary_key=True, ondelete="CASCADE")
    position: int = Field(primary_key=True)
    author_id: int = Field(foreign_key="author.id", index=True)
    affiliation: str | None = None


class OrganizationTable(Table, table=True):
    """A canonical institution or company."""

    __tablename__ = "organization"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    kind: str | None = None
    country: str | None = None
    ror: str | None = None
    parent_id: int | None = Field(
        default=None, foreign_key="organization.id", index=True, ondelete="SET NULL"
    )


class OrganizationAliasTable(Table, table=True):
    """A spelling that leads to an organization; `key` is organizations.organization.key of `alias`.

    The canonical name is an alias too, so that one look-up is enough. `origin`: table or user.
    """

    __tablename__ = "organization_alias"

    key: str = Field(primary_key=True)
    alias: str
    organization_id: int = Field(foreign_key="organization.id", index=True, ondelete="CASCADE")
    origin: str


class IgnoredOrganizationTable(Table, table=True):
    """A text of which the user says that it is no organization; `key` is as that of an alias."""

    __tablename__ = "ignored_organization"

    key: str = Field(primary_key=True)
    text: str


class PaperOrganizationTable(Table, table=True):
    """An organization of a paper and who said so: list, arxiv, datacite, openalex or user."""

    __tablename__ = "paper_organization"

    paper_id: int = Field(foreign_key="paper.id", primary_key=True, ondelete="CASCADE")
    organization_id: int = Field(
        foreign_key="organization.id", primary_key=True, index=True, ondelete="CASCADE"
    )
    source: str = Field(primary_key=True)
    position: int = 0


class EntryTable(Table, table=True):
    """One appearance of a paper in a list.

    `origin` is `list` for what the imported bytes hold (then `line`, `span_start` and `span_end`
    say where) and `user` for what was added here and is not in the file yet.
    """

    __tablename__ = "entry"
    __table_args__ = (Index(None, "list_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    list_id: int = Field(foreign_key="list.id", ondelete="CASCADE")
    topic_id: int | None = Field(
        default=None, foreign_key="topic.id", index=True, ondelete="CASCADE"
    )
    paper_id: int = Field(foreign_key="paper.id", index=True, ondelete="CASCADE")
    position: int
    origin: str
    line: int | None = None
    span_start: int | None = None
    span_end: int | None = None
    label: str
    note: str | None = None
    group_label: str | None = None
    url: str | None = None
    listed_date: str | None = None
    listed_organizations: str | None = None
    listed_authors: str | None = None
    venue: str | None = None
    short_name: str | None = None
    keywords: str | None = None
    abstract: str | None = None


class EntryLinkTable(Table, table=True):
    """A further link of an entry: code, project page, slides."""

    __tablename__ = "entry_link"

    entry_id: int = Field(foreign_key="entry.id", primary_key=True, ondelete="CASCADE")
    position: int = Field(primary_key=True)
    text: str
    url: str


class EntryEditTable(Table, table=True):
    """A field of an entry that the user changed; `listed` is what the list's file said then.

    The entry holds the user's value. `field` is label, url, date, organizations, note or topic.
    """

    __tablename__ = "entry_edit"

    entry_id: int = Field(foreign_key="entry.id", primary_key=True, ondelete="CASCADE")
    field: str = Field(primary_key=True)
    listed: str | None = None


class EntryRemovalTable(Table, table=True):
    """An entry that the user removed and that the list's file may still hold."""

    __tablename__ = "entry_removal"

    id: int | None = Field(default=None, primary_key=True)
    list_id: int = Field(foreign_key="list.id", index=True, ondelete="CASCADE")
    topic: str
    identity: str
    label: str


class BlockTable(Table, table=True):
    """What a topic holds beside entries: `kind` table or prose; `cells` is JSON, rows of cells."""

    __tablename__ = "block"
    __table_args__ = (Index(None, "list_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    list_id: int = Field(foreign_key="list.id", ondelete="CASCADE")
    topic_id: int | None = Field(
        default=None, foreign_key="topic.id", index=True, ondelete="CASCADE"
    )
    position: int
    line: int
    kind: str
    text: str
    cells: str = "[]"


class TagTable(Table, table=True):
    """A word of the user's own."""

    __tablename__ = "tag"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)


class PaperTagTable(Table, table=True):
    """A tag on a paper."""

    __tablename__ = "paper_tag"

    paper_id: int = Field(foreign_key="paper.id", primary_key=True, ondelete="CASCADE")
    tag_id: int = Field(foreign_key="tag.id", primary_key=True, index=True, ondelete="CASCADE")


class NoteTable(Table, table=True):
    """A note of the user on a paper."""

    __tablename__ = "note"

    id: int | None = Field(default=None, primary_key=True)
    paper_id: int = Field(foreign_key="paper.id", index=True, ondelete="CASCADE")
    text: str
    created_at: str
