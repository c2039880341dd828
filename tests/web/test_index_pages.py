"""The pages of people, places, topics and years: their part of the record, with true counts."""

import re
from collections import Counter

import pytest
from starlette.testclient import TestClient

from tests.web.checks import Document


def open_page(client: TestClient, path: str) -> Document:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return Document(answer.text)


def list_entries(document: Document) -> list[str]:
    return [one["id"] for one in document.find_all("li") if "entry" in one.get("class", "").split()]


@pytest.mark.parametrize(
    ("path", "query", "heading"),
    [
        ("/people/vladimir-putin", "person=vladimir-putin", "Vladimir Putin"),
        ("/people/maxim-oreshkin", "person=maxim-oreshkin", "Maxim Oreshkin"),
        ("/places/saint-petersburg", "place=saint-petersburg", "Saint Petersburg"),
        ("/topics/energy", "topic=energy", "Energy"),
        ("/years/2019", "year=2019", "2019"),
    ],
)
def test_a_page_lists_the_events_of_its_view_and_leads_there(
    client: TestClient, path: str, query: str, heading: str
) -> None:
    document = open_page(client, path)
    rows = client.get(f"/events.json?{query}").json()["events"]
    assert document.get_text("h1") == heading
    assert list_entries(document) == [row["slug"] for row in rows]
    assert f"/?{query}" in [one["href"] for one in document.find_all("a")]


def test_the_summary_counts_what_the_record_holds(client: TestClient) -> None:
    rows = client.get("/events.json?person=vladimir-putin").json()["events"]
    held = Counter(row["kind"] for row in rows if row["status"] == "held")
    summary = open_page(client, "/people/vladimir-putin").get_text("p", class_="lead")
    assert summary.startswith(f"{len(rows)} events: {held['meeting']} meetings and {held['call']} calls held")
    assert "1 planned" in summary
    assert "1 overdue" in summary
    assert "1 of which no date was told" in summary
    numbers = [int(number) for number in re.findall(r"\d+", summary)]
    assert numbers[0] == sum(numbers[1:])


def test_first_and_latest_are_events_that_took_place(client: TestClient) -> None:
    words = open_page(client, "/people/vladimir-putin").text
    assert "From Sochi, bilateral talks, 7 December 2019, to Vitebsk, meeting, 6 November 2026." in words


def test_a_year_leads_to_the_years_beside_it_and_shows_who_counted_its_meetings(client: TestClient) -> None:
    document = open_page(client, "/years/2024")
    assert "Before: 2023 · After: 2025" in document.text
    assert "4 meetings up to 24 May" in document.text
    assert "It was the fourth meeting of 2024." in document.text


def test_a_year_of_the_record_without_events_says_so(client: TestClient) -> None:
    assert "No event is on record." in open_page(client, "/years/2010").text


def test_a_person_is_quoted_and_all_quotes_are_a_link_away(client: TestClient) -> None:
    document = open_page(client, "/people/alexander-lukashenko")
    assert "What Alexander Lukashenko said" in document.text
    assert "/quotes?speaker=alexander-lukashenko" in [one["href"] for one in document.find_all("a")]


def test_a_list_that_leaves_events_of_a_year_out_says_how_many_it_has(client: TestClient) -> None:
    shown = open_page(client, "/places/sochi").get_text("section", id="y2019")
    assert "2 meetings, 1 call, 1 other event; 1 in this list" in shown
    assert "in this list" not in open_page(client, "/years/2019").get_text("section", id="y2019")


def test_a_topic_without_events_says_so(client: TestClient) -> None:
    assert "No event is on record." in open_page(client, "/topics/sport").text


def test_a_long_page_stops_and_leads_to_the_whole_list(many: TestClient) -> None:
    document = open_page(many, "/people/vladimir-putin")
    assert len(list_entries(document)) == 50
    assert re.search(r"All \d+ events on the timeline", document.text)


@pytest.mark.parametrize(
    "path",
    [
        "/people/nobody",
        "/people/%3Cscript%3E",
        "/people/" + "a" * 3000,
        "/places/atlantis",
        "/places/Sochi%00",
        "/topics/gossip",
        "/years/1812",
        "/years/20x",
        "/years/-2019",
        "/years/²019",
        "/years/99999999999999999999999",
    ],
)
def test_what_is_not_on_record_is_not_found(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (404, 422)
    assert "<script>" not in answer.text


def test_every_address_in_the_sitemap_has_a_page(client: TestClient) -> None:
    paths = re.findall(r"<loc>http://127\.0\.0\.1:8000(/[^<]*)</loc>", client.get("/sitemap.xml").text)
    assert len(paths) > 30
    for path in paths:
        assert client.get(path).status_code == 200, path
