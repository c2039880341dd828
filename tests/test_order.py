"""The record is a function of its sources: in any order, in any batches, the same events result."""

import tempfile
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from app.domain.filters import Filters
from app.domain.readings import Reading
from app.ingest.pipeline import save_article
from app.ingest.sources import Source, list_sources, read_source
from app.store.engine import open_database, read_session
from app.store.timeline import list_events
from tests.shared import SHARED

SEEDS = Path(__file__).parents[1] / "seeds"
MORE = {
    "month.md": "Putin and Lukashenko will meet in St. Petersburg in December.",
    "other-city.md": "Putin and Lukashenko met in Minsk on December 20, 2019.",
    "later-version.md": "Putin and Lukashenko met in Grodno on December 21, 2019.",
    "earlier-version.md": "Putin and Lukashenko met in Brest on December 21, 2019.",
    "calls.md": "Putin and Lukashenko spoke by telephone on December 30. They met in Kazan on December 30.",
}
HEAD = "---\nurl: https://example.org/{name}\npublished: {day}\nlanguage: en\ntitle: {name}\n---\n\n{body}\n"


@lru_cache(maxsize=1)
def read_all() -> list[Reading]:
    paths = [str(SEEDS), *([str(SHARED / "seeds")] if SHARED.is_dir() else [])]
    sources = [source for source in list_sources(paths) if isinstance(source, Source)]
    readings = [read_source(source) for source in sources]
    with tempfile.TemporaryDirectory() as name:
        for file, body in MORE.items():
            day = "2019-12-02" if file in ("month.md", "earlier-version.md") else "2020-01-03"
            address = "version" if "version" in file else file
            path = Path(name) / file
            path.write_text(HEAD.format(name=address, day=day, body=body))
            [source] = list_sources([str(path)])
            assert isinstance(source, Source)
            readings.append(read_source(source))
    return readings


def store(readings: list[Reading]) -> tuple[Any, ...]:
    """Store articles in this order in a new database; return all that a reader can see of the events."""
    with tempfile.TemporaryDirectory() as name:
        engine = open_database(f"sqlite:///{name}/order.db")
        for reading in readings:
            save_article(engine, reading, None)
        with read_session(engine) as session:
            events = list_events(session, Filters(), date(2026, 11, 22), None).events
            links = session.execute(text("select id, event_id from mention order by id")).all()
            searched = session.execute(text("select event_id, words from event_search order by 1")).all()
        engine.dispose()
    return events, [tuple(row) for row in links], [tuple(row) for row in searched]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations(range(len(read_all()))), st.lists(st.integers(0, 50), max_size=4))
def test_any_order_and_any_repetition_give_the_same_record(order: list[int], again: list[int]) -> None:
    readings = read_all()
    shuffled = [readings[index] for index in order]
    for index in again:
        shuffled.insert(index % len(shuffled), readings[index % len(readings)])
    assert store(shuffled) == store(readings)
