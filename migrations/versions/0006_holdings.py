"""Which files of ours hold a row of the record or a correction: several can hold one."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_OURS = "file IS NOT NULL AND version_id IS NOT NULL"


def upgrade() -> None:
    op.create_table(
        "holding",
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("raw_hash", sa.String(), nullable=False),
        sa.Column("text_hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["article.id"]),
        sa.PrimaryKeyConstraint("file", "document_id"),
    )
    op.create_index("ix_holding_document_id", "holding", ["document_id"])
    op.execute(
        "INSERT INTO holding SELECT file, article.id, raw_hash, text_hash "
        f"FROM article JOIN version ON version.id = version_id WHERE {_OURS}"
    )
    op.execute(
        "UPDATE version SET raw_hash = '' "
        "WHERE raw_hash NOT LIKE 'excerpt %' AND article_id IN (SELECT document_id FROM holding)"
    )
    with op.batch_alter_table("article") as article:
        article.drop_index("ix_article_file")
        article.drop_column("file")


def downgrade() -> None:
    with op.batch_alter_table("article") as article:
        article.add_column(sa.Column("file", sa.String(), nullable=True))
        article.create_index("ix_article_file", ["file"])
    op.execute(
        "UPDATE article SET file = (SELECT min(file) FROM holding WHERE document_id = id) "
        "WHERE id IN (SELECT document_id FROM holding)"
    )
    op.drop_table("holding")
