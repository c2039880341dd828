"""The engines that can hold a record: SQLite, one file, and PostgreSQL, a server.

What all of the store asks alike is one statement (`app.store.dialects`); here is how each is opened and how it fails.
"""

from sqlalchemy import URL, Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from app.domain.errors import DatabaseError
from app.store.backends.base import WAIT_SECONDS, Backend, Watch
from app.store.backends.postgresql import Postgresql
from app.store.backends.sqlite import Sqlite

__all__ = ["WAIT_SECONDS", "Backend", "Watch", "find_backend", "get_backend", "read_url"]

_BACKENDS: dict[str, type[Backend]] = {"sqlite": Sqlite, "postgresql": Postgresql}


def read_url(text: str) -> URL:
    """Read the address of a database; raise DatabaseError if it is none."""
    try:
        return make_url(text)
    except ArgumentError as error:
        raise DatabaseError(f"not a database URL: {text!r}") from error


def find_backend(url: str | URL) -> Backend:
    """Find what holds the database at `url`; raise DatabaseError if nothing here can."""
    parsed = read_url(url) if isinstance(url, str) else url
    try:
        backend = _BACKENDS[parsed.get_backend_name()]
    except KeyError:
        raise DatabaseError(
            "neither an SQLite URL (sqlite:///path/to/file.db) nor one of PostgreSQL "
            f"(postgresql+psycopg://user@host/name): {parsed.render_as_string()!r}"
        ) from None
    return backend(parsed)


def get_backend(engine: Engine) -> Backend:
    """Return what holds the database of an engine."""
    return _BACKENDS[engine.dialect.name](engine.url)
