"""`/overview` through HTTP: every figure is the number of rows behind its link, whatever narrows the page."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.web.maps import read_outlines
from tests.records import make_event, make_source, write_record
from tests.web.checks import CheckedClient, Document
from tests.web.conftest import BASE_URL, make_test_app
from tests.web.test_record_pages import ingest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def seeds_app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """Return the application over the record of the seeds."""
    path = tmp_path_factory.mktemp("overview") / "summitry.db"
    ingest(path, ROOT / "seeds" / "record")
    return make_test_app(path)


@pytest.fixture
def seeds(seeds_app: FastAPI) -> Iterator[TestClient]:
    """Return a client on the record of the seeds."""
    with CheckedClient(seeds_app, base_url=BASE_URL, follow_redirects=False) as opened:
        yield opened


def show(client: TestClient, query: str = "") -> Document:
    """Open the overview of a view."""
    answer = client.get(f"/overview{query}")
    assert answer.status_code == 200
    return Document(answer.text)


def show_record(path: Path, *events: str) -> Document:
    """Open the overview of a record of these rows, each with a source."""
    sources = [make_source(row.partition(",")[0]) for row in events]
    ingest(path / "summitry.db", write_record(path / "record", events, tuple(sources)))
    with CheckedClient(make_test_app(path / "summitry.db"), base_url=BASE_URL) as client:
        return show(client)


def list_figures(document: Document) -> dict[str, set[int]]:
    """List the numbers that the page shows for every view of the timeline to which it leads."""
    figures: dict[str, set[int]] = {}
    for (tag, attributes), texts in zip(document.tags, document.texts, strict=True):
        href = attributes.get("href", "")
        if tag == "a" and href.startswith("/?") and attributes.get("aria-hidden") != "true":
            words = attributes.get("aria-label") or "".join(texts)
            figures.setdefault(href, set()).add(read_number(words.removeprefix("Counted on this page: ")))
    return figures


def read_number(words: str) -> int:
    """Read what a link counts: `12 meetings held in 2022` and `One call held` begin with it, others end with it."""
    begins = re.match(r"(One|\d+(?:,\d{3})*) [a-z]", words)
    told = begins[1] if begins else re.findall(r"[\d,]*\d", words)[-1]
    return 1 if told == "One" else int(told.replace(",", ""))


def count_rows(client: TestClient, path: str) -> int:
    """Count the events of a view of the timeline, and check that the timeline says the same."""
    report = client.get(path.replace("/?", "/events.json?", 1)).json()
    assert report["count"] == len(report["events"])
    return int(report["count"])


def check_figures(client: TestClient, query: str, least: int) -> None:
    figures = list_figures(show(client, query))
    assert len(figures) >= least
    wrong = {path: told for path, told in figures.items() if told != {count_rows(client, path)}}
    assert not wrong


@pytest.mark.parametrize(
    ("query", "least"),
    [
        ("", 20),
        ("?kind=call", 8),
        ("?kind=meeting&kind=milestone&kind=related&status=held&status=overdue", 10),
        ("?status=planned", 4),
        ("?status=overdue", 3),
        ("?-kind=call&-status=cancelled", 10),
        ("?topic=energy", 8),
        ("?topic=energy&topic=integration&year=2019", 4),
        ("?place=sochi&-topic=finance", 4),
        ("?person=vladimir-putin", 8),
        ("?q=gas", 4),
        ("?year=2019&year=2021&-place=minsk", 8),
    ],
)
def test_every_number_is_that_of_the_rows_behind_its_link(client: TestClient, query: str, least: int) -> None:
    check_figures(client, query, least)


@pytest.mark.parametrize(
    ("query", "least"),
    [
        ("", 300),
        ("?person=nursultan-nazarbayev", 20),
        ("?place=moscow&place=minsk&-format=sidelines", 60),
        ("?topic=trade&-year=2022", 60),
        ("?status=held&format=council&format=visit", 30),
    ],
)
def test_every_number_of_the_whole_record_is_that_of_the_rows(
    seeds: TestClient, query: str, least: int
) -> None:
    check_figures(seeds, query, least)


def test_the_timeline_lists_what_a_field_of_the_table_counts(seeds: TestClient) -> None:
    path = "/?year=2019&topic=energy&kind=meeting&status=held"
    assert list_figures(show(seeds))[path] == {2}
    listed = Document(seeds.get(path).text)
    assert len([one for one in listed.find_all("li") if one.get("class", "").startswith("entry ")]) == 2


def test_without_filters_meetings_held_are_counted_and_the_rest_stands_apart(seeds: TestClient) -> None:
    document = show(seeds)
    assert "Counted on this page: 142 meetings held" in document.text
    assert "Counted are meetings that were held" in document.text
    figures = list_figures(document)
    assert figures["/?kind=meeting&status=held"] == {142}
    assert figures["/?kind=meeting&status=cancelled"] == {3}
    assert figures["/?kind=call&status=held"] == {39}
    sorts = [path for path in figures if re.fullmatch(r"/\?kind=\w+&status=\w+", path)]
    assert len(sorts) == 4
    assert sum(max(figures[path]) for path in sorts) == seeds.get("/events.json").json()["count"]


def test_the_table_of_topics_has_headers_totals_and_a_legend(seeds: TestClient) -> None:
    document = show(seeds)
    html = seeds.get("/overview").text
    grid = html[html.index('<table class="grid') : html.index("</table>")]
    assert len(re.findall(r'<th scope="row">', grid)) == 17 + 1
    assert len(re.findall(r'<th scope="col">', grid)) == 1 + 27 + 1
    assert set(re.findall(r"shade-(\d)", grid)) == {"0", "1", "2", "3", "4", "5"}
    assert "An event can have several topics" in document.text
    assert "6 and more" in document.get_text("ul", aria_label="The shades")


@pytest.mark.parametrize("section", ["topics", "forms", "places", "people", "rhythm"])
def test_every_picture_has_its_table(seeds: TestClient, section: str) -> None:
    html = seeds.get("/overview").text
    start = html.index(f'<section class="section" aria-labelledby="{section}"')
    assert (
        "<table"
        in html[start : html.index('<section class="section"', start + 1) if section != "rhythm" else None]
    )


def test_a_filter_narrows_everything_and_is_named(client: TestClient) -> None:
    document = show(client, "?place=sochi&year=2019&nonsense=1&topic=gossip")
    assert "Meetings held in Sochi in 2019" in document.get_text("h1")
    assert (
        document.find_all("link", rel="canonical")[0]["href"] == f"{BASE_URL}/overview?year=2019&place=sochi"
    )
    assert [
        one["href"] for one in document.find_all("a", class_="quiet") if "×" in one.get("aria-label", "×")
    ]
    assert "/overview?year=2019" in [one["href"] for one in document.find_all("a")]
    assert "nonsense=1" in document.text
    assert "topic=gossip" in document.text
    for path in list_figures(document):
        assert "place=sochi" in path, path
        assert "year=2019" in path, path


def test_the_form_leads_to_the_same_page_and_keeps_what_it_cannot_say(client: TestClient) -> None:
    document = show(client, "?topic=energy&topic=trade&-kind=call&place=sochi&q=gas")
    assert document.find_all("form", action="/overview")
    kept = [(one["name"], one["value"]) for one in document.find_all("input", type="hidden")]
    assert kept == [("topic", "energy"), ("topic", "trade"), ("-kind", "call")]
    assert document.find_all("option", selected="")[0]["value"] == "sochi"
    assert document.find_all("input", id="n-q")[0]["value"] == "gas"
    assert "topic" not in [one["name"] for one in document.find_all("select")]


def test_an_empty_field_of_the_form_narrows_nothing(client: TestClient) -> None:
    document = show(client, "?year=&topic=&place=sochi&q=")
    assert document.find_all("link", rel="canonical")[0]["href"] == f"{BASE_URL}/overview?place=sochi"


def test_a_view_with_several_filters_is_not_for_search_engines(client: TestClient) -> None:
    assert "x-robots-tag" not in client.get("/overview?topic=energy").headers
    assert client.get("/overview?topic=energy&year=2019").headers["x-robots-tag"] == "noindex"


def test_an_empty_record_draws_nothing_and_says_so(empty: TestClient) -> None:
    document = show(empty)
    assert "Counted on this page: No meetings held." in document.text
    assert "There is nothing to draw." in document.text
    assert not document.find_all("form", action="/overview")
    assert not document.find_all("section", class_="section")


def test_a_view_without_events_says_so(client: TestClient) -> None:
    document = show(client, "?topic=space&kind=milestone")
    assert "There is nothing to draw." in document.text
    assert "/overview?kind=milestone" in [one["href"] for one in document.find_all("a")]


HOSTILE = (
    "<script>alert(1)</script>", "\x00", "'; DROP TABLE event; --", "%", "*", '"', "()", "NEAR(", "²", "-1", "🙃" * 99,
    "a" * 5000, "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "9" * 20, "../../etc/passwd",
)  # fmt: skip


@pytest.mark.parametrize(
    "name", ["year", "topic", "place", "person", "kind", "format", "status", "q", "after", "-year"]
)
def test_no_input_is_an_error(client: TestClient, name: str) -> None:
    for value in HOSTILE:
        answer = client.get(f"/overview?{name}={quote(value)}")
        assert answer.status_code == 200, value
        assert "<script>alert" not in answer.text


def test_very_many_parameters_are_no_error(client: TestClient) -> None:
    assert client.get("/overview?" + "&".join(f"topic=t{n}" for n in range(700))).status_code == 200


def test_a_form_that_is_not_told_has_a_figure_of_its_own(tmp_path: Path) -> None:
    rows = [
        make_event("2019-12-07-sochi", "2019-12-07", "Sochi"),
        make_event("2020-02-07-minsk", "2020-02-07", "Minsk"),
    ]
    document = show_record(tmp_path, rows[0], rows[1].replace("bilateral", ""))
    figures = list_figures(document)
    untold = [path for path in figures if "-format=bilateral" in path]
    assert untold
    assert all(figures[path] == {1} for path in untold)
    assert "meeting, form not told" in document.text


def test_places_are_marked_where_they_lie_with_their_number(seeds: TestClient) -> None:
    document = show(seeds)
    marks = {one["aria-label"]: one["href"] for one in document.find_all("a") if "aria-label" in one}
    assert marks["Moscow 41"] == "/?place=moscow&kind=meeting&status=held"
    assert marks["Vostochny 1"] == "/?place=vostochny&kind=meeting&status=held"
    placed = document.get_text("section", aria_labelledby="places")
    assert re.search(r"Russia11\s?96", placed)
    assert "say nothing of our own" in placed or not read_outlines()
    assert "Not on the map" not in placed


def test_a_place_whose_position_is_not_known_is_in_the_table_and_named(tmp_path: Path) -> None:
    document = show_record(
        tmp_path,
        make_event("2019-12-07-narnia", "2019-12-07", "Narnia"),
        make_event("2020-02-07-havana", "2020-02-07", "Havana", country="CU"),
        make_event("2020-03-07-minsk", "2020-03-07", "Minsk", country="BY"),
    )
    placed = document.get_text("section", aria_labelledby="places")
    assert "where they lie is not known here: Narnia 1" in placed
    assert "Beyond the edges of the map: Havana 1" in placed
    assert [
        one["aria-label"] for one in document.find_all("a") if one.get("aria-label", "").startswith("Minsk")
    ] == ["Minsk 1"]


def test_without_set_up_the_map_has_no_outlines_and_says_so(tmp_path: Path) -> None:
    ingest(tmp_path / "summitry.db", ROOT / "seeds" / "record")
    app = make_test_app(tmp_path / "summitry.db")
    app.state.outlines = read_outlines(tmp_path)
    with CheckedClient(app, base_url=BASE_URL) as client:
        document = show(client)
    assert "set-up did not draw them" in document.text
    assert not document.find_all("path", class_="land")
    assert len(document.find_all("circle", class_="reach")) == 24


def test_others_are_counted_by_name_and_by_year_and_told_in_words_where_no_name_is(seeds: TestClient) -> None:
    document = show(seeds)
    people = document.get_text("section", aria_labelledby="people")
    assert "Nursultan Nazarbayev122003 2" in people
    assert "Told in words only" in people
    assert "CIS leaders8" in people
    assert "Nursultan Nazarbayev (24 Dec)" not in people
    figures = list_figures(document)
    assert figures["/?year=2003&person=nursultan-nazarbayev&kind=meeting&status=held"] == {2}
    chosen = show(seeds, "?person=dmitry-medvedev").get_text("section", aria_labelledby="people")
    assert "Only the people asked for" in chosen
    assert "Nursultan" not in chosen


def test_the_longest_wait_names_both_ends(seeds: TestClient) -> None:
    rhythm = show(seeds).get_text("section", aria_labelledby="rhythm")
    assert "The longest is 442 days." in rhythm
    assert "4423 April 201719 June 2018" in rhythm
    assert "Half of the waits from one event to the next are 49 days or shorter." in rhythm
    # The day of the tests is 22 November 2026, the last meeting of the seeds was on 26 February.
    assert "The last of these events was 269 days ago." in rhythm


def test_an_event_without_a_day_is_left_out_of_the_waits_and_named_where_it_may_fall(tmp_path: Path) -> None:
    document = show_record(
        tmp_path,
        make_event("2019-12-07-sochi", "2019-12-07", "Sochi"),
        make_event("2020-02-minsk", "2020-02", "Minsk", country="BY"),
        make_event("2020-06-07-minsk", "2020-06-07", "Minsk", country="BY"),
    )
    rhythm = document.get_text("section", aria_labelledby="rhythm")
    assert "Left out is 1 event of which no day is told: February 2020." in rhythm
    assert "1837 December 20197 June 2020Between them, its day not told: February 2020" in rhythm


def test_the_overview_is_in_the_navigation_and_says_where_one_is(client: TestClient) -> None:
    assert Document(client.get("/quotes").text).find_all("a", href="/overview")
    # A list of the timeline leads to the overview of just that list.
    assert Document(client.get("/?topic=energy").text).find_all("a", href="/overview?topic=energy")
    assert show(client).find_all("a", href="/overview", aria_current="page")


def test_years_without_events_between_events_far_apart_are_left_out(tmp_path: Path) -> None:
    document = show_record(
        tmp_path,
        make_event("1999-12-08-moscow", "1999-12-08", "Moscow"),
        make_event("2019-12-07-sochi", "2019-12-07", "Sochi"),
        make_event("2022-12-07-sochi", "2022-12-07", "Sochi"),
    )
    assert "Stretches of four years and more without any event are left out." in document.text
    years = [one["href"][-4:] for one in document.find_all("a") if one["href"].startswith("/years/")]
    assert set(years) == {"1999", "2019", "2020", "2021", "2022"}
