"""What `summitry export` writes: a valid data package, safe to open, with others' sentences and not their texts."""

import csv
import json
import resource
import subprocess
from pathlib import Path
from typing import Any

import frictionless
from starlette.testclient import TestClient

from app.domain.cells import unguard_cell
from app.domain.exported import FILES, TABLES
from app.web.items import EventItem
from tests.commands import COMMAND, ROOT, Run, make_environment
from tests.export.material import LONG_TITLE, UNREAD, read_files
from tests.web.conftest import BASE_URL, make_test_app


def read_lines(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text().splitlines()]


def test_an_export_is_a_valid_data_package_and_nothing_else(folder: Path) -> None:
    assert set(read_files(folder)) == set(FILES)
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["message"])
    assert {task.stats["rows"] > 0 for task in report.tasks} == {True}
    assert len(report.tasks) == 2 * len(TABLES)
    package = json.loads((folder / "datapackage.json").read_text())
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert package["licenses"][0]["name"] == "CC-BY-4.0"


def test_the_validation_sees_a_fact_whose_event_is_not_there(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text())
    for one in package["resources"]:
        del one["hash"], one["bytes"]
    (folder / "datapackage.json").write_text(json.dumps(package))
    assert frictionless.validate(str(folder / "datapackage.json")).valid
    events = (folder / "events.csv").read_text()
    (folder / "events.csv").write_text(events.replace("2019-12-20-saint", "2019-12-21-saint"))
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert {error[0] for error in report.flatten(["type"])} == {"foreign-key"}


def test_an_export_of_nothing_is_valid_too(summitry: Run, tmp_path: Path) -> None:
    assert summitry("export", tmp_path / "deep" / "out").code == 0
    assert frictionless.validate(str(tmp_path / "deep" / "out" / "datapackage.json")).valid
    assert summitry("ingest", tmp_path / "deep" / "out").code == 0


def test_every_event_of_the_site_is_there_with_the_same_values(
    filled: Run, folder: Path, database: Path
) -> None:
    with TestClient(make_test_app(database), base_url=BASE_URL) as client:
        events = {row["slug"]: row for row in client.get("/events.json").json()["events"]}
    rows = read_lines(folder, "events")
    assert [row["slug"] for row in rows] == sorted(events)
    for row in rows:
        told = {name: events[row["slug"]][name] for name in EventItem.model_fields}
        assert told.pop("url").endswith(row["url"])
        assert {name: row[name] for name in told} == told
        assert row["sources"] == len(row["source_ids"]) > 0
    assert {row["status"] for row in rows} == {"held", "planned"}


def test_both_forms_hold_the_same_and_no_cell_begins_a_formula(folder: Path) -> None:
    for table in TABLES:
        with (folder / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
        lines = read_lines(folder, table.name)
        assert len(rows) == len(lines)
        for row, line in zip(rows, lines, strict=True):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())
            for column in table.columns:
                cell, value = unguard_cell(row[column.name]), line[column.name]
                match column.type:
                    case "list":
                        assert cell.split(";") == (value or [""])
                    case "array":
                        assert json.loads(cell) == value
                    case "boolean":
                        assert cell == ("" if value is None else str(value).lower())
                    case _:
                        assert cell == ("" if value is None else str(value))
    titles = {line["title"] for line in read_lines(folder, "sources")}
    assert {"=cmd|' /C calc'!A0", LONG_TITLE} <= titles


def test_of_other_peoples_articles_only_the_sentences_read_are_there(folder: Path) -> None:
    texts = {row["url"]: row for row in read_lines(folder, "sources") if row["type"] == "article"}
    text = texts["https://example.org/sochi"]["text"]
    assert text.startswith("Vladimir Putin and")
    assert text.endswith("\n[…]\nIt was their fourth meeting this year.")
    assert not any(UNREAD.encode() in data for data in read_files(folder).values())
    assert texts["https://example.org/polish"]["text"] == ""
    [digest] = [row for row in read_lines(folder, "sources") if row["type"] == "digest"]
    assert digest["text"].endswith("A sentence of ours.")


def test_the_words_of_every_row_stand_in_their_sentence(folder: Path) -> None:
    sources = {row["id"]: row for row in read_lines(folder, "sources")}
    for name in ("facts", "quotes", "claims"):
        for row in read_lines(folder, name):
            source = sources[row["document"]]
            assert row["sentence"][row["start"] : row["end"]] == row["text"]
            assert source["text"].startswith(row["sentence"], source["sentences"][row["number"]][0])


def test_an_earlier_export_is_replaced_and_other_files_stay(
    filled: Run, folder: Path, tmp_path: Path, database: Path
) -> None:
    before = read_files(folder)
    assert set(before) == set(FILES)
    (folder / "notes.txt").write_text("mine")
    (folder / "facts.csv").write_text("x" * 10_000_000)
    done = filled("export", folder, env={"SUMMITRY_BASE_URL": "https://summitry.example"})
    assert (done.code, done.err) == (0, "")
    assert " facts, each as .csv and .jsonl, and datapackage.json" in done.out
    assert read_files(folder) == {**before, "notes.txt": b"mine"}


def test_what_cannot_be_written_is_one_sentence_and_leaves_everything_as_it_was(
    filled: Run, folder: Path, tmp_path: Path, database: Path
) -> None:
    (tmp_path / "file").write_text("mine")
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "events.csv").write_text("mine")
    for target, words in (
        (tmp_path / "file", "is not a folder"),
        (tmp_path / "file" / "below", "not a directory"),
        (mine, "holds events.csv, which no export has written"),
        (Path("/proc/nothing"), "cannot write to"),
    ):
        done = filled("export", target)
        assert (done.code, done.err.count("\n")) == (1, 1), done.err
        assert words in done.err
    assert read_files(mine) == {"events.csv": b"mine"}
    assert filled("export").code == 2


def test_a_full_disk_leaves_the_earlier_export_and_nothing_else(
    filled: Run, folder: Path, tmp_path: Path, database: Path
) -> None:
    before = read_files(folder)

    def fill() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (33_000, 33_000))

    for target in (folder, tmp_path / "new" / "deep"):
        done = subprocess.run(
            [*COMMAND, "export", str(target)],
            cwd=ROOT,
            env=make_environment(database),
            capture_output=True,
            preexec_fn=fill,
            check=False,
        )
        assert (done.returncode, done.stderr.decode().count("\n")) == (1, 1), done.stderr.decode()
        assert b"cannot write to" in done.stderr
    assert read_files(folder) == before
    assert not (tmp_path / "new").exists()
