"""The index: several values, "not", and numbers that are those of the rows behind their links."""

import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.domain.filters import FACETS, Choice, Filters
from app.domain.vocabulary import TOPICS, Format, Kind
from app.store.engine import Session, read_session
from app.store.facets import list_facets
from app.store.timeline import list_events, list_known
from app.store.views import FacetValue
from app.web.deps import make_knowledge
from app.web.facets import make_chips, make_index
from app.web.phrases import make_count_sentence
from app.web.query import make_path, read_filters
from tests.web.checks import Document
from tests.web.conftest import TODAY

COUNTED = re.compile(
    r'<a [^>]*href="([^"]+)"[^>]*>(?:(?!</a>).)*</a> <span class="n">(\d+)</span>', re.DOTALL
)

VALUES = {
    "year": ("1999", "2019", "2020", "2024", "2025"),
    "topic": ("energy", "integration", "security", "sport"),
    "place": ("sochi", "minsk", "moscow", "saint-petersburg"),
    "person": ("vladimir-putin", "alexander-lukashenko", "maxim-oreshkin", "viktor-yanukovych"),
    "kind": tuple(Kind),
    "format": tuple(Format),
    "status": ("held", "planned", "cancelled", "overdue"),
}


def make_choices(facet: str) -> st.SearchStrategy[tuple[str, Choice]]:
    values = st.lists(st.sampled_from(VALUES[facet]), max_size=3, unique=True).map(
        lambda found: tuple(sorted(map(str, found)))
    )
    return st.tuples(st.just(facet), st.builds(Choice, values, values).filter(bool))


FILTERS = st.builds(
    lambda choices, q: Filters(dict(choices), q),
    st.lists(st.sampled_from(FACETS).flatmap(make_choices), max_size=3, unique_by=lambda one: one[0]),
    st.sampled_from([(), (), ("gas",), ("Sochi",), ("Putin", "oil")]),
)


def count_rows(session: Session, path: str) -> int:
    pairs = parse_qsl(urlsplit(path).query)
    filters, unknown = read_filters(pairs, make_knowledge(session, TODAY))
    assert unknown == []
    assert make_path(filters) == path, "a link is not in the canonical order"
    return list_events(session, filters, TODAY, 1).total


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(FILTERS)
def test_every_number_is_that_of_the_rows_behind_its_link(sample_app: FastAPI, filters: Filters) -> None:
    with read_session(sample_app.state.engine) as session:
        total = list_events(session, filters, TODAY, 1).total
        index = make_index(list_facets(session, filters, total, TODAY), filters)
        for facet in index:
            for entry in (*facet.entries, *facet.rest, *facet.leave_out):
                assert entry.path is not None
                assert entry.count == count_rows(session, entry.path), (facet.name, entry)
            for entry in facet.chosen:
                assert entry.path is not None
                count_rows(session, entry.path)
                if entry.only:
                    assert entry.count == count_rows(session, entry.only), (facet.name, entry)
        said = re.match(r"(No|One|[\d,]+|All [\d,]+) ", make_count_sentence(filters, total, shown=total))
        assert said
        number = {"No": "0", "One": "1"}.get(said[1], said[1].removeprefix("All "))
        assert int(number) == total
        chosen = sum(len((*choice.wanted, *choice.unwanted)) for choice in filters.choices.values())
        assert len(make_chips(filters)) == chosen + len(filters.q)


@pytest.mark.parametrize(
    "start",
    [
        "/",
        "/?topic=energy",
        "/?year=2019&year=2024",
        "/?-kind=call&person=vladimir-putin&q=Sochi",
        "/?status=overdue&status=planned&-place=sochi",
    ],
)
def test_every_number_on_the_page_is_that_of_its_link(client: TestClient, start: str) -> None:
    html = client.get(start).text
    index = html[html.index('id="index"') : html.index("</aside>")]
    found = COUNTED.findall(index)
    assert len(found) == index.count('class="n"') > 10
    for path, number in set(found):
        answer = client.get(unescape(path).replace("/", "/events.json", 1)).json()
        assert answer["count"] == len(answer["events"]) == int(number), (start, path)


