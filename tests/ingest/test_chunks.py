"""Items are cut into chunks that are worth handing out, and small runs have work for every process."""

import csv
import os
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.errors import SourceError
from app.domain.readings import Reading
from app.ingest.chunks import FULL, cut_chunks
from app.ingest.cluster import Cluster
from app.ingest.pipeline import read_item
from app.ingest.readers import read_chunk
from app.ingest.sources import Source, hash_source, list_items, list_sources, pack_source, weigh_source
from tests.commands import Run
from tests.databases import drop

ROWS = [
    (
        f"https://news.example/{number}",
        f"Title {number}",
        "2024-05-24",
        f"Putin met Lukashenko in Minsk. {number}.",
    )
    for number in range(1, 8)
]


def write_table(path: Path, rows: list[tuple[str, str, str, str]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("url", "title", "published", "text"), *rows])
    return path


def list_all(path: Path) -> list[Source]:
    return [item for item in list_items(list_sources([str(path)])) if isinstance(item, Source)]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return write_table(tmp_path / "table.csv", ROWS)


@pytest.mark.parametrize("processes", [1, 2, 8])
def test_the_first_chunk_of_each_process_is_one_item(processes: int) -> None:
    chunks = [*cut_chunks(range(1000), lambda _: FULL / 1000, lambda: processes)]
    assert [len(chunk) for chunk in chunks[:processes]] == [1] * processes


def test_chunks_grow_to_as_much_as_is_worth_handing_out_and_nothing_is_left_out() -> None:
    chunks = [*cut_chunks(range(10_000), lambda _: FULL / 100, lambda: 2)]
    assert [one for chunk in chunks for one in chunk] == [*range(10_000)]
    sizes = [len(chunk) for chunk in chunks]
    assert max(sizes) == 100
    assert sizes[:-1] == sorted(sizes[:-1])
    # Few are small: those in which the chunks grow.
    assert sum(size < 100 for size in sizes) <= 2 * 10


def test_a_cluster_is_handed_whole_chunks_alone() -> None:
    chunks = [*cut_chunks(range(1_000), lambda _: FULL / 100, lambda: 2, first=Cluster.first)]
    assert {len(chunk) for chunk in chunks} == {100}
    assert [one for chunk in chunks for one in chunk] == [*range(1_000)]


def test_what_takes_long_ends_its_chunk() -> None:
    weights = [FULL / 100] * 500 + [5 * FULL] + [FULL / 100] * 100
    chunks = [*cut_chunks(range(601), lambda number: weights[number], lambda: 1)]
    (heavy,) = (chunk for chunk in chunks if 500 in chunk)
    assert heavy[-1] == 500


def test_a_larger_source_weighs_more_and_a_page_less_than_as_much_text(tmp_path: Path) -> None:
    for name, size in (("a.txt", 1000), ("b.txt", 100_000), ("c.html", 100_000)):
        (tmp_path / name).write_bytes(b"x" * size)
    short, long, page, _ = (weigh_source(source) for source in list_all(tmp_path))
    assert short < page < long


def test_rows_travel_without_their_text_and_are_read_as_if_they_had_it(table: Path) -> None:
    items = list_all(table)
    packed = [pack_source(item) for item in items]
    assert len(items) == len(ROWS)
    assert "Lukashenko" not in repr(packed)
    assert read_chunk(packed) == [read_item(item) for item in items]
    # Each chunk goes on where the last one ended, and one that is read once more begins again.
    assert read_chunk(packed[4:6]) + read_chunk(packed[1:2]) == [
        read_item(item) for item in [*items[4:6], items[1]]
    ]


def read_reason(item: Source) -> str:
    ((name, result),) = read_chunk([pack_source(item)])  # type: ignore[misc]
    assert name == item.given
    assert isinstance(result, SourceError)
    return result.reason


def test_a_row_that_is_another_by_now_is_not_read_as_the_one_that_was_seen(table: Path) -> None:
    items = list_all(table)
    assert isinstance(read_chunk([pack_source(items[0])])[0][1], Reading)
    write_table(table, [*ROWS[:2], (ROWS[2][0], "Another title", *ROWS[2][2:])])
    assert isinstance(read_chunk([pack_source(items[1])])[0][1], Reading)
    assert "it changed while it was read" in read_reason(items[2])
    assert read_reason(items[6]) == "the row is gone from its table"
    table.unlink()
    assert read_reason(items[0]) == "the table is gone: no such file or directory"


def test_a_file_that_is_another_by_now_is_not_read_as_the_one_that_was_seen(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Putin met Lukashenko in Minsk on 24 May 2024.")
    (source,) = (item for item in list_all(path) if item.kind == "file")
    seen = replace(source, seen=hash_source(source))
    assert isinstance(read_chunk([seen])[0][1], Reading)
    path.write_text("Putin met Lukashenko in Sochi on 24 May 2024.")
    assert "it changed while it was read" in read_reason(seen)


def test_a_table_read_by_several_processes_is_stored_as_by_one(
    summitry: Run, tmp_path: Path, database: Path
) -> None:
    # Few tell of the one meeting: it is resolved anew with each of them.
    more = [
        (f"https://news.example/harvest/{n}", f"Harvest {n}", "2024-05-24", f"Brest. {n}.") for n in range(53)
    ]
    rows = [*ROWS, *more]
    write_table(tmp_path / "table.csv", rows)
    exports = []
    for workers in ("1", "3"):
        report = summitry("ingest", tmp_path / "table.csv", "--workers", workers, "--json").report
        assert (report["stored"], report["rejected"]) == (60, [])
        summitry("export", tmp_path / workers)
        exports.append({path.name: path.read_bytes() for path in (tmp_path / workers).iterdir()})
        drop(database)
    assert exports[0] == exports[1]
    assert os.fspath(tmp_path).encode() not in b"".join(exports[1].values())
