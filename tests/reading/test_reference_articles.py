"""The two reference articles, through `summitry extract`, as they are and varied."""

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.shared import SHARED, needs_shared

pytestmark = needs_shared

SOCHI = "000_834cd222d2870226.txt"
MINSK = "004_32913aff87b85bd1.txt"


def extract(*paths: Path | str, stdin: str | None = None) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "app", "extract", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, input=stdin, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def read_text(name: str) -> str:
    return (SHARED / "seeds" / name).read_text()


def extract_text(tmp_path: Path, text: str) -> dict[str, Any]:
    path = tmp_path / "article.txt"
    path.write_text(text)
    return extract(path)[0]


@pytest.fixture(scope="module")
def readings() -> dict[str, dict[str, Any]]:
    return {row["source"]: row for row in extract(*sorted((SHARED / "seeds").glob("*.txt")))}


@pytest.fixture(scope="module")
def gold() -> dict[str, dict[str, Any]]:
    lines = (SHARED / "gold" / "seeds.jsonl").read_text().splitlines()
    return {row["source"]: row for row in map(json.loads, lines)}


@pytest.mark.parametrize("name", [SOCHI, MINSK])
def test_what_is_read_agrees_with_the_gold_in_every_key_it_gives(
    name: str, readings: dict[str, dict[str, Any]], gold: dict[str, dict[str, Any]]
) -> None:
    reading, wanted = readings[name], gold[name]
    assert {key: reading["article"][key] for key in wanted["article"]} == wanted["article"]
    for kind in ("events", "quotes", "claims"):
        assert len(reading[kind]) == len(wanted[kind]), kind
    for want, got in zip(in_order(wanted["events"]), in_order(reading["events"]), strict=True):
        assert_event(want, got)
    for want, got in zip(wanted["quotes"], reading["quotes"], strict=True):
        assert {key: got[key] for key in want} == want
    for want, got in zip(wanted["claims"], reading["claims"], strict=True):
        assert {key: got[key] for key in want} == want


