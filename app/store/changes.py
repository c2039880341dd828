"""Whether anything was written to the database since one looked last."""

import sqlite3
from threading import Lock

from sqlalchemy import Engine, PoolProxiedConnection
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import SQLAlchemyError


class Changes:
    """Watches a database over a connection of its own, through which nothing is written."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: PoolProxiedConnection | None = None
        self._cursor: DBAPICursor | None = None
        self._lock = Lock()

    def get_version(self) -> int | None:
        """Return a number that is another one whenever a transaction was committed in between, by whatever process
        (https://www.sqlite.org/pragma.html#pragma_data_version); it means nothing to another process. None if the
        database cannot be asked: then nothing is known of it.
        """
        with self._lock:
            try:
                # All rows are fetched: a statement that is not at its end would go on seeing what it saw.
                [(version,)] = (self._cursor or self._open()).execute("PRAGMA data_version").fetchall()
            except (sqlite3.Error, SQLAlchemyError):
                return None
        return int(version)

    def _open(self) -> DBAPICursor:
        connection = self._engine.raw_connection()
        # It stays open, and the pool has its number of others.
        connection.detach()
        cursor = connection.cursor()
        # Whoever asks for the version has better things to do than to wait for it.
        cursor.execute("PRAGMA busy_timeout = 0")
        self._connection, self._cursor = connection, cursor
        return cursor
