"""SQLite: the record in one file.

In WAL mode readers see a snapshot and never wait; writers queue, because they begin with `BEGIN IMMEDIATE` (a
transaction that reads first and writes later would fail at once when another one wrote in between). Python's own
transaction handling is switched off, so that what begins is what we say.
"""

import fcntl
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.domain.errors import BusyError, DatabaseError
from app.store.backends.base import WAIT_SECONDS, Backend, Watch

LARGEST = 2_000_000_000
"""Bytes of a file that is read through before it is served."""

# Primary result codes that do not lie in a statement or its values: the next one would fail as well.
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
_DEADLINE = "deadline"
# SQLite asks after so many steps of its machine: once in a few milliseconds.
_STEPS = 20_000


class Sqlite(Backend):
    """A database that is one file."""

    writing: ClassVar = {"writes": True}

    @property
    def path(self) -> Path:
        """The file; raises DatabaseError if the address names none."""
        name = self.url.database
        if not name or name == ":memory:" or name.startswith("file:"):
            raise DatabaseError(f"the database URL names no file: {self.url.render_as_string()!r}")
        return Path(name)

    @property
    def name(self) -> str:
        """The path of the file."""
        return str(self.path)

    def make_engine(self, *, migrating: bool = False) -> Engine:
        """Make an engine. Migrations go without foreign keys: rebuilding a table would otherwise empty those that
        refer to it."""
        engine = create_engine(
            f"sqlite:///{self.path}",
            connect_args={"timeout": WAIT_SECONDS},
            # More than the server has threads: a request never waits for a connection.
            pool_size=8,
            max_overflow=56,
        )

        @event.listens_for(engine, "connect")
        def prepare(connection: sqlite3.Connection, _record: Any) -> None:
            connection.isolation_level = None
            connection.execute(f"PRAGMA foreign_keys = {'OFF' if migrating else 'ON'}")
            connection.execute("PRAGMA synchronous = FULL")
            # KiB a connection: what an ingestion reads again and again.
            connection.execute("PRAGMA cache_size = -8000")
            # A long reader lets the WAL grow; the next checkpoint cuts it back to this size.
            connection.execute(f"PRAGMA journal_size_limit = {64 * 1024 * 1024}")

        @event.listens_for(engine, "begin")
        def begin(connection: Connection) -> None:
            mode = "IMMEDIATE" if connection.get_execution_options().get("writes") else "DEFERRED"
            connection.exec_driver_sql(f"BEGIN {mode}")

        return engine

    def prepare(self) -> None:
        """Make the folder of the file."""
        self.path.parent.mkdir(parents=True, exist_ok=True)

    def is_settled(self) -> bool:
        """Tell whether the file is there and has a write-ahead log: a backup is one file, and so is what SQLite's own
        tools write."""
        if not self.path.exists():
            return False
        with self._open() as connection:
            return bool(connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal")

    def settle(self) -> None:
        """Switch to write-ahead logging, which the file remembers; it bears no company."""
        with self._open() as connection:
            connection.execute("PRAGMA journal_mode = WAL")

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold a lock file beside the database; it stays there, since removing it would race."""
        descriptor = os.open(self._beside(".lock"), os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def read_revision(self) -> str | None:
        """Return the revision of the file; raise sqlite3.Error if it cannot be read."""
        with self._open() as connection:
            tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            names = {name for (name,) in tables}
            if "alembic_version" not in names:
                if names:
                    raise DatabaseError(f"the database {self.name} belongs to another program")
                return None
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            return str(row[0]) if row else None

    def read_search_rules(self) -> int | None:
        """Return the `user_version` of the file."""
        with self._open() as connection:
            return int(connection.execute("PRAGMA user_version").fetchone()[0])

    def note_change(self, session: Session) -> None:
        """Leave it to SQLite, which counts transactions itself."""

    def find_failure(self, error: DBAPIError) -> str | None:
        """Tell by SQLite's result code."""
        return str(error.orig) if _get_code(error) & 0xFF in _FAILURES else None

    def is_overdue(self, error: DBAPIError) -> bool:
        """Tell whether SQLite was interrupted, which only the deadline does."""
        return _get_code(error) == sqlite3.SQLITE_INTERRUPT

    def limit_statements(self, engine: Engine, seconds: float) -> None:
        """Have SQLite ask now and then whether to go on.

        The time runs from the statement's beginning to its last row, whoever reads the rows in between. No deadline is
        left on a connection that goes back to the pool. Each connection keeps less of the file, too: a server has many,
        and its pages are made as fast from what the system keeps of it (docs/performance.md).
        """

        @event.listens_for(engine, "connect")
        def watch(connection: sqlite3.Connection, record: Any) -> None:
            info = record.info
            connection.execute("PRAGMA cache_size = -2000")

            def is_over() -> bool:
                deadline: float | None = info.get(_DEADLINE)
                return deadline is not None and time.monotonic() > deadline

            connection.set_progress_handler(is_over, _STEPS)

        @event.listens_for(engine, "before_cursor_execute")
        def begin(connection: Any, *_statement: Any) -> None:
            connection.info[_DEADLINE] = time.monotonic() + seconds

        @event.listens_for(engine, "reset")
        def end(_connection: Any, record: Any, _state: Any) -> None:
            record.info.pop(_DEADLINE, None)

    def watch(self, engine: Engine) -> Watch:
        """Ask for SQLite's `data_version` (https://www.sqlite.org/pragma.html#pragma_data_version); it means nothing
        to another connection."""
        connection = engine.raw_connection()
        # It stays open, and the pool has its number of others.
        connection.detach()
        cursor = connection.cursor()
        # Whoever asks for the version has better things to do than to wait for it.
        cursor.execute("PRAGMA busy_timeout = 0")

        def ask() -> int:
            # All rows are fetched: a statement that is not at its end would go on seeing what it saw.
            [(version,)] = cursor.execute("PRAGMA data_version").fetchall()
            return int(version)

        return ask

    def prove_whole(self, session: Session) -> None:
        """Run SQLite's `quick_check`, which reads the whole file; of one larger than LARGEST nothing is read."""
        if self.path.stat().st_size > LARGEST:
            return
        said = session.execute(text("PRAGMA quick_check(1)")).scalar()
        if said != "ok":
            raise DatabaseError(f"the database {self.name} is damaged: {str(said).splitlines()[-1]}")

    def tidy(self, engine: Engine) -> None:
        """Bring what was written into the file and empty its log, unless somebody is just reading from it."""
        # Not through a session, which would begin a transaction.
        with closing(engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute("PRAGMA busy_timeout = 0")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            cursor.execute(f"PRAGMA busy_timeout = {WAIT_SECONDS * 1000}")
            cursor.close()

    @contextmanager
    def hold_feeds(self) -> Iterator[None]:
        """Hold a lock beside the file. The system releases that of a process that ends, however it ends; the lock file
        stays, since removing it would race."""
        path = self._beside(".feeds.lock")
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise DatabaseError(f"the lock {path} cannot be made: {error.strerror or error}") from error
        try:
            _take(descriptor)
            yield
        finally:
            os.close(descriptor)

    def _beside(self, ending: str) -> Path:
        return self.path.with_name(self.path.name + ending)

    def _open(self) -> closing[sqlite3.Connection]:
        return closing(sqlite3.connect(self.path, timeout=WAIT_SECONDS))


def _get_code(error: DBAPIError) -> int:
    return int(getattr(error.orig, "sqlite_errorcode", sqlite3.SQLITE_ERROR))


def _take(descriptor: int) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = os.read(descriptor, 200).decode("ascii", "replace").strip()
        raise BusyError.of_feeds(holder) from error
    os.ftruncate(descriptor, 0)
    started = datetime.now(UTC).isoformat(timespec="seconds")
    os.write(descriptor, f"process {os.getpid()}, since {started}\n".encode())
