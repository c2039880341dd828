"""One record in both databases: exported byte for byte alike, found by the same words, shown on the same pages."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from starlette.testclient import TestClient

from app.domain.filters import Filters
from app.main import create_app
from app.settings import Settings
from app.store.engine import open_database, read_session
from app.store.found_sources import list_sources
from app.store.quote_narrow import count_quotes
from app.store.quotes import list_quotes
from app.store.schema import event, version
from app.store.timeline import list_events
from tests.databases import make_url, postgresql_only
from tests.postgresql.conftest import Both, export, run_command
from tests.web.test_same_rows import draw_view

pytestmark = postgresql_only
TODAY = date(2026, 11, 22)
PATHS = (
    "/",
    "/?year=2019&topic=energy",
    "/?status=overdue",
    "/?person=-putin",
    "/topics/energy",
    "/places/sochi",
    "/overview",
    "/quotes",
    "/quotes?q=gas",
    "/weeks",
    "/weeks/2024-W21",
    "/corrections",
    "/ru/?q=газ",
    "/be/quotes",
    "/events.csv",
    "/events.json",
    "/events.bib",
    "/api/events",
    "/api/quotes",
    "/search?q=union+state",
)


class Engines(NamedTuple):
    sqlite: Engine
    postgresql: Engine


@pytest.fixture(scope="module")
def engines(both: Both) -> Iterator[Engines]:
    opened = Engines(open_database(both.sqlite), open_database(both.postgresql))
    yield opened
    for engine in opened:
        engine.dispose()


@pytest.fixture(scope="module")
def clients(both: Both) -> Iterator[tuple[TestClient, TestClient]]:
    apps = [create_app(Settings(database_url=url), lambda: TODAY) for url in (both.sqlite, both.postgresql)]
    with (
        TestClient(apps[0], "http://127.0.0.1:8000") as one,
        TestClient(apps[1], "http://127.0.0.1:8000") as other,
    ):
        yield one, other


def test_exports_are_equal_after_any_way(both: Both, tmp_path: Path) -> None:
    wanted = export(both.sqlite, tmp_path / "sqlite")
    assert export(both.postgresql, tmp_path / "postgresql") == wanted
    back = f"sqlite:///{tmp_path / 'back.db'}"
    assert run_command("copy", both.postgresql, back).code == 0
    assert export(back, tmp_path / "back") == wanted
    # Read from its sources there, not copied.
    read = make_url(tmp_path / "read")
    assert run_command("ingest", tmp_path / "sqlite", database_url=read).code == 0
    assert export(read, tmp_path / "read") == wanted


def test_all_promises_hold(both: Both) -> None:
    done = run_command("check", database_url=both.postgresql)
    assert done.code == 0, done.out
    assert done.out == run_command("check", database_url=both.sqlite).out


@pytest.mark.parametrize("path", PATHS)
def test_pages_are_equal(clients: tuple[TestClient, TestClient], path: str) -> None:
    one, other = (client.get(path) for client in clients)
    assert one.status_code == other.status_code == 200
    assert one.text == other.text


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_views_are_equal(clients: tuple[TestClient, TestClient], data: st.DataObject) -> None:
    query = draw_view(data, clients[0])
    one, other = (client.get(f"/?{query}") for client in clients)
    assert one.text == other.text


def _list_words(engine: Engine) -> list[str]:
    with read_session(engine) as session:
        texts = [
            *session.execute(select(version.c.text)).scalars(),
            *session.execute(select(event.c.title)).scalars(),
        ]
    return sorted({word for text in texts for word in text.split()})


def _search(engine: Engine, query: str) -> tuple[object, ...]:
    filters = Filters(q=(query,))
    with read_session(engine) as session:
        events = list_events(session, filters, TODAY, 100)
        sources = list_sources(session, [query], 100)
        return (
            (events.total, [one.slug for one in events.events]),
            (count_quotes(session, filters), [one.id for one in list_quotes(session, filters, 100).quotes]),
            (sources.total, [one.article.id for one in sources.sources]),
        )


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_both_find_the_same(engines: Engines, data: st.DataObject) -> None:
    """Words of the record, in phrases, left out, beside fields and beside whatever people type."""
    word = st.sampled_from(_list_words(engines.sqlite))
    phrase = st.lists(word, min_size=2, max_size=4).map(lambda words: f'"{" ".join(words)}"')
    there = st.sampled_from(_list_phrases(engines.sqlite))
    field = st.sampled_from(["place:sochi", "speaker:putin", "-topic:energy", "year:2019", "place:nowhere"])
    typed = st.text(max_size=12)
    part = st.one_of(
        word, phrase, there, field, typed, word.map(lambda one: f"-{one}"), there.map(lambda one: f"-{one}")
    )
    query = " ".join(data.draw(st.lists(part, min_size=1, max_size=4)))
    assert _search(engines.sqlite, query) == _search(engines.postgresql, query)


def _list_phrases(engine: Engine) -> list[str]:
    """List phrases that stand in texts."""
    with read_session(engine) as session:
        texts = sorted(session.execute(select(version.c.text)).scalars())
    words = [text.split() for text in texts]
    return [f'"{" ".join(one[at : at + 3])}"' for one in words for at in range(0, max(1, len(one) - 3), 7)]


@pytest.mark.parametrize(
    "asked", ["'", "\\", "' | 'gas", "a & b", "!gas", "<->", ":*", "$$", "\0gas", "%s", ":sought"]
)
def test_what_the_engine_could_read_as_its_own_is_only_sought(
    clients: tuple[TestClient, TestClient], asked: str
) -> None:
    one, other = (client.get(f"/search?{urlencode({'q': asked}, quote_via=quote)}") for client in clients)
    assert one.status_code == other.status_code
    assert one.text == other.text
