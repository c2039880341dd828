"""The record is a function of its sources: in any order, in any batches, the same events result."""

import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.readings import Reading
from app.ingest.curated import RecordRow
from app.ingest.pipeline import save_article
from app.ingest.sources import Source, is_end, list_items, list_sources, read_source
from app.store.engine import open_database
from tests.databases import drop_below, make_url
from tests.shared import SHARED
from tests.store.dump import dump

SEEDS = Path(__file__).parents[1] / "seeds"
MORE = {
    "month.md": "Putin and Lukashenko will meet in St. Petersburg in December.",
    "other-city.md": "Putin and Lukashenko met in Minsk on December 20, 2019.",
    "later-version.md": "Putin and Lukashenko met in Grodno on December 21, 2019.",
    "earlier-version.md": "Putin and Lukashenko met in Brest on December 21, 2019.",
    "calls.md": "Putin and Lukashenko spoke by telephone on December 30. They met in Kazan on December 30.",
    "correct.md": "Putin and Lukashenko met in Brest on December 29, 2019.",
    "corrected.md": "Putin and Lukashenko met in Brest on December 29, 2019.",
}
HEAD = (
    "---\nurl: https://example.org/{name}\npublisher: {publisher}\npublished: {day}\nlanguage: en\n"
    "title: {name}\n---\n\n{body}\n"
)


def is_of_2019(source: Source) -> bool:
    """Tell whether a source is an article, or a row of the record that tells of 2019."""
    return not isinstance(source.own, RecordRow) or source.own.cells.get("event", "").startswith("2019")


@lru_cache(maxsize=1)
def read_all() -> list[Reading]:
    paths = [str(SEEDS), *([str(SHARED / "seeds")] if SHARED.is_dir() else [])]
    sources = [
        item
        for item in list_items(list_sources(paths))
        if isinstance(item, Source) and not is_end(item) and is_of_2019(item)
    ]
    readings = [read_source(source) for source in sources]
    with tempfile.TemporaryDirectory() as name:
        for file, body in MORE.items():
            publisher = "Beta Daily" if file == "corrected.md" else "Alpha Daily"
            day = "2019-12-02" if file in ("month.md", "earlier-version.md") else "2020-01-03"
            address = next((one for one in ("version", "correct") if one in file), file)
            path = Path(name) / file
            path.write_text(HEAD.format(name=address, day=day, body=body, publisher=publisher))
            [source] = list_sources([str(path)])
            assert isinstance(source, Source)
            readings.append(read_source(source))
    return readings


def store(readings: list[Reading]) -> dict[str, list[tuple[Any, ...]]]:
    """Store articles in this order in a new database; return every row that its sources made."""
    with tempfile.TemporaryDirectory() as name:
        engine = open_database(make_url(f"{name}/order.db"))
        for reading in readings:
            save_article(engine, reading, None)
        rows = dump(engine)
        engine.dispose()
        drop_below(Path(name))
    return rows


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations(range(len(read_all()))), st.lists(st.integers(0, 50), max_size=4))
def test_any_order_and_any_repetition_give_the_same_record(order: list[int], again: list[int]) -> None:
    readings = read_all()
    shuffled = [readings[index] for index in order]
    for index in again:
        shuffled.insert(index % len(shuffled), readings[index % len(readings)])
    assert store(shuffled) == store(readings)
