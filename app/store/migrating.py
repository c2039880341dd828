"""Bringing a database file to the newest revision: under a lock between processes, all or nothing."""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Engine

from app.domain.errors import DatabaseError, NewerDatabaseError
from app.lexicon.search.rules import get_search_rules
from app.store.search import save_all_search_rows

MIGRATIONS = Path(__file__).parents[2] / "migrations"
HEAD = "0012"


def migrate(path: Path, engine: Engine) -> None:
    """Create or migrate the database file `path`; `engine` is disposed of.

    Raises NewerDatabaseError or DatabaseError if the file is not one that this program can migrate.
    """
    try:
        if path.exists() and read_revision(path) == HEAD and is_search_current(path) and _is_wal(path):
            return
        with _lock(path):
            revision = read_revision(path)
            if revision != HEAD:
                _upgrade(engine, path, revision)
                return
            if not _is_wal(path):
                # A backup is one file, and so is what SQLite's own tools write.
                _set_wal(path)
            if not is_search_current(path):
                _refill_search(engine)
    finally:
        engine.dispose()


def read_revision(path: Path) -> str | None:
    """Return the revision of the database file `path`, `None` for an empty one.

    Raises DatabaseError if it holds tables of something else, sqlite3.Error if it cannot be read.
    """
    with closing(sqlite3.connect(path, timeout=30)) as connection:
        names = {
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        if "alembic_version" not in names:
            if names:
                raise DatabaseError(f"the database {path} belongs to another program")
            return None
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(row[0]) if row else None


def is_search_current(path: Path) -> bool:
    """Tell whether the rows of the search indexes are made by the rules and names of this program."""
    with closing(sqlite3.connect(path, timeout=30)) as connection:
        (rules,) = connection.execute("PRAGMA user_version").fetchone()
    return bool(rules == get_search_rules())


def _refill_search(engine: Engine) -> None:
    with engine.execution_options(writes=True).begin() as connection:
        save_all_search_rows(connection)


def _upgrade(engine: Engine, path: Path, revision: str | None) -> None:
    # Imported here because Alembic costs a fifth of a second, which only a migration should pay.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    if not (MIGRATIONS / "env.py").is_file():
        raise DatabaseError(f"the migrations are missing: there is no folder {MIGRATIONS}")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if revision is not None and revision not in known:
        raise NewerDatabaseError(
            f"the database {path} was written by a newer version of this program (revision {revision}): "
            "please update the program"
        )
    _set_wal(path)
    with engine.connect() as connection:
        config.attributes["connection"] = connection.execution_options(writes=True)
        command.upgrade(config, HEAD)


def _is_wal(path: Path) -> bool:
    with closing(sqlite3.connect(path, timeout=30)) as connection:
        return bool(connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal")


def _set_wal(path: Path) -> None:
    """Switch to write-ahead logging, which the file remembers; done under the lock, for it bears no company."""
    with closing(sqlite3.connect(path, timeout=30)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    """Wait for and hold a lock file beside the database; it stays there, since removing it would race."""
    descriptor = os.open(path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
