"""The program and its database, for every test that runs commands."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from typer.testing import CliRunner

from app.cli import program
from app.settings import get_settings
from tests.commands import COMMAND, ROOT, Done, Run, make_environment
from tests.databases import CLUSTER, drop_below, make_url

# The first example of a run reads the tables of the languages, and machines differ: no example has a time limit.
settings.register_profile("summitry", deadline=None)
settings.load_profile("summitry")

NO_DATABASE = {ROOT / "tests" / name for name in ("domain", "quality", "reading", "search")}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what has nothing to do with a database where the suite runs to try another one."""
    if CLUSTER is None:
        return
    without = [item for item in items if item.path.parent in NO_DATABASE]
    items[:] = [item for item in items if item.path.parent not in NO_DATABASE]
    config.hook.pytest_deselected(items=without)


@pytest.fixture(autouse=True)
def _tidy_server(request: pytest.FixtureRequest) -> Iterator[None]:
    """Remove what a test has made on the server, where there is one: its files go with its folder."""
    if CLUSTER is None or "tmp_path" not in request.fixturenames:
        yield
        return
    folder: Path = request.getfixturevalue("tmp_path")
    yield
    drop_below(folder)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "data" / "summitry.db"


@pytest.fixture
def summitry(database: Path) -> Run:
    def run(
        *arguments: str | Path,
        stdin: bytes | None = None,
        timeout: float = 120,
        cwd: Path = ROOT,
        env: dict[str, str] | None = None,
    ) -> Done:
        done = subprocess.run(
            [*COMMAND, *map(str, arguments)],
            cwd=cwd,
            env=make_environment(database, **(env or {})),
            input=stdin,
            capture_output=True,
            timeout=timeout,
            check=False,
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def summitry_here(database: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Return the commands, run in this process: many of them are quick, since the languages are read once."""
    monkeypatch.setenv("SUMMITRY_DATABASE_URL", make_url(database))
    get_settings.cache_clear()

    def run(*arguments: str | Path) -> Done:
        done = CliRunner().invoke(program, [*map(str, arguments)])
        return Done(done.exit_code, done.stdout, done.stderr)

    yield run
    get_settings.cache_clear()
