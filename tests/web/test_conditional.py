"""Conditions: who has an answer is told so, cheaply, and never wrongly."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.ingest.withdrawing import withdraw_named
from app.web.routes import files, following, quote_files
from tests.clocked import TODAY, Site
from tests.commands import write
from tests.web.conftest import BASE_URL, make_test_app

TALKS = "Vladimir Putin and Alexander Lukashenko met in Minsk on March 1, 2021."
SAID = "“The price of gas will be the same for the whole of the next year,” Putin said."
VIEWS = ("/feed.atom", "/calendar.ics")
PATHS = (
    *VIEWS,
    "/feed.atom?q=gas",
    "/calendar.ics?status=overdue",
    "/quotes.atom",
    "/quotes.json",
    "/quotes.csv?speaker=vladimir-putin",
    "/events.csv",
    "/events.bib",
    "/events.timeline.json?year=2021",
)
CORRECTION = """
[[correction]]
reason = "It was about something else too."
author = "The editors"
date = 2026-11-20
action = "set"
event = "2021-03-01-minsk"
field = "outcome"
value = "{}"
"""


@dataclass
class Day:
    """A clock of days that the test sets."""

    today: date = TODAY

    def __call__(self) -> date:
        return self.today


@dataclass
class Follower:
    """A client that asks again and again, with the tag that it was given last, as programs do."""

    client: TestClient
    had: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    def ask(self, path: str) -> tuple[int, bytes]:
        """Return the status, and the body that the client has now."""
        tag, body = self.had.get(path, ("", b""))
        headers = {"If-None-Match": tag} if tag else {}
        answer = self.client.get(path, headers=headers)
        if answer.status_code == 200:
            body = answer.content
        assert answer.headers["etag"]
        self.had[path] = (answer.headers["etag"], body)
        return answer.status_code, body


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = Site(tmp_path)
    made.ingest(
        made.tell("one", f"{TALKS} {SAID}"),
        made.tell("plan", "Putin and Lukashenko will meet in Sochi on November 30, 2026.", day="2026-11-02"),
    )
    yield made
    made.engine.dispose()


def make_app(site: Site, day: Day) -> FastAPI:
    return make_test_app(site.folder / "summitry.db", clock=day, moments=lambda: site.now)


def test_who_follows_has_what_a_program_that_knows_nothing_would_answer(site: Site) -> None:
    """Ingestions, corrections, withdrawals and days, each of which changes some of the answers and not others."""
    day = Day()

    def correct(outcome: str) -> None:
        site.ingest(write(site.folder / "fix.toml", CORRECTION.format(outcome) if outcome else ""))

    def withdraw() -> None:
        withdraw_named(site.engine, "https://example.org/two", "A hoax.", TODAY)

    def pass_to(today: date) -> None:
        day.today = today

    steps = [
        lambda: None,
        lambda: site.ingest(site.folder / "articles"),
        lambda: site.ingest(site.tell("two", f"{TALKS} They discussed gas. {SAID}", "Beta", "2021-03-03")),
        lambda: correct("no agreement"),
        lambda: correct("an agreement"),
        # Only the numbers of the sentences change, which links to them have.
        lambda: site.ingest(site.tell("one", f"It rained. {TALKS} {SAID}")),
        lambda: correct(""),
        withdraw,
        lambda: pass_to(date(2026, 12, 1)),
        lambda: pass_to(TODAY),
    ]
    same = 0
    with TestClient(make_app(site, day), base_url=BASE_URL) as client:
        follower = Follower(client)
        for step in steps:
            step()
            with TestClient(make_app(site, day), base_url=BASE_URL) as fresh:
                for path in (*PATHS, *PATHS):
                    status, body = follower.ask(path)
                    assert body == fresh.get(path).content, path
                    same += status == 304
    assert len(steps) * len(PATHS) < same < len(steps) * len(PATHS) * 2


def test_who_has_a_view_already_is_told_so_without_making_it(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    # In the second of the change itself nothing is kept.
    site.now += timedelta(hours=1)
    with TestClient(make_app(site, Day()), base_url=BASE_URL) as client:
        tags = {path: client.get(path).headers["etag"] for path in PATHS}
        for module, name in (
            (following, "list_events"),
            (files, "list_taken_events"),
            (quote_files, "list_quotes"),
            (quote_files, "list_taken_quotes"),
        ):
            monkeypatch.setattr(module, name, None)
        for path, tag in tags.items():
            packed = f'{tag.removesuffix(chr(34)).removesuffix("-gzip")}-gzip"'
            for had in (tag, packed, f'"other", {tag}', "*"):
                again = client.get(path, headers={"If-None-Match": had})
                assert (again.status_code, again.content) == (304, b"")
                assert again.headers["cross-origin-resource-policy"] == "cross-origin"
                assert client.head(path, headers={"If-None-Match": had}).status_code == 304


def write_date(moment: datetime) -> str:
    return format_datetime(moment, usegmt=True)


@pytest.mark.parametrize("path", VIEWS)
def test_a_change_within_the_second_of_another_is_not_missed(site: Site, path: str) -> None:
    """A date tells seconds: what changed in this very second may change again in it (RFC 9110, 8.8.2.2)."""
    second = site.now
    with TestClient(make_app(site, Day()), base_url=BASE_URL) as client:
        site.now = second + timedelta(milliseconds=400)
        early = client.get(path)
        assert "last-modified" not in early.headers
        # Every ingestion is an hour later.
        site.now = second + timedelta(milliseconds=600) - timedelta(hours=1)
        site.ingest(
            site.tell("late", "Putin and Lukashenko met in Sochi on April 2, 2021.", day="2021-04-03")
        )
        assert site.now == second + timedelta(milliseconds=600)
        site.now = second + timedelta(seconds=1)
        # Who was given no date may ask by that of the answer (13.1.3).
        late = client.get(path, headers={"If-Modified-Since": write_date(second)})
        assert late.status_code == 200
        assert late.content != early.content
        assert late.headers["last-modified"] == write_date(second + timedelta(seconds=1))
        since = {"If-Modified-Since": late.headers["last-modified"]}
        assert client.get(path, headers=since).status_code == 304


@pytest.mark.parametrize("path", VIEWS)
def test_an_answer_of_the_very_second_has_its_date_when_that_is_over(site: Site, path: str) -> None:
    with TestClient(make_app(site, Day()), base_url=BASE_URL) as client:
        assert "last-modified" not in client.get(path).headers
        site.now += timedelta(hours=5)
        late = client.get(path)
        since = {"If-Modified-Since": late.headers["last-modified"]}
        assert client.get(path, headers=since).status_code == 304


def test_a_clock_that_was_set_back_gives_no_date(site: Site) -> None:
    with TestClient(make_app(site, Day()), base_url=BASE_URL) as client:
        site.now -= timedelta(days=1)
        since = {"If-Modified-Since": "Fri, 31 Dec 2027 23:59:59 GMT"}
        for _ in range(2):
            answer = client.get("/feed.atom", headers=since)
            assert answer.status_code == 200
            assert "last-modified" not in answer.headers
