"""Whether anything was written to the database since one looked last."""

from collections.abc import Hashable
from threading import Lock

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from app.store.backends import Watch, get_backend


class Changes:
    """Watches a database over a connection of its own, through which nothing is written."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._watch: Watch | None = None
        self._lock = Lock()

    def get_version(self) -> Hashable | None:
        """Return what is something else whenever a transaction was committed in between, by whatever process; it means
        nothing to another process. None if the database cannot be asked: then nothing is known of it.
        """
        with self._lock:
            try:
                if self._watch is None:
                    self._watch = get_backend(self._engine).watch(self._engine)
                return self._watch()
            except (SQLAlchemyError, self._engine.dialect.loaded_dbapi.Error):
                # A server that was started again is asked over another connection.
                self._watch = None
                return None
