"""The databases of the tests: files of SQLite or, where SUMMITRY_POSTGRESQL names a cluster (`.ci/postgresql.py`),
databases of PostgreSQL, one for each path.

A test names its database by a path in a folder of its own in both cases.
"""

import hashlib
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine
from sqlalchemy.engine import make_url as parse_url

from app.store import engine as opening
from app.store.backends import find_backend

CLUSTER = os.environ.get("SUMMITRY_POSTGRESQL")
sqlite_only = pytest.mark.skipif(bool(CLUSTER), reason="is about the file of SQLite")
postgresql_only = pytest.mark.skipif(
    not CLUSTER, reason="needs a server: `make test DB=postgresql` starts one"
)

_EMPTY = "summitry_empty"
_MAKING = 77


def make_url(path: Path | str) -> str:
    """Return the address of the database of a path, which is there or can be made by opening it."""
    if CLUSTER is None:
        return f"sqlite:///{path}"
    name = _name(path)
    if not exists(path):
        _make(name, _EMPTY)
    return _address(name)


def make_bare_url(path: Path | str) -> str:
    """Return the address of a database of a path in which there is nothing, not even tables."""
    if CLUSTER is None:
        return f"sqlite:///{path}"
    drop(path)
    _make(_name(path), "template0")
    return _address(_name(path))


def make_engine(path: Path | str, *, migrating: bool = False) -> Engine:
    """Make an engine for the database of a path without looking at what is in it."""
    return opening.make_engine(make_url(path), migrating=migrating)


def read_revision(path: Path | str) -> str | None:
    """Return the revision of the tables in the database of a path."""
    return find_backend(make_url(path)).read_revision()


def exists(path: Path | str) -> bool:
    """Tell whether the database of a path has been made."""
    if CLUSTER is None:
        return Path(path).exists()
    with _connect() as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_name(path)])
        return found.fetchone() is not None


def copy_database(source: Path | str, target: Path | str) -> Path:
    """Copy the database of a path to another path (or under the same name into a folder), which is returned."""
    target = Path(target) / Path(source).name if Path(target).is_dir() else Path(target)
    if CLUSTER is None:
        return Path(shutil.copy(source, target))
    drop(target)
    _make(_name(target), _name(source))
    return target


def drop(path: Path | str) -> None:
    """Remove the database of a path, whoever uses it."""
    if CLUSTER is None:
        # The file, its log and its locks.
        for one in Path(path).parent.glob(f"{Path(path).name}*"):
            one.unlink()
        return
    with _connect() as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {_name(path)} WITH (FORCE)")


def ask(path: Path | str, query: str, *values: object) -> list[tuple[Any, ...]]:
    """Ask the database of a path beside the program, as whoever has only the database can; values stand at `?`."""
    if CLUSTER is None:
        with closing(sqlite3.connect(path)) as connection:
            return connection.execute(query, values).fetchall()
    with _connect(_name(path)) as connection:
        return connection.execute(_spell(query), values).fetchall()


def change(path: Path | str, statement: str, *values: object) -> int:
    """Change the database of a path beside the program; return how many rows were changed."""
    if CLUSTER is None:
        with closing(sqlite3.connect(path)) as connection, connection:
            return connection.execute(statement, values).rowcount
    with _connect(_name(path)) as connection, connection.transaction():
        changed = connection.execute(_spell(statement), values).rowcount
        if connection.execute("SELECT to_regclass('record_change')").fetchone() != (None,):
            # Pages that are kept are those of this number.
            connection.execute("UPDATE record_change SET number = number + 1")
        return changed


def count_rows(path: Path | str, table: str) -> int:
    """Count the rows of a table, none of which is there before the table and the database are."""
    if not exists(path):
        return 0
    try:
        return int(ask(path, f"SELECT count(*) FROM {table}")[0][0])
    except sqlite3.OperationalError:
        return 0


def fingerprint(path: Path | str) -> object:
    """Return what is something else once anything was written to the database of a path."""
    if CLUSTER is None:
        return Path(path).read_bytes()
    tables = ask(path, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    return {name: ask(path, f"SELECT ctid::text, xmin::text FROM {name} ORDER BY ctid") for (name,) in tables}


def drop_below(folder: Path) -> None:
    """Remove the databases of PostgreSQL whose paths were in this folder."""
    if CLUSTER is None or not _MADE:
        return
    with _connect() as connection:
        for name, path in list(_MADE.items()):
            if folder in path.parents:
                connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
                del _MADE[name]


_MADE: dict[str, Path] = {}


def _name(path: Path | str) -> str:
    whole = Path(path).absolute()
    name = f"t_{hashlib.sha256(str(whole).encode()).hexdigest()[:24]}"
    _MADE[name] = whole
    return name


def _address(name: str) -> str:
    assert CLUSTER
    return parse_url(CLUSTER).set(database=name).render_as_string(hide_password=False)


def _spell(statement: str) -> str:
    """Spell a statement as psycopg wants it."""
    return statement.replace("%", "%%").replace("?", "%s")


def _connect(name: str | None = None) -> "psycopg.Connection[tuple[Any, ...]]":
    assert CLUSTER
    url = parse_url(CLUSTER)
    return psycopg.connect(
        host=str(url.query["host"]), user=url.username, dbname=name or url.database, autocommit=True
    )


def _make(name: str, template: str) -> None:
    """Make a database as a copy of another, which nobody must be using meanwhile."""
    with _connect() as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [_MAKING])
        there = connection.execute(
            "SELECT datname FROM pg_database WHERE datname = ANY(%s)", [[name, _EMPTY]]
        )
        names = {found for (found,) in there}
        if template == _EMPTY and _EMPTY not in names:
            _copy(connection, f"{_EMPTY}_new", "template0")
            opening.open_database(_address(f"{_EMPTY}_new")).dispose()
            connection.execute(f"ALTER DATABASE {_EMPTY}_new RENAME TO {_EMPTY}")
        if name not in names:
            connection.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", [template]
            )
            _copy(connection, name, template)


def _copy(connection: "psycopg.Connection[tuple[Any, ...]]", name: str, template: str) -> None:
    connection.execute(
        f"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8' LOCALE 'C' STRATEGY WAL_LOG"
    )
