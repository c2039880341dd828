import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from app.domain.errors import DatabaseError
from app.domain.filters import Filters
from app.lexicon.search.rules import get_search_rules
from app.store import migrating
from app.store.backends import find_backend
from app.store.checks import run_checks
from app.store.engine import open_database, read_session, write_session
from app.store.found_sources import list_sources
from app.store.quotes import list_quotes
from app.store.timeline import list_events
from tests.databases import (
    CLUSTER,
    ask,
    change,
    copy_database,
    count_rows,
    make_bare_url,
    make_engine,
    make_url,
    read_revision,
    sqlite_only,
)
from tests.store.dump import dump


def run_alembic(path: Path, run: Callable[[Config], None]) -> None:
    """Run an Alembic command on the database file, as the program itself does."""
    config = Config()
    config.set_main_option("script_location", str(migrating.MIGRATIONS))
    engine = make_engine(path, migrating=True)
    with engine.connect() as connection:
        config.attributes["connection"] = connection.execution_options(writes=True)
        run(config)
    engine.dispose()


def list_tables(path: Path) -> list[str]:
    return inspect(make_engine(path)).get_table_names()


def test_the_program_knows_the_newest_revision() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrating.MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [migrating.HEAD]


def test_the_migrations_make_what_the_tables_say(empty_file: Path) -> None:
    run_alembic(empty_file, command.check)


# There was no PostgreSQL before revision 0012.
@sqlite_only
def test_a_database_of_the_previous_revision_keeps_its_data_and_becomes_searchable(
    sample_file: Path, tmp_path: Path
) -> None:
    path = copy_database(sample_file, tmp_path)
    before = dump(make_engine(path))
    run_alembic(path, lambda config: command.downgrade(config, "0001"))
    assert read_revision(path) == "0001"
    engine = open_database(make_url(path))
    assert dump(engine) == before
    with read_session(engine) as session:
        found = list_events(session, Filters(q=("космодромы",)), date(2026, 11, 22), None)
        assert [event.slug for event in found.events] == ["2022-04-12-vostochny"]
        assert list_quotes(session, Filters(q=("gas",)), None).total == 1


@sqlite_only
def test_a_database_of_before_keys_is_searched_by_them(sample_file: Path, tmp_path: Path) -> None:
    path = copy_database(sample_file, tmp_path)
    before = dump(make_engine(path))
    run_alembic(path, lambda config: command.downgrade(config, "0008"))
    engine = open_database(make_url(path))
    assert dump(engine) == before
    with read_session(engine) as session:
        assert list(run_checks(session)) == []
        assert list_sources(session, ["Восточном"], 5).total == 1


@sqlite_only
def test_every_count_of_before_least_numbers_is_exact(sample_file: Path, tmp_path: Path) -> None:
    path = copy_database(sample_file, tmp_path)
    run_alembic(path, lambda config: command.downgrade(config, "0009"))
    engine = make_engine(path)
    assert "at_least" not in [column["name"] for column in inspect(engine).get_columns("claim")]
    claims = count_rows(path, "claim")
    open_database(make_url(path)).dispose()
    assert ask(path, "SELECT at_least, count(*) FROM claim GROUP BY at_least") == [(0, claims)]
    with pytest.raises(IntegrityError, match=r"(?i)not.null"), write_session(engine) as session:
        session.execute(text("UPDATE claim SET at_least = NULL"))


def test_rows_that_were_made_with_other_names_are_made_anew(sample_file: Path, tmp_path: Path) -> None:
    path = copy_database(sample_file, tmp_path)
    before = dump(make_engine(path))
    change(path, "UPDATE event_search SET keys = 'nothing'")
    change(path, "COMMENT ON TABLE event_search IS '1'" if CLUSTER else "PRAGMA user_version = 1")
    backend = find_backend(make_url(path))
    assert backend.read_search_rules() == 1
    engine = open_database(make_url(path))
    assert backend.read_search_rules() == get_search_rules()
    assert dump(engine) == before


@pytest.mark.parametrize(
    "broken",
    [
        "0001_tables.py",
        pytest.param("0002_search.py", marks=sqlite_only),
        "0003_marks.py",
        "0012_view_counts.py",
    ],
)
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
    url = make_bare_url(path)
    with pytest.raises(DatabaseError, match=r"cannot be opened: .*broken"):
        open_database(url)
    assert read_revision(path) is None
    assert list_tables(path) == []
    script.write_text(whole)
    open_database(url)
    assert read_revision(path) == migrating.HEAD


def test_missing_migrations_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrating, "MIGRATIONS", tmp_path / "nowhere")
    with pytest.raises(DatabaseError, match="migrations are missing"):
        open_database(make_bare_url(tmp_path / "summitry.db"))
