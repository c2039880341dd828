"""Whether the database can be served from right now."""

import logging

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.domain.errors import DatabaseError
from app.store.backends import get_backend
from app.store.engine import Engine, read_session
from app.store.migrating import HEAD
from app.store.timeline import get_record_size

log = logging.getLogger(__name__)

REVISION = HEAD
"""The revision of the tables that this program reads."""


def prove_whole(engine: Engine) -> None:
    """Raise DatabaseError if what the database is made of is damaged; a file is read through for that, unless it is too
    large (`app.store.backends`)."""
    with read_session(engine) as session:
        get_backend(engine).prove_whole(session)


def find_obstacle(engine: Engine) -> str | None:
    """Say in one sentence why no page can be made from the database, `None` if pages can.

    It can be read, has the tables of this program, and counts its events. What is wrong inside is logged, not said.
    """
    try:
        with read_session(engine) as session:
            revision = session.execute(text("SELECT version_num FROM alembic_version")).scalar()
            if revision != HEAD:
                return f"The database has revision {revision}, the program needs {HEAD}."
            get_record_size(session)
    except (DatabaseError, SQLAlchemyError) as error:
        log.error("not ready: %s", error)
        return "The database cannot be read."
    return None
