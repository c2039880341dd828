"""`/calendar.ics` and `/events/{slug}.ics`, read by icalendar and by a reading of our own of RFC 5545."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.domain.vocabulary import Field
from app.main import create_app
from app.settings import Settings
from app.store.engine import open_database
from tests.databases import make_url
from tests.sample_reading import Told, make_article, make_event, make_reading
from tests.samples import save_readings
from tests.web.conftest import BASE_URL, make_test_app
from tests.web.formats import is_told_to_the_day, read_calendar
from tests.web.hostile import HOSTILE


def test_a_calendar_without_events_is_valid(client: TestClient, empty: TestClient) -> None:
    for opened, path in ((client, "/calendar.ics?q=nothing+of+the+sort"), (empty, "/calendar.ics")):
        assert read_calendar(opened, path)[1] == {}


def test_an_event_has_whole_days_place_words_and_the_way_back(client: TestClient) -> None:
    _, events = read_calendar(client, "/events/2019-12-07-sochi.ics")
    (event,) = events.values()
    assert event["UID"][0].value == "2019-12-07-sochi@127.0.0.1"
    assert (event["DTSTART"][0].parameters, event["DTSTART"][0].value) == (("VALUE=DATE",), "20191207")
    assert event["DTEND"][0].value == "20191208"
    assert event["LOCATION"][0].text == "Sochi, Russia"
    assert event["CATEGORIES"][0].value == "meeting,energy,integration"
    assert event["STATUS"][0].value == "CONFIRMED"
    assert event["DTSTAMP"][0].value == event["LAST-MODIFIED"][0].value
    words = event["DESCRIPTION"][0].text
    assert words.startswith("Held. 7 December 2019, Sochi, Russia.")
    assert words.endswith(f"{BASE_URL}/events/2019-12-07-sochi")
    assert "– Black Sea Wire" in words


def test_several_days_end_on_the_first_day_after_them(many: TestClient, client: TestClient) -> None:
    for opened in (many, client):
        _, events = read_calendar(opened, "/calendar.ics")
        for row in opened.get("/events.json").json()["events"]:
            if row["slug"] in events:
                found = [
                    date.fromisoformat(events[row["slug"]][name][0].value) for name in ("DTSTART", "DTEND")
                ]
                assert [str(found[0]), str(found[1] - timedelta(days=1))] == [
                    row["date_start"],
                    row["date_end"],
                ]


def test_a_status_stands_in_the_words_of_calendars(client: TestClient) -> None:
    _, events = read_calendar(client, "/calendar.ics")
    words = {"held": "CONFIRMED", "planned": "TENTATIVE", "cancelled": "CANCELLED"}
    rows = {row["slug"]: row["status"] for row in client.get("/events.json").json()["events"]}
    seen = {rows[slug] for slug in events}
    assert seen == set(words)
    for slug, event in events.items():
        assert event["STATUS"][0].value == words[rows[slug]]


def test_a_cancelled_plan_keeps_its_uid_under_a_higher_sequence(tmp_path: Path) -> None:
    path = tmp_path / "summitry.db"
    engine = open_database(make_url(path))
    found = []
    for number, (status, word) in enumerate((("planned", "will meet"), ("cancelled", "will not meet"))):
        article = make_article(
            [f"They {word} in Minsk on 3 March 2021."],
            url=f"https://example.org/{number}",
            published="2021-02-02",
        )
        told = (
            Told(Field.STATUS, status, word),
            Told(Field.DATE, "2021-03-03", "3 March 2021"),
            Told(Field.CITY, "Minsk", "Minsk"),
        )
        save_readings(engine, [make_reading(article, [make_event(article.text, *told)])])
        settings = Settings(database_url=make_url(path), base_url=BASE_URL)
        for today in (date(2021, 2, 3), date(2021, 4, 1)):
            app = create_app(settings, clock=lambda today=today: today)  # type: ignore[misc]
            with TestClient(app, base_url=BASE_URL) as client:
                (event,) = read_calendar(client, "/calendar.ics")[1].values()
            found.append(event)
    engine.dispose()
    assert [one["STATUS"][0].value for one in found] == ["TENTATIVE", "TENTATIVE", "CANCELLED", "CANCELLED"]
    assert len({one["UID"][0].value for one in found}) == 1
    planned, overdue, cancelled, still = [int(one["SEQUENCE"][0].value) for one in found]
    assert planned < overdue < cancelled == still


def test_an_event_without_an_exact_day_has_no_calendar(client: TestClient) -> None:
    for row in client.get("/events.json").json()["events"]:
        page, answer = client.get(f"/events/{row['slug']}"), client.get(f"/events/{row['slug']}.ics")
        told = is_told_to_the_day(row["date"])
        assert answer.status_code == (200 if told else 404)
        assert (f'href="/events/{row["slug"]}.ics"' in page.text) is told


@pytest.mark.parametrize("slug", ["nothing", "2019-12-07", "%00", "2019-12-07-sochi.json", "a" * 3000])
def test_what_is_no_event_has_no_calendar(client: TestClient, slug: str) -> None:
    assert client.get(f"/events/{slug}.ics").status_code == 404


def test_hostile_words_come_back_as_they_were(hostile: TestClient) -> None:
    # No control character but tab and line break can stand in a text (RFC 5545, 3.1).
    written = {words.replace("\r\n", "\n").replace("\a", "\ufffd") for words in HOSTILE}
    _, events = read_calendar(hostile, "/calendar.ics")
    assert {one["SUMMARY"][0].text for one in events.values()} >= {
        words[:1].upper() + words[1:] for words in written
    }
    for words in written:
        assert any(words in one["DESCRIPTION"][0].text for one in events.values())
    for slug in events:
        assert hostile.get(f"/events/{slug}.ics").status_code == 200


def test_the_last_day_of_the_calendar_has_no_day_after_it(tmp_path: Path) -> None:
    engine = open_database(make_url(f"{tmp_path}/summitry.db"))
    article = make_article(["They will meet on 31 December 9999."], published="2021-03-02")
    told = (Told(Field.STATUS, "planned", "will meet"), Told(Field.DATE, "9999-12-31", "31 December 9999"))
    save_readings(engine, [make_reading(article, [make_event(article.text, *told)])])
    engine.dispose()
    with TestClient(make_test_app(tmp_path / "summitry.db"), base_url=BASE_URL) as client:
        (event,) = read_calendar(client, "/calendar.ics")[1].values()
        assert client.get("/feed.atom").status_code == 200
    assert "DTEND" not in event


def test_moments_are_those_at_which_events_changed(client: TestClient) -> None:
    _, events = read_calendar(client, "/calendar.ics")
    for event in events.values():
        created, changed = (
            datetime.strptime(event[name][0].value, "%Y%m%dT%H%M%SZ") for name in ("CREATED", "LAST-MODIFIED")
        )
        # Overdue since a day that had passed when it came.
        assert created <= changed
