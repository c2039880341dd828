"""The page of one event: every value opens its sentence, and nothing is there that was not read."""

from pathlib import Path
from urllib.parse import unquote

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from tests.samples import make_sample_database
from tests.web.checks import CheckedClient, Document
from tests.web.conftest import BASE_URL, make_test_app


def open_event(client: TestClient, slug: str) -> Document:
    answer = client.get(f"/events/{slug}")
    assert answer.status_code == 200
    return Document(answer.text)


def list_links(document: Document) -> list[str]:
    return [one["href"] for one in document.find_all("a")]


def test_every_event_has_a_page_and_every_fact_of_it_opens_a_marked_sentence(client: TestClient) -> None:
    rows = client.get("/events.json").json()["events"]
    assert len(rows) > 10
    for row in rows:
        document = open_event(client, row["slug"])
        facts = document.find_all("details", class_="fact")
        assert facts
        for fact in facts:
            assert document.get_text("details", id=fact["id"])
        assert len(document.find_all("mark")) >= len(facts)


def test_the_page_says_what_when_where_who_how_long_outcome_topics_and_status(client: TestClient) -> None:
    document = open_event(client, "2019-12-07-sochi")
    assert document.get_text("h1") == "Sochi, bilateral talks"
    for name, value in (
        ("what", "Meeting, bilateral talks"),
        ("when", "7 December 2019"),
        ("where", "Sochi, Russia"),
        ("who", "Vladimir Putin, Alexander Lukashenko, Maxim Oreshkin"),
        ("topics", "Energy, integration"),
        ("status", "Held"),
    ):
        assert value in document.get_text("details", id=name)
    assert "hours" in document.get_text("details", id="how-long")
    assert document.find_all("details", id="outcome")


def test_sources_that_disagree_stand_side_by_side_with_the_rule_in_words(client: TestClient) -> None:
    words = open_event(client, "2019-12-07-sochi").get_text("details", id="how-long")
    assert "At least 5 hours" in words
    assert "At least 6 hours" in words
    assert "2 tellings" in words
    assert "most publishers tell" in words


def test_the_words_of_an_original_link_to_the_sentence_there(client: TestClient) -> None:
    links = list_links(open_event(client, "2019-12-07-sochi"))
    there = [unquote(link) for link in links if "#:~:text=" in link]
    assert (
        "https://wire.example.net/six-hours#:~:text=On 7 December Putin received Lukashenko in Sochi" in there
    )


def test_every_link_to_a_sentence_of_ours_leads_to_an_anchor_that_is_there(client: TestClient) -> None:
    for slug in ("2019-12-07-sochi", "2024-05-23-minsk", "2022-04-12-vostochny", "2023-07-03-brest"):
        for link in list_links(open_event(client, slug)):
            path, _, anchor = link.partition("#")
            if path.startswith("/articles/") and anchor:
                assert f'id="{anchor}"' in client.get(path).text


def test_a_digest_is_named_as_ours_and_links_plainly_to_the_original(client: TestClient) -> None:
    document = open_event(client, "1999-12-08-milestone")
    assert "our digest of The Example Times" in document.text
    originals = [link for link in list_links(document) if link.startswith("https:")]
    assert originals
    assert all("#" not in link for link in originals)


def test_the_table_of_sources_leads_to_each_page_of_ours_and_to_each_original(client: TestClient) -> None:
    document = open_event(client, "2019-12-07-sochi")
    assert len(document.find_all("a", class_="original")) == 3
    assert "No address is known." in open_event(client, "2024-05-23-minsk").get_text("section", id="sources")


def test_an_article_without_an_address_says_so(client: TestClient) -> None:
    document = open_event(client, "2024-05-23-minsk")
    assert "No address is known" in document.text
    assert not [link for link in list_links(document) if link.startswith("http")]


def test_what_was_said_around_it_has_its_speaker_its_source_and_its_own_page(client: TestClient) -> None:
    document = open_event(client, "2022-04-12-vostochny")
    assert "Said around it" in document.text
    assert {"lang": "ru"} in document.find_all("blockquote")
    links = list_links(document)
    assert "/people/alexander-lukashenko" in links
    (quote, *_) = [link for link in links if link.startswith("/quotes/")]
    assert client.get(quote).status_code == 200


def test_what_sources_count_stands_beside_the_meeting_with_its_sentence(client: TestClient) -> None:
    document = open_event(client, "2024-05-23-minsk")
    assert "Reported as the 4th of 2024; this record has 1 up to that day, 3 missing." in document.text
    assert "It was the fourth meeting of 2024." in document.text
    counted = document.get_text("section", aria_labelledby="count-h")
    assert "In 2023 the two leaders met six times." not in counted
    assert any(link.startswith("/years/2024#claim-") for link in list_links(document))


