"""Opening the database, and the two kinds of session on it.

SQLite in WAL mode: readers see a snapshot and never wait; writers queue, because they begin with
`BEGIN IMMEDIATE` (a transaction that reads first and writes later would fail at once when another one wrote
in between). Python's own transaction handling is switched off, so that what begins is what we say.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session

from app.domain.clock import Moments, get_utc_moment
from app.domain.errors import DatabaseError, SlowStatementError
from app.store.found import MEMORY
from app.store.migrating import migrate
from app.store.revisions import CLOCK

__all__ = [
    "Engine",
    "Session",
    "find_database_file",
    "make_engine",
    "open_database",
    "read_session",
    "set_clock",
    "trim_log",
    "write_session",
]

WAIT_SECONDS = 30
# Primary result codes of SQLite that do not lie in a statement or its values: the next one would fail as well.
_FAILURES = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_READONLY,
    }
)


def open_database(url: str) -> Engine:
    """Open the database at `url`, such as `sqlite:///var/summitry.db`, after creating or migrating it.

    Raises DatabaseError if it cannot be created or is none of ours, NewerDatabaseError if a newer program
    wrote it; each says so in one sentence.
    """
    path = find_database_file(url)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        migrate(path, make_engine(path, foreign_keys=False))
    except (OSError, SQLAlchemyError, sqlite3.Error, UnicodeDecodeError) as error:
        # Python cannot even decode what SQLite says of a schema in which bytes were damaged.
        raise DatabaseError(f"the database {path} cannot be opened: {_get_reason(error)}") from error
    return make_engine(path)


def find_database_file(url: str) -> Path:
    """Return the file that an SQLite URL names; raise DatabaseError if it is another kind of URL."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise DatabaseError(f"not a database URL: {url!r}") from error
    if parsed.get_backend_name() != "sqlite":
        raise DatabaseError(f"not an SQLite URL (sqlite:///path/to/file.db): {parsed.render_as_string()!r}")
    if not parsed.database or parsed.database == ":memory:" or parsed.database.startswith("file:"):
        raise DatabaseError(f"the database URL names no file: {url!r}")
    return Path(parsed.database)


def make_engine(path: Path, *, foreign_keys: bool = True) -> Engine:
    """Make an engine for the file `path` without looking at what is in it.

    Migrations switch `foreign_keys` off: rebuilding a table would otherwise empty those that refer to it.
    """
    engine = create_engine(
        f"sqlite:///{path}",
        connect_args={"timeout": WAIT_SECONDS},
        # More than the server has threads: a request never waits for a connection.
        pool_size=8,
        max_overflow=56,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        connection.execute("PRAGMA synchronous = FULL")
        # KiB a connection: what one page of a large record reads again and again.
        connection.execute("PRAGMA cache_size = -8000")
        # A long reader lets the WAL grow; the next checkpoint cuts it back to this size.
        connection.execute(f"PRAGMA journal_size_limit = {64 * 1024 * 1024}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        mode = "IMMEDIATE" if connection.get_execution_options().get("writes") else "DEFERRED"
        connection.exec_driver_sql(f"BEGIN {mode}")

    return engine


def trim_log(engine: Engine) -> None:
    """Bring what was written into the database file and empty its log, unless somebody is just reading from it."""
    # Not through a session, which would begin a transaction.
    with closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        cursor.execute("PRAGMA busy_timeout = 0")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        cursor.execute(f"PRAGMA busy_timeout = {WAIT_SECONDS * 1000}")
        cursor.close()


def set_clock(engine: Engine, clock: Moments) -> Engine:
    """Return the engine with another clock, which tells the moments of the changes written through it."""
    return engine.execution_options(**{CLOCK: clock})


@contextmanager
def read_session(engine: Engine) -> Iterator[Session]:
    """Open a session on one snapshot of the database; nothing done in it is kept.

    Raises DatabaseError if the database fails (a damaged file, for one), SlowStatementError for a statement that took
    longer than the engine allows (`app.store.deadline`).
    """
    with _named_failures(engine), Session(engine, info={MEMORY: {}}) as session:
        yield session


@contextmanager
def write_session(engine: Engine) -> Iterator[Session]:
    """Open the one writing transaction; it is committed at the end, or wholly undone by an exception.

    Raises DatabaseError if the database fails (a full disk, for one), not for a statement that is refused.
    """
    writing = engine.execution_options(writes=True)
    clock = engine.get_execution_options().get(CLOCK, get_utc_moment)
    with _named_failures(engine), Session(writing, info={CLOCK: clock}) as session, session.begin():
        session.connection()  # Begins now, so that whatever is read before writing cannot grow old.
        yield session


@contextmanager
def _named_failures(engine: Engine) -> Iterator[None]:
    """Tell failures of the database itself, such as a full disk, from statements that it refuses."""
    try:
        yield
    except DBAPIError as error:
        code = getattr(error.orig, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        if code == sqlite3.SQLITE_INTERRUPT:
            raise SlowStatementError(
                f"the database {engine.url.database} gave up a statement that took too long"
            ) from error
        if code & 0xFF not in _FAILURES:
            raise
        raise DatabaseError(f"the database {engine.url.database} failed: {_get_reason(error)}") from error


def _get_reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    if isinstance(error, UnicodeDecodeError):
        return "its schema is damaged"
    return str(getattr(error, "orig", None) or error)
