"""A database of every kind of source, built once through the real ingestion; tests get copies."""

from pathlib import Path

import pytest

from app.ingest.pipeline import ingest_sources
from app.ingest.sources import list_items, list_sources
from app.store.engine import open_database
from tests.databases import copy_database, make_url
from tests.safety.sources import write_sources


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of sources, to be read and not written."""
    return write_sources(tmp_path_factory.mktemp("sources"))


@pytest.fixture(scope="session")
def whole_file(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database file that an undisturbed ingestion of the sources has written, to be copied."""
    path = tmp_path_factory.mktemp("whole") / "summitry.db"
    engine = open_database(make_url(path))
    report = ingest_sources(engine, list_items(list_sources([str(sources)])))
    engine.dispose()
    assert (report.rejected, report.events) == ([], 6)
    return path


@pytest.fixture
def stored(whole_file: Path, database: Path) -> Path:
    """Return a copy of that database where the program looks for its own."""
    database.parent.mkdir(parents=True)
    return copy_database(whole_file, database)