def in_order(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(events, key=lambda event: (event["kind"], event["status"], event["date_start"]))


def assert_event(want: dict[str, Any], got: dict[str, Any]) -> None:
    for key, value in want.items():
        if key in ("topics", "people"):
            assert set(value) <= set(got[key]), key
        elif key == "outcome":
            assert got[key], "an outcome is told"
        elif key != "note":
            assert got[key] == value, key


@pytest.mark.parametrize("name", [SOCHI, MINSK])
def test_every_value_has_a_fact_and_every_fact_its_words(
    name: str, readings: dict[str, dict[str, Any]]
) -> None:
    for event in readings[name]["events"]:
        told = Counter(fact["field"] for fact in event["facts"])
        for field in ("kind", "status", "format", "date", "city", "country", "people", "topics", "outcome"):
            assert bool(event[field]) == bool(told[field]), (field, event)
        for fact in event["facts"]:
            assert fact["end"] - fact["start"] == len(fact["text"]) > 0


def test_shifted_by_years_that_keep_the_weekdays_everything_shifts(tmp_path: Path) -> None:
    # 2013 and 2024 have the weekdays of December 2019.
    for year in (2013, 2024):
        reading = extract_text(tmp_path, read_text(SOCHI).replace("2019", str(year)))
        dates = {(event["kind"], event["status"]): event["date"] for event in reading["events"]}
        assert dates == {
            ("meeting", "held"): f"{year}-12-07",
            ("meeting", "planned"): f"{year}-12-20",
            ("milestone", "held"): f"{year - 20}-12-08",
            ("related", "held"): f"{year}-12-07",
        }


@pytest.mark.parametrize(
    ("year", "held", "founded"),
    # 8 December was a Saturday in 2018 and a Tuesday in 2020: the weekdays move, the dates stay.
    [(2018, "2018-12-08", "1998-12-09"), (2020, "2020-12-05", "2000-12-06")],
)
def test_shifted_by_one_year_weekdays_mean_other_days(
    tmp_path: Path, year: int, held: str, founded: str
) -> None:
    reading = extract_text(tmp_path, read_text(SOCHI).replace("2019", str(year)))
    dates = {(event["kind"], event["status"]): event["date"] for event in reading["events"]}
    assert dates == {
        ("meeting", "held"): held,
        ("meeting", "planned"): f"{year}-12-20",
        ("milestone", "held"): founded,
        ("related", "held"): f"{year}-12-07",
    }


@pytest.mark.parametrize("shift", [-3, -1, 1])
def test_a_weekly_shifted_by_years_shifts_its_dates_and_counts(tmp_path: Path, shift: int) -> None:
    text = re.sub(r"20(2\d)", lambda match: f"20{int(match[1]) + shift}", read_text(MINSK))
    reading = extract_text(tmp_path, text)
    year = 2024 + shift
    assert reading["article"]["published"] == f"{year}-05-20/{year}-05-26"
    assert [event["date"] for event in reading["events"]] == [f"{year}-05-23/{year}-05-24", f"{year}-05-24"]
    assert [(claim["year"] - shift, claim["count"]) for claim in reading["claims"]] == [
        (2024, 4), (2023, 6), (2022, 12), (2020, 4),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "held", "planned", "protest"),
    [
        ("Sochi", "St. Petersburg", "Saint Petersburg", "Sochi", "Minsk"),
        ("Sochi", "Minsk", "Minsk", "Saint Petersburg", "Sochi"),
        ("Minsk", "St. Petersburg", "Sochi", "Minsk", "Saint Petersburg"),
        ("Sochi", "Grodno", "Grodno", "Saint Petersburg", "Minsk"),
    ],
)
def test_cities_exchanged_are_exchanged_in_the_answer(
    tmp_path: Path, first: str, second: str, held: str, planned: str, protest: str
) -> None:
    text = read_text(SOCHI).replace(first, "@").replace(second, first).replace("@", second)
    events = extract_text(tmp_path, text)["events"]
    cities = {(event["kind"], event["status"]): event["city"] for event in events}
    assert cities == {
        ("meeting", "held"): held,
        ("meeting", "planned"): planned,
        ("milestone", "held"): None,
        ("related", "held"): protest,
    }


@pytest.mark.parametrize(("name", "old", "new"), [
    (SOCHI, "Lukashenko", "Lukashenka"),
    (MINSK, "Lukashenka", "Lukashenko"),
    (MINSK, "Lukashenka’s", "Lukashenko's"),
    (SOCHI, "Belarussian", "Belarusian"),
    (SOCHI, "Belarus' Lukashenko", "Belarus's Aliaksandr Lukashenka"),
])  # fmt: skip
def test_names_in_another_spelling_are_the_same_people(
    tmp_path: Path, readings: dict[str, dict[str, Any]], name: str, old: str, new: str
) -> None:
    varied = extract_text(tmp_path, read_text(name).replace(old, new))
    plain = readings[name]

    def people(reading: dict[str, Any]) -> list[Any]:
        return [event["people"] for event in reading["events"]] + [
            quote["speaker"] for quote in reading["quotes"]
        ]

    assert people(varied) == people(plain)
    assert [claim["count"] for claim in varied["claims"]] == [claim["count"] for claim in plain["claims"]]


def test_standard_input_is_read_like_a_file(readings: dict[str, dict[str, Any]]) -> None:
    [reading] = extract("-", stdin=read_text(SOCHI))
    assert reading["source"] == "-"
    assert reading["events"] == readings[SOCHI]["events"]


def test_without_a_publication_date_relative_words_give_no_day(tmp_path: Path) -> None:
    text = re.sub(r"December 08, 2019|Original url:|<https.*>", "", read_text(SOCHI))
    reading = extract_text(tmp_path, text)
    assert reading["article"]["published"] is None
    assert all(event["date"] is None for event in reading["events"])
