"""The compounds that papers write in several ways, for queries that write them in one.

Revision: 0011
Follows: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "compound",
        sa.Column("joined", sa.String(), nullable=False),
        sa.Column("parts", sa.String(), nullable=False),
        sa.Column("papers", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("joined", name=op.f("pk_compound")),
        sqlite_with_rowid=False,
    )
    # The next command that writes counts the terms anew, and learns the compounds with them.
    op.execute("delete from setting where key = 'terms'")


def downgrade() -> None:
    raise NotImplementedError("a knowledge base goes forward only: restore a backup instead")
