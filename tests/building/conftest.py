"""A small record built as files once, served by a plain server of files, and the application on the same record."""

import json
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from app.store.engine import open_database
from tests import sample_2019
from tests.commands import COMMAND, ROOT, make_environment
from tests.databases import make_url
from tests.samples import save_readings
from tests.web.renamed import STATEMENTS


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@dataclass(frozen=True)
class Site:
    """A built site: its folder, where its files are served, and the database that it was made from."""

    folder: Path
    address: str
    database: Path

    def list_pages(self) -> list[str]:
        """List the paths of all pages."""
        pages = sorted(self.folder.rglob("index.html"))
        return ["/" + str(page.parent.relative_to(self.folder)).removeprefix(".") for page in pages]

    def read_page(self, path: str) -> str:
        return (self.folder / path.lstrip("/") / "index.html").read_text("utf-8")


def make_small_database(path: Path) -> None:
    """Make a record of few events: one renamed, two that share a slug, one gone."""
    engine = open_database(make_url(path))
    readings = [sample_2019.make_disagreeing_report(), sample_2019.make_digest()]
    save_readings(engine, readings)
    with engine.begin() as connection:
        for statement in STATEMENTS:
            connection.execute(text(statement))
    engine.dispose()


def run_build(database: Path, folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Run `summitry build`."""
    return subprocess.run(
        [*COMMAND, "build", str(folder), *more],
        cwd=ROOT,
        env=make_environment(database),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return the small record as a built site, served by Python's own server of files."""
    room = tmp_path_factory.mktemp("built")
    database, folder = room / "summitry.db", room / "site"
    make_small_database(database)
    folder.mkdir()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder))) as server:
        address = f"http://127.0.0.1:{server.server_port}"
        done = run_build(database, folder, "--base-url", address, "--workers", "2")
        assert done.returncode == 0, done.stderr
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield Site(folder, address, database)
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def served(site: Site) -> Iterator[TestClient]:
    """Return the application as it serves the same record under the same address."""
    settings = Settings(database_url=make_url(site.database), base_url=site.address, access_log="off")
    day = date.fromisoformat(json.loads((site.folder / "summitry-build.json").read_text("utf-8"))["day"])
    with TestClient(
        create_app(settings, lambda: day), base_url=site.address, follow_redirects=False
    ) as client:
        yield client
