"""Two calls on one day, from the command to the page."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands import Run, write
from tests.databases import make_url
from tests.web.checks import CheckedClient, Document
from tests.web.conftest import BASE_URL, make_test_app

MORNING = "Vladimir Putin and Alexander Lukashenko spoke by telephone this morning."
EVENING = "Alexander Lukashenko telephoned Vladimir Putin late in the evening on Saturday, June 24."
SOME_TIME = "Vladimir Putin and Alexander Lukashenko spoke by telephone on June 24, 2023."


def write_article(folder: Path, name: str, day: str, text: str) -> Path:
    head = (
        f"---\nurl: https://{name}.example.org/a\npublisher: {name}\npublished: {day}\nlanguage: en\n---\n\n"
    )
    return write(folder / f"{name}.md", head + text + "\n")


def at(database: Path) -> dict[str, str]:
    return {"SUMMITRY_DATABASE_URL": make_url(database)}


@pytest.fixture
def articles(tmp_path: Path) -> tuple[Path, ...]:
    return (
        write_article(tmp_path, "Alpha", "2023-06-24", MORNING),
        write_article(tmp_path, "Beta", "2023-06-25", EVENING),
        write_article(tmp_path, "Gamma", "2023-06-23/2023-06-29", SOME_TIME),
    )


@pytest.fixture
def client(summitry: Run, database: Path, articles: tuple[Path, ...]) -> Iterator[CheckedClient]:
    assert summitry("ingest", *articles).code == 0
    with CheckedClient(make_test_app(database), base_url=BASE_URL) as client:
        yield client


def list_slugs(client: CheckedClient) -> list[str]:
    return sorted(event["slug"] for event in client.get("/events.json").json()["events"])


def test_each_call_has_its_page_and_tells_its_part_of_the_day(client: CheckedClient) -> None:
    pages = [Document(client.get(f"/events/{slug}").text).text for slug in list_slugs(client)]
    told = sorted(
        part for page in pages for part in ("24 June 2023, morning", "24 June 2023, evening") if part in page
    )
    assert told == ["24 June 2023, evening", "24 June 2023, morning"]
    evening = next(page for page in pages if "24 June 2023, evening" in page)
    assert "late in the evening" in evening
    assert "this morning" not in evening


def test_their_common_address_names_both(client: CheckedClient) -> None:
    slugs = list_slugs(client)
    assert len(slugs) == 2
    assert all(slug.startswith("2023-06-24-call-") for slug in slugs)
    page = client.get("/events/2023-06-24-call").text
    assert all(f"/events/{slug}" in page for slug in slugs)


def test_an_article_that_may_mean_either_is_listed_as_such(client: CheckedClient, summitry: Run) -> None:
    assert "held call, 2023-06-24 (Gamma" in summitry("review", "--json").out
    assert summitry("check").code == 0


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_any_order_gives_the_same_calls(
    order: tuple[int, ...], summitry: Run, tmp_path: Path, articles: tuple[Path, ...]
) -> None:
    for number in order:
        assert summitry("ingest", articles[number], "--json").code == 0
    summitry("export", tmp_path / "one")
    whole = tmp_path / "whole.db"
    summitry("ingest", *articles, env=at(whole))
    summitry("export", tmp_path / "other", env=at(whole))
    assert (tmp_path / "one/events.jsonl").read_text() == (tmp_path / "other/events.jsonl").read_text()


def test_an_export_carries_the_parts_of_the_day(client: CheckedClient, summitry: Run, tmp_path: Path) -> None:
    slugs = list_slugs(client)
    summitry("export", tmp_path / "export")
    rows = [json.loads(line) for line in (tmp_path / "export/facts.jsonl").read_text().splitlines()]
    told = sorted((row["value"], row["text"]) for row in rows if row["field"] == "part_of_day")
    assert told == [("evening", "late in the evening"), ("morning", "this morning")]
    other = tmp_path / "other.db"
    assert summitry("ingest", tmp_path / "export", env=at(other)).code == 0
    assert summitry("check", env=at(other)).code == 0
    with CheckedClient(make_test_app(other), base_url=BASE_URL) as imported:
        assert list_slugs(imported) == slugs


def test_an_editor_sets_the_part_of_the_day(summitry: Run, database: Path, tmp_path: Path) -> None:
    article = write_article(tmp_path, "Alpha", "2023-06-24", MORNING)
    entry = (
        '[[correction]]\naction = "set"\nevent = "2023-06-24-call"\nfield = "part_of_day"\nvalue = "{}"\n'
        'reason = "The log of the calls."\nauthor = "The editors"\ndate = 2026-01-02\n'
    )
    refused = write(tmp_path / "no.toml", entry.format("teatime"))
    assert summitry("ingest", article, refused).code == 1
    fix = write(tmp_path / "corrections.toml", entry.format("night"))
    assert summitry("ingest", fix).code == 0
    assert summitry("check").code == 0
    with CheckedClient(make_test_app(database), base_url=BASE_URL) as client:
        page = Document(client.get("/events/2023-06-24-call").text).text
    assert "24 June 2023, night" in page
    assert "this morning" in page
