"""Fault 26: a clock that is wrong, and another time zone. The record is what its sources say, whatever the day."""

from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.commands import Run, write
from tests.samples import make_sample_database
from tests.web.checks import CheckedClient
from tests.web.conftest import BASE_URL, TODAY, make_test_app

PATHS = (
    "/", "/ru/", "/events.json", "/events.csv", "/feed.atom", "/calendar.ics", "/quotes", "/quotes.atom", "/overview",
    "/be/overview", "/compare?year=2019&year=2020", "/search?q=gas", "/weeks", "/weeks.atom", "/weeks/2019-W49",
    "/years/2019", "/events/2019-12-07-sochi", "/people/vladimir-putin", "/places/sochi", "/topics/energy", "/about",
    "/corrections", "/sitemap.xml", "/embed/", "/readyz", "/api/events", "/api/claims", "/events.bib",
)  # fmt: skip


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("clock") / "summitry.db"
    make_sample_database(path).dispose()
    return path


@pytest.mark.parametrize(
    "day",
    [
        date(1970, 1, 1),
        TODAY.replace(year=TODAY.year - 1),
        TODAY.replace(year=TODAY.year + 1),
        date(2028, 2, 29),
        date(2038, 1, 20),
        date(9999, 12, 31),
    ],
    ids=str,
)
def test_every_page_is_made_on_whatever_day_the_clock_tells(record: Path, day: date) -> None:
    with (
        CheckedClient(make_test_app(record, clock=lambda: day), base_url=BASE_URL) as client,
        TestClient(make_test_app(record), base_url=BASE_URL) as right,
    ):
        for path in PATHS:
            assert client.get(path).status_code == 200, path
        # Of what was held a wrong clock changes nothing.
        for path in ("/events.json?status=held", "/api/claims"):
            assert client.get(path).json() == right.get(path).json()


ARTICLE = """---
published: 2019-12-08
language: en
title: Talks
---

Putin and Lukashenko met in Sochi yesterday. They will meet again on December 20.
"""


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu"])
def test_what_is_read_is_the_same_in_every_time_zone(summitry: Run, tmp_path: Path, zone: str) -> None:
    source = write(tmp_path / "article.md", ARTICLE)
    here = summitry("extract", source, env={"TZ": "UTC"})
    there = summitry("extract", source, env={"TZ": zone})
    assert (there.code, there.out) == (0, here.out)
    assert '"date": "2019-12-07"' in here.out
