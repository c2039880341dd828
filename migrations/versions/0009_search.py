"""Search by keys, over sources as well. `env.py` fills the indexes once the newest revision is reached.

What has an index gets the number of its row there, so that what is found need not be looked up by its id. That of
PostgreSQL is a table with vectors (`app.store.full_text`).
"""

import sqlalchemy as sa
from alembic import op

from app.domain.ids import make_search_row

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


_NOUNS = ("event", "quote", "article")
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# A word takes at most 2 kB of a vector: so many letters of it are enough.
_LEXEMES = """
CREATE FUNCTION make_lexemes(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_to_tsvector(array_agg(DISTINCT left(word, 400))), ''::tsvector)
    FROM unnest(string_to_array(words, ' ')) AS word WHERE word <> ''
$$
"""


def upgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    if is_sqlite:
        driver = op.get_bind().connection.driver_connection
        driver.create_function("make_search_row", 1, make_search_row, deterministic=True)
    for noun in _NOUNS:
        op.add_column(noun, sa.Column("search_row", _NUMBER, nullable=True))
        if is_sqlite:
            op.execute(f"UPDATE {noun} SET search_row = make_search_row(id)")
        op.create_index(f"ix_{noun}_search_row", noun, ["search_row"])
    # The events at which somebody spoke are found without a look at the quotes.
    op.drop_index("ix_quote_speaker", "quote")
    op.create_index("ix_quote_speaker_mention_id", "quote", ["speaker", "mention_id"])
    if is_sqlite:
        _index_with_fts5()
    else:
        _index_with_vectors()


def _index_with_fts5() -> None:
    for noun in ("event", "quote"):
        op.execute(f"DROP TABLE {noun}_search")
    for noun in _NOUNS:
        # The words come in one spelling already: `ascii` takes them as they are.
        op.execute(
            f"CREATE VIRTUAL TABLE {noun}_search USING fts5("
            f"{noun}_id UNINDEXED, words, keys, columnsize = 0, tokenize = 'ascii')"
        )


def _index_with_vectors() -> None:
    op.execute(_LEXEMES)
    for noun in _NOUNS:
        op.execute(
            f"CREATE TABLE {noun}_search (rowid bigint PRIMARY KEY, {noun}_id varchar NOT NULL,"
            " words text NOT NULL, keys text NOT NULL,"
            " key_vector tsvector GENERATED ALWAYS AS (make_lexemes(keys)) STORED,"
            " word_vector tsvector GENERATED ALWAYS AS (make_lexemes(words)) STORED)"
        )
        for name in ("key", "word"):
            op.execute(
                f"CREATE INDEX ix_{noun}_search_{name} ON {noun}_search USING gin ({name}_vector)"
                " WITH (fastupdate = off)"
            )


def downgrade() -> None:
    op.drop_index("ix_quote_speaker_mention_id", "quote")
    op.create_index("ix_quote_speaker", "quote", ["speaker"])
    for noun in _NOUNS:
        op.execute(f"DROP TABLE {noun}_search")
        op.drop_index(f"ix_{noun}_search_row", noun)
        op.drop_column(noun, "search_row")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION make_lexemes")
        return
    for noun in ("event", "quote"):
        op.execute(
            f"CREATE VIRTUAL TABLE {noun}_search USING fts5("
            f"{noun}_id UNINDEXED, words, stems, tokenize = 'unicode61 remove_diacritics 2')"
        )
