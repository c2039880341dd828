"""The curated record and corrections beside articles: who wrote a document, and which sources stand behind it."""

import json
from itertools import groupby

import sqlalchemy as sa
from alembic import op

from app.domain.spans import Span
from app.store.sentences import hash_sentences

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_WIDEN = """
UPDATE mention SET
    first = min(first, (SELECT min(substr(value, 1, 10)) FROM fact WHERE mention_id = id AND rule = 'moved-from')),
    last = max(last, (SELECT max(substr(value, -10)) FROM fact WHERE mention_id = id AND rule = 'moved-from'))
WHERE date IS NOT NULL AND id IN (SELECT mention_id FROM fact WHERE rule = 'moved-from' AND length(value) >= 10)
"""
_READ = """
SELECT mention.id, version.text, version.sentences, fact.start, fact."end"
FROM mention JOIN version ON version.id = mention.version_id JOIN fact ON fact.mention_id = mention.id
ORDER BY mention.id
"""


def _hash_sentences(connection: sa.Connection) -> None:
    fill = sa.text("UPDATE mention SET sentences = :sentences WHERE id = :id")
    for one, rows in groupby(connection.execute(sa.text(_READ)).all(), key=lambda row: row[0]):
        facts = list(rows)
        sentences = [Span(*bounds) for bounds in json.loads(facts[0][2])]
        hashes = hash_sentences(facts[0][1], sentences, [Span(row[3], row[4]) for row in facts])
        connection.execute(fill, {"id": one, "sentences": hashes})


def upgrade() -> None:
    with op.batch_alter_table("article") as article:
        article.add_column(sa.Column("origin", sa.String(), nullable=False, server_default="press"))
        article.add_column(sa.Column("file", sa.String(), nullable=True))
        article.create_index("ix_article_origin", ["origin"])
        article.create_index("ix_article_file", ["file"])
    with op.batch_alter_table("run") as run:
        run.add_column(sa.Column("removed", sa.Integer(), nullable=False, server_default="0"))
        run.add_column(sa.Column("rules", sa.Integer(), nullable=True))
    with op.batch_alter_table("event") as event:
        for name in ("venue", "others", "note", "confidence"):
            event.add_column(sa.Column(name, sa.String(), nullable=True))
    with op.batch_alter_table("mention") as mention:
        mention.add_column(sa.Column("confidence", sa.String(), nullable=True))
        mention.add_column(sa.Column("sentences", sa.String(), nullable=False, server_default="[]"))
    # No database of PostgreSQL is older than revision 0012: in one there is nothing yet.
    if op.get_bind().dialect.name == "sqlite":
        # What was moved has to do with the day that it was first set for.
        op.execute(_WIDEN)
        # What is about a day has to do with some days before it.
        op.execute("UPDATE mention SET first = date(first, '-7 days') WHERE date LIKE '%~'")
        _hash_sentences(op.get_bind())
    for noun, columns in (
        ("quote", (sa.Column("said", sa.String()), sa.Column("language", sa.String()))),
        (
            "claim",
            (
                sa.Column("scope", sa.String(), nullable=False, server_default="meetings"),
                sa.Column("claimed_by", sa.String()),
            ),
        ),
    ):
        with op.batch_alter_table(noun) as table:
            table.add_column(sa.Column("document_id", sa.String(), nullable=True))
            for column in columns:
                table.add_column(column)
        op.execute(f"UPDATE {noun} SET document_id = article_id")
        with op.batch_alter_table(noun) as table:
            table.alter_column("document_id", existing_type=sa.String(), nullable=False)
            table.create_foreign_key(f"fk_{noun}_document", "article", ["document_id"], ["id"])
            table.create_index(f"ix_{noun}_document_id", ["document_id"])
    op.create_table(
        "mention_source",
        sa.Column("mention_id", sa.String(), nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["mention_id"], ["mention.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"]),
        sa.PrimaryKeyConstraint("mention_id", "article_id"),
    )
    op.create_index("ix_mention_source_article_id", "mention_source", ["article_id"])
    op.execute("INSERT INTO mention_source SELECT id, article_id FROM mention")
    op.create_table(
        "citation",
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=True),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["article.id"]),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"]),
        sa.PrimaryKeyConstraint("document_id", "position"),
    )
    op.create_index("ix_citation_article_id", "citation", ["article_id"])
    op.create_table(
        "correction",
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("events", sa.String(), nullable=False),
        sa.Column("articles", sa.String(), nullable=False),
        sa.Column("mentions", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=True),
        sa.Column("value", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("made", sa.String(), nullable=False),
        sa.Column("mention_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["article.id"]),
        sa.PrimaryKeyConstraint("document_id"),
    )
    op.create_table(
        "correction_day",
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("first", sa.String(), nullable=True),
        sa.Column("last", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["correction.document_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document_id", "position"),
    )
    op.create_index("ix_correction_day_first", "correction_day", ["first"])
    op.create_index("ix_correction_day_last", "correction_day", ["last"])
    op.create_table(
        "correction_event",
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["correction.document_id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document_id", "event_id"),
    )
    op.create_index("ix_correction_event_event_id", "correction_event", ["event_id"])


def downgrade() -> None:
    op.drop_table("correction_event")
    op.drop_table("correction_day")
    op.drop_table("correction")
    op.drop_table("citation")
    op.drop_table("mention_source")
    for noun, columns in (("claim", ("scope", "claimed_by")), ("quote", ("said", "language"))):
        with op.batch_alter_table(noun) as table:
            table.drop_index(f"ix_{noun}_document_id")
            table.drop_constraint(f"fk_{noun}_document", type_="foreignkey")
            for name in ("document_id", *columns):
                table.drop_column(name)
    with op.batch_alter_table("mention") as mention:
        mention.drop_column("sentences")
        mention.drop_column("confidence")
    with op.batch_alter_table("event") as event:
        for name in ("venue", "others", "note", "confidence"):
            event.drop_column(name)
    with op.batch_alter_table("run") as run:
        run.drop_column("rules")
        run.drop_column("removed")
    with op.batch_alter_table("article") as article:
        article.drop_index("ix_article_file")
        article.drop_index("ix_article_origin")
        article.drop_column("file")
        article.drop_column("origin")
