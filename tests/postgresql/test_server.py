"""A server instead of a file: how it is refused, how it fails, and what two who write at once come to."""

import subprocess
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url as parse_url
from starlette.testclient import TestClient

from app.domain.errors import BusyError, DatabaseError, NewerDatabaseError, SlowStatementError
from app.main import create_app
from app.settings import Settings
from app.store.backends import find_backend
from app.store.backends.postgresql import Postgresql
from app.store.changes import Changes
from app.store.engine import limit_statements, open_database, read_session, write_session
from app.store.migrating import HEAD
from tests.commands import COMMAND, ROOT, make_environment
from tests.databases import make_url, postgresql_only
from tests.postgresql.conftest import Both, export, run_command, run_statement
from tests.samples import make_sample_database

pytestmark = postgresql_only
KILL = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"


def test_two_ingestions_at_once_come_to_what_one_after_the_other_does(both: Both, tmp_path: Path) -> None:
    database = tmp_path / "record"
    seeds = ROOT / "seeds"
    articles = sorted(path for path in seeds.glob("*.md") if path.name != "README.md")
    # Both read some of the articles.
    halves = ([seeds / "record", *articles[4:]], [*articles, seeds / "corrections"])
    environment = make_environment(database)
    running = [
        subprocess.Popen(
            [*COMMAND, "ingest", *map(str, half)], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
        )
        for half in halves
    ]
    assert [one.wait(300) for one in running] == [0, 0]
    assert export(make_url(database), tmp_path / "one") == export(both.sqlite, tmp_path / "other")
    assert run_command("check", database_url=make_url(database)).code == 0


def test_many_open_an_empty_database_at_once(tmp_path: Path) -> None:
    url = _make_bare(tmp_path / "bare")
    with ThreadPoolExecutor(4) as pool:
        engines = list(pool.map(open_database, [url] * 4))
    with read_session(engines[0]) as session:
        assert session.execute(text("SELECT version_num FROM alembic_version")).scalar() == HEAD
    for engine in engines:
        engine.dispose()


def test_whoever_writes_waits_for_whoever_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.store.backends.postgresql.WAIT_SECONDS", 0.2)
    engine = open_database(make_url(tmp_path / "record"))
    with write_session(engine), pytest.raises(DatabaseError, match="lock timeout"), write_session(engine):
        pass


def test_a_database_that_is_not_there_is_named_without_its_password(tmp_path: Path) -> None:
    url = parse_url(make_url(tmp_path / "record")).set(database="nowhere", password="secret")
    with pytest.raises(DatabaseError, match='"nowhere" does not exist') as caught:
        open_database(url.render_as_string(hide_password=False))
    assert "secret" not in str(caught.value)
    done = run_command("runs", database_url=url.render_as_string(hide_password=False))
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert "secret" not in done.err


def test_a_database_that_sorts_by_a_language_is_refused(tmp_path: Path) -> None:
    url = _make_bare(tmp_path / "sorted", "ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'ru' LOCALE 'C'")
    with pytest.raises(DatabaseError, match="createdb --encoding=UTF8 --locale=C"):
        open_database(url)


def test_tables_of_another_program_are_left_alone(tmp_path: Path) -> None:
    url = _make_bare(tmp_path / "other")
    run_statement(url, "CREATE TABLE theirs (id integer)")
    with pytest.raises(DatabaseError, match="belongs to another program"):
        open_database(url)


def test_a_database_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    url = make_url(tmp_path / "newer")
    open_database(url).dispose()
    run_statement(url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerDatabaseError, match="revision 9999"):
        open_database(url)


def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fail(*_arguments: object, **_named: object) -> None:
        raise ModuleNotFoundError("psycopg")

    monkeypatch.setattr("app.store.backends.postgresql.create_engine", fail)
    with pytest.raises(DatabaseError, match=r"summitry\[postgresql\]"):
        open_database(make_url(tmp_path / "record"))
    with pytest.raises(DatabaseError, match=r"postgresql\+psycopg://"):
        open_database("postgresql+asyncpg://localhost/record")


def test_a_slow_statement_is_given_up(tmp_path: Path) -> None:
    engine = limit_statements(open_database(make_url(tmp_path / "record")), 0.2)
    with pytest.raises(SlowStatementError), read_session(engine) as session:
        session.execute(text("SELECT pg_sleep(30)"))
    with read_session(engine) as session:
        assert session.execute(text("SELECT 1")).scalar() == 1


def test_pages_go_on_after_the_server_has_dropped_its_connections(tmp_path: Path) -> None:
    make_sample_database(tmp_path / "record").dispose()
    url = make_url(tmp_path / "record")
    app = create_app(Settings(database_url=url), lambda: date(2026, 11, 22))
    with TestClient(app, "http://127.0.0.1:8000") as client:
        before = client.get("/")
        assert before.status_code == 200
        run_statement(url, f"{KILL} AND pid <> pg_backend_pid()")
        assert client.get("/").text == before.text
        assert client.get("/quotes").status_code == 200


def test_what_was_written_is_noticed(tmp_path: Path) -> None:
    engine = open_database(make_url(tmp_path / "record"))
    changes = Changes(engine)
    first = changes.get_version()
    assert first is not None
    assert changes.get_version() == first
    with read_session(engine) as session:
        session.execute(text("SELECT count(*) FROM event")).scalar()
    assert changes.get_version() == first
    with write_session(engine) as session:
        session.execute(text("INSERT INTO former_slug (slug, event_id) VALUES ('a', 'b')"))
    second = changes.get_version()
    assert second not in (None, first)
    run_statement(make_url(tmp_path / "record"), f"{KILL} AND pid <> pg_backend_pid()")
    assert changes.get_version() is None
    assert changes.get_version() is not None


def test_only_one_run_reads_feeds(tmp_path: Path) -> None:
    url = make_url(tmp_path / "record")
    open_database(url).dispose()
    one, other = find_backend(url), find_backend(url)
    with one.hold_feeds(), pytest.raises(BusyError, match=r"connection \d+"), other.hold_feeds():
        pass
    with find_backend(url).hold_feeds():
        pass


def test_no_backup_is_made_of_a_server(tmp_path: Path) -> None:
    done = run_command("backup", tmp_path / "copy.db", database_url=make_url(tmp_path / "record"))
    assert done.code == 1
    assert "pg_dump" in done.err
    assert "summitry copy" in done.err
    assert not (tmp_path / "copy.db").exists()


def _make_bare(path: Path, how: str = "ENCODING 'UTF8' LOCALE 'C'") -> str:
    """Make a database with nothing in it."""
    url = make_url(path)
    assert isinstance(find_backend(url), Postgresql)
    name, server = parse_url(url).database, parse_url(url).set(database="postgres")
    address = server.render_as_string(hide_password=False)
    run_statement(address, f"DROP DATABASE {name}")
    run_statement(address, f"CREATE DATABASE {name} TEMPLATE template0 {how}")
    return url
