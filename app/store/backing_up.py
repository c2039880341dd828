"""A copy of the database while others write, exact and proved before it takes its name."""

import os
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import DatabaseError
from app.store.backends import find_backend

_PAGES_A_STEP = 2_500
"""About 10 MB: so much is copied between two steps of the progress."""
_WAIT_SECONDS = 30
_OF_DATABASE = ("", "-wal", "-shm", "-journal", ".lock", ".feeds.lock")


@dataclass(frozen=True, slots=True)
class Backup:
    """What was written: its size in bytes, and the revision of its tables."""

    size: int
    revision: str


def back_up(source: Path, target: Path, *, replace: bool, advance: Callable[[int, int], None]) -> Backup:
    """Copy the database file `source` to `target` as it is at this moment.

    Writers go on meanwhile and are not in the copy: all of it is read from one snapshot. The copy is one file without
    a log beside it. Before it takes its name it is proved: SQLite's own check finds nothing, what refers to a row
    finds it, and every table holds as many rows as in the snapshot. `advance` is told how many pages of how many have
    been copied. `target` appears whole or not at all.

    Raises DatabaseError, in one sentence, if `target` is there and `replace` is not asked for, if it is a folder or the
    database itself, if `source` is none of our databases, if anything cannot be read or written, or if the copy is
    not sound; then `target` is what it was.
    """
    _check_target(source, target, replace=replace)
    try:
        revision = find_backend(f"sqlite:///{source}").read_revision() if source.exists() else None
        if revision is None:
            raise DatabaseError(f"there is no record in {source} to back up")
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as folder:
            copy = Path(folder) / "copy.db"
            counts = _copy(source, copy, advance)
            _prove(copy, counts)
            _sync(copy)
            _check_target(source, target, replace=replace)  # Copying took its time.
            copy.replace(target)
        _sync(target.parent)
        return Backup(target.stat().st_size, revision)
    except (OSError, sqlite3.Error) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or error
        raise DatabaseError(f"the database {source} cannot be backed up to {target}: {reason}") from error


def _check_target(source: Path, target: Path, *, replace: bool) -> None:
    if target.is_dir():
        raise DatabaseError(f"{target} is a folder: name the file to write")
    beside = {source.resolve().with_name(f"{source.resolve().name}{end}") for end in _OF_DATABASE}
    if target.resolve() in beside or (target.exists() and source.exists() and target.samefile(source)):
        raise DatabaseError(f"{target} is the database itself, or a file that it needs")
    if target.exists() and not replace:
        raise DatabaseError(f"{target} is there already: name another file, or replace it with --replace")


def _copy(source: Path, copy: Path, advance: Callable[[int, int], None]) -> dict[str, int]:
    """Copy one snapshot and count its rows."""
    address = f"{source.absolute().as_uri()}?mode=rw"
    with (
        closing(sqlite3.connect(address, uri=True, timeout=_WAIT_SECONDS, isolation_level=None)) as reading,
        closing(sqlite3.connect(copy, isolation_level=None)) as writing,
    ):
        # Reading holds the snapshot from its first statement on: without it, each write of somebody else between two
        # steps would let SQLite begin the copy anew.
        reading.execute("BEGIN")
        counts = _count_rows(reading)
        reading.backup(
            writing, pages=_PAGES_A_STEP, progress=lambda _status, left, all_: advance(all_ - left, all_)
        )
        reading.execute("ROLLBACK")
        # One file that opens where nothing may be written beside it; the program sets it back on opening it.
        writing.execute("PRAGMA journal_mode = DELETE")
    return counts


def _count_rows(connection: sqlite3.Connection) -> dict[str, int]:
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0"
    ).fetchall()
    return {name: _count(connection, name) for (name,) in names}


def _count(connection: sqlite3.Connection, table: str) -> int:
    quoted = table.replace('"', '""')
    return int(connection.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()[0])


def _prove(copy: Path, counts: dict[str, int]) -> None:
    with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        said = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if said != "ok":
            raise DatabaseError(f"the copy is not sound, and neither may be the database: {said}")
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
        if broken is not None:
            raise DatabaseError(f"the copy is not sound: a row of {broken[0]} refers to none of {broken[2]}")
        if _count_rows(connection) != counts:
            raise DatabaseError("the copy is not sound: it does not hold the rows that were read")


def _sync(path: Path) -> None:
    """Have a file or folder on the disk before anything counts on it."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
