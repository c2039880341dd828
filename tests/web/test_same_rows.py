"""The same rows everywhere: whatever a view asks for, its page and each of its formats give the same events."""

import re
from html import escape
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.domain.ids import make_slug
from app.domain.printable import one_line
from tests.web.checks import Document
from tests.web.conftest import BASE_URL
from tests.web.formats import (
    ATOM,
    is_told_to_the_day,
    list_linked,
    list_shown,
    read_all,
    read_bibtex,
    read_calendar,
    read_csl,
    read_feed,
    read_ris,
    read_slides,
    read_table,
)

SEARCHES = ("gas", "газ", "Minsk", "energy -Sochi", "speaker:lukashenko", "“", "nothing of the sort")
NONSENSE = {"year": "1066", "topic": "weather", "place": "atlantis", "nonsense": "\u202e=1"}

Pairs = list[tuple[str, str]]


def list_pairs(client: TestClient) -> Pairs:
    """List everything that can narrow a view: each value that an event of this record has, asked for and left out."""
    pairs = {("status", "overdue"), ("kind", "related"), ("format", "video"), *NONSENSE.items()}
    for row in client.get("/events.json").json()["events"]:
        pairs |= {(name, row[name]) for name in ("kind", "format", "status") if row[name]}
        pairs |= {("person", one) for one in row["people"]} | {("topic", one) for one in row["topics"]}
        pairs |= {("year", row["date"][:4])} if row["date"] else set()
        pairs |= {("place", make_slug(row["city"]))} if row["city"] else set()
    return [*sorted(pairs), *((f"-{name}", value) for name, value in sorted(pairs))]


def draw_view(data: st.DataObject, client: TestClient) -> str:
    narrowing = st.one_of(
        st.sampled_from(list_pairs(client)), st.tuples(st.just("q"), st.sampled_from(SEARCHES))
    )
    return urlencode(data.draw(st.lists(narrowing, max_size=4)))


def check_view(client: TestClient, query: str, limit: int) -> None:
    """Check that every format of a view has the events that its page shows, and says how many it cannot hold."""
    whole = client.get(f"/events.json?{query}").json()
    rows: list[dict[str, Any]] = whole["events"]
    slugs = [row["slug"] for row in rows]
    assert whole["count"] == len(slugs) == len(set(slugs))
    assert list_shown(client, f"/?{query}") == slugs
    assert read_all(client, f"/api/events?{query}&limit={limit}", "events") == rows
    assert [row["slug"] for row in read_table(client, f"/events.csv?{query}")] == slugs
    keys = [f"summitry-{slug}" for slug in slugs]
    assert list(read_bibtex(client, f"/events.bib?{query}")) == keys
    assert [one["id"] for one in read_ris(client, f"/events.ris?{query}")] == keys
    assert [one["id"] for one in read_csl(client, f"/events.csl.json?{query}")] == keys
    # The event that changed last stands first.
    assert sorted(list_linked(read_feed(client, f"/feed.atom?{query}"))) == sorted(slugs)
    check_dated(client, query, rows)


def check_dated(client: TestClient, query: str, rows: list[dict[str, Any]]) -> None:
    """Check the formats that can hold dated events alone, and the number of those that they leave out."""
    dated = [row["slug"] for row in rows if row["date"]]
    assert [one["unique_id"] for one in read_slides(client, f"/events.timeline.json?{query}")] == dated
    told = [row["slug"] for row in rows if is_told_to_the_day(row["date"])]
    calendar, events = read_calendar(client, f"/calendar.ics?{query}")
    assert list(events) == told
    counted, _, left_out = calendar["X-WR-CALDESC"][0].text.partition(" told to the day.")
    assert counted.split()[0] == str(len(told))
    number = len(rows) - len(told)
    assert (f"{number} event" in left_out.partition(". ")[0]) is bool(number)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_format_of_a_view_has_the_events_of_its_page(client: TestClient, data: st.DataObject) -> None:
    check_view(client, draw_view(data, client), 3)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_so_it_is_with_views_of_several_pages(many: TestClient, data: st.DataObject) -> None:
    check_view(many, draw_view(data, many), 60)


def test_the_whole_timeline_is_the_same_everywhere(
    client: TestClient, many: TestClient, hostile: TestClient, empty: TestClient
) -> None:
    for opened in (client, many, hostile, empty):
        check_view(opened, "", 60)


@pytest.mark.parametrize(
    "path",
    ["/events.json", "/events.csv", "/events.bib", "/events.timeline.json", "/feed.atom", "/calendar.ics"],
)
def test_a_file_is_the_whole_view_whatever_page_was_asked_for(many: TestClient, path: str) -> None:
    slug = many.get("/events.json").json()["events"][49]["slug"]
    asked, whole = many.get(f"{path}?topic=energy&after={slug}"), many.get(f"{path}?topic=energy")
    assert asked.content == whole.content
    assert BASE_URL.encode() in whole.content


def test_every_row_has_its_sentence_its_source_and_the_way_back(client: TestClient) -> None:
    rows = client.get("/events.json").json()["events"]
    bibtex = read_bibtex(client, "/events.bib")
    ris = {str(one["id"]): one for one in read_ris(client, "/events.ris")}
    csl = {str(one["id"]): one for one in read_csl(client, "/events.csl.json")}
    slides = {str(one["unique_id"]): one for one in read_slides(client, "/events.timeline.json")}
    _, calendar = read_calendar(client, "/calendar.ics")
    entries = {
        link.get("href"): entry
        for entry in read_feed(client, "/feed.atom").findall(f"{ATOM}entry")
        for link in entry.findall(f"{ATOM}link[@rel='alternate']")
    }
    assert len(rows) == len(bibtex) == len(ris) == len(csl) == len(entries)
    for row in rows:
        key, sentence, publisher = f"summitry-{row['slug']}", row["sentence"], row["sentence_publisher"]
        assert sentence
        assert client.get(row["url"]).status_code == 200
        page = Document(client.get(row["sentence_page"]).text).text
        # Behind each mark stands, for those who hear the page, what was read there.
        assert one_line(sentence) in re.sub(r" \(read as [^)]*\)", "", page)
        assert row["sentence_url"] is None or row["sentence_url"] in row["source_urls"]
        for abstract, link in (
            (bibtex[key]["abstract"], bibtex[key]["url"]),
            (str(ris[key]["abstract"]), ris[key]["urls"][0]),  # type: ignore[index]
            (str(csl[key]["abstract"]), csl[key]["URL"]),
        ):
            assert one_line(sentence) in abstract
            assert publisher is None or one_line(publisher) in abstract
            assert link == row["url"]
        told = " ".join("".join(entries[row["url"]].itertext()).split())
        assert " ".join(sentence.split()) in told
        if row["slug"] in slides:
            text = slides[row["slug"]]["text"]["text"]  # type: ignore[index]
            assert escape(sentence) in text
            assert row["url"] in text
            assert row["sentence_page"] in text
        if row["slug"] in calendar:
            event = calendar[row["slug"]]
            assert " ".join(sentence.split()) in " ".join(event["DESCRIPTION"][0].text.split())
            assert row["url"] in event["DESCRIPTION"][0].text
