"""Where events stand in the timeline, their values in that order, and the counts of views: `env.py` fills them."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_LANGUAGE = "CASE WHEN {0}.version_id IS NULL THEN '' ELSE coalesce({0}.language, 'und') END"
_IS_SHOWN = "{0}.withdrawn IS NULL AND {0}.origin = 'press'"
_BACKWARDS = str.maketrans("0123456789", "9876543210", "-")


def make_sort_key(year: int | None, first: str | None, last: str | None, slug: str) -> str:
    if year is None or first is None or last is None:
        return f"~{slug}"
    return f"{year:04}{last}{first}".translate(_BACKWARDS) + slug


def upgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    op.add_column("event", sa.Column("sort_key", sa.String(), nullable=False, server_default=""))
    if is_sqlite:
        driver = op.get_bind().connection.driver_connection
        driver.create_function("make_sort_key", 4, make_sort_key, deterministic=True)
        op.execute("UPDATE event SET sort_key = make_sort_key(year, first, last, slug)")
    op.create_index("ix_event_sort_key", "event", ["sort_key"])
    op.create_table(
        "event_value",
        sa.Column("facet", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("facet", "value", "sort_key"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_event_value_event_id", "event_value", ["event_id"])
    op.create_table(
        "view_count",
        sa.Column("view", sa.String(), nullable=False),
        sa.Column("facet", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("view", "facet", "value"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "source_count",
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("language"),
    )
    if not is_sqlite:
        # SQLite itself tells whether anything was written.
        op.execute("CREATE TABLE record_change (number bigint NOT NULL)")
        op.execute("INSERT INTO record_change VALUES (0)")
    op.execute(
        f"INSERT INTO source_count SELECT {_LANGUAGE.format('article')}, count(*) FROM article"
        f" WHERE {_IS_SHOWN.format('article')} GROUP BY 1"
    )
    more = (
        f"INSERT INTO source_count SELECT {_LANGUAGE.format('NEW')}, 1 WHERE {_IS_SHOWN.format('NEW')}"
        " ON CONFLICT (language) DO UPDATE SET number = source_count.number + 1;"
    )
    fewer = (
        "UPDATE source_count SET number = number - 1"
        f" WHERE language = {_LANGUAGE.format('OLD')} AND {_IS_SHOWN.format('OLD')};"
        f" DELETE FROM source_count WHERE language = {_LANGUAGE.format('OLD')} AND number = 0;"
    )
    # What happens with a source, and what is counted then.
    for name, when, counted in (
        ("new", "INSERT", more),
        ("lost", "DELETE", fewer),
        ("changed", "UPDATE OF withdrawn, origin, version_id, language", f"{fewer} {more}"),
    ):
        trigger = f"CREATE TRIGGER count_{name}_source AFTER {when} ON article"
        if is_sqlite:
            op.execute(f"{trigger} BEGIN {counted} END")
        else:
            op.execute(
                f"CREATE FUNCTION count_{name}_source() RETURNS trigger LANGUAGE plpgsql AS"
                f" $$ BEGIN {counted} RETURN NULL; END $$"
            )
            op.execute(f"{trigger} FOR EACH ROW EXECUTE FUNCTION count_{name}_source()")


def downgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for name in ("new", "lost", "changed"):
        op.execute(f"DROP TRIGGER count_{name}_source" + ("" if is_sqlite else " ON article"))
        if not is_sqlite:
            op.execute(f"DROP FUNCTION count_{name}_source")
    if not is_sqlite:
        op.execute("DROP TABLE record_change")
    op.drop_table("source_count")
    op.drop_table("view_count")
    op.drop_table("event_value")
    op.drop_index("ix_event_sort_key", "event")
    op.drop_column("event", "sort_key")
