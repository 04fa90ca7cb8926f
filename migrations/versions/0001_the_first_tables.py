"""The first tables, the full-text index and the triggers that keep both in step.

Revision: 0001
Follows:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# The names that search and display need stand in the paper's own row, one a line. The database
# keeps them right itself, whoever writes. Each statement ends in the id of the paper it is about.
_AUTHORS = """
update paper set authors = coalesce((
    select group_concat(name, char(10)) from (
        select author.name
        from authorship join author on author.id = authorship.author_id
        where authorship.paper_id = paper.id
        order by authorship.position
    )
), '')
where id ="""
_ORGANIZATIONS = """
update paper set organizations = coalesce((
    select group_concat(name, char(10)) from (
        select organization.name
        from paper_organization
        join organization on organization.id = paper_organization.organization_id
        where paper_organization.paper_id = paper.id
        group by organization.id
        order by min(paper_organization.position), organization.id
    )
), '')
where id ="""
_TOPICS = """
update paper set topics = coalesce((
    select group_concat(path, char(10)) from (
        select topic.path
        from entry join topic on topic.id = entry.topic_id
        where entry.paper_id = paper.id
        group by topic.path
        order by min(entry.id)
    )
), ''), listed = coalesce((
    select group_concat(words, char(10)) from (
        select label || coalesce(char(10) || note, '') || coalesce(char(10) || venue, '')
            || coalesce(char(10) || group_label, '')
            || coalesce(char(10) || listed_organizations, '') as words
        from entry
        where entry.paper_id = paper.id
        order by entry.id
    )
), '')
where id ="""
_EACH = "in (select paper_id from {table} where {key} = new.id)"
_TRIGGERS = {
    "authorship_insert": f"after insert on authorship begin {_AUTHORS} new.paper_id; end",
    "authorship_delete": f"after delete on authorship begin {_AUTHORS} old.paper_id; end",
    "authorship_update": "after update on authorship begin"
    f" {_AUTHORS} old.paper_id; {_AUTHORS} new.paper_id; end",
    "author_update": "after update of name on author begin"
    f" {_AUTHORS[:-2]} {_EACH.format(table='authorship', key='author_id')}; end",
    "paper_organization_insert": "after insert on paper_organization begin"
    f" {_ORGANIZATIONS} new.paper_id; end",
    "paper_organization_delete": "after delete on paper_organization begin"
    f" {_ORGANIZATIONS} old.paper_id; end",
    "paper_organization_update": "after update on paper_organization begin"
    f" {_ORGANIZATIONS} old.paper_id; {_ORGANIZATIONS} new.paper_id; end",
    "organization_update": "after update of name on organization begin"
    f" {_ORGANIZATIONS[:-2]} {_EACH.format(table='paper_organization', key='organization_id')};"
    " end",
    "entry_insert": f"after insert on entry begin {_TOPICS} new.paper_id; end",
    "entry_delete": f"after delete on entry begin {_TOPICS} old.paper_id; end",
    "entry_update": "after update of paper_id, topic_id, label, note, venue, group_label,"
    f" listed_organizations on entry begin {_TOPICS} old.paper_id; {_TOPICS} new.paper_id; end",
    "topic_update": "after update of path on topic begin"
    f" {_TOPICS[:-2]} {_EACH.format(table='entry', key='topic_id')}; end",
}

_INDEXED = ("title", "abstract", "authors", "topics", "organizations", "listed")
_COLUMNS = ", ".join(_INDEXED)
_OLD = ", ".join(f"old.{column}" for column in _INDEXED)
_NEW = ", ".join(f"new.{column}" for column in _INDEXED)
_CHANGED = " or ".join(f"old.{column} is not new.{column}" for column in _INDEXED)
_FORGET = f"insert into paper_fts(paper_fts, rowid, {_COLUMNS}) values ('delete', old.id, {_OLD});"
_LEARN = f"insert into paper_fts(rowid, {_COLUMNS}) values (new.id, {_NEW});"
_INDEX_TRIGGERS = {
    "paper_insert": f"after insert on paper begin {_LEARN} end",
    "paper_delete": f"after delete on paper begin {_FORGET} end",
    "paper_update": f"after update of {_COLUMNS} on paper when {_CHANGED}"
    f" begin {_FORGET} {_LEARN} end",
}


def upgrade() -> None:
    op.create_table(
        "author",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_author")),
        sa.UniqueConstraint("name", name=op.f("uq_author_name")),
    )
    op.create_table(
        "list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("path", sa.String(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("imported_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list")),
        sa.UniqueConstraint("name", name=op.f("uq_list_name")),
    )
    op.create_table(
        "organization",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("ror", sa.String(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["organization.id"],
            name=op.f("fk_organization_parent_id_organization"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization")),
        sa.UniqueConstraint("name", name=op.f("uq_organization_name")),
    )
    with op.batch_alter_table("organization", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organization_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("arxiv_id", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("abstract", sa.String(), nullable=True),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("updated", sa.String(), nullable=True),
        sa.Column("issued", sa.String(), nullable=True),
        sa.Column("issued_low", sa.String(), nullable=True),
        sa.Column("issued_high", sa.String(), nullable=True),
        sa.Column("primary_category", sa.String(), nullable=True),
        sa.Column("categories", sa.String(), nullable=False),
        sa.Column("doi", sa.String(), nullable=True),
        sa.Column("journal_ref", sa.String(), nullable=True),
        sa.Column("comment", sa.String(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("enrichment", sa.String(), nullable=False),
        sa.Column("fetched_at", sa.String(), nullable=True),
        sa.Column("has_user_title", sa.Boolean(), nullable=False),
        sa.Column("has_user_date", sa.Boolean(), nullable=False),
        sa.Column("authors", sa.String(), nullable=False),
        sa.Column("organizations", sa.String(), nullable=False),
        sa.Column("topics", sa.String(), nullable=False),
        sa.Column("listed", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
        sa.UniqueConstraint("arxiv_id", name=op.f("uq_paper_arxiv_id")),
        sa.UniqueConstraint("identity", name=op.f("uq_paper_identity")),
    )
    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_enrichment"), ["enrichment"], unique=False)
        batch_op.create_index(batch_op.f("ix_paper_issued_low"), ["issued_low"], unique=False)

    op.create_table(
        "setting",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_setting")),
    )
    op.create_table(
        "tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag")),
        sa.UniqueConstraint("name", name=op.f("uq_tag_name")),
    )
    op.create_table(
        "authorship",
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("affiliation", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["author.id"], name=op.f("fk_authorship_author_id_author")
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"],
            ["paper.id"],
            name=op.f("fk_authorship_paper_id_paper"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("paper_id", "position", name=op.f("pk_authorship")),
    )
    with op.batch_alter_table("authorship", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_authorship_author_id"), ["author_id"], unique=False)

    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["paper.id"], name=op.f("fk_note_paper_id_paper"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_note_paper_id"), ["paper_id"], unique=False)

    op.create_table(
        "organization_alias",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("alias", sa.String(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_organization_alias_organization_id_organization"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_organization_alias")),
    )
    with op.batch_alter_table("organization_alias", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_organization_alias_organization_id"), ["organization_id"], unique=False
        )

    op.create_table(
        "paper_organization",
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_paper_organization_organization_id_organization"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"],
            ["paper.id"],
            name=op.f("fk_paper_organization_paper_id_paper"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "paper_id", "organization_id", "source", name=op.f("pk_paper_organization")
        ),
    )
    with op.batch_alter_table("paper_organization", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_paper_organization_organization_id"), ["organization_id"], unique=False
        )

    op.create_table(
        "paper_tag",
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["paper.id"], name=op.f("fk_paper_tag_paper_id_paper"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["tag_id"], ["tag.id"], name=op.f("fk_paper_tag_tag_id_tag"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("paper_id", "tag_id", name=op.f("pk_paper_tag")),
    )
    with op.batch_alter_table("paper_tag", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_tag_tag_id"), ["tag_id"], unique=False)

    op.create_table(
        "topic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["list_id"], ["list.id"], name=op.f("fk_topic_list_id_list"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["topic.id"], name=op.f("fk_topic_parent_id_topic"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic")),
        sa.UniqueConstraint("list_id", "path", name=op.f("uq_topic_list_id_path")),
    )
    with op.batch_alter_table("topic", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_topic_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "block",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("cells", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["list_id"], ["list.id"], name=op.f("fk_block_list_id_list"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_block_topic_id_topic"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_block")),
    )
    with op.batch_alter_table("block", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_block_list_id_position"), ["list_id", "position"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_block_topic_id"), ["topic_id"], unique=False)

    op.create_table(
        "entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("group_label", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("listed_date", sa.String(), nullable=True),
        sa.Column("listed_organizations", sa.String(), nullable=True),
        sa.Column("listed_authors", sa.String(), nullable=True),
        sa.Column("venue", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["list_id"], ["list.id"], name=op.f("fk_entry_list_id_list"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["paper.id"], name=op.f("fk_entry_paper_id_paper"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_entry_topic_id_topic"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
    )
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_entry_list_id_position"), ["list_id", "position"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_entry_paper_id"), ["paper_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_entry_topic_id"), ["topic_id"], unique=False)

    op.create_table(
        "entry_link",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["entry.id"],
            name=op.f("fk_entry_link_entry_id_entry"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("entry_id", "position", name=op.f("pk_entry_link")),
    )

    # Declared as external content of `paper`, so that other SQLite tools find the index too.
    op.execute(
        f"create virtual table paper_fts using fts5({_COLUMNS}, content='paper',"
        " content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')"
    )
    for name, body in {**_TRIGGERS, **_INDEX_TRIGGERS}.items():
        op.execute(f"create trigger {name} {body}")


def downgrade() -> None:
    raise NotImplementedError("a knowledge base goes forward only: restore a backup instead")
