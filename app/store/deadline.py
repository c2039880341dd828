"""A deadline for statements: what readers can ask for from outside must not keep a processor busy without end.

It holds for the pages alone. An ingestion, a backup and the checks take the time that they need.
"""

import sqlite3
import time
from typing import Any

from sqlalchemy import Engine, event

_DEADLINE = "deadline"
# SQLite asks after so many steps of its machine: once in a few milliseconds.
_STEPS = 20_000


def limit_statements(engine: Engine, seconds: float) -> Engine:
    """Make SQLite give up every statement through this engine that has not come to its end after so many seconds, and
    return the engine. Connections that it opened before are not held to it.

    What is given up raises SQLite's `interrupted`, which sessions turn into SlowStatementError. The time runs from the
    statement's beginning to its last row, whoever reads the rows in between. No deadline is left on a connection that
    goes back to the pool.
    """

    @event.listens_for(engine, "connect")
    def watch(connection: sqlite3.Connection, record: Any) -> None:
        info = record.info

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

    return engine
