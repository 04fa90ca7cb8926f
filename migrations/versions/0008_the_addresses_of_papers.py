"""The further addresses of papers; and the address forms of publishers are one address.

A paper's identity holds its address as it is compared. Where two papers prove to be one by the
newer comparison, the second becomes the first: its entries and all that the user said move.

What a paper's row tells of its entries follows their places in the lists, not the order in which
they were stored: it must not depend on what the lists said before.

Revision: 0008
Follows: 0007
"""

import sqlalchemy as sa
from alembic import op

from aiev.domain import paper

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# What hangs on a paper by a key of its own, or by one that the other paper may have too.
_MOVED = ("entry", "note")
_SHARED = ("paper_tag", "paper_organization", "inquiry", "affiliation")

# The user's own words of a paper, by the mark that says that there are any.
_OWN = {"has_user_title": "title", "has_user_date": "issued, issued_low, issued_high"}

_TOPICS = """
update paper set topics = coalesce((
    select group_concat(path, char(10)) from (
        select topic.path
        from entry join topic on topic.id = entry.topic_id
        where entry.paper_id = paper.id
        group by topic.path
        order by min(entry.list_id * 4294967296 + entry.position), topic.path
    )
), ''), listed = coalesce((
    select group_concat(words, char(10)) from (
        select label || coalesce(char(10) || note, '') || coalesce(char(10) || venue, '')
            || coalesce(char(10) || group_label, '')
            || coalesce(char(10) || listed_organizations, '') as words
        from entry
        where entry.paper_id = paper.id
        order by entry.list_id, entry.position, entry.id
    )
), '')
where id ="""
_TRIGGERS = {
    "entry_insert": f"after insert on entry begin {_TOPICS} new.paper_id; end",
    "entry_delete": f"after delete on entry begin {_TOPICS} old.paper_id; end",
    "entry_update": "after update of paper_id, topic_id, label, note, venue, group_label,"
    f" listed_organizations on entry begin {_TOPICS} old.paper_id; {_TOPICS} new.paper_id; end",
    # A line added above moves every entry below; the order matters where a paper has several.
    "entry_move": "after update of position on entry"
    " when exists (select 1 from entry where paper_id = new.paper_id and id <> new.id)"
    f" begin {_TOPICS} new.paper_id; end",
    "topic_update": "after update of path on topic begin"
    f" {_TOPICS[:-2]} in (select paper_id from entry where topic_id = new.id); end",
}


def upgrade() -> None:
    op.create_table(
        "paper_address",
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["paper_id"],
            ["paper.id"],
            name=op.f("fk_paper_address_paper_id_paper"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("identity", name=op.f("pk_paper_address")),
    )
    with op.batch_alter_table("paper_address", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_address_paper_id"), ["paper_id"], unique=False)
    _compare_anew()
    for name, body in _TRIGGERS.items():
        op.execute(f"drop trigger if exists {name}")
        op.execute(f"create trigger {name} {body}")
    op.execute(
        f"{_TOPICS[:-2]} in (select paper_id from entry group by paper_id having count(*) > 1)"
    )


def _compare_anew() -> None:
    connection = op.get_bind()
    rows = connection.execute(
        sa.text("select id, identity, url from paper where identity like 'url:%' order by id")
    ).all()
    for key, before, url in rows:
        now = paper.identity(None, url, label="", topic="") if url else before
        if now == before:
            continue
        first = connection.execute(
            sa.text("select id from paper where identity = :now"), {"now": now}
        ).scalar()
        if first is None:
            connection.execute(
                sa.text("update paper set identity = :now where id = :id"), {"now": now, "id": key}
            )
        else:
            _move(connection, key, first)
        connection.execute(
            sa.text("update entry_removal set identity = :now where identity = :before"),
            {"now": now, "before": before},
        )


def _move(connection: sa.Connection, key: int, first: int) -> None:
    values = {"id": key, "first": first}
    for table in (*_MOVED, *_SHARED):
        verb = "update or ignore" if table in _SHARED else "update"
        connection.execute(
            sa.text(f"{verb} {table} set paper_id = :first where paper_id = :id"), values
        )
    for mark, columns in _OWN.items():
        connection.execute(
            sa.text(
                f"update paper set ({columns}, {mark}) ="
                f" (select {columns}, {mark} from paper where id = :id)"
                f" where id = :first and not {mark}"
                f" and exists (select 1 from paper where id = :id and {mark})"
            ),
            values,
        )
    connection.execute(sa.text("delete from paper where id = :id"), values)


def downgrade() -> None:
    raise NotImplementedError("a knowledge base goes forward only: restore a backup instead")
