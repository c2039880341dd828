"""Whose meetings a count counts, where it is one person's; no claim told so before."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("claim", sa.Column("person", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("claim", "person")
