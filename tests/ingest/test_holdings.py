"""Files of ours, through the command: several may hold one row, and each may change, move or go."""

import os
from pathlib import Path

import pytest

from tests.commands import Run, write
from tests.databases import ask, make_url
from tests.records import make_event, make_source, write_record

KEY = "2021-03-01-sochi"
CORRECTION = (
    '[[correction]]\naction = "set"\nevent = "2021-03-01-sochi"\nfield = "date"\nvalue = "2021-03-02"\n'
    'reason = "The row was copied wrongly."\nauthor = "The editors"\ndate = 2026-11-20\n'
)


def list_told(database: Path) -> list[tuple[object, ...]]:
    return ask(database, "SELECT slug, venue, city FROM event ORDER BY slug")


def write_row(folder: Path, venue: str, date: str = "2021-03-01") -> Path:
    return write_record(folder, (make_event(KEY, date, "Sochi", venue=venue),), (make_source(KEY),))


@pytest.fixture
def records(tmp_path: Path) -> list[Path]:
    """Three folders that tell different things of one row."""
    return [write_row(tmp_path / f"record-{number}", f"Venue {number}") for number in range(3)]


def test_which_of_several_files_is_shown_does_not_depend_on_the_order(
    summitry: Run, tmp_path: Path, records: list[Path]
) -> None:
    told = set()
    for number, order in enumerate((records, records[::-1])):
        database = tmp_path / f"{number}.db"
        done = summitry("ingest", *order, env={"SUMMITRY_DATABASE_URL": make_url(database)})
        assert done.code == 0
        told.add(tuple(list_told(database)))
    assert len(told) == 1


def test_a_row_that_files_tell_differently_is_listed_for_the_editor(
    summitry: Run, database: Path, records: list[Path]
) -> None:
    summitry("ingest", *records)
    [case] = summitry("review", "--json").report["differing_rows"]
    [(slug, venue, _)] = list_told(database)
    shown = next(folder for folder in records if str(venue) in (folder / "events.csv").read_text())
    assert case["slug"] == slug == KEY
    assert case["what"].startswith(f"{KEY}: shown from {shown / 'events.csv'}, told otherwise in ")
    assert all(str(folder) in case["what"] for folder in records)
    done = summitry("ingest", *records, "--json")
    assert (done.code, done.report["stored"], done.report["unchanged"]) == (0, 0, 3)


def test_when_the_file_that_is_shown_lets_a_row_go_another_takes_its_place(
    summitry: Run, database: Path, records: list[Path]
) -> None:
    summitry("ingest", *records)
    left = {str(folder): f"Venue {index}" for index, folder in enumerate(sorted(records))}
    while left:
        [(_, venue, _)] = list_told(database)
        [shown] = [folder for folder, told in left.items() if told == venue]
        del left[shown]
        write_record(Path(shown))
        report = summitry("ingest", shown, "--json").report
        assert report["removed"] == (0 if left else 1)
        assert summitry("check").code == 0
    assert list_told(database) == []


def test_when_the_row_that_is_shown_changes_the_others_are_held_against_it(
    summitry: Run, database: Path, tmp_path: Path
) -> None:
    one, other = write_row(tmp_path / "one", "Venue"), write_row(tmp_path / "other", "Other venue")
    summitry("ingest", one, other)
    for number in range(4):
        # Some of these hashes are less than the other's, some greater: what is shown goes to and fro.
        write_row(one, f"Venue {number}")
        assert summitry("ingest", one).code == 0
        fresh = tmp_path / f"fresh-{number}.db"
        summitry("ingest", other, one, env={"SUMMITRY_DATABASE_URL": make_url(fresh)})
        assert list_told(database) == list_told(fresh)


def test_a_correction_in_two_files_goes_with_the_last_of_them(
    summitry: Run, database: Path, tmp_path: Path
) -> None:
    record = write_row(tmp_path / "record", "")
    files = [write(tmp_path / f"{name}.toml", CORRECTION) for name in ("one", "two")]
    summitry("ingest", record, *files)
    for order in (files, files[::-1]):
        for file in files:
            write(file, CORRECTION)
        summitry("ingest", *order)
        assert list_told(database)[0][0] == "2021-03-02-sochi"
        write(order[0], "")
        assert summitry("ingest", order[0], "--json").report["removed"] == 0
        assert list_told(database)[0][0] == "2021-03-02-sochi"
        write(order[1], "")
        assert summitry("ingest", order[1], "--json").report["removed"] == 1
        assert list_told(database)[0][0] == KEY


def test_files_that_went_from_a_folder_hold_nothing_when_it_is_read_again(
    summitry: Run, database: Path, tmp_path: Path
) -> None:
    seeds = tmp_path / "seeds"
    record = write_row(seeds / "record", "")
    fix = write(seeds / "corrections" / "fix.toml", CORRECTION)
    beside = write_record(tmp_path / "seeds-2", (make_event("2022-01-01-minsk", "2022-01-01", "Minsk", country="BY"),),
                          (make_source("2022-01-01-minsk"),))  # fmt: skip
    summitry("ingest", seeds, beside)
    assert [row[0] for row in list_told(database)] == ["2021-03-02-sochi", "2022-01-01-minsk"]
    os.remove(fix)
    for name in os.listdir(beside):
        os.remove(beside / name)
    assert "1 taken out" in summitry("ingest", seeds).out
    # What lies beside the folder is not asked after.
    assert [row[0] for row in list_told(database)] == [KEY, "2022-01-01-minsk"]
    moved = write_row(seeds / "curated", "Bocharov Ruchei", "2021-03-03")
    for name in os.listdir(record):
        os.remove(record / name)
    record.rmdir()
    assert summitry("ingest", seeds).code == 0
    assert list_told(database)[0] == ("2021-03-03-sochi", "Bocharov Ruchei", "Sochi")
    assert (KEY,) in ask(database, "SELECT slug FROM former_slug")
    assert ask(database, "SELECT DISTINCT file FROM holding WHERE file LIKE '%/seeds/%'") == [
        (str(moved / "events.csv"),)
    ]
    assert summitry("check").code == 0


def test_a_folder_that_cannot_be_read_takes_nothing_away(
    summitry: Run, database: Path, tmp_path: Path
) -> None:
    seeds = tmp_path / "seeds"
    write_row(seeds / "record", "")
    summitry("ingest", seeds)
    os.rename(seeds, tmp_path / "elsewhere")
    assert summitry("ingest", seeds).code == 1
    assert [row[0] for row in list_told(database)] == [KEY]


def test_a_record_that_was_moved_and_changed_is_shown_from_its_new_place(
    summitry: Run, database: Path, tmp_path: Path
) -> None:
    old = write_row(tmp_path / "old", "Venue")
    summitry("ingest", old)
    for number in range(3):
        # Whichever of the two hashes is less.
        new = tmp_path / f"new-{number}"
        os.rename(old, new)
        write_row(new, f"Venue {number}")
        assert summitry("ingest", new).code == 0
        assert list_told(database) == [(KEY, f"Venue {number}", "Sochi")]
        assert ask(database, "SELECT DISTINCT file FROM holding") == [(str(new / "events.csv"),)]
        old = new
