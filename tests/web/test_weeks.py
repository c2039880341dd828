"""`/weeks/{week}`: what was held, announced, said and corrected from a Monday to its Sunday, and nothing by guess."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.event import listen
from starlette.testclient import TestClient

from app.domain.dates import EdtfDate, tells_days
from app.domain.weeks import Week
from app.ingest.withdrawing import withdraw_named
from tests.clocked import Site
from tests.commands import write
from tests.records import make_event, make_source, write_record
from tests.web.checks import CheckedClient, Document
from tests.web.conftest import BASE_URL, make_test_app
from tests.web.hostile import LONG

PAIR = "Vladimir Putin and Alexander Lukashenko"
FIX = (
    '[[correction]]\naction = "set"\nevent = "2021-03-01-minsk"\nfield = "city"\nvalue = "Brest"\n'
    'reason = "It was in Brest."\nauthor = "The editors"\ndate = 2021-03-24\n'
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Make a record whose parts stand in weeks that the tests know; 2021-W09 is 1 to 7 March."""
    made = Site(tmp_path_factory.mktemp("weeks"))
    write(
        made.folder / "fix.toml",
        FIX,
    )
    made.ingest(
        made.tell("sunday", f"{PAIR} met in Sochi on March 7, 2021.", day="2021-03-09"),
        made.tell("monday", f"{PAIR} met in Moscow on March 8, 2021.", day="2021-03-09"),
        made.tell("plan", f"{PAIR} will meet in Minsk on March 1, 2021.", day="2021-02-17"),
        made.tell("plan-again", f"{PAIR} will meet in Minsk on March 1, 2021.", "Beta Daily", "2021-02-24"),
        made.tell("held", f"{PAIR} met in Minsk on March 1, 2021.", day="2021-03-02"),
        write_record(
            made.folder / "record",
            (make_event("2021-04-sochi", "2021-04", "Sochi"),),
            (make_source("2021-04-sochi", published="2021-12"),),
        ),
        made.tell(
            "moved",
            f"The meeting of {PAIR} in Vitebsk, planned for May 12, 2021, was postponed to May 20, 2021.",
            day="2021-05-05",
        ),
        made.tell(
            "said",
            f"{PAIR} met in Sochi on June 1, 2021. “We agreed on the price of gas for the year,” Putin said.",
            day="2021-06-08",
        ),
        made.tell("hoax", f"{PAIR} met in Kazan on July 7, 2021.", day="2021-07-08"),
        made.folder / "fix.toml",
    )
    withdraw_named(made.engine, "https://example.org/hoax", "A hoax, it says.", date(2021, 8, 4))
    yield made
    made.engine.dispose()


@pytest.fixture(scope="module")
def reader(site: Site) -> Iterator[TestClient]:
    app = make_test_app(site.folder / "summitry.db")
    with CheckedClient(app, base_url=BASE_URL, follow_redirects=False) as client:
        yield client