def test_every_facet_and_every_value_is_in_the_page(client: TestClient, sample_app: FastAPI) -> None:
    document = Document(client.get("/").text)
    links = {one["href"] for one in document.find_all("a") if "href" in one}
    rows = client.get("/events.json").json()["events"]
    with read_session(sample_app.state.engine) as session:
        for facet in ("place", "person"):
            for value in list_known(session, facet):
                assert f"/?{facet}={value}" in links
    for facet, key in (("kind", "kind"), ("format", "format")):
        for value in {row[key] for row in rows if row[key]}:
            assert f"/?{facet}={value}" in links
    for topic in {one for row in rows for one in row["topics"]} & {*TOPICS}:
        assert f"/?topic={topic}" in links
    for status in ("held", "planned", "cancelled", "overdue"):
        assert f"/?status={status}" in links
    assert {f"/?year={row['date'][:4]}" for row in rows if row["date"]} <= links


def test_several_values_are_chosen_and_taken_back_one_by_one(client: TestClient) -> None:
    one = Document(client.get("/?year=2019").text)
    assert one.get_text("li", id="joint-year") == "or also"
    assert one.find_all("a", id="f-year-2024")[0]["href"] == "/?year=2019&year=2024"
    two = Document(client.get("/?year=2019&year=2024").text)
    chosen = two.find_all("a", id="f-year-2019")[0]
    assert (chosen["href"], chosen["aria-current"]) == ("/?year=2024", "true")
    assert two.get_text("a", id="f-year-2019") == "2019 ×, remove"
    assert two.find_all("a", id="only-f-year-2019")[0]["href"] == "/?year=2019"
    assert Document(client.get("/?topic=energy").text).get_text("li", id="joint-topic") == "and also"


def test_a_value_is_left_out_by_a_link_and_taken_back(client: TestClient) -> None:
    links = [one["href"] for one in Document(client.get("/?year=2019").text).find_all("a")]
    assert "/?year=2019&-kind=call" in links
    document = Document(client.get("/?year=2019&-kind=call").text)
    assert document.get_text("a", id="f-kind-call").startswith("not call")
    assert document.find_all("a", id="f-kind-call")[0]["href"] == "/?year=2019"
    assert document.get_text("p", role="status").endswith("in 2019, leaving out calls, newest first.")


def test_there_is_a_chip_for_everything_and_one_link_clears_all(client: TestClient) -> None:
    document = Document(client.get("/?year=2019&-kind=call&q=gas&topic=oil").text)
    chips = document.get_text("ul", class_="chips")
    for words in ("year: 2019", "not kind: call", "search: gas", "not known: topic=oil"):
        assert words in chips
    removing = {one["aria-label"]: one["href"] for one in document.find_all("a") if "aria-label" in one}
    assert removing["Remove the filter year 2019"] == "/?-kind=call&q=gas"
    assert removing["Remove the filter not kind call"] == "/?year=2019&q=gas"
    assert removing["Remove the filter search gas"] == "/?year=2019&-kind=call"
    assert removing["Remove what is not known: topic=oil"] == "/?year=2019&-kind=call&q=gas"
    assert document.get_text("a", id="clear") == "Clear all"
    assert document.find_all("a", id="clear")[0]["href"] == "/"


def test_a_long_facet_is_folded_and_complete() -> None:
    values = tuple(FacetValue(f"person-{number:03}", 1, 1, 99) for number in range(100))
    empty: dict[str, tuple[FacetValue, ...]] = dict.fromkeys(FACETS, ())
    (facet,) = make_index({**empty, "person": values}, Filters())
    assert (len(facet.entries), len(facet.rest), len(facet.leave_out)) == (24, 76, 100)
