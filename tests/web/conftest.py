"""The application over real databases, and a client that looks closely at every page it opens."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.domain.clock import Clock, Moments, get_utc_moment
from app.main import create_app
from app.settings import Settings
from app.store.engine import open_database
from tests.databases import make_url
from tests.samples import make_sample_database, save_readings
from tests.web.checks import CheckedClient
from tests.web.hostile import make_hostile_database
from tests.web.many import make_many_readings, make_talkative_readings
from tests.web.renamed import make_renamed_database

TODAY = date(2026, 11, 22)
BASE_URL = "http://127.0.0.1:8000"


def make_test_app(
    database: Path,
    base_url: str = BASE_URL,
    clock: Clock = lambda: TODAY,
    moments: Moments = get_utc_moment,
    **more: Any,
) -> FastAPI:
    """Make the application over the database file, with more of its settings, on the day of the tests if no other
    clock is given."""
    settings = Settings(database_url=make_url(database), base_url=base_url, full_text=False, **more)
    return create_app(settings, clock, moments)


@pytest.fixture(scope="session")
def sample_app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """Return the application over the samples."""
    path = tmp_path_factory.mktemp("web") / "summitry.db"
    make_sample_database(path).dispose()
    return make_test_app(path)


@pytest.fixture(scope="session")
def many_app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """Return the application over 130 events."""
    path = tmp_path_factory.mktemp("many") / "summitry.db"
    engine = open_database(make_url(path))
    save_readings(engine, make_many_readings())
    engine.dispose()
    return make_test_app(path)


@pytest.fixture(scope="session")
def talkative_app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """Return the application over 121 quotes."""
    path = tmp_path_factory.mktemp("talkative") / "summitry.db"
    engine = open_database(make_url(path))
    save_readings(engine, make_talkative_readings())
    engine.dispose()
    return make_test_app(path)


@pytest.fixture(scope="session")
def hostile_app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """Return the application over a record whose every word would break what does not escape it."""
    path = tmp_path_factory.mktemp("hostile") / "summitry.db"
    make_hostile_database(path)
    return make_test_app(path)


@pytest.fixture(scope="session")
def renamed_app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """Return the application over the samples after two events came to share a slug, one was renamed, one vanished."""
    path = tmp_path_factory.mktemp("renamed") / "summitry.db"
    make_renamed_database(path)
    return make_test_app(path)


@pytest.fixture(scope="session")
def empty_app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """Return the application over a record without anything in it."""
    return make_test_app(tmp_path_factory.mktemp("nothing") / "summitry.db")


@pytest.fixture
def client(sample_app: FastAPI) -> Iterator[TestClient]:
    """Return a client on the samples; every HTML page that it gets is checked."""
    with CheckedClient(sample_app, base_url=BASE_URL, follow_redirects=False) as opened:
        yield opened


@pytest.fixture
def many(many_app: FastAPI) -> Iterator[TestClient]:
    """Return a client on 130 events."""
    with CheckedClient(many_app, base_url=BASE_URL, follow_redirects=False) as opened:
        yield opened


@pytest.fixture
def talkative(talkative_app: FastAPI) -> Iterator[TestClient]:
    """Return a client on 121 quotes."""
    with CheckedClient(talkative_app, base_url=BASE_URL, follow_redirects=False) as opened:
        yield opened


@pytest.fixture
def hostile(hostile_app: FastAPI) -> Iterator[TestClient]:
    """Return a client on the record of hostile words."""
    with CheckedClient(hostile_app, base_url=BASE_URL, follow_redirects=False) as opened:
        yield opened


@pytest.fixture
def renamed(renamed_app: FastAPI) -> Iterator[TestClient]:
    """Return a client on the samples with slugs that are shared, former and gone."""
    with CheckedClient(renamed_app, base_url=BASE_URL, follow_redirects=False) as opened:
        yield opened


@pytest.fixture
def empty(empty_app: FastAPI) -> Iterator[TestClient]:
    """Return a client on the empty record."""
    with CheckedClient(empty_app, base_url=BASE_URL, follow_redirects=False) as opened:
        yield opened
