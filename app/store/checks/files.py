"""The file itself, as SQLite checks it: its pages, its indexes, its foreign keys.

PostgreSQL has no such check to be asked for: it proves its pages by checksums whenever it reads one, and holds foreign
keys whoever writes.
"""

from collections.abc import Iterator

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.store.checks.faults import Fault, Promise
from app.store.dialects import is_postgresql

_MOST = 100


def check_file(session: Session) -> Iterator[Fault]:
    """Yield what SQLite finds damaged: with such a fault nothing else that is read can be trusted."""
    if is_postgresql(session):
        return
    for row in session.execute(text(f"PRAGMA integrity_check({_MOST})")):
        if row[0] != "ok":
            yield Fault(Promise.FILE, "database", " ".join(str(row[0]).split()))


def check_references(session: Session) -> Iterator[Fault]:
    """Yield every row that refers to one that is not there."""
    if is_postgresql(session):
        return
    for table, rowid, parent, _number in session.execute(text("PRAGMA foreign_key_check")):
        yield Fault(Promise.ORPHAN, f"{table} {rowid}", f"refers to a row of {parent} that is not there")
