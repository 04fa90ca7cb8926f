"""The abstract that a list itself gives a paper, in a column of its own.

It was a piece of the note. Lists are read anew by the next import, so nothing is moved here; the
words are found by searches as before.

Revision: 0020
Follows: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

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
        select label || coalesce(char(10) || short_name, '') || coalesce(char(10) || note, '')
            || coalesce(char(10) || keywords, '') || coalesce(char(10) || venue, '')
            || coalesce(char(10) || group_label, '')
            || coalesce(char(10) || listed_organizations, '')
            || coalesce(char(10) || abstract, '') as words
        from entry
        where entry.paper_id = paper.id
        order by entry.list_id, entry.position, entry.id
    )
), '')
where id ="""
_TRIGGERS = {
    "entry_insert": f"after insert on entry begin {_TOPICS} new.paper_id; end",
    "entry_delete": f"after delete on entry begin {_TOPICS} old.paper_id; end",
    "entry_update": "after update of paper_id, topic_id, label, short_name, note, keywords, venue,"
    f" group_label, listed_organizations, abstract on entry begin {_TOPICS} old.paper_id;"
    f" {_TOPICS} new.paper_id; end",
    "entry_move": "after update of position on entry"
    " when exists (select 1 from entry where paper_id = new.paper_id and id <> new.id)"
    f" begin {_TOPICS} new.paper_id; end",
    "topic_update": "after update of path on topic begin"
    f" {_TOPICS[:-2]} in (select paper_id from entry where topic_id = new.id); end",
}


def upgrade() -> None:
    # SQLite adds a column in place; a table made anew would lose its triggers.
    op.add_column("entry", sa.Column("abstract", sa.String(), nullable=True))
    for name, body in _TRIGGERS.items():
        op.execute(f"drop trigger if exists {name}")
        op.execute(f"create trigger {name} {body}")


def downgrade() -> None:
    raise NotImplementedError("a knowledge base goes forward only: restore a backup instead")
