"""Feeds: when each was asked and what came of it, and the pages that were fetched because a feed named them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "feed",
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("listed", sa.String(), nullable=False),
        sa.Column("wanted", sa.String(), nullable=False),
        sa.Column("etag", sa.String(), nullable=True),
        sa.Column("last_modified", sa.String(), nullable=True),
        sa.Column("checked", sa.String(), nullable=True),
        sa.Column("succeeded", sa.String(), nullable=True),
        sa.Column("failed", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("url"),
    )
    op.create_index("ix_feed_listed", "feed", ["listed"])
    op.create_table(
        "feed_entry",
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("changed", sa.String(), nullable=True),
        sa.Column("fetched", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("url"),
    )


def downgrade() -> None:
    op.drop_table("feed_entry")
    op.drop_table("feed")
