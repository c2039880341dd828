"""Search by keys, over sources as well. `env.py` fills the indexes once the newest revision is reached.

What has an index gets the number of its row there, so that what is found need not be looked up by its id.
"""

import sqlalchemy as sa
from alembic import op

from app.domain.ids import make_search_row

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


_NOUNS = ("event", "quote", "article")


def upgrade() -> None:
    driver = op.get_bind().connection.driver_connection
    driver.create_function("make_search_row", 1, make_search_row, deterministic=True)
    for noun in _NOUNS:
        op.add_column(noun, sa.Column("search_row", sa.Integer(), nullable=True))
        op.execute(f"UPDATE {noun} SET search_row = make_search_row(id)")
        op.create_index(f"ix_{noun}_search_row", noun, ["search_row"])
    # The events at which somebody spoke are found without a look at the quotes.
    op.drop_index("ix_quote_speaker", "quote")
    op.create_index("ix_quote_speaker_mention_id", "quote", ["speaker", "mention_id"])
    for noun in ("event", "quote"):
        op.execute(f"DROP TABLE {noun}_search")
    for noun in _NOUNS:
        # The words come in one spelling already: `ascii` takes them as they are.
        op.execute(
            f"CREATE VIRTUAL TABLE {noun}_search USING fts5("
            f"{noun}_id UNINDEXED, words, keys, columnsize = 0, tokenize = 'ascii')"
        )


def downgrade() -> None:
    op.drop_index("ix_quote_speaker_mention_id", "quote")
    op.create_index("ix_quote_speaker", "quote", ["speaker"])
    for noun in _NOUNS:
        op.execute(f"DROP TABLE {noun}_search")
        op.drop_index(f"ix_{noun}_search_row", noun)
        op.drop_column(noun, "search_row")
    for noun in ("event", "quote"):
        op.execute(
            f"CREATE VIRTUAL TABLE {noun}_search USING fts5("
            f"{noun}_id UNINDEXED, words, stems, tokenize = 'unicode61 remove_diacritics 2')"
        )
