"""What the user said of a list's headings that its file does not say yet: a name, an order.

Lists of before have nothing to say there.

Revision: 0013
Follows: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("topic", sa.Column("listed_title", sa.String(), nullable=True))
    op.add_column("topic", sa.Column("sorting", sa.String(), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("a knowledge base goes forward only: restore a backup instead")
