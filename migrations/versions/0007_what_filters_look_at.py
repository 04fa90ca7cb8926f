"""Indexes for what filters look at, so that they need not read every paper whole.

A paper's row holds its abstract: `category:`, `venue:` and `kind:` took seconds at a million
papers. Each index also holds what orders the answer; the one for venues begins with the row's
number, so that papers are added at its end.

Revision: 0007
Follows: 0006
"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_INDEXES = (
    ("categories", "issued_low"),
    ("kind", "issued_low"),
    ("id", "journal_ref", "comment"),
)


def upgrade() -> None:
    for columns in _INDEXES:
        op.create_index(f"ix_paper_{'_'.join(columns)}", "paper", list(columns))


def downgrade() -> None:
    raise NotImplementedError("a knowledge base goes forward only: restore a backup instead")
