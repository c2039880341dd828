"""Opening the database, and the two kinds of session on it: readers see a snapshot and never wait, writers queue.

How each engine is made to do that stands in `app.store.backends`.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session

from app.domain.clock import Moments, get_utc_moment
from app.domain.errors import DatabaseError, SlowStatementError
from app.store.backends import find_backend, get_backend
from app.store.found import MEMORY
from app.store.migrating import migrate
from app.store.revisions import CLOCK

__all__ = [
    "Engine",
    "Session",
    "find_database_file",
    "limit_statements",
    "make_engine",
    "open_database",
    "read_session",
    "set_clock",
    "tidy_up",
    "write_session",
]


def open_database(url: str) -> Engine:
    """Open the database at `url`, such as `sqlite:///var/summitry.db`, after creating or migrating it.

    A database of PostgreSQL (`postgresql+psycopg://user@host/name`) must be there; its tables are created. Raises
    DatabaseError if it cannot be created or is none of ours, NewerDatabaseError if a newer program wrote it; each says
    so in one sentence.
    """
    backend = find_backend(url)
    try:
        backend.prepare()
        migrate(backend)
    except (OSError, SQLAlchemyError, sqlite3.Error, UnicodeDecodeError) as error:
        # Python cannot even decode what SQLite says of a schema in which bytes were damaged.
        raise DatabaseError(f"the database {backend.name} cannot be opened: {_get_reason(error)}") from error
    return backend.make_engine()


def find_database_file(url: str) -> Path | None:
    """Return the file that an SQLite URL names, `None` for a database that is no file; raise DatabaseError for any
    other address."""
    backend = find_backend(url)
    return Path(backend.name) if backend.url.get_backend_name() == "sqlite" else None


def make_engine(url: str, *, migrating: bool = False) -> Engine:
    """Make an engine for the database at `url` without looking at what is in it.

    `migrating` is for what rebuilds tables: SQLite would otherwise empty those that refer to them.
    """
    return find_backend(url).make_engine(migrating=migrating)


def limit_statements(engine: Engine, seconds: float) -> Engine:
    """Have every statement through this engine given up that takes more than so many seconds, and return the engine.

    What readers can ask for from outside must not keep a processor busy without end. It holds for the pages alone: an
    ingestion, a backup and the checks take the time that they need. What is given up raises SlowStatementError in a
    session.
    """
    get_backend(engine).limit_statements(engine, seconds)
    return engine


def tidy_up(engine: Engine) -> None:
    """Leave the database, after much was written, as whoever copies its files expects it."""
    get_backend(engine).tidy(engine)


def set_clock(engine: Engine, clock: Moments) -> Engine:
    """Return the engine with another clock, which tells the moments of the changes written through it."""
    return engine.execution_options(**{CLOCK: clock})


@contextmanager
def read_session(engine: Engine) -> Iterator[Session]:
    """Open a session on one snapshot of the database; nothing done in it is kept.

    Raises DatabaseError if the database fails (a damaged file, for one), SlowStatementError for a statement that took
    longer than the engine allows (`limit_statements`).
    """
    with _named_failures(engine), Session(engine, info={MEMORY: {}}) as session:
        yield session


@contextmanager
def write_session(engine: Engine) -> Iterator[Session]:
    """Open the one writing transaction; it is committed at the end, or wholly undone by an exception.

    Raises DatabaseError if the database fails (a full disk, for one), not for a statement that is refused.
    """
    backend = get_backend(engine)
    writing = engine.execution_options(**backend.writing)
    clock = engine.get_execution_options().get(CLOCK, get_utc_moment)
    with _named_failures(engine), Session(writing, info={CLOCK: clock}) as session, session.begin():
        session.connection()  # Begins now, so that whatever is read before writing cannot grow old.
        backend.note_change(session)
        yield session


@contextmanager
def _named_failures(engine: Engine) -> Iterator[None]:
    """Tell failures of the database itself, such as a full disk, from statements that it refuses."""
    try:
        yield
    except DBAPIError as error:
        backend = get_backend(engine)
        if backend.is_overdue(error):
            raise SlowStatementError(
                f"the database {backend.name} gave up a statement that took too long"
            ) from error
        if reason := backend.find_failure(error):
            raise DatabaseError(f"the database {backend.name} failed: {reason}") from error
        raise


def _get_reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    if isinstance(error, UnicodeDecodeError):
        return "its schema is damaged"
    return " ".join(str(getattr(error, "orig", None) or error).split())
