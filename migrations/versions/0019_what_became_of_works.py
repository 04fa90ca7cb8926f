"""How often papers are cited and where they were published, by the sources that know it.

Nothing of it is known before they are asked.

Revision: 0019
Follows: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "source_work",
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("asked_at", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("authors", sa.String(), nullable=False),
        sa.Column("is_agreed", sa.Boolean(), nullable=False),
        sa.Column("venue", sa.String(), nullable=True),
        sa.Column("short_venue", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("volume", sa.String(), nullable=True),
        sa.Column("pages", sa.String(), nullable=True),
        sa.Column("doi", sa.String(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("open_url", sa.String(), nullable=True),
        *_of_paper("source_work", "source"),
    )
    op.create_table(
        "citation_count",
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("influential", sa.Integer(), nullable=True),
        sa.Column("last_day", sa.String(), nullable=False),
        *_of_paper("citation_count", "source", "day"),
    )
    op.create_table(
        "citation",
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("influential", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        *_of_paper("citation"),
    )
    op.create_index("ix_citation_count", "citation", ["count"])


def _of_paper(table: str, *further_keys: str) -> tuple[sa.Constraint, sa.Constraint]:
    """Return the constraints of a table that tells of papers and goes with them."""
    return (
        sa.ForeignKeyConstraint(
            ["paper_id"], ["paper.id"], name=f"fk_{table}_paper_id_paper", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("paper_id", *further_keys, name=f"pk_{table}"),
    )


def downgrade() -> None:
    raise NotImplementedError("a knowledge base goes forward only: restore a backup instead")
