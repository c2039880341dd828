"""Two values side by side: every number is that of the rows behind it, and what is missing is said."""

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from tests.web.checks import Document

LINKED = re.compile(r'<a href="(/\?[^"]*)">([\d,]+)</a>')


def open_page(client: TestClient, path: str) -> Document:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return Document(answer.text)


def count(client: TestClient, path: str) -> int:
    answer = client.get(path.replace("/", "/events.json", 1)).json()
    assert answer["count"] == len(answer["events"])
    return int(answer["count"])


def get_row(html: str, words: str) -> list[str]:
    row = re.search(rf"<th scope=\"row\">(?:<bdi>)?{words}(?:</bdi>)?</th>(.*?)</tr>", html, re.DOTALL)
    assert row, words
    return re.findall(r"<td.*?</td>", row[1], re.DOTALL)


@pytest.mark.parametrize(
    "query",
    [
        "year=2019&year=2024",
        "topic=energy&topic=integration",
        "topic=energy&topic=integration&year=2019",
        "place=minsk&place=sochi&-kind=call",
        "person=maxim-oreshkin&person=vladimir-putin&person=nobody",
        "kind=call&kind=meeting&person=vladimir-putin",
        "status=held&status=overdue",
        "format=bilateral&format=telephone&q=Putin",
    ],
)
def test_every_number_leads_to_as_many_events(client: TestClient, query: str) -> None:
    html = client.get(f"/compare?{query}").text
    found = LINKED.findall(html)
    assert found
    for path, number in found:
        assert count(client, unescape(path)) == int(number.replace(",", "")), path
    heads = re.findall(r'<p><a href="(/\?[^"]*)">(One|[\d,]+) ', html)
    for path, number in heads:
        assert count(client, unescape(path)) == int(number.replace("One", "1")), path


def test_two_years_stand_beside_each_other_month_by_month(client: TestClient) -> None:
    html = client.get("/compare?year=2019&year=2024").text
    document = Document(html)
    assert document.get_text("h1") == "2019 and 2024 side by side"
    assert document.get_text("h2", id="time-h") == "Month by month"
    months = re.findall(r'<th scope="row">([A-Z]\w+)</th>', html[html.index("time-h") :])
    assert months[:12] == [
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ]  # fmt: skip
    december, may = get_row(html, "December"), get_row(html, "May")
    # The list of the page holds the events of a month: the timeline knows no months.
    assert '<a href="#in-12">' in december[0]
    in_december = [
        row for row in client.get("/events.json?year=2019").json()["events"] if row["date"][5:7] == "12"
    ]
    assert f">{len(in_december)}</a>" in december[0]
    assert 'class="soft">0<' in december[1]
    assert 'class="soft">0<' in may[0]
    line = html[html.index('id="in-12"') : html.index("</tr>", html.index('id="in-12"'))]
    assert {row["slug"] for row in in_december} == set(re.findall(r'href="/events/([\w-]+)"', line))


def test_two_years_say_what_sources_count_of_them(client: TestClient) -> None:
    html = client.get("/compare?year=2019&year=2024").text
    assert "No source read so far counts the meetings of this year." in html
    assert re.search(r'<a href="/years/2024#claim-\w+">\d+ meetings? ', html)


def test_two_topics_say_what_they_share_and_what_one_alone_has(client: TestClient) -> None:
    html = client.get("/compare?topic=energy&topic=integration").text
    document = Document(html)
    both = count(client, "/?topic=energy&topic=integration")
    assert both
    section = document.get_text("section", id="both")
    assert (
        section.startswith(f"On both sides {'One' if both == 1 else both} event")
        or f"{both} event" in section
    )
    alone = count(client, "/?topic=energy&-topic=integration")
    assert f"only energy: {alone}" in section
    slugs = [
        row["slug"] for row in client.get("/events.json?topic=energy&topic=integration").json()["events"]
    ]
    listed = html[html.index('id="both-list"') :]
    assert re.findall(r'href="/events/([\w-]+)"', listed[: listed.index("</ul>")]) == slugs
    assert document.get_text("h2", id="time-h") == "Year by year"


def test_values_are_sorted_into_those_of_both_and_of_one(client: TestClient) -> None:
    html = client.get("/compare?year=2019&year=2024").text
    places = html[html.index('id="t-place"') :]
    places = places[: places.index("</section>")]
    rows = {year: client.get(f"/events.json?year={year}").json()["events"] for year in ("2019", "2024")}
    cities = {year: {row["city"] for row in of_year if row["city"]} for year, of_year in rows.items()}
    groups = {
        "On both sides": cities["2019"] & cities["2024"],
        "Only 2019": cities["2019"] - cities["2024"],
        "Only 2024": cities["2024"] - cities["2019"],
    }
    tables = dict(re.findall(r'<caption class="soft small">(.*?)</caption>(.*?)</table>', places, re.DOTALL))
    assert {title for title, names in groups.items() if names} == set(tables)
    for title, table in tables.items():
        assert set(re.findall(r'<th scope="row"><bdi>(.*?)</bdi>', table)) == groups[title]


