"""One record gives one export, byte for byte: in whatever order, batches and processes its sources were read."""

import hashlib
import multiprocessing
import random
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from app.domain.readings import Reading
from app.export import export_record
from app.ingest.pipeline import save_document
from app.ingest.sources import Source, is_end, list_items, list_sources, read_source
from app.store.engine import Engine, open_database
from tests.commands import ROOT, Run
from tests.databases import CLUSTER, drop_below, make_url
from tests.export.conftest import Made
from tests.export.material import read_files, write_material
from tests.shared import SHARED, needs_shared


def read_readings(paths: Sequence[Path]) -> list[Reading]:
    sources = list_items(list_sources([str(path) for path in paths]))
    return [read_source(one) for one in sources if isinstance(one, Source) and not is_end(one)]


@lru_cache(maxsize=1)
def read_material() -> list[Reading]:
    with tempfile.TemporaryDirectory() as name:
        return read_readings([write_material(Path(name))])


def open_quickly(path: Path) -> Engine:
    """Open a database that need not outlive a loss of power."""
    engine = open_database(make_url(path))
    if CLUSTER is None:
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous = OFF"))
    return engine


def export_readings(readings: Sequence[Reading]) -> dict[str, bytes]:
    """Store readings in this order in a new database and return the files of its export."""
    with tempfile.TemporaryDirectory() as name:
        engine = open_quickly(Path(name) / "summitry.db")
        for reading in readings:
            save_document(engine, reading, None)
        export_record(engine, Path(name) / "out")
        engine.dispose()
        drop_below(Path(name))
        return read_files(Path(name) / "out")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations(range(len(read_material()))), st.lists(st.integers(0, 50), max_size=4))
def test_any_order_and_any_repetition_give_the_same_files(order: list[int], again: list[int]) -> None:
    readings = read_material()
    shuffled = [readings[index] for index in order]
    for index in again:
        shuffled.insert(index % len(shuffled), readings[index % len(readings)])
    assert export_readings(shuffled) == export_readings(readings)


def test_any_batches_and_any_number_of_processes_give_the_same_files(
    summitry: Run, made: Made, tmp_path: Path
) -> None:
    names = sorted(path for path in made.material.iterdir() if path.is_file())
    random.Random(4).shuffle(names)
    batches: list[tuple[str | Path, ...]] = [(made.material / "record",), *((name,) for name in names[:2])]
    for arguments in (*batches, (*names[2:], "--workers", "8")):
        assert summitry("ingest", *arguments).code == 0
    assert summitry("export", tmp_path / "out").code == 0
    assert read_files(tmp_path / "out") == read_files(made.folder)


@lru_cache(maxsize=1)
def read_all() -> list[Reading]:
    return read_readings([ROOT / "seeds", SHARED / "seeds", SHARED / "corpus" / "press"])


def export_shuffled(seed: int | None) -> dict[str, str]:
    """Shuffle all there is, export it, and return the hash of each file."""
    readings = list(read_all())
    if seed is not None:
        random.Random(seed).shuffle(readings)
    return {name: hashlib.sha256(data).hexdigest() for name, data in export_readings(readings).items()}


@needs_shared
def test_ten_shuffles_of_all_there_is_give_the_same_files() -> None:
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        expected, *shuffled = pool.map(export_shuffled, [None, *range(10)])
    assert len(read_all()) > 250
    for seed, files in enumerate(shuffled):
        assert [name for name in files if files[name] != expected[name]] == [], seed
