"""The parts of authors' names, where a source cuts them otherwise than their texts would be.

arXiv's snapshots and bibliographies tell which words of a name are the family's. Names that are
here already keep the parts that their texts give, until a source tells of them again.

Revision: 0023
Follows: 0022
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; nobody has told it yet."""
    op.add_column("paper", sa.Column("name_parts", sa.String(), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("a knowledge base goes forward only: restore a backup instead")
