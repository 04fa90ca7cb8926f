"""The texts of which a user says that they are no organization: people, accounts, remarks.

Revision: 0024
Follows: 0023
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table; nobody has said anything yet."""
    op.create_table(
        "ignored_organization",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_ignored_organization"),
    )


def downgrade() -> None:
    raise NotImplementedError("a knowledge base goes forward only: restore a backup instead")
