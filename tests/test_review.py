"""`summitry review`: what it lists and what it leaves out."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.commands.inspecting import print_review
from tests.commands import Run, write
from tests.databases import make_engine
from tests.safety.sources import write_sources

ARTICLE = (
    "---\nurl: https://{publisher}.example/{name}\npublisher: {publisher}\npublished: {day}\nlanguage: en\n"
    "title: {name}\n---\n\n{body}\n"
)


def write_article(folder: Path, name: str, publisher: str, day: str, body: str) -> None:
    text = ARTICLE.format(name=name, publisher=publisher, day=day, body=body)
    write(folder / f"{publisher}-{name}.md", text)


def review(summitry_here: Run, folder: Path) -> dict[str, list[dict[str, Any]]]:
    assert summitry_here("ingest", folder).code == 0
    done = summitry_here("review", "--json")
    assert (done.code, done.err) == (0, "")
    report: dict[str, list[dict[str, Any]]] = done.report
    return report


def list_slugs(cases: list[dict[str, Any]]) -> list[str]:
    assert all(case["path"] == f"/events/{case['slug']}" for case in cases)
    return [case["slug"] for case in cases]


def test_an_empty_record_asks_for_nothing(summitry_here: Run) -> None:
    done = summitry_here("review")
    assert (done.code, done.out) == (0, "Nothing asks for an editor's eye.\n")
    assert not any(summitry_here("review", "--json").report.values())


def test_each_group_has_a_heading_and_each_case_a_line_with_its_link(
    summitry_here: Run, tmp_path: Path
) -> None:
    summitry_here("ingest", write_sources(tmp_path / "in"))
    done = summitry_here("review")
    lines = done.out.splitlines()
    assert (done.code, lines[0]) == (0, "Low evidence (5)")
    assert (
        "  2020-02-07-sochi: confidence low; only one independent voice: Delta News  /events/2020-02-07-sochi"
        in lines
    )
    assert not any(line.startswith("  2019-12-07-sochi: only one") for line in lines)
    assert any(line.startswith("  2021-05-10-yalta: planned for 2021-05-10") for line in lines)
    noted = next(line for line in lines if line.startswith("  2019-12-07-sochi: date: 2019-12-07 ("))
    assert "Alpha Daily" in noted
    assert "2019-12-08 (the record notes: Two sources print 8 December.)" in noted
    # What an editor has set is settled, and a rejection that left nothing of its event did what it should.
    assert not any(line.startswith("  2020-02-01-grodno: city") for line in lines)
    assert [line for line in lines if line.endswith("/corrections")] == [
        f"  set 2001-01-01-minsk (made 2026-01-03 by An editor, in {tmp_path}/in/corrections.toml)  /corrections"
    ]
    assert not any("/articles/" in line for line in lines), "what an editor rejected is not told again"


def test_copies_of_one_report_are_one_voice(summitry_here: Run, tmp_path: Path) -> None:
    body = "Vladimir Putin and Alexander Lukashenko met in Sochi on December 7, 2019 and talked about gas for hours."
    write_article(tmp_path / "in", "a", "alpha", "2019-12-08", body)
    write_article(tmp_path / "in", "b", "beta", "2019-12-08", body)
    [case] = review(summitry_here, tmp_path / "in")["low_evidence"]
    assert case["what"] == "only one independent voice: alpha, beta"
    write_article(
        tmp_path / "in", "c", "gamma", "2019-12-08", "Putin met Lukashenko in Sochi on December 7, 2019."
    )
    assert review(summitry_here, tmp_path / "in")["low_evidence"] == []


def test_an_event_both_held_and_cancelled_names_who_says_which(summitry_here: Run, tmp_path: Path) -> None:
    write_article(
        tmp_path / "in", "a", "alpha", "2019-12-08", "Putin and Lukashenko met in Sochi on December 7, 2019."
    )
    write_article(
        tmp_path / "in",
        "b",
        "beta",
        "2019-12-06",
        "The meeting of Putin and Lukashenko in Sochi on December 7, 2019 has been cancelled.",
    )
    [case] = review(summitry_here, tmp_path / "in")["disagreements"]
    assert (case["slug"], case["what"]) == (
        "2019-12-07-sochi",
        "status: held (alpha; shown) | cancelled (beta)",
    )


def test_a_plan_is_overdue_from_the_day_after(summitry_here: Run, tmp_path: Path, database: Path) -> None:
    write_article(
        tmp_path / "in",
        "a",
        "alpha",
        "2019-12-01",
        "Putin and Lukashenko will meet in Sochi on December 7, 2019.",
    )
    write_article(
        tmp_path / "in",
        "b",
        "beta",
        "2019-12-01",
        "Putin and Lukashenko will meet in Minsk on December 7, 2089.",
    )
    assert list_slugs(review(summitry_here, tmp_path / "in")["overdue"]) == ["2019-12-07-sochi"]


@pytest.mark.parametrize(("day", "overdue"), [("2019-12-07", 0), ("2019-12-08", 1)])
def test_the_clock_can_be_replaced(
    summitry_here: Run,
    tmp_path: Path,
    database: Path,
    capsys: pytest.CaptureFixture[str],
    day: str,
    overdue: int,
) -> None:
    write_article(
        tmp_path / "in",
        "a",
        "alpha",
        "2019-12-01",
        "Putin and Lukashenko will meet in Sochi on December 7, 2019.",
    )
    summitry_here("ingest", tmp_path / "in")
    engine = make_engine(database)
    print_review(engine, as_json=True, clock=lambda: date.fromisoformat(day))
    engine.dispose()
    assert len(json.loads(capsys.readouterr().out)["overdue"]) == overdue


def test_two_events_that_may_be_one_are_named_once(summitry_here: Run, tmp_path: Path) -> None:
    for name, body in (
        ("a", "Putin and Lukashenko met in Sochi on December 7, 2019."),
        ("b", "Putin and Lukashenko met in Sochi on December 9, 2019."),
        ("c", "Putin and Lukashenko met in Minsk on December 8, 2019."),
        ("d", "Putin and Lukashenko met in Sochi on December 12, 2019."),
        ("e", "Putin and Lukashenko spoke by telephone on December 8, 2019."),
    ):
        write_article(tmp_path / "in", name, f"{name}-news", "2019-12-20", body)
    [case] = review(summitry_here, tmp_path / "in")["near_duplicates"]
    assert (case["slug"], case["what"]) == (
        "2019-12-09-sochi",
        "meeting of 2019-12-09; 2019-12-07-sochi is of 2019-12-07 at Sochi as well",
    )


def test_what_fits_several_events_is_listed_with_its_article(summitry_here: Run, tmp_path: Path) -> None:
    for name, body in (
        ("a", "Putin and Lukashenko met in Sochi on December 7, 2019."),
        ("b", "Putin and Lukashenko met in Sochi on December 20, 2019."),
        ("c", "Putin and Lukashenko met in Sochi in December 2019."),
    ):
        write_article(tmp_path / "in", name, f"{name}-news", "2019-12-30", body)
    [case] = review(summitry_here, tmp_path / "in")["loose_mentions"]
    assert case["slug"] is None
    assert case["what"] == "held meeting, 2019-12 (c-news: c, published 2019-12-30)"
    assert case["path"].startswith("/articles/")
