"""The version of the database: another one after every commit, the same in between, for every thread."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from app.store.changes import Changes
from app.store.engine import open_database, read_session, write_session
from tests.databases import drop, make_engine, make_url


def test_every_commit_makes_another_version_and_nothing_else_does(tmp_path: Path) -> None:
    engine = open_database(make_url(f"{tmp_path}/summitry.db"))
    changes = Changes(engine)
    with ThreadPoolExecutor(4) as pool:
        seen = [changes.get_version()]
        for number in range(3):
            # Another process has connections of its own, as this engine has.
            other = make_engine(tmp_path / "summitry.db")
            with write_session(other) as session:
                session.execute(text("INSERT INTO former_slug VALUES (:slug, 'x')"), {"slug": f"s{number}"})
                assert changes.get_version() == seen[-1], "nothing is written before it is committed"
            other.dispose()
            with read_session(engine) as session:
                session.execute(text("SELECT * FROM former_slug")).all()
            found = set(pool.map(lambda _: changes.get_version(), range(20)))
            assert len(found) == 1
            seen += found
    assert None not in seen
    assert len(set(seen)) == 4
    engine.dispose()


def test_what_is_undone_changes_nothing(tmp_path: Path) -> None:
    engine = open_database(make_url(f"{tmp_path}/summitry.db"))
    changes = Changes(engine)
    before = changes.get_version()

    def fail() -> None:
        with write_session(engine) as session:
            session.execute(text("INSERT INTO former_slug VALUES ('s', 'x')"))
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert changes.get_version() == before
    engine.dispose()


def test_a_database_that_cannot_be_asked_has_no_version(tmp_path: Path) -> None:
    engine = make_engine(tmp_path / "nowhere" / "summitry.db")
    drop(tmp_path / "nowhere" / "summitry.db")
    assert Changes(engine).get_version() is None
