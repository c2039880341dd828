"""With each version what was read from it. Of earlier versions that is lost; of the last ones the tables tell."""

import json
from itertools import groupby

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_READ = """
SELECT mention.version_id, fact.start, fact."end", fact.field
FROM fact JOIN mention ON mention.id = fact.mention_id
UNION SELECT version_id, start, "end", 'quote' FROM quote
UNION SELECT version_id, start, "end", 'claim' FROM claim
ORDER BY 1, 2, 3, 4
"""


def upgrade() -> None:
    op.add_column("version", sa.Column("marks", sa.String(), nullable=True))
    connection = op.get_bind()
    connection.execute(
        sa.text("UPDATE version SET marks = '[]' WHERE id IN (SELECT version_id FROM article)")
    )
    fill = sa.text("UPDATE version SET marks = :marks WHERE id = :id")
    for version_id, rows in groupby(connection.execute(sa.text(_READ)).all(), key=lambda row: row[0]):
        marks = json.dumps([list(row[1:]) for row in rows], separators=(",", ":"))
        connection.execute(fill, {"id": version_id, "marks": marks})


def downgrade() -> None:
    op.drop_column("version", "marks")
