"""Bringing a database to the newest revision: under a lock between processes, all or nothing."""

from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.domain.errors import DatabaseError, NewerDatabaseError
from app.lexicon.search.rules import get_search_rules
from app.store.backends import Backend
from app.store.search import save_all_search_rows

MIGRATIONS = Path(__file__).parents[2] / "migrations"
HEAD = "0013"


def migrate(backend: Backend) -> None:
    """Create or migrate the tables of a database.

    Raises NewerDatabaseError or DatabaseError if it is not one that this program can migrate.
    """
    if backend.is_settled() and backend.read_revision() == HEAD and _is_search_current(backend):
        return
    engine = backend.make_engine(migrating=True)
    try:
        with backend.lock():
            revision = backend.read_revision()
            if revision != HEAD:
                _upgrade(engine, backend, revision)
                return
            if not backend.is_settled():
                backend.settle()
            if not _is_search_current(backend):
                _refill_search(engine, backend)
    finally:
        engine.dispose()


def _is_search_current(backend: Backend) -> bool:
    """Tell whether the rows of the search indexes are made by the rules and names of this program."""
    return backend.read_search_rules() == get_search_rules()


def _refill_search(engine: Engine, backend: Backend) -> None:
    with Session(engine.execution_options(**backend.writing)) as session, session.begin():
        save_all_search_rows(session)
        backend.note_change(session)


def _upgrade(engine: Engine, backend: Backend, revision: str | None) -> None:
    # Imported here because Alembic costs a fifth of a second, which only a migration should pay.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    if not (MIGRATIONS / "env.py").is_file():
        raise DatabaseError(f"the migrations are missing: there is no folder {MIGRATIONS}")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if revision is not None and revision not in known:
        raise NewerDatabaseError(
            f"the database {backend.name} was written by a newer version of this program (revision {revision}): "
            "please update the program"
        )
    backend.settle()
    with engine.connect().execution_options(**backend.writing) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, HEAD)
