"""The terms of the full-text index, for ranking and for correcting typos.

Revision: 0002
Follows: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Both are filled by the next command that writes; until then searches count for themselves.
    op.create_table(
        "term",
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("papers", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("text", name=op.f("pk_term")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "spelling",
        sa.Column("remainder", sa.String(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("remainder", "word", name=op.f("pk_spelling")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    raise NotImplementedError("a knowledge base goes forward only: restore a backup instead")
