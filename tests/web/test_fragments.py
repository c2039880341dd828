"""Pages and fragments: the same URL, told apart by htmx's headers, and "more" without a year's heading twice."""

import re

import pytest
from starlette.testclient import TestClient

from tests.web.checks import Document

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial", "HX-Target": "div#timeline"}
VARY = {"hx-request", "hx-request-type", "hx-target", "hx-history-restore-request"}


def get_vary(answer: object) -> set[str]:
    return {one.strip().lower() for one in answer.headers["vary"].split(",")}  # type: ignore[attr-defined]


def test_htmx_gets_the_targeted_partial_and_what_changes_with_it(client: TestClient) -> None:
    answer = client.get("/?topic=energy&year=2019", headers=HTMX)
    assert answer.status_code == 200
    assert "<!doctype" not in answer.text.lower()
    assert answer.headers["hx-push-url"] == "/?year=2019&topic=energy"
    assert get_vary(answer) >= VARY
    document = Document(answer.text)
    assert document.find_all("div", id="timeline")
    targets = {one["hx-target"] for one in document.find_all("hx-partial")}
    assert targets == {"#opening", "#strip", "#rail", "#says", "#chips", "#take", "#search", "#index"}
    live = document.find_all("hx-partial", hx_target="#says")
    assert live[0]["hx-swap"] == "outerSync"


def test_the_form_that_has_the_focus_is_never_sent_back(client: TestClient) -> None:
    answer = client.get("/?q=gas", headers={**HTMX, "HX-Target": "div#years"})
    assert "<form" not in answer.text
    assert answer.headers["hx-push-url"] == "/?q=gas"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {**HTMX, "HX-History-Restore-Request": "true"},
        {**HTMX, "HX-Request-Type": "full"},
        {**HTMX, "HX-Request": "false"},
        {**HTMX, "HX-Target": "body"},
        {**HTMX, "HX-Target": "div#somewhere"},
        {**HTMX, "HX-Target": "timeline"},
        {"HX-Request": "true"},
    ],
)
def test_anyone_else_gets_the_whole_page(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.get("/?topic=energy", headers=headers)
    assert answer.text.lower().startswith("<!doctype html>")
    assert get_vary(answer) >= VARY
    assert "hx-push-url" not in answer.headers


def test_a_fragment_is_the_same_markup_as_in_the_page(client: TestClient) -> None:
    def squeeze(text: str) -> str:
        return " ".join(text.split())

    page, fragment = client.get("/?kind=call").text, client.get("/?kind=call", headers=HTMX).text
    timeline = fragment[fragment.index('<div id="timeline">') : fragment.index("<hx-partial")]
    assert squeeze(timeline) in squeeze(page)


def test_following_more_shows_every_event_once(many: TestClient) -> None:
    seen: list[str] = []
    path: str | None = "/"
    while path:
        document = Document(many.get(path).text)
        seen += [one["id"] for one in document.find_all("li") if "entry" in one.get("class", "").split()]
        links = document.find_all("a", id="more-link")
        path = links[0]["href"] if links else None
    every = [one["slug"] for one in many.get("/events.json").json()["events"]]
    assert len(every) == 130
    assert seen == every


def test_a_year_cut_by_a_page_goes_on_under_its_one_heading(many: TestClient) -> None:
    first = Document(many.get("/").text)
    last = [one["id"] for one in first.find_all("li") if "entry" in one.get("class", "").split()][-1]
    more = first.find_all("a", id="more-link")[0]["href"]
    headers = {**HTMX, "HX-Target": "div#more"}
    answer = many.get(more, headers=headers)
    assert "hx-push-url" not in answer.headers
    document = Document(answer.text)
    year = last[:4]
    assert document.find_all("hx-partial", hx_target=f"#e{year}")[0]["hx-swap"] == "beforeend"
    assert f'id="y{year}"' not in answer.text
    assert f'id="h{year}"' not in answer.text
    # Without a script the same address is a page of its own, which says that the year goes on.
    assert Document(many.get(more).text).get_text("h3", id=f"h{year}") == f"{year} continued"


def test_years_that_the_list_has_not_reached_are_one_line_each(many: TestClient) -> None:
    document = Document(many.get("/").text)
    closed = [one["id"] for one in document.find_all("section", class_="closed")]
    opened = [one["id"] for one in document.find_all("section", class_="year")]
    assert closed
    assert not set(closed) & set(opened)
    assert {f"#{one}" for one in closed + opened} == {
        one["href"] for one in document.find_all("a", class_="quiet") if one["href"].startswith("#y")
    }


def test_the_frame_of_a_page_stays_with_the_first_of_new_entries(many: TestClient) -> None:
    more = Document(many.get("/").text).find_all("a", id="more-link")[0]["href"]
    answer = many.get(more, headers={**HTMX, "HX-Target": "div#more"})
    assert len(re.findall(r"\bautofocus\b", answer.text)) == 1
    assert "autofocus" not in many.get(more).text
