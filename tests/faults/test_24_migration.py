"""Fault 24: a migration that is killed anywhere leaves the database to the program that it belonged to."""

import os
import shutil
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command

from app.store.engine import open_database
from tests.databases import make_engine, make_url, read_revision, sqlite_only
from tests.safety.children import on_statement, run_child
from tests.samples import make_sample_database
from tests.store.dump import dump
from tests.store.test_migrations import run_alembic

pytestmark = sqlite_only

FROM = "0004"
PARTS = 12
"""Kills a revision: before the first statement, the last, and so many between."""


@pytest.fixture(scope="module")
def today(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("today") / "summitry.db"
    make_sample_database(path).dispose()
    return path


@pytest.fixture(scope="module")
def old(today: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a filled database of an earlier program."""
    path = Path(shutil.copy(today, tmp_path_factory.mktemp("old")))
    run_alembic(path, lambda config: command.downgrade(config, FROM))
    assert read_revision(path) == FROM
    return path


def read(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def migrate(path: Path, killed_before: int | None = None) -> tuple[int, int]:
    """Open the database in a child, and return its exit status and how many statements it came to."""
    reader, writer = os.pipe()

    def work() -> None:
        number = 0

        def count(_statement: str) -> None:
            nonlocal number
            if number == killed_before:
                os.kill(os.getpid(), signal.SIGKILL)
            number += 1

        on_statement(count)
        open_database(make_url(path)).dispose()
        os.write(writer, str(number).encode())

    status = run_child(work)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        return status, int(pipe.read() or 0)


def test_killed_before_any_statement_it_is_the_old_database_or_the_new_one(
    old: Path, today: Path, tmp_path: Path
) -> None:
    whole = Path(shutil.copy(old, tmp_path / "whole.db"))
    before = read(whole)
    status, statements = migrate(whole)
    assert (status, statements > 100) == (0, True)
    after = dump(make_engine(whole))
    assert after == dump(make_engine(today))
    untouched = 0
    for part in range(PARTS + 1):
        path = Path(shutil.copy(old, tmp_path / f"{part}.db"))
        assert migrate(path, min(statements - 1, part * statements // PARTS))[0] == -signal.SIGKILL
        if read_revision(path) == FROM:
            untouched += 1
            assert read(path) == before
        status, _ = migrate(path)
        assert status == 0
        assert dump(make_engine(path)) == after
    assert untouched, "none was killed before it was committed"
