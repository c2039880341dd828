"""`summitry ingest` of an export: the same record again, beside what is there, and nothing of a damaged one."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from app.store.engine import read_session
from tests.commands import Run
from tests.databases import CLUSTER, make_engine
from tests.export.conftest import Made, Program
from tests.export.material import UNREAD, read_files
from tests.store.dump import dump

# Where the words stand in a text, and where a document was read from, differ; and of texts, sentences are left.
LEFT = {"holding": 0, "article_search": 0, "article": 11, "version": 0, "fact": 0, "quote": 0, "claim": 0}


def dump_file(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    engine = make_engine(path)
    rows = dump(engine)
    engine.dispose()
    return rows


def list_ids(path: Path, table: str) -> list[Any]:
    engine = make_engine(path)
    with read_session(engine) as session:
        ids = session.execute(text(f"SELECT id FROM {table} ORDER BY id")).scalars().all()
    engine.dispose()
    return list(ids)


def rewrite(folder: Path, name: str, change: Callable[[list[dict[str, Any]]], None]) -> None:
    """Change the rows of a file of an export, and have its description agree."""
    path = folder / f"{name}.jsonl"
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    change(rows)
    data = "".join(json.dumps(row) + "\n" for row in rows).encode()
    path.write_bytes(data)
    package = json.loads((folder / "datapackage.json").read_text())
    for one in package["resources"]:
        if one["path"] == path.name:
            one["hash"] = f"sha256:{hashlib.sha256(data).hexdigest()}"
    (folder / "datapackage.json").write_text(json.dumps(package))


def test_what_is_exported_and_imported_is_the_same_record_and_exports_the_same_bytes(
    other: Program, folder: Path, tmp_path: Path, made: Made
) -> None:
    done = other("ingest", folder, "--workers", "2", "--json")
    assert (done.code, done.report["rejected"]) == (0, [])
    assert done.report["stored"] == done.report["documents"] == 16
    checked = other("check")
    assert (checked.code, checked.err) == (0, ""), checked.out
    assert other("export", tmp_path / "two").code == 0
    assert read_files(folder) == read_files(tmp_path / "two")
    there, here = dump_file(made.database), dump_file(tmp_path / "other" / "summitry.db")
    for table in there:
        if table not in LEFT:
            assert here[table] == there[table], table
    for table in ("article", "version", "quote", "claim"):
        assert list_ids(made.database, table) == list_ids(tmp_path / "other" / "summitry.db", table)
    assert UNREAD not in repr(here)
    if CLUSTER is None:
        assert UNREAD.encode() not in (tmp_path / "other" / "summitry.db").read_bytes()
    again = other("ingest", folder, "--json")
    assert (again.report["stored"], again.report["unchanged"]) == (0, 16)


def test_a_count_that_an_export_of_before_does_not_call_the_least_is_exact(
    other: Program, folder: Path, tmp_path: Path
) -> None:
    told = [json.loads(line) for line in (folder / "claims.jsonl").read_text().splitlines()]
    assert sorted((one["count"], one["at_least"]) for one in told) == [
        (4, False), (4, False), (7, True), (8, False)
    ]  # fmt: skip

    def drop(rows: list[dict[str, Any]]) -> None:
        for row in rows:
            del row["at_least"]

    rewrite(folder, "claims", drop)
    assert other("ingest", folder, "--json").report["rejected"] == []
    engine = make_engine(tmp_path / "other" / "summitry.db")
    with read_session(engine) as session:
        assert session.execute(text("SELECT DISTINCT at_least FROM claim")).all() == [(0,)]
    engine.dispose()


def test_an_import_changes_nothing_where_the_sources_are_already(
    filled: Run, folder: Path, database: Path
) -> None:
    before = dump_file(database)
    done = filled("ingest", folder, "--json")
    assert (done.code, done.report["stored"], done.report["unchanged"]) == (0, 0, 16)
    assert dump_file(database) == before


def test_sources_that_come_after_an_import_give_their_whole_texts_and_nothing_twice(
    other: Program, folder: Path, tmp_path: Path, made: Made
) -> None:
    other("ingest", folder)
    done = other("ingest", made.material, "--json")
    # Of a text that was read whole nothing is left to come, and of digests and rows nothing either.
    assert (done.code, done.report["removed"]) == (0, 0)
    assert done.report["stored"] > 0
    there, here = dump_file(made.database), dump_file(tmp_path / "other" / "summitry.db")
    for table in there:
        if table not in ("version",):
            assert here[table] == there[table], table
    assert [row[0] for row in here["version"]] == [row[0] for row in there["version"]]
    assert [row[11:] for row in here["version"]] == [row[11:] for row in there["version"]]
    assert other("ingest", made.material, "--json").report["stored"] == 0
    assert other("ingest", folder, "--json").report["stored"] == 0


def test_a_row_that_stands_in_a_file_is_what_the_file_says_and_not_an_older_export(
    filled: Run, material: Path, folder: Path, database: Path
) -> None:
    events = material / "record" / "events.csv"
    events.write_text(events.read_text().replace("energy;trade", "nuclear"))
    filled("ingest", material)
    before = dump_file(database)
    done = filled("ingest", folder, "--json")
    assert (done.code, done.report["stored"]) == (0, 0)
    assert dump_file(database) == before


def test_a_changed_row_of_the_record_takes_the_place_of_the_imported_one(
    summitry: Run, other: Program, material: Path, folder: Path, tmp_path: Path, database: Path
) -> None:
    other("ingest", folder)
    events = material / "record" / "events.csv"
    events.write_text(events.read_text().replace("energy;trade", "nuclear"))
    for program in (summitry, other):
        program("ingest", material)
    there, here = dump_file(database), dump_file(tmp_path / "other" / "summitry.db")
    assert here["event"] == there["event"]
    assert here["fact"] == there["fact"]


@pytest.mark.parametrize(
    "harm",
    [
        lambda folder: (folder / "facts.jsonl").write_bytes((folder / "facts.jsonl").read_bytes()[:-400]),
        lambda folder: (folder / "quotes.jsonl").unlink(),
        lambda folder: (folder / "sources.jsonl").write_text("{}\n"),
        lambda folder: (folder / "datapackage.json").write_text("{"),
    ],
)
def test_a_damaged_export_says_so_and_nothing_of_it_is_stored(
    other: Program, folder: Path, tmp_path: Path, harm: Callable[[Path], object]
) -> None:
    harm(folder)
    done = other("ingest", folder)
    assert done.code == 1
    assert "the export is damaged" in done.err
    assert done.err.count("rejected:") == 1
    assert list_ids(tmp_path / "other" / "summitry.db", "article") == []


def test_an_export_of_another_form_is_refused(filled: Run, folder: Path) -> None:
    filled("export", folder)
    path = folder / "datapackage.json"
    path.write_text(path.read_text().replace('"format": 1', '"format": 2'))
    assert "this program reads form 1" in filled("ingest", folder).err


def test_rows_that_cannot_be_meant_are_named_and_the_rest_is_stored(other: Program, folder: Path) -> None:
    sources = [json.loads(line) for line in (folder / "sources.jsonl").read_text().splitlines()]
    number = {row["url"]: at for at, row in enumerate(sources) if row["type"] == "article"}
    sochi, copy = number["https://example.org/sochi"], number["https://example.org/copy"]

    def spoil_sources(rows: list[dict[str, Any]]) -> None:
        rows[sochi]["url"] = "javascript:alert(1)"
        rows[number["https://example.org/polish"]]["id"] = "0" * 15 + "x"
        rows[number["https://example.org/minsk"]]["mentions"] = 3
        rows[number["https://example.org/formula"]]["published"] = "2020-13"

    def spoil_facts(rows: list[dict[str, Any]]) -> None:
        for row in rows:
            if row["document"] == sources[copy]["id"] and row["field"] == "city":
                row["text"] = "Kazan"
        rows.append({**rows[0], "document": "f" * 15})

    rewrite(folder, "sources", spoil_sources)
    rewrite(folder, "facts", spoil_facts)
    done = other("ingest", folder, "--json")
    reasons = {row["source"].rpartition("/")[2]: row["reason"] for row in done.report["rejected"]}
    assert "Traceback" not in done.err
    assert reasons[f"sources.jsonl, row {sochi + 1}"] == "url: not an http(s) address: 'javascript:alert(1)'"
    assert "facts.jsonl, row" in reasons[f"sources.jsonl, row {copy + 1}"]
    assert "its words do not stand in the sentence" in reasons[f"sources.jsonl, row {copy + 1}"]
    assert len(done.report["rejected"]) >= 6
    assert done.report["stored"] >= 8


def test_every_value_of_an_export_may_be_anything_and_nothing_breaks(
    other: Program, folder: Path, tmp_path: Path
) -> None:
    """One value of every row after the other is replaced: what cannot be meant is refused, and in one sentence."""
    values: list[Any] = [
        None,
        7,
        -1,
        True,
        "",
        "x",
        "\x1b[31m",
        [],
        [[9, 2]],
        {"a": 1},
        [{"id": 3}],
        "\ud800",
    ]
    for turn in range(3):
        folder = Path(shutil.copytree(folder, tmp_path / f"turn{turn}"))
        for name in ("sources", "facts", "quotes", "claims"):

            def spoil(rows: list[dict[str, Any]], turn: int = turn) -> None:
                for at, row in enumerate(rows):
                    keys = list(row)
                    row[keys[(at + 5 * turn) % len(keys)]] = values[(at + turn) % len(values)]

            rewrite(folder, name, spoil)
        done = other("ingest", folder)
        assert done.code == 1
        assert "Traceback" not in done.err
        assert "could not be" not in done.err, done.err


def test_extract_reads_an_export_without_a_database(filled: Run, folder: Path) -> None:
    done = filled("extract", folder)
    assert done.code == 0
    assert len(done.out.splitlines()) == 16
