"""Telling cheaply whether the database may hold something else than before."""

import sqlite3
from collections.abc import Callable

from app.store.engine import Engine, find_database_file

Freshness = Callable[[], int | None]


def make_freshness(engine: Engine) -> Freshness:
    """Make a function that returns a number which changes whenever any process commits; `None` if that cannot be told.

    It takes some microseconds and never waits. The number means nothing in itself: it counts from when this function
    was made (https://sqlite.org/pragma.html#pragma_data_version). To be called by one thread at a time.
    """
    path = find_database_file(engine.url.render_as_string(hide_password=False))
    connection = sqlite3.connect(path, timeout=0, check_same_thread=False, isolation_level=None)

    def tell() -> int | None:
        try:
            return int(connection.execute("PRAGMA data_version").fetchone()[0])
        except sqlite3.Error:
            return None

    return tell
