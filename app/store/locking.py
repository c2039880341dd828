"""The lock of the run that reads feeds: two at once would ask every site twice, and one after the other too fast."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from app.domain.errors import BusyError, DatabaseError


@contextmanager
def hold_feeds(database: Path) -> Iterator[None]:
    """Hold the lock beside the database file `database` while feeds are read into it.

    Raises BusyError, which names the process and since when, if another run holds it. The system releases the lock
    of a process that ends, however it ends; the file stays, since removing it would race.
    """
    path = database.with_name(f"{database.name}.feeds.lock")
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise DatabaseError(f"the lock {path} cannot be made: {error.strerror or error}") from error
    try:
        _take(descriptor)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = os.read(descriptor, 200).decode("ascii", "replace").strip()
        raise BusyError(
            f"feeds are being read already{f' ({holder})' if holder else ''}: try again when that run has ended"
        ) from error
    os.ftruncate(descriptor, 0)
    started = datetime.now(UTC).isoformat(timespec="seconds")
    os.write(descriptor, f"process {os.getpid()}, since {started}\n".encode())