def read_sections(client: TestClient, path: str) -> dict[str, str]:
    """Return the words of each section of a page of a week, by the id of its heading."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    sections = re.findall(
        r'<section class="section" aria-labelledby="(\w+)-h">(.*?)</section>', answer.text, re.DOTALL
    )
    return {name: " ".join(re.sub("<[^>]+>", "", words).split()) for name, words in sections}


def list_entries(client: TestClient, path: str) -> list[str]:
    """List the events of a page of a week that stand there by their own days."""
    document = Document(client.get(path).text)
    return [one["id"] for one in document.find_all("li") if "entry" in one.get("class", "").split()]


def get_main(client: TestClient, path: str) -> str:
    return Document(client.get(path).text).get_text("main")


def test_a_week_is_from_monday_to_sunday(reader: TestClient) -> None:
    assert list_entries(reader, "/weeks/2021-W09") == ["2021-03-01-brest", "2021-03-07-sochi"]
    assert list_entries(reader, "/weeks/2021-W10") == ["2021-03-08-moscow"]


def test_a_plan_stands_in_the_week_of_its_first_announcement_and_the_meeting_in_its_own(
    reader: TestClient,
) -> None:
    first, again = read_sections(reader, "/weeks/2021-W07"), get_main(reader, "/weeks/2021-W08")
    assert "will meet in Minsk on March 1, 2021" in first["announced"]
    assert "Announced for 1 March 2021. As it stands: Meeting held." in first["announced"]
    assert "Alpha Daily, 17 February 2021" in first["announced"]
    assert "Nothing is on record of this week" in again, "it was announced before"
    assert "announced" not in read_sections(reader, "/weeks/2021-W09")


def test_a_source_that_looks_back_at_a_plan_announces_nothing(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.ingest(
        site.tell("held", f"{PAIR} met in Minsk on March 1, 2021.", day="2021-03-02"),
        site.tell("back", f"{PAIR} will meet in Minsk on March 1, 2021.", day="2021-04-07"),
    )
    with CheckedClient(make_test_app(tmp_path / "summitry.db"), base_url=BASE_URL) as client:
        assert read_sections(client, "/weeks/2021-W09").keys() == {"held"}
        assert "Nothing is on record of this week" in get_main(client, "/weeks/2021-W14")
    site.engine.dispose()


def test_what_was_moved_is_told_in_the_week_that_it_was_set_for(reader: TestClient) -> None:
    left = read_sections(reader, "/weeks/2021-W19")
    assert "First set for 12 May 2021, then moved." in left["moved"]
    assert "was postponed to May 20, 2021" in left["moved"]
    told = read_sections(reader, "/weeks/2021-W18")["announced"]
    assert "Announced for 20 May 2021; it had first been set for 12 May 2021." in told
    assert read_sections(reader, "/weeks/2021-W20").keys() == {"set"}
    assert list_entries(reader, "/weeks/2021-W20") == ["2021-05-20-vitebsk"]


def test_a_month_is_no_week(reader: TestClient) -> None:
    for number in range(13, 18):
        answer = reader.get(f"/weeks/2021-W{number}")
        assert list_entries(reader, f"/weeks/2021-W{number}") == []
        assert "1 event that may belong here stands in no week" in answer.text
        assert '<meta name="robots" content="noindex">' in answer.text
        assert answer.headers["x-robots-tag"] == "noindex"
    assert "may belong here" not in reader.get("/weeks/2021-W18").text


def test_words_stand_in_the_week_in_which_they_were_printed_where_their_day_is_not_told(
    reader: TestClient,
) -> None:
    assert "said" not in read_sections(reader, "/weeks/2021-W22")
    assert "We agreed on the price of gas" in read_sections(reader, "/weeks/2021-W23")["said"]


def test_words_stand_in_the_week_in_which_they_were_said_where_that_is_told(tmp_path: Path) -> None:
    site = Site(tmp_path)
    event = "2021-03-01-sochi"
    words = f"We shall build it,en,vladimir-putin,2021-03-01,{event},https://example.org/{event}/1"
    record = write_record(
        tmp_path / "record",
        (make_event(event, "2021-03-01", "Sochi"),),
        (make_source(event, published="2021-03-20"),),
        (words,),
    )
    site.ingest(record)
    with CheckedClient(make_test_app(tmp_path / "summitry.db"), base_url=BASE_URL) as client:
        assert "We shall build it" in read_sections(client, "/weeks/2021-W09")["said"]
        assert "Nothing is on record of this week" in get_main(client, "/weeks/2021-W11")
    site.engine.dispose()


def test_a_row_announces_on_the_day_of_the_first_source_that_it_names(tmp_path: Path) -> None:
    site = Site(tmp_path)
    event = "2021-03-25-sochi"
    record = write_record(
        tmp_path / "record",
        (make_event(event, "2021-03-25", "Sochi", status="planned"),),
        (make_source(event, 1, published="2021-03-16"), make_source(event, 2, "Beta", "2021-03")),
    )
    site.ingest(record)
    with CheckedClient(make_test_app(tmp_path / "summitry.db"), base_url=BASE_URL) as client:
        told = read_sections(client, "/weeks/2021-W11")["announced"]
        assert "The first source that the row names is of 16 March 2021." in told
        assert "Meeting overdue" in read_sections(client, "/weeks/2021-W12")["set"]
    site.engine.dispose()


def test_corrections_and_withdrawals_stand_in_the_week_in_which_they_were_made(reader: TestClient) -> None:
    corrected = read_sections(reader, "/weeks/2021-W12")["corrected"]
    assert "2021-03-01-minsk: city set to Brest: It was in Brest." in corrected
    assert "24 March 2021" in corrected
    withdrawn = read_sections(reader, "/weeks/2021-W31")["corrected"]
    assert "withdrawn from the record on 4 August 2021. A hoax, it says." in withdrawn
    assert "Nothing is on record of this week" in get_main(reader, "/weeks/2021-W27"), (
        "where it told of a meeting"
    )


def test_a_week_leads_to_the_next_ones_with_anything_and_to_its_year(reader: TestClient) -> None:
    listed = list(reversed(list_weeks(reader)))
    assert listed[0] == "/weeks/2021-W07"
    for number, path in enumerate(listed):
        document = Document(reader.get(path).text)
        before = [one["href"] for one in document.find_all("a", rel="prev")]
        after = [one["href"] for one in document.find_all("a", rel="next")]
        assert before == listed[number - 1 : number] if number else before == []
        assert after == listed[number + 1 : number + 2]
        assert document.find_all("a", href="/years/2021")
        assert document.find_all("a", href="/weeks")


def test_no_text_is_read_to_know_which_weeks_there_are(site: Site) -> None:
    """Of plans and moves only the days are asked: their texts grow with the record, and a page of a week does not."""
    app = make_test_app(site.folder / "summitry.db")
    asked: list[str] = []
    # Of no versions nothing is read.
    listen(app.state.engine, "before_cursor_execute", lambda *args: asked.append(args[2] if args[3] else ""))
    with TestClient(app, base_url=BASE_URL) as client:
        for path in ("/weeks", "/sitemap.xml", "/weeks/2021-W12", "/weeks/2021-W08"):
            assert client.get(path).status_code == 200
    assert any("mention" in one for one in asked)
    assert [one for one in asked if "version.text" in one] == []


def list_weeks(client: TestClient, path: str = "/weeks") -> list[str]:
    """List the addresses of the weeks in a list of them, older years included."""
    document = Document(client.get(path).text)
    links = [one["href"] for one in document.find_all("a") if one.get("href", "").startswith("/weeks")]
    weeks = [one for one in links if one.startswith("/weeks/")]
    if path == "/weeks":
        for year in (one for one in links if "?year=" in one):
            weeks += list_weeks(client, year)
    return weeks


def test_the_list_has_every_week_with_anything_and_says_how_much(reader: TestClient) -> None:
    text = get_main(reader, "/weeks")
    assert "Week 9 1–7 March 2 took place" in text
    assert "Week 7 15–21 February 1 announced" in text
    assert "Week 12 22–28 March 1 correction" in text
    for path in list_weeks(reader):
        assert reader.get(path).headers.get("x-robots-tag") is None, path


def test_a_long_list_is_cut_into_years(many: TestClient) -> None:
    document = Document(many.get("/weeks").text)
    assert len([one for one in document.find_all("a") if one.get("href", "").startswith("/weeks/")]) < 130
    paths = list_weeks(many)
    days = [event["date"] for event in many.get("/events.json").json()["events"]]
    assert sorted(paths) == sorted({f"/weeks/{Week.of_day(date.fromisoformat(day))}" for day in days})
    year = many.get("/weeks?year=2015")
    assert f'<link rel="canonical" href="{BASE_URL}/weeks?year=2015">' in year.text
    for asked in ("year=2015&year=2017", "year=1066&year=2015&year=2017"):
        text = many.get(f"/weeks?{asked}").text
        assert f'<link rel="canonical" href="{BASE_URL}/weeks?year=2015">' in text, "the first that has any"
    for nonsense in ("year=1066", "year=%FF", "year=", "year=2015x", "x=1", "year=" + "9" * 5000):
        answer = many.get(f"/weeks?{nonsense}")
        assert answer.status_code == 200
        assert f'<link rel="canonical" href="{BASE_URL}/weeks">' in answer.text


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("2021-w09", "2021-W09"),
        ("2021W09", "2021-W09"),
        ("2021-W9", "2021-W09"),
        ("2021-03-07", "2021-W09"),
        ("2021-03-08", "2021-W10"),
        ("2021-01-01", "2020-W53"),
        ("2019-12-30", "2020-W01"),
    ],
)
def test_another_name_of_a_week_leads_to_it_in_the_same_language(
    reader: TestClient, asked: str, name: str
) -> None:
    for prefix in ("", "/ru", "/be"):
        answer = reader.get(f"{prefix}/weeks/{asked}")
        assert (answer.status_code, answer.headers["location"]) == (301, f"{prefix}/weeks/{name}")


@pytest.mark.parametrize(
    "name",
    ["2021-W53", "2024-W54", "2024-W00", "0000-W01", "9999-W52", "9999-W01", "2024-21", "2024-05", "2024", "W21",
     "nonsense", "2024-W21x", "2024-W٢١", "2021-02-30", "1066-W42", "%00", "-", "2024-W21%0A", "x" * 300,
     "%3Cscript%3E", "2090-W01"],
)  # fmt: skip
def test_what_is_no_week_of_the_record_is_not_there(reader: TestClient, name: str) -> None:
    answer = reader.get(f"/weeks/{name}")
    assert answer.status_code in (404, 422)
    assert "<script>" not in answer.text


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(alphabet="0123456789-Ww٣ \x00é%", max_size=12))
def test_no_name_breaks_it(reader: TestClient, name: str) -> None:
    assert reader.get(f"/weeks/{quote(name)}").status_code in (200, 301, 307, 404)


def test_an_empty_week_of_the_record_says_so_and_one_to_come_as_well(
    client: TestClient, empty: TestClient
) -> None:
    for opened, path, words in (
        (client, "/weeks/2020-W53", "Nothing is on record of this week"),
        (client, "/weeks/2026-W47", "This week is not over yet."),
        (client, "/weeks/2026-W52", "This week is still to come."),
        (empty, "/weeks/2026-W47", "Nothing is on record of this week"),
    ):
        assert words in get_main(opened, path)
    assert empty.get("/weeks/2019-W49").status_code == 404
    assert "0 weeks" in get_main(empty, "/weeks")
    assert read_sections(client, "/weeks/2026-W52").keys() == {"set"}


def test_the_week_of_a_source_that_is_dated_by_it_is_known(client: TestClient) -> None:
    """An article of the samples is dated 20 to 26 May 2024, which is one week."""
    assert "Most of what we discuss is security" in read_sections(client, "/weeks/2024-W21")["said"]


def test_the_first_days_of_january_can_be_of_the_year_before(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.ingest(site.tell("new-year", f"{PAIR} met in Minsk on January 1, 2021.", day="2021-01-02"))
    with CheckedClient(make_test_app(tmp_path / "summitry.db"), base_url=BASE_URL) as client:
        assert list_entries(client, "/weeks/2020-W53") == ["2021-01-01-minsk"]
        page = get_main(client, "/weeks/2020-W53")
        assert "Week 53 of 2020: 28 December 2020–3 January 2021" in page
        assert list_weeks(client) == ["/weeks/2020-W53"]
        assert "The year 2021" in page
        assert "The year 2020" not in page, "it has no page"
    site.engine.dispose()


@pytest.mark.parametrize(
    ("prefix", "heading"),
    [
        ("", "Week 21 of 2024: 20–26 May"),
        ("/ru", "21-я неделя 2024 года: 20–26 мая"),
        ("/be", "Тыдзень 21, 2024 год: 20–26 мая"),
    ],
)
def test_a_week_is_named_in_the_language_of_the_page(client: TestClient, prefix: str, heading: str) -> None:
    answer = client.get(f"{prefix}/weeks/2024-W21")
    assert Document(answer.text).get_text("h1") == heading
    assert f'<link rel="canonical" href="{BASE_URL}{prefix}/weeks/2024-W21">' in answer.text


def test_an_event_a_year_and_the_foot_of_every_page_lead_to_weeks(client: TestClient) -> None:
    event = Document(client.get("/events/2024-05-23-minsk").text)
    assert event.get_text("a", href="/weeks/2024-W21") == "Week 21 of 2024"
    assert "/weeks/" not in client.get("/events/2021-02-sochi").text, "its day is not told"
    assert Document(client.get("/years/2024").text).find_all("a", href="/weeks?year=2024")
    assert Document(client.get("/").text).find_all("a", href="/weeks")


def test_the_ends_of_the_calendar_are_weeks_too(tmp_path: Path) -> None:
    site = Site(tmp_path)
    days = ("0001-01-01", "9999-12-31", "9999-12-24/9999-12-28")
    keys = tuple(f"{day[:10]}-sochi" for day in days)
    events = tuple(make_event(key, day, "Sochi") for key, day in zip(keys, days, strict=True))
    site.ingest(write_record(tmp_path / "record", events, tuple(make_source(key) for key in keys)))
    with CheckedClient(make_test_app(tmp_path / "summitry.db"), base_url=BASE_URL) as client:
        assert list_weeks(client) == ["/weeks/9999-W52", "/weeks/9999-W51", "/weeks/0001-W01"]
        assert list_entries(client, "/weeks/9999-12-31") == [keys[2], keys[1]]
        for path in (*list_weeks(client), "/weeks.atom", "/sitemap.xml", *(f"/events/{key}" for key in keys)):
            assert client.get(path).status_code == 200
    site.engine.dispose()


def test_hostile_words_are_words(hostile: TestClient) -> None:
    assert "<b>bold</b>" in get_main(hostile, "/weeks/2021-W09")
    assert LONG[:100] in get_main(hostile, "/ru/weeks/2021-W18")


def test_the_sitemap_lists_weeks_with_events_without_a_moment(reader: TestClient) -> None:
    text = reader.get("/sitemap.xml").text
    assert f"<url><loc>{BASE_URL}/weeks/2021-W09</loc></url>" in text
    assert "/weeks/2021-W08<" not in text


def list_day_dated(client: TestClient) -> dict[str, set[str]]:
    """Return the events of which the day is told, each with the weeks of its days."""
    weeks: dict[str, set[str]] = {}
    for event in client.get("/events.json").json()["events"]:
        if event["date"] and tells_days(event["date"]):
            told = EdtfDate.parse(event["date"])
            days = ((told.first + timedelta(days=one)) for one in range((told.last - told.first).days + 1))
            weeks[event["slug"]] = {str(Week.of_day(day)) for day in days}
    return weeks


def test_every_event_with_a_day_is_in_exactly_the_weeks_of_its_days(
    client: TestClient, many: TestClient, reader: TestClient
) -> None:
    for opened in (client, many, reader):
        found: dict[str, set[str]] = {}
        for path in list_weeks(opened):
            for slug in list_entries(opened, path):
                found.setdefault(slug, set()).add(path.rpartition("/")[2])
        assert found == list_day_dated(opened)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(day=st.dates(date(2019, 1, 1), date(2026, 12, 31)))
def test_a_week_has_the_events_of_its_days_and_no_others(client: TestClient, day: date) -> None:
    name = str(Week.of_day(day))
    wanted = {slug for slug, weeks in list_day_dated(client).items() if name in weeks}
    assert set(list_entries(client, f"/weeks/{name}")) == wanted


@given(day=st.dates())
def test_a_week_is_named_as_the_calendar_of_python_does(day: date) -> None:
    week = Week.of_day(day)
    year, number, _ = day.isocalendar()
    assert str(week) == f"{year:04}-W{number:02}"
    assert Week.parse(str(week)) == week
    assert week.holds(day, day)


def test_a_week_as_json_says_what_its_page_says(reader: TestClient) -> None:
    for path in list_weeks(reader):
        body = reader.get(f"{path}.json").json()
        assert [one["slug"] for one in (*body["held"], *body["set"])] == list_entries(reader, path)
        assert body["url"] == BASE_URL + path
        text = get_main(reader, path)
        for one in body["quotes"]:
            assert one["text"].rstrip(",") in text
        for one in (*body["moved"], *body["announced"]):
            assert one["evidence"]["sentence"] in text
        assert ("corrected" in read_sections(reader, path)) == bool(body["corrections"] or body["withdrawn"])


def test_a_week_as_json_has_plans_with_their_words(reader: TestClient) -> None:
    body = reader.get("/weeks/2021-W18.json").json()
    assert {name for name, value in body.items() if value == []} == {
        "held", "set", "moved", "quotes", "corrections", "withdrawn"
    }  # fmt: skip
    (one,) = body["announced"]
    told = one["published"], one["date"], one["former"], one["event"]["slug"]
    assert told == ("2021-05-05", "2021-05-20", "2021-05-12", "2021-05-20-vitebsk")
    (moved,) = reader.get("/weeks/2021-W19.json").json()["moved"]
    assert moved["former"] == "2021-05-12"
    assert reader.get("/weeks/2021-W31.json").json()["withdrawn"][0]["reason"] == "A hoax, it says."


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("2021-W14", 200),
        ("2021-w14", 301),
        ("2021-04-05", 301),
        ("2021-W53", 404),
        ("x", 404),
        ("1066-W42", 404),
    ],
)
def test_a_week_as_json_is_found_as_its_page_is(reader: TestClient, name: str, status: int) -> None:
    answer = reader.get(f"/weeks/{name}.json")
    assert answer.status_code == status == reader.get(f"/weeks/{name}").status_code
    if status == 404:
        assert answer.headers["content-type"] == "application/problem+json"
    if status == 301:
        assert answer.headers["location"] == "/weeks/2021-W14.json"
