"""A record whose quotes take seconds to be read: a statement that would keep a processor busy for as long."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.databases import CLUSTER, change
from tests.samples import make_sample_database

# Some seconds where nothing gives it up: the tests then end and fail.
LONG = (
    "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 15000000) SELECT max(n) FROM c"
)


def make_slow_record(path: Path) -> None:
    """Make the samples' record, with a view that reckons in place of its quotes."""
    make_sample_database(path).dispose()
    view = f"CREATE VIEW quote AS SELECT kept.* FROM kept WHERE ({LONG}) > kept.position"
    if CLUSTER:
        change(path, "ALTER TABLE quote RENAME TO kept")
        change(path, view)
        return
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(f"PRAGMA legacy_alter_table = ON; ALTER TABLE quote RENAME TO kept; {view};")
