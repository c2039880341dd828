"""The front page leads with what is announced next, by whom, and with what is overdue, as the clock tells."""

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.store.views import ArticleRow
from app.web.coming import format_told
from tests.web.checks import Document

NEXT = {"aria_labelledby": "next-h"}
OVERDUE = {"aria_labelledby": "over-h"}


OpenOn = Callable[[date], Document]


@pytest.fixture
def open_on(sample_app: FastAPI, client: TestClient) -> Iterator[OpenOn]:
    """Return a function that opens the front page on a day."""
    clock = sample_app.state.clock

    def open_page(day: date) -> Document:
        sample_app.state.clock = lambda: day
        return Document(client.get("/").text)

    yield open_page
    sample_app.state.clock = clock


def count(client: TestClient, status: str) -> int:
    return int(client.get(f"/events.json?status={status}").json()["count"])


def test_the_next_announced_meeting_comes_with_its_sentence_and_who_tells_it(
    open_on: OpenOn, client: TestClient
) -> None:
    document = open_on(date(2026, 11, 22))
    words = document.get_text("section", **NEXT)
    assert words.startswith("Announced next 25 December 2026")
    event = Document(client.get("/events/2026-12-25-saint-petersburg").text).get_text("section", id="sources")
    publisher = re.findall(r"Told by (.+?) alone\.", words)[0]
    assert publisher in event
    # The sentence stands above it, with where it was published.
    assert words.count(publisher) >= 2
    assert document.find_all("blockquote")
    assert "No other date has been announced." in words
    assert "Announced without a date: Grodno" in words
    assert document.find_all("a", href="/?status=planned")
    assert f"All {count(client, 'planned')} announced events on the timeline" in words


def test_the_front_page_leads_with_it(open_on: OpenOn) -> None:
    text = open_on(date(2026, 11, 22)).text
    assert text.index("Announced next") < text.index("Overdue: announced") < text.index("Year by year")


def test_what_is_overdue_stands_beside_it_all_within_reach(open_on: OpenOn, client: TestClient) -> None:
    document = open_on(date(2027, 1, 2))
    words = document.get_text("section", **OVERDUE)
    assert "25 December 2026, Saint Petersburg" in words
    assert "overdue for 8 days" in words
    assert "13 March 2025, Moscow" in words
    assert count(client, "overdue") == 2
    assert "All 2 overdue events on the timeline" in words
    assert document.find_all("a", href="/?status=overdue")


def test_a_day_before_its_date_passes_a_plan_is_still_to_come(open_on: OpenOn) -> None:
    words = open_on(date(2025, 3, 13)).get_text("section", **NEXT)
    assert words.startswith("Announced next 13 March 2025")
    # What is announced besides stands below, each with who tells of it.
    assert "25 December 2026" in words
    assert words.count("Told by") >= 2


def test_without_a_date_to_come_it_says_so(open_on: OpenOn) -> None:
    words = open_on(date(2027, 1, 2)).get_text("section", **NEXT)
    assert words.startswith("Announced next No date is announced. Announced without a date: Grodno")


def test_where_nothing_is_announced_or_overdue_it_says_so(many: TestClient) -> None:
    document = Document(many.get("/").text)
    assert document.get_text("section", **NEXT) == (
        "Announced next Nothing is announced: no source read so far tells of a meeting or call to come."
    )
    assert document.get_text("section", **OVERDUE).endswith("Nothing is overdue.")
    assert not document.find_all("a", href="/?status=planned") or "announced event" not in document.text


def test_a_narrowed_or_later_or_empty_page_does_not_lead_with_it(
    client: TestClient, empty: TestClient
) -> None:
    for answer in (client.get("/?kind=meeting"), client.get("/?after=2024-05-23-minsk"), empty.get("/")):
        assert "Announced next" not in answer.text


def test_who_tells_of_a_plan_is_named_once_and_shortly() -> None:
    def article(publisher: str | None) -> ArticleRow:
        return ArticleRow("a", None, publisher, None, None, None, digest=False)

    for publishers, words in (
        ([], "No source of it is named."),
        ([None], "Told by 1 source whose publisher is not named."),
        (["A", "A"], "Told by A alone."),
        (["A", "B", "C"], "Told by A, B and C."),
        (["A", None], "Told by A and 1 other."),
        (["A", "B", "C", "D", "E", None], "Told by A, B, C and 3 others."),
    ):
        assert format_told([article(one) for one in publishers]) == words
