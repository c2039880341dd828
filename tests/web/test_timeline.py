"""The timeline through HTTP: what it shows, how it is narrowed, and that the URL is its whole state."""

from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.web.checks import Document


def open_page(client: TestClient, path: str) -> Document:
    answer = client.get(path)
    assert answer.status_code == 200
    return Document(answer.text)


def list_entries(document: Document) -> list[str]:
    return [one["id"] for one in document.find_all("li") if "entry" in one.get("class", "").split()]


def test_events_stand_under_their_years_newest_first(client: TestClient) -> None:
    document = open_page(client, "/")
    entries = list_entries(document)
    dated = [one for one in entries if not one.startswith("undated")]
    assert [one[:4] for one in dated] == sorted((one[:4] for one in dated), reverse=True)
    assert "2019-12-07-sochi" in entries
    for year in {one[:4] for one in dated}:
        assert document.get_text("h3", id=f"h{year}") == year


def test_a_card_says_date_place_kind_status_people_topics_sources_and_a_quote(client: TestClient) -> None:
    card = open_page(client, "/").get_text("li", id="2019-12-07-sochi")
    for words in (
        "7 December",
        "Saturday",
        "Sochi",
        "Meeting held",
        "Vladimir Putin",
        "energy",
        "sources",
        "“",
    ):
        assert words in card or words == "“", (words, card)


def test_a_month_without_day_stands_in_its_month_and_says_so(client: TestClient) -> None:
    document = open_page(client, "/?year=2021")
    card = next(one for one in list_entries(document) if one.startswith("2021-02-"))
    text = document.get_text("li", id=card)
    assert "February day not told" in text
    assert "1 February" not in text


def test_a_plan_without_date_stands_last_under_its_own_heading(client: TestClient) -> None:
    document = open_page(client, "/")
    assert document.get_text("h3", id="undated-h") == "No date told"
    assert list_entries(document)[-1].startswith("undated-")


def test_two_events_of_one_day_are_both_shown(client: TestClient) -> None:
    entries = list_entries(open_page(client, "/?year=2019"))
    assert len([one for one in entries if one.startswith("2019-12-07-")]) == 2


def test_a_plan_whose_day_has_passed_is_overdue_in_words(client: TestClient) -> None:
    document = open_page(client, "/?status=overdue")
    assert list_entries(document)
    for slug in list_entries(document):
        assert "overdue: no report that it was held" in document.get_text("li", id=slug)


def test_choosing_several_topics_asks_for_all_of_them_and_several_places_for_any(client: TestClient) -> None:
    def count(query: str) -> int:
        return int(client.get(f"/events.json?{query}").json()["count"])

    assert count("topic=energy&topic=integration") <= min(count("topic=energy"), count("topic=integration"))
    assert count("place=sochi&place=minsk") == count("place=sochi") + count("place=minsk")


def test_an_unknown_or_malformed_value_is_named_and_left_out(client: TestClient) -> None:
    for query, named in (
        ("topic=oil", "topic=oil"),
        ("year=19x", "year=19x"),
        ("year=9999", "year=9999"),
        ("-place=atlantis", "-place=atlantis"),
        ("after=no-such-event", "after=no-such-event"),
        ("q=%3F%3F", "q=??"),
        ("colour=red", "colour=red"),
        ("topic=%3Cscript%3Ealert(1)%3C/script%3E", "topic=<script>alert(1)</script>"),
    ):
        document = open_page(client, f"/?{query}&kind=call")
        assert named in document.get_text("div", id="chips"), query
        assert list_entries(document) == list_entries(open_page(client, "/?kind=call"))


def test_what_other_sites_add_to_links_is_not_named(client: TestClient) -> None:
    assert "left out" not in open_page(client, "/?utm_source=x&fbclid=y").text


@pytest.mark.parametrize(
    "query",
    [
        "kind=meeting&topic=energy&year=2019",
        "year=2019&kind=meeting&topic=energy&topic=energy&q=&place=",
        "topic=Energy&kind=MEETING&year=2019&topic=nonsense",
    ],
)
def test_any_order_of_parameters_has_one_canonical_address(client: TestClient, query: str) -> None:
    canonical = open_page(client, f"/?{query}").find_all("link", rel="canonical")
    assert canonical[0]["href"] == "http://127.0.0.1:8000/?year=2019&topic=energy&kind=meeting"


def test_a_chip_removes_one_choice_and_clear_removes_all(client: TestClient) -> None:
    document = open_page(client, "/?topic=energy&year=2019&-kind=call")
    removing = {one["aria-label"]: one["href"] for one in document.find_all("a") if "aria-label" in one}
    assert removing["Remove the filter topic energy"] == "/?year=2019&-kind=call"
    assert removing["Remove the filter not kind call"] == "/?year=2019&topic=energy"
    assert document.find_all("a", id="clear")[0]["href"] == "/"


def test_a_search_keeps_the_filters_and_replaces_the_words(client: TestClient) -> None:
    document = open_page(client, "/?topic=energy&-kind=call&q=gas")
    hidden = {(one["name"], one["value"]) for one in document.find_all("input", type="hidden")}
    assert hidden == {("topic", "energy"), ("-kind", "call")}
    assert document.find_all("input", id="q")[0]["value"] == "gas"


def test_a_search_finds_events_and_says_how_many(client: TestClient) -> None:
    document = open_page(client, "/?q=Sochi")
    entries = list_entries(document)
    assert entries
    says = document.get_text("p", role="status")
    assert says.startswith(str(len(entries)) if len(entries) > 1 else "One")


def test_a_view_without_events_says_so_and_offers_a_way_on(client: TestClient) -> None:
    document = open_page(client, "/?q=zzyzx")
    assert list_entries(document) == []
    assert document.get_text("p", role="status") == "No events that tell of “zzyzx”."
    assert document.find_all("a", id="clear")
    assert "Take a filter away, or search for other words." in document.text
    # Its index is empty, so nothing can be added from it.
    assert "add another" not in document.text


def test_the_empty_record_has_a_page_too(empty: TestClient) -> None:
    document = open_page(empty, "/")
    assert "Nothing has been read yet" in document.text
    assert empty.get("/?topic=energy").status_code == 200


def test_hostile_words_come_out_as_words(client: TestClient) -> None:
    text = client.get("/").text + client.get("/?q=%3Cscript%3Ealert(1)%3C/script%3E").text
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text


def test_the_strip_leads_to_each_year_and_stands_as_a_table_too(client: TestClient) -> None:
    document = open_page(client, "/?topic=energy")
    assert document.find_all("a", id="s-2019")[0]["href"] == "/?year=2019&topic=energy"
    assert "2019" in document.get_text("table", class_="plain")


def test_a_year_says_what_of_it_is_not_shown_and_where_else_to_look(client: TestClient) -> None:
    document = open_page(client, "/?year=2019&topic=energy")
    more = document.get_text("div", id="more")
    assert "of 2019" in more
    assert document.find_all("a", id="whole-year")[0]["href"] == "/?year=2019"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["q", "year", "topic", "-person", "after", "x"]), st.text(max_size=20))
    )
)
def test_any_query_is_answered(client: TestClient, pairs: list[tuple[str, str]]) -> None:
    query = urlencode(pairs, errors="surrogatepass")
    assert client.get(f"/?{query}").status_code == 200
    assert client.get(f"/events.json?{query}").status_code == 200
