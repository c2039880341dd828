"""How Alembic runs our migrations: all that are missing in one explicit transaction, so that a failure leaves the
database to the program that it belonged to.

The program passes its connection (`app.store.migrating`). From the command line (`alembic check`, `alembic
revision`) the database is the one that SUMMITRY_DATABASE_URL names.
"""

import warnings
from typing import Any

from alembic import context
from alembic.runtime.migration import MigrationContext, MigrationInfo
from sqlalchemy import Connection
from sqlalchemy.exc import SAWarning
from sqlmodel import SQLModel

from app.domain import tables  # noqa: F401  (fills the metadata)
from app.domain.clock import get_utc_moment
from app.settings import get_settings
from app.store.attestations import group_quotes, mark_quotes_stale
from app.store.backends import find_backend
from app.store.event_values import count_all_events
from app.store.migrating import HEAD
from app.store.revisions import start_following
from app.store.search import save_all_search_rows

# SQLite's indexes on expressions are not compared with the tables; PostgreSQL's are, by the same test.
warnings.filterwarnings("ignore", message=".*expression-based index", category=UserWarning)
warnings.filterwarnings("ignore", message=".*expression-based index", category=SAWarning)


def is_ours(_object: Any, name: str | None, kind: str, _reflected: bool, _compare_to: Any) -> bool:
    """Leave out of comparisons what is no table of the metadata: search indexes, and PostgreSQL's count of changes."""
    ours = ("event_search", "quote_search", "article_search", "record_change")
    return not (kind == "table" and (name or "").startswith(ours))


def fill_derived(*, ctx: MigrationContext, step: MigrationInfo, **_rest: Any) -> None:
    """Fill the search indexes, find the attestations of quotes and follow the events as today's program does, in the
    very transaction that reaches its revision.

    A migration cannot do it: it would have to keep yesterday's program.
    """
    if step.is_upgrade and step.up_revision_id == HEAD and ctx.connection is not None:
        save_all_search_rows(ctx.connection)
        mark_quotes_stale(ctx.connection)
        group_quotes(ctx.connection)
        start_following(ctx.connection, get_utc_moment())
        count_all_events(ctx.connection)


def run_migrations(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        include_object=is_ours,
        render_as_batch=True,
        # Alembic believes that SQLite cannot roll DDL back; it can, once Python keeps its hands off.
        transactional_ddl=True,
        on_version_apply=fill_derived,
    )
    with context.begin_transaction():
        context.run_migrations()


def run() -> None:
    connection = context.config.attributes.get("connection")
    if connection is not None:
        run_migrations(connection)
        return
    backend = find_backend(get_settings().database_url)
    backend.prepare()
    engine = backend.make_engine(migrating=True).execution_options(**backend.writing)
    with engine.connect() as connection:
        run_migrations(connection)
    engine.dispose()


run()