def test_other_filters_narrow_both_sides_and_have_chips_that_keep_the_two(client: TestClient) -> None:
    document = open_page(client, "/compare?topic=integration&topic=energy&year=2019&-kind=call&q=Sochi&x=1")
    assert (
        "Both sides are narrowed to: Events in 2019 that tell of “Sochi”, leaving out calls." in document.text
    )
    removing = {one["aria-label"]: one["href"] for one in document.find_all("a") if "aria-label" in one}
    assert removing["Remove the filter year 2019"] == (
        "/compare?topic=energy&topic=integration&-kind=call&q=Sochi"
    )
    assert not [label for label in removing if "topic" in label]
    assert "not known: x=1" in document.get_text("ul", class_="chips")


@pytest.mark.parametrize("query", ["year=2024&year=2019", "year=2019&year=2024&year=2019&topic=&after=x"])
def test_the_address_has_one_order(client: TestClient, query: str) -> None:
    canonical = open_page(client, f"/compare?{query}").find_all("link", rel="canonical")[0]["href"]
    assert canonical == "http://127.0.0.1:8000/compare?year=2019&year=2024"
    assert "x-robots-tag" not in client.get("/compare?year=2019&year=2024").headers
    assert client.get("/compare?year=2019&year=2024&q=gas").headers["x-robots-tag"] == "noindex"


@pytest.mark.parametrize(
    ("query", "words", "offers"),
    [
        ("", "Nothing is chosen yet.", []),
        ("?year=2019", "Only one value is chosen: 2019.", []),
        ("?year=2019&topic=energy", "Only one value is chosen: 2019.", []),
        ("?year=2019&year=1492", "Only one value is chosen: 2019.", []),
        (
            "?year=2019&year=2020&year=2024",
            "3 values are chosen; two can stand side by side.",
            ["/compare?year=2019&year=2020", "/compare?year=2019&year=2024", "/compare?year=2020&year=2024"],
        ),
        (
            "?year=2019&year=2024&topic=energy&topic=trade&kind=meeting",
            "Two values are chosen of each of these: year and topic.",
            ["/compare?year=2019&year=2024&kind=meeting", "/compare?topic=energy&topic=trade&kind=meeting"],
        ),
        ("?q=gas&-year=2019", "Nothing is chosen yet.", []),
    ],
)
def test_what_is_missing_is_said_and_the_choice_offered(
    client: TestClient, query: str, words: str, offers: list[str]
) -> None:
    document = open_page(client, f"/compare{query}")
    assert words in document.get_text("p", id="lacking")
    links = [one["href"] for one in document.find_all("a") if one.get("href", "").startswith("/compare")]
    assert [one for one in offers if one not in links] == []
    assert len(document.find_all("form", action="/compare")) >= 5
    assert len(document.find_all("select", name="year")) == 2


def test_a_form_keeps_what_narrows_both_sides_but_no_other_pair(client: TestClient) -> None:
    html = client.get("/compare?topic=energy&topic=integration&year=2019&-kind=call&q=gas").text
    forms = re.findall(r'<form action="/compare".*?</form>', html, re.DOTALL)
    kept = {
        re.findall(r'select name="(\w+)"', form)[0]: re.findall(
            r'type="hidden" name="(.*?)" value="(.*?)"', form
        )
        for form in forms
    }
    assert kept["topic"] == [("year", "2019"), ("-kind", "call"), ("q", "gas")]
    assert kept["year"] == [("-kind", "call"), ("q", "gas")]
    chosen = re.findall(
        r'<option value="([\w-]+)" selected', next(one for one in forms if 'name="topic"' in one)
    )
    assert chosen == ["energy", "integration"]


def test_the_timeline_leads_to_the_comparison_of_exactly_two_values(client: TestClient) -> None:
    def find(path: str) -> list[str]:
        return [one["href"] for one in open_page(client, path).find_all("a", id="compare")]

    assert find("/?year=2024&year=2019&topic=energy") == ["/compare?year=2019&year=2024&topic=energy"]
    assert find("/?year=2019") == []
    assert find("/?year=2019&year=2020&year=2024") == []
    assert find("/?year=2019&year=2024&topic=energy&topic=trade") == []


def test_an_empty_record_and_a_side_without_events_are_no_error(
    client: TestClient, empty: TestClient
) -> None:
    assert "Nothing is chosen yet." in open_page(empty, "/compare").text
    assert empty.get("/compare?topic=energy&topic=trade").status_code == 200
    document = open_page(client, "/compare?year=2017&year=2019")
    assert "No events in 2017" in document.text


def test_many_events_are_listed_in_part_and_all_within_reach(many: TestClient) -> None:
    document = open_page(many, "/compare?kind=meeting&kind=call")
    assert "the newest 100 of 130 are here" in document.text
    assert "/?kind=meeting" in [one["href"] for one in document.find_all("a")]
