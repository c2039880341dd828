"""Databases for the tests of the store: always real files, built by the real migrations."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.store.engine import open_database, read_session
from tests.databases import copy_database, make_engine, make_url
from tests.samples import make_sample_database

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a migrated database file without data, to be copied and not written."""
    path = tmp_path_factory.mktemp("empty") / "summitry.db"
    open_database(make_url(path)).dispose()
    return path


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database file of the samples, to be copied or read and not written."""
    path = tmp_path_factory.mktemp("samples") / "summitry.db"
    make_sample_database(path).dispose()
    return path


@pytest.fixture
def make_database(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Engine]:
    """Return a function that makes a new empty database at every call."""

    def make() -> Engine:
        return make_engine(copy_database(empty_file, tmp_path_factory.mktemp("database")))

    return make


@pytest.fixture
def database(make_database: Callable[[], Engine]) -> Iterator[Engine]:
    """Return an empty database."""
    engine = make_database()
    yield engine
    engine.dispose()


@pytest.fixture
def samples(sample_file: Path, tmp_path: Path) -> Iterator[Engine]:
    """Return a database of the samples that a test may change."""
    engine = make_engine(copy_database(sample_file, tmp_path))
    yield engine
    engine.dispose()


@pytest.fixture
def session(sample_file: Path) -> Iterator[Session]:
    """Return a reading session on the samples."""
    engine = make_engine(sample_file)
    with read_session(engine) as opened:
        yield opened
    engine.dispose()
