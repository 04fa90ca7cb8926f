"""The full-text index, declared so that Datasette and sqlite-utils find it by themselves.

Both look for `content="paper"` in the words that made the table; single quotes mean the same to
SQLite and nothing to them.

Revision: 0006
Follows: 0005
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_COLUMNS = "title, abstract, authors, topics, organizations, listed"


def upgrade() -> None:
    op.execute("drop table paper_fts")
    op.execute(
        f'create virtual table paper_fts using fts5({_COLUMNS}, content="paper",'
        " content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')"
    )
    op.execute("insert into paper_fts(paper_fts) values ('rebuild')")


def downgrade() -> None:
    raise NotImplementedError("a knowledge base goes forward only: restore a backup instead")
