"""When a paper came into the knowledge base, which feeds tell.

Of papers of before only the day is known when their list was last imported.

Revision: 0018
Follows: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # SQLite adds a column in place; a table made anew would lose its triggers.
    op.add_column("paper", sa.Column("added_at", sa.String(), nullable=True))
    op.execute(
        "update paper set added_at = ("
        "select min(imported_at) from entry join list on list.id = entry.list_id"
        " where entry.paper_id = paper.id)"
    )


def downgrade() -> None:
    raise NotImplementedError("a knowledge base goes forward only: restore a backup instead")
