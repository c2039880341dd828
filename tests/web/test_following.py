"""Feeds and calendars while sources come and go: who follows a view is told of what changed, and of nothing else."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import feedparser
import pytest
from starlette.testclient import TestClient

from app.ingest.withdrawing import withdraw_named
from tests.clocked import TODAY, Site
from tests.web.conftest import BASE_URL, make_test_app
from tests.web.rfc5545 import Component, read_events, read_lines

MINSK, SOCHI = "2021-03-01-minsk", "2021-03-02-sochi"
PATHS = ("/feed.atom", "/calendar.ics", "/sitemap.xml", f"/events/{MINSK}.ics", "/feed.atom?place=minsk")
TALKS = "Vladimir Putin and Alexander Lukashenko met in Minsk on March 1, 2021."


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = Site(tmp_path)
    made.ingest(
        made.tell("one", TALKS),
        made.tell("other", "Putin and Lukashenko met in Sochi on March 2, 2021.", day="2021-03-03"),
    )
    yield made
    made.engine.dispose()


@pytest.fixture
def reader(site: Site) -> Iterator[TestClient]:
    with TestClient(make_test_app(site.folder / "summitry.db"), base_url=BASE_URL) as client:
        yield client


def read_entries(reader: TestClient) -> dict[str, tuple[str, str, str]]:
    """Return name, moment and words of each entry of the feed, by slug."""
    feed = feedparser.parse(reader.get("/feed.atom").content)
    assert not feed.bozo
    return {one.link.rpartition("/")[2]: (one.id, one.updated, one.summary) for one in feed.entries}


def read_days(reader: TestClient) -> dict[str, Component]:
    """Return the events of the calendar, by slug."""
    _, events = read_events(read_lines(reader.get("/calendar.ics").content))
    return {one["URL"][0].value.rpartition("/")[2]: one for one in events}


def test_the_same_files_once_more_change_not_a_byte(site: Site, reader: TestClient) -> None:
    before = {path: reader.get(path) for path in PATHS}
    site.ingest(site.folder / "articles")
    for path, answer in before.items():
        assert reader.get(path).content == answer.content
        for name, header in (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified")):
            assert reader.get(path, headers={name: answer.headers[header]}).status_code == 304


def test_a_further_source_moves_its_event_under_the_same_names_and_no_other(
    site: Site, reader: TestClient
) -> None:
    entries, days = read_entries(reader), read_days(reader)
    before = {path: reader.get(path) for path in PATHS}
    site.ingest(site.tell("two", TALKS + " They discussed gas.", "Beta Daily", "2021-03-01"))
    now_entries, now_days = read_entries(reader), read_days(reader)
    assert list(now_entries) == [MINSK, SOCHI], "the newest change first"
    assert (now_entries[SOCHI], now_days[SOCHI]) == (entries[SOCHI], days[SOCHI])
    assert now_entries[MINSK][0] == entries[MINSK][0]
    assert now_entries[MINSK][1] == f"{site.now:%Y-%m-%dT%H:%M:%SZ}" > entries[MINSK][1]
    assert "Beta Daily" in now_entries[MINSK][2]
    assert now_days[MINSK]["UID"] == days[MINSK]["UID"]
    assert int(now_days[MINSK]["SEQUENCE"][0].value) > int(days[MINSK]["SEQUENCE"][0].value)
    assert now_days[MINSK]["LAST-MODIFIED"][0].value == f"{site.now:%Y%m%dT%H%M%SZ}"
    assert f"<lastmod>{site.now:%Y-%m-%dT%H:%M:%SZ}</lastmod>" in reader.get("/sitemap.xml").text
    for path, answer in before.items():
        for name, header in (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified")):
            assert reader.get(path, headers={name: answer.headers[header]}).status_code == 200


def test_an_event_that_is_withdrawn_is_missed_by_who_asks_since_when(site: Site, reader: TestClient) -> None:
    """Nothing that is left changed; the view did."""
    since = {"If-Modified-Since": reader.get("/feed.atom").headers["last-modified"]}
    assert reader.get("/feed.atom", headers=since).status_code == 304
    site.now += timedelta(hours=1)
    withdraw_named(site.engine, "https://example.org/one", "A hoax.", TODAY)
    answer = reader.get("/feed.atom", headers=since)
    assert answer.status_code == 200
    assert list(read_entries(reader)) == list(read_days(reader)) == [SOCHI]
    assert reader.get(f"/events/{MINSK}.ics").status_code == 410


def test_a_former_slug_leads_to_the_calendar_of_its_event(site: Site, reader: TestClient) -> None:
    site.ingest(site.tell("plan", "Putin and Lukashenko will meet in Sochi in May 2021.", day="2021-03-12"))
    assert reader.get("/events/2021-05-sochi.ics").status_code == 404, "no day is told"
    name = read_entries(reader)["2021-05-sochi"][0]
    site.ingest(
        site.tell("day", "Putin and Lukashenko will meet in Sochi on May 10, 2021.", day="2021-04-02")
    )
    answer = reader.get("/events/2021-05-sochi.ics", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (301, "/events/2021-05-10-sochi.ics")
    assert read_entries(reader)["2021-05-10-sochi"][0] == name
    assert read_days(reader)["2021-05-10-sochi"]["UID"][0].value == "2021-05-sochi@127.0.0.1"