def test_an_announced_meeting_shows_its_announcement_and_is_announced_by_the_one_before(
    client: TestClient,
) -> None:
    report = open_event(client, "2019-12-20-saint-petersburg")
    assert "The two presidents will meet again on 20 December" in report.get_text(
        "section", aria_labelledby="story-h"
    )
    before = open_event(client, "2019-12-07-sochi")
    assert "Saint Petersburg" in before.get_text("section", aria_labelledby="next-h")


def test_earlier_and_later_meetings_are_a_link_away(client: TestClient) -> None:
    words = open_event(client, "2019-12-20-saint-petersburg").get_text("nav", aria_labelledby="near-h")
    assert words.index("7 December 2019") < words.index("30 December 2019")


@pytest.mark.parametrize(
    ("slug", "standing"),
    [
        (
            "2025-03-13-moscow",
            "Overdue: announced, the date has passed, and no report that it was held has been read.",
        ),
        ("2020-06-19-minsk", "Cancelled: announced, then called off."),
        ("2026-12-25-saint-petersburg", "Planned: announced, and still to come."),
        ("undated-grodno", "Planned: announced without a date."),
        ("2019-12-07-sochi", "Held. 3 sources tell of it, in English."),
    ],
)
def test_how_an_event_stands_is_said_in_words(client: TestClient, slug: str, standing: str) -> None:
    assert standing in open_event(client, slug).get_text("p", class_="lead")


def test_a_month_is_not_made_into_a_day(client: TestClient) -> None:
    document = open_event(client, "2021-02-sochi")
    assert "February 2021, day not told" in document.text
    assert "1 February" not in document.text
    assert "This one marked" not in document.text


def test_what_no_source_tells_is_left_out(client: TestClient) -> None:
    document = open_event(client, "2019-12-30-call")
    names = [fact["id"] for fact in document.find_all("details", class_="fact")]
    assert "where" not in names
    assert "how-long" not in names
    assert not document.find_all("section", aria_labelledby="count-h")


def test_an_event_can_be_cited_and_shared(client: TestClient) -> None:
    document = open_event(client, "2019-12-07-sochi")
    address = f"{BASE_URL}/events/2019-12-07-sochi"
    assert address in document.get_text("section", aria_labelledby="cite-h")
    (button,) = document.find_all("button", data_copy=address)
    assert "hidden" in button
    assert "/events/2019-12-07-sochi.json" in list_links(document)


def test_hostile_strings_come_out_as_text(client: TestClient) -> None:
    html = client.get("/events/2023-07-03-brest").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<script>alert" not in html
    assert "<img" not in html
    assert "<b>danced" not in html


def test_an_unknown_slug_is_not_found(client: TestClient) -> None:
    for slug in ("2001-01-01-nowhere", "x", "%00", "%D0%9C", "a" * 3000, "..%2F..%2Fetc"):
        assert client.get(f"/events/{slug}").status_code == 404


def test_a_former_slug_leads_to_the_current_one_for_ever(renamed: TestClient) -> None:
    answer = renamed.get("/events/2019-12-07-sochi")
    assert (answer.status_code, answer.headers["location"]) == (301, "/events/2019-12-07-moscow-0a1b")


@pytest.mark.parametrize("path", ["/events/2018-01-01-minsk", "/events/2018-01-01-minsk.json"])
def test_the_slug_of_an_event_of_which_no_source_tells_any_more_is_gone(
    renamed: TestClient, path: str
) -> None:
    answer = renamed.get(path)
    assert answer.status_code == 410
    assert "No source tells of this event any more." in answer.text


def test_a_slug_that_two_events_share_names_both(renamed: TestClient) -> None:
    answer = renamed.get("/events/2019-12-07-moscow")
    assert answer.status_code == 300
    links = list_links(Document(answer.text))
    assert "/events/2019-12-07-moscow-0a1b" in links
    assert "/events/2019-12-07-moscow-ffff" in links


def test_what_only_announcements_tell_is_not_shown_as_a_value(tmp_path: Path) -> None:
    engine = make_sample_database(tmp_path / "summitry.db")
    with engine.begin() as connection:
        connection.execute(text("UPDATE event SET outcome = NULL WHERE slug = '2019-12-07-sochi'"))
    engine.dispose()
    with CheckedClient(make_test_app(tmp_path / "summitry.db"), base_url=BASE_URL) as opened:
        words = open_event(opened, "2019-12-07-sochi").get_text("details", id="outcome")
    assert "Told only by announcements" in words
    assert "No agreement" in words
