"""The state and rating that a reader gives a paper, and the questions that a reader saves.

Nothing of it is known before somebody says it.

Revision: 0021
Follows: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "curation",
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=True),
        sa.Column("rating", sa.Integer(), nullable=True),
        _of_paper("curation"),
        sa.PrimaryKeyConstraint("paper_id", name="pk_curation"),
    )
    op.create_table(
        "question",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("filters", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_question"),
    )
    op.create_table(
        "question_paper",
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question"],
            ["question.name"],
            name="fk_question_paper_question_question",
            ondelete="CASCADE",
        ),
        _of_paper("question_paper"),
        sa.PrimaryKeyConstraint("question", "paper_id", name="pk_question_paper"),
    )
    op.create_index("ix_question_paper_paper_id", "question_paper", ["paper_id"])


def _of_paper(table: str) -> sa.Constraint:
    """Return the constraint of a table that tells of papers and goes with them."""
    return sa.ForeignKeyConstraint(
        ["paper_id"], ["paper.id"], name=f"fk_{table}_paper_id_paper", ondelete="CASCADE"
    )


def downgrade() -> None:
    raise NotImplementedError("a knowledge base goes forward only: restore a backup instead")
