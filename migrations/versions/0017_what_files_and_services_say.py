"""What other programs' files and the registries of works say of papers, each with its source.

Papers are found by DOI too, for which there is an index now.

Revision: 0017
Follows: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "statement",
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["paper_id"],
            ["paper.id"],
            name=op.f("fk_statement_paper_id_paper"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("paper_id", "source", "position", name=op.f("pk_statement")),
    )
    op.create_index(op.f("ix_paper_doi"), "paper", ["doi"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("a knowledge base goes forward only: restore a backup instead")
