"""Whether the database can be served from right now."""

import logging

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.domain.errors import DatabaseError
from app.store.engine import Engine, find_database_file, read_session
from app.store.migrating import HEAD
from app.store.timeline import get_record_size

log = logging.getLogger(__name__)

LARGEST = 2_000_000_000
"""Bytes of a file that is read through before it is served."""
REVISION = HEAD
"""The revision of the tables that this program reads."""


def check_file(engine: Engine) -> None:
    """Raise DatabaseError if the database file is damaged, by SQLite's `quick_check`.

    It reads the whole file, a second or so for each gigabyte; of one larger than LARGEST nothing is read.
    """
    path = find_database_file(engine.url.render_as_string(hide_password=False))
    if path.stat().st_size > LARGEST:
        return
    with read_session(engine) as session:
        said = session.execute(text("PRAGMA quick_check(1)")).scalar()
    if said != "ok":
        raise DatabaseError(f"the database {path} is damaged: {str(said).splitlines()[-1]}")


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
