import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.domain.errors import DatabaseError, NewerDatabaseError
from app.store.engine import open_database, read_session, write_session
from app.store.migrating import HEAD
from app.store.schema import event_topic
from tests.databases import change, drop, fingerprint, make_bare_url, make_url, postgresql_only, sqlite_only

OPEN = "import sys; from app.store.engine import open_database; open_database(sys.argv[1])"


def test_the_tables_of_a_new_database_are_made(tmp_path: Path) -> None:
    with read_session(open_database(make_bare_url(tmp_path / "summitry.db"))) as session:
        assert session.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == HEAD


@sqlite_only
def test_a_new_file_is_made_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "summitry.db"
    with read_session(open_database(f"sqlite:///{path}")) as session:
        assert session.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == HEAD
        assert session.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"
        assert session.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
        assert session.execute(text("PRAGMA synchronous")).scalar_one() == 2


def test_opening_again_changes_nothing_and_does_not_load_alembic(tmp_path: Path) -> None:
    path = tmp_path / "summitry.db"
    open_database(make_url(path)).dispose()
    before = fingerprint(path)
    check = f"{OPEN}; assert 'alembic' not in sys.modules"
    subprocess.run([sys.executable, "-c", check, make_url(path)], check=True)
    assert fingerprint(path) == before


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("mysql://localhost/summitry", "neither an SQLite URL"),
        ("postgresql://localhost/summitry", "the driver of PostgreSQL here is psycopg"),
        ("postgresql+asyncpg://localhost/summitry", "the driver of PostgreSQL here is psycopg"),
        ("summitry.db", "not a database URL"),
        ("", "not a database URL"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
    ],
)
def test_what_is_no_database_of_ours_is_refused_in_one_sentence(url: str, reason: str) -> None:
    with pytest.raises(DatabaseError, match=reason) as caught:
        open_database(url)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("driver", ["mysql", "postgresql", "postgresql+psycopg"])
def test_a_password_in_a_url_is_not_shown(driver: str) -> None:
    with pytest.raises(DatabaseError) as caught:
        open_database(f"{driver}://me:secret@127.0.0.1:1/summitry")
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


@postgresql_only
def test_a_database_that_is_not_there_is_named_in_one_sentence(tmp_path: Path) -> None:
    url = make_url(tmp_path / "summitry.db")
    drop(tmp_path / "summitry.db")
    with pytest.raises(DatabaseError, match=r"cannot be opened: .* does not exist") as caught:
        open_database(url)
    assert "\n" not in str(caught.value)


@sqlite_only
def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("no database, but some text that is long enough to be looked at. " * 40)
    with pytest.raises(DatabaseError, match="file is not a database") as caught:
        open_database(f"sqlite:///{path}")
    assert "\n" not in str(caught.value)


@sqlite_only
def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DatabaseError, match=r"file/summitry\.db cannot be opened"):
        open_database(f"sqlite:///{tmp_path}/file/summitry.db")


@sqlite_only
def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="cannot be opened"):
        open_database(f"sqlite:///{tmp_path}")


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    url = make_bare_url(path)
    change(path, "CREATE TABLE cookies (name text)")
    before = fingerprint(path)
    with pytest.raises(DatabaseError, match="belongs to another program"):
        open_database(url)
    assert fingerprint(path) == before


def test_a_newer_database_is_refused_in_one_sentence(tmp_path: Path) -> None:
    url = make_url(tmp_path / "summitry.db")
    with write_session(open_database(url)) as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerDatabaseError, match=r"newer version .*9999") as caught:
        open_database(url)
    assert "\n" not in str(caught.value)


def test_several_processes_open_one_new_database_at_once(tmp_path: Path) -> None:
    url = make_bare_url(tmp_path / "summitry.db")
    started = [
        subprocess.Popen([sys.executable, "-c", OPEN, url], stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    errors = [process.communicate(timeout=60)[1] for process in started]
    assert [process.returncode for process in started] == [0] * 4, errors


def test_a_write_session_keeps_all_or_nothing(tmp_path: Path) -> None:
    engine = open_database(make_url(tmp_path / "summitry.db"))
    insert = text("INSERT INTO run (started, documents, stored, unchanged) VALUES ('now', 0, 0, 0)")

    def insert_and_fail() -> None:
        with write_session(engine) as session:
            session.execute(insert)
            session.execute(event_topic.insert().values(event_id="nobody", position=0, topic="energy"))

    with write_session(engine) as session:
        session.execute(insert)
    with pytest.raises(IntegrityError):
        insert_and_fail()
    with read_session(engine) as session:
        assert session.execute(text("SELECT count(*) FROM run")).scalar_one() == 1


def test_what_a_read_session_does_is_not_kept(tmp_path: Path) -> None:
    engine = open_database(make_url(tmp_path / "summitry.db"))
    with read_session(engine) as session:
        session.execute(text("DELETE FROM alembic_version"))
    with read_session(engine) as session:
        assert session.execute(text("SELECT count(*) FROM alembic_version")).scalar_one() == 1


def test_foreign_keys_are_enforced(tmp_path: Path) -> None:
    engine = open_database(make_url(tmp_path / "summitry.db"))
    with pytest.raises(IntegrityError), write_session(engine) as session:
        session.execute(event_topic.insert().values(event_id="nobody", position=0, topic="energy"))
