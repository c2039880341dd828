"""The full-text indexes of events and quotes. `env.py` fills them once the newest revision is reached."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return  # PostgreSQL, which came later, gets its indexes with those of revision 0009.
    for noun in ("event", "quote"):
        op.execute(
            f"CREATE VIRTUAL TABLE {noun}_search USING fts5("
            f"{noun}_id UNINDEXED, words, stems, tokenize = 'unicode61 remove_diacritics 2')"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    op.execute("DROP TABLE quote_search")
    op.execute("DROP TABLE event_search")
