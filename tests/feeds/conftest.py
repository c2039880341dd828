"""The real command in this process, on a server on loopback and without waiting."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app import cli
from app.domain.errors import SummitryError
from app.ingest.feeds.visits import Visitor
from app.ingest.fetch import fetch_page, is_global_address
from app.settings import get_settings
from app.store.engine import read_session
from app.store.feeds import list_feeds
from app.store.views import FeedRow
from tests.commands import Done
from tests.databases import make_engine, make_url
from tests.feeds.site import Site

DEADLINE_S = 1.0


@dataclass
class Clock:
    """Time that passes only while somebody sleeps."""

    at: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds


def make_loopback_visitor(clock: Clock, is_stopped: Callable[[], bool] = lambda: False) -> Visitor:
    """Make a visitor for whom loopback is public, everything else is as it is, and no time passes."""
    fetch = partial(
        fetch_page,
        is_allowed_address=lambda address: address.is_loopback or is_global_address(address),
        deadline_s=DEADLINE_S,
    )
    return Visitor(fetch, clock=clock.now, sleep=clock.sleep, is_stopped=is_stopped)


@pytest.fixture
def site() -> Iterator[Site]:
    opened = Site()
    yield opened
    opened.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def visitor(clock: Clock) -> Visitor:
    return make_loopback_visitor(clock)


Command = Callable[..., Done]


@pytest.fixture
def command(database: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Command]:
    """Run `summitry …` as it is, with the visitor that knows loopback in the place of its own."""
    monkeypatch.setenv("SUMMITRY_DATABASE_URL", make_url(database))
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.setattr("app.commands.ingest.make_visitor", partial(make_loopback_visitor, clock))
    get_settings.cache_clear()

    def run(*arguments: str | Path) -> Done:
        result = CliRunner().invoke(cli.program, list(map(str, arguments)))
        error = result.exception
        if error and not isinstance(error, (SystemExit, SummitryError)):
            raise error
        told = f"{result.stderr}{error if isinstance(error, SummitryError) else ''}"
        return Done(result.exit_code, result.stdout, told)

    yield run
    get_settings.cache_clear()


@pytest.fixture
def follow(command: Command, site: Site, tmp_path: Path) -> Command:
    """Write a list of feeds, `{site}` standing for the server, and ingest it; the answer's report is JSON."""

    def run(toml: str) -> Done:
        path = tmp_path / "sources.toml"
        path.write_text(toml.replace("{site}", site.url), "utf-8")
        return command("ingest", path, "--json")

    return run


@pytest.fixture
def feeds(database: Path) -> Callable[[], dict[str, FeedRow]]:
    """Return a function that gives the feeds of the database by the last part of their address."""

    def read() -> dict[str, FeedRow]:
        engine = make_engine(database)
        with read_session(engine) as session:
            found = {row.url.rpartition("/")[2]: row for row in list_feeds(session)}
        engine.dispose()
        return found

    return read
