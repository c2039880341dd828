"""Quotes and sources in the order of their lists, so that the newest of many are found without looking at all."""

from alembic import op
from sqlalchemy import text

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_quote_newest", "quote", [text("coalesce(day, '') DESC"), "article_id", "position", "id"]
    )
    op.create_index("ix_article_newest", "article", [text("coalesce(published, '') DESC"), "id"])


def downgrade() -> None:
    op.drop_index("ix_article_newest", "article")
    op.drop_index("ix_quote_newest", "quote")
