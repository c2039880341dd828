import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from app.domain.errors import DatabaseError
from app.domain.filters import Filters
from app.store import migrating
from app.store.checks import run_checks
from app.store.engine import make_engine, open_database, read_session
from app.store.found_sources import list_sources
from app.store.quotes import list_quotes
from app.store.timeline import list_events
from tests.store.dump import dump


def run_alembic(path: Path, run: Callable[[Config], None]) -> None:
    """Run an Alembic command on the database file, as the program itself does."""
    config = Config()
    config.set_main_option("script_location", str(migrating.MIGRATIONS))
    engine = make_engine(path, foreign_keys=False)
    with engine.connect() as connection:
        config.attributes["connection"] = connection.execution_options(writes=True)
        run(config)
    engine.dispose()


def read_schema(path: Path) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()


def test_the_program_knows_the_newest_revision() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrating.MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [migrating.HEAD]


def test_the_migrations_make_what_the_tables_say(empty_file: Path) -> None:
    run_alembic(empty_file, command.check)


def test_a_database_of_the_previous_revision_keeps_its_data_and_becomes_searchable(
    sample_file: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(sample_file, tmp_path))
    before = dump(make_engine(path))
    run_alembic(path, lambda config: command.downgrade(config, "0001"))
    assert migrating.read_revision(path) == "0001"
    engine = open_database(f"sqlite:///{path}")
    assert dump(engine) == before
    with read_session(engine) as session:
        found = list_events(session, Filters(q=("космодромы",)), date(2026, 11, 22), None)
        assert [event.slug for event in found.events] == ["2022-04-12-vostochny"]
        assert list_quotes(session, Filters(q=("gas",)), None).total == 1


def test_a_database_of_before_keys_is_searched_by_them(sample_file: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(sample_file, tmp_path))
    before = dump(make_engine(path))
    run_alembic(path, lambda config: command.downgrade(config, "0008"))
    engine = open_database(f"sqlite:///{path}")
    assert dump(engine) == before
    with read_session(engine) as session:
        assert list(run_checks(session)) == []
        assert list_sources(session, ["Восточном"], 5).total == 1


def test_every_count_of_before_least_numbers_is_exact(sample_file: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(sample_file, tmp_path))
    run_alembic(path, lambda config: command.downgrade(config, "0009"))
    with closing(sqlite3.connect(path)) as connection:
        assert "at_least" not in [row[1] for row in connection.execute("PRAGMA table_info(claim)")]
        (claims,) = connection.execute("SELECT count(*) FROM claim").fetchone()
    open_database(f"sqlite:///{path}").dispose()
    with closing(sqlite3.connect(path)) as connection:
        counts = connection.execute("SELECT at_least, count(*) FROM claim GROUP BY at_least").fetchall()
        assert counts == [(0, claims)]
        with pytest.raises(sqlite3.IntegrityError, match="NOT NULL"):
            connection.execute("UPDATE claim SET at_least = NULL")


def test_rows_that_were_made_with_other_names_are_made_anew(sample_file: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(sample_file, tmp_path))
    before = dump(make_engine(path))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE event_search SET keys = 'nothing'")
        connection.execute("PRAGMA user_version = 1")
        connection.commit()
    assert not migrating.is_search_current(path)
    engine = open_database(f"sqlite:///{path}")
    assert migrating.is_search_current(path)
    assert dump(engine) == before


@pytest.mark.parametrize("broken", ["0001_tables.py", "0002_search.py", "0003_marks.py"])
def test_a_migration_that_fails_half_way_leaves_nothing_behind(
    broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(shutil.copytree(migrating.MIGRATIONS, tmp_path / "migrations"))
    script = folder / "versions" / broken
    whole = script.read_text()
    script.write_text(
        whole.replace("\n\n\ndef downgrade", "\n    op.execute('SELECT broken')\n\n\ndef downgrade")
    )
    monkeypatch.setattr(migrating, "MIGRATIONS", folder)
    path = tmp_path / "summitry.db"
    with pytest.raises(DatabaseError, match="no such column: broken"):
        open_database(f"sqlite:///{path}")
    assert migrating.read_revision(path) is None
    assert read_schema(path) == []
    script.write_text(whole)
    open_database(f"sqlite:///{path}")
    assert migrating.read_revision(path) == migrating.HEAD


def test_missing_migrations_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrating, "MIGRATIONS", tmp_path / "nowhere")
    with pytest.raises(DatabaseError, match="migrations are missing"):
        open_database(f"sqlite:///{tmp_path}/summitry.db")
