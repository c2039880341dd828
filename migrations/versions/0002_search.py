"""The full-text indexes of events and quotes. `env.py` fills them once the newest revision is reached."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for noun in ("event", "quote"):
        op.execute(
            f"CREATE VIRTUAL TABLE {noun}_search USING fts5("
            f"{noun}_id UNINDEXED, words, stems, tokenize = 'unicode61 remove_diacritics 2')"
        )


def downgrade() -> None:
    op.execute("DROP TABLE quote_search")
    op.execute("DROP TABLE event_search")
