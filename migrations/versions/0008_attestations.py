"""Which quotes are one, printed by several sources. `env.py` finds it out once the newest revision is reached."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("quote") as quote:
        quote.add_column(sa.Column("main_id", sa.String(), nullable=True))
        for name in ("first", "last", "day", "year"):
            quote.add_column(sa.Column(name, sa.String(), nullable=True))
        quote.create_foreign_key("fk_quote_main_id_quote", "quote", ["main_id"], ["id"], ondelete="SET NULL")
        quote.create_index("ix_quote_main_id", ["main_id"])
        quote.create_index("ix_quote_first_last", ["first", "last"])


def downgrade() -> None:
    with op.batch_alter_table("quote") as quote:
        quote.drop_index("ix_quote_first_last")
        quote.drop_index("ix_quote_main_id")
        quote.drop_constraint("fk_quote_main_id_quote", type_="foreignkey")
        for name in ("year", "day", "last", "first"):
            quote.drop_column(name)
        quote.drop_column("main_id")
