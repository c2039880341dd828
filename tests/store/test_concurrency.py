"""Readers and writers at once: nobody is told that the database is locked."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Engine

from app.domain.filters import Filters
from app.domain.readings import Reading
from app.store.engine import open_database, read_session
from app.store.facets import count_values
from app.store.timeline import list_events
from tests.databases import make_url
from tests.samples import make_sample_readings, save_readings
from tests.store.conftest import TODAY
from tests.store.dump import dump


def make_copies(name: str, number: int) -> list[Reading]:
    """Make readings of the same events by publishers of other names."""
    return [
        replace(
            one, article=replace(one.article, url=f"https://{name}{copy}.example.org/{place}", publisher=name)
        )
        for copy in range(number)
        for place, one in enumerate(make_sample_readings())
    ]


def test_two_writers_and_a_reader_work_side_by_side(
    tmp_path: Path, make_database: Callable[[], Engine]
) -> None:
    url = make_url(f"{tmp_path}/summitry.db")
    done = threading.Event()

    def write(readings: list[Reading]) -> None:
        save_readings(open_database(url), readings)

    def read() -> int:
        engine, rounds = open_database(url), 0
        while not done.is_set():
            with read_session(engine) as session:
                shown = list_events(session, Filters(), TODAY, None)
                assert shown.total == len(shown.events)
                assert sum(count_values(session, "kind", Filters(), TODAY).values()) == shown.total
            rounds += 1
            time.sleep(0.01)
        return rounds

    left, right = make_copies("left", 2), make_copies("right", 2)
    with ThreadPoolExecutor(3) as pool:
        reader = pool.submit(read)
        writers = [pool.submit(write, left), pool.submit(write, right)]
        for writer in writers:
            writer.result()
        done.set()
        assert reader.result() > 0
    alone = make_database()
    save_readings(alone, left + right)
    assert dump(alone) == dump(open_database(url))


def test_a_reader_keeps_its_snapshot_while_others_write(samples: Engine) -> None:
    with read_session(samples) as session:
        before = list_events(session, Filters(), TODAY, None)
        save_readings(samples, make_copies("later", 1))
        assert list_events(session, Filters(), TODAY, None) == before
    with read_session(samples) as session:
        assert list_events(session, Filters(), TODAY, None) != before
