"""What the user changes and removes in lists, beside what their files say.

Revision: 0003
Follows: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "entry_edit",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("listed", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name="fk_entry_edit_entry_id_entry", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry_id", "field", name="pk_entry_edit"),
    )
    op.create_table(
        "entry_removal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["list_id"], ["list.id"], name="fk_entry_removal_list_id_list", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_entry_removal"),
    )
    with op.batch_alter_table("entry_removal") as batch_op:
        batch_op.create_index("ix_entry_removal_list_id", ["list_id"])


def downgrade() -> None:
    raise NotImplementedError("a knowledge base goes forward only: restore a backup instead")
