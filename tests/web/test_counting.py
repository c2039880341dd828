"""Counts held against the record: a page, the API and the timeline tell the same numbers."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine, insert
from starlette.testclient import TestClient

from app.domain.vocabulary import Origin, Scope
from app.store.engine import open_database, write_session
from app.store.schema import article, claim, version
from tests import sample_counts as sample
from tests.databases import make_url
from tests.samples import save_readings
from tests.web.checks import CheckedClient, Document
from tests.web.conftest import BASE_URL, make_test_app

KEYS = [
    "year", "count", "at_least", "as_of", "scope", "person", "claimed_by", "text", "article", "recorded", "missing",
    "more", "meetings", "without_sidelines", "url", "sentence", "repeats",
]  # fmt: skip


def save_row(engine: Engine) -> None:
    """Store a claim that a row of the record makes of a source without text and address, with no words but a note."""
    with write_session(engine) as session:
        session.execute(insert(article).values(id="row", origin=Origin.RECORD, version_id="rowv"))
        session.execute(
            insert(version).values(
                id="rowv", article_id="row", source="claims.csv", raw_hash="r", text_hash="r", text="2023,9",
                sentences="[[0, 6]]",
            )
        )  # fmt: skip
        session.execute(insert(article).values(id="cited", origin=Origin.PRESS, title=None))
        session.execute(
            insert(claim).values(
                id="rowclaim", article_id="cited", document_id="row", version_id="rowv", position=0, year=2023,
                count=9, as_of="2024-02", text="nine, he said", start=0, end=6, scope=Scope.MEETINGS,
                claimed_by="The Envoy & Sons",
            )
        )  # fmt: skip


@pytest.fixture(scope="module")
def counts_app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    path = tmp_path_factory.mktemp("counts") / "summitry.db"
    engine = open_database(make_url(path))
    save_readings(engine, sample.make_count_readings())
    save_row(engine)
    engine.dispose()
    return make_test_app(path)


@pytest.fixture
def counts(counts_app: FastAPI) -> Iterator[TestClient]:
    with CheckedClient(counts_app, base_url=BASE_URL, follow_redirects=False) as opened:
        yield opened


def open_page(client: TestClient, path: str) -> Document:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return Document(answer.text)


def list_claims(client: TestClient) -> list[dict[str, Any]]:
    claims: list[dict[str, Any]] = client.get("/api/claims").json()["claims"]
    return claims


def get_claim(client: TestClient, text: str) -> dict[str, Any]:
    return next(one for one in list_claims(client) if one["text"] == text)


def count_rows(client: TestClient, query: str) -> int:
    """Count the entries of a filtered timeline, and check that its data say the same."""
    shown = [
        one
        for one in open_page(client, f"/?{query}").find_all("li")
        if "entry" in one.get("class", "").split()
    ]
    assert client.get(f"/events.json?{query}").json()["count"] == len(shown)
    return len(shown)


def read_count(client: TestClient, url: str) -> str:
    """Return the part of a page that shows the number in which a claim is told, its slots and its sources, as HTML."""
    path, _, anchor = url.removeprefix(BASE_URL).partition("#")
    parts = client.get(path).text.split('<section class="claim"')
    (part,) = [part.partition("</section>")[0] for part in parts if f'id="{anchor}"' in part]
    return part


def read_words(client: TestClient, url: str) -> str:
    return Document(f"<section {read_count(client, url)}</section>").text


def get_tally(claim: dict[str, Any]) -> tuple[int, int, int]:
    return claim["recorded"], claim["missing"], claim["more"]


def test_the_page_the_api_and_the_timeline_agree(counts: TestClient) -> None:
    meetings = count_rows(counts, "year=2023&kind=meeting&status=held")
    without = count_rows(counts, "year=2023&kind=meeting&-format=sidelines&status=held")
    assert (meetings, without) == (sample.MEETINGS, sample.MEETINGS - sample.SIDELINES)
    whole = get_claim(counts, sample.WHOLE)
    assert (whole["recorded"], whole["without_sidelines"]["recorded"]) == (meetings, without)
    section = open_page(counts, "/years/2023").get_text("section", id="counted")
    assert f"This record has {meetings} meetings held in person in 2023" in section
    assert f"{without} without those on the sidelines of other events" in section
    links = [one["href"] for one in open_page(counts, "/years/2023").find_all("a")]
    assert "/?year=2023&kind=meeting&status=held" in links
    assert "/?year=2023&kind=meeting&-format=sidelines&status=held" in links


def test_the_seventh_meeting_finds_six_on_record_up_to_its_day_and_one_missing(counts: TestClient) -> None:
    claim = get_claim(counts, sample.SEVENTH)
    assert get_tally(claim) == (6, 1, 0)
    assert get_tally(claim["without_sidelines"]) == (4, 3, 0)
    assert claim["meetings"][-1] == "2023-09-15-sochi"
    assert "2023-11-23-minsk" not in claim["meetings"]
    assert "2023-04-sochi" in claim["meetings"]
    assert not [slug for slug in claim["meetings"] if "call" in slug or "brest" in slug]
    assert claim["sentence"] == (
        "Black Sea Wire counts 7 meetings of the presidents of Russia and Belarus in 2023 up to 15 September; this "
        "record has 6 meetings in person up to that day and lacks 1; without those on the sidelines of other events "
        "it has 4 and lacks 3."
    )


def test_more_than_claimed_is_told_and_a_count_made_later_is_of_the_whole_year(counts: TestClient) -> None:
    claim = get_claim(counts, sample.WHOLE)
    assert get_tally(claim) == (7, 0, 1)
    assert get_tally(claim["without_sidelines"]) == (5, 1, 0)
    assert (
        "in 2023; this record has 7 meetings in person in that year, 1 more than claimed" in claim["sentence"]
    )
    assert claim["sentence"].startswith("A source whose publisher is not named counts 6 meetings")
    section = read_words(counts, claim["url"])
    assert "6 meetings in the whole year" in section
    assert "counted as of 3 January 2024" in section
    assert "7 on record, 1 more than claimed" in section
    assert "23 November, more than claimed" in section


def test_calls_count_where_contacts_are_counted_up_to_the_end_of_a_month(counts: TestClient) -> None:
    claim = get_claim(counts, sample.CONTACTS)
    assert get_tally(claim) == (6, 0, 0)
    assert [slug for slug in claim["meetings"] if "call" in slug]
    assert "6 contacts, calls included, of the presidents" in claim["sentence"]
    assert "up to the end of July" in claim["sentence"]
    assert claim["sentence"].count("as many as claimed") == 1


@pytest.mark.parametrize(("text", "scope"), [(sample.VISITS, "visits"), (sample.ALONE, "one-on-one")])
def test_a_narrower_count_need_not_agree_and_the_words_say_so(
    counts: TestClient, text: str, scope: str
) -> None:
    claim = get_claim(counts, text)
    assert claim["scope"] == scope
    assert claim["recorded"] == 6
    assert "need not agree" in claim["sentence"]
    assert "lacks" not in claim["sentence"]
    assert "more than claimed" not in claim["sentence"]
    assert "counts something narrower" in read_words(counts, claim["url"])


def test_each_claim_has_its_sentence_its_slots_and_an_address_of_its_own(counts: TestClient) -> None:
    document = open_page(counts, "/years/2023")
    claims = [one for one in list_claims(counts) if one["year"] == 2023]
    assert len(claims) == 8
    for one in claims:
        path, _, anchor = one["url"].removeprefix(BASE_URL).partition("#")
        assert path == "/years/2023"
        section = document.get_text("li", id=anchor)
        assert one["text"] in section
        assert one["sentence"] in section
        assert one["url"] in section
        (button,) = document.find_all("button", data_copy=f"{one['sentence']} {one['url']}")
        assert "hidden" in button
        assert f"{one['count']} " in read_words(counts, one["url"])
    links = {one["href"] for one in document.find_all("a")}
    assert {f"/events/{slug}" for one in claims for slug in one["meetings"]} <= links


def test_as_many_slots_are_empty_as_are_missing(counts: TestClient) -> None:
    claim = get_claim(counts, sample.SEVENTH)
    section = read_count(counts, claim["url"])
    first, second = re.findall(r'<ol class="slots small".*?</ol>', section, re.DOTALL)[:2]
    assert (first.count('class="missing"'), first.count("/events/")) == (1, 6)
    assert (second.count('class="missing"'), second.count("/events/")) == (3, 4)


def test_sources_that_tell_one_number_up_to_one_day_share_its_slots(counts: TestClient) -> None:
    urls = {one["text"]: one["url"] for one in list_claims(counts)}
    assert read_count(counts, urls[sample.WHOLE]) == read_count(counts, urls[sample.WHOLE_TOO])
    assert read_count(counts, urls[sample.WHOLE]) != read_count(counts, urls[sample.SO_FAR])


def test_a_claim_of_the_record_names_who_counts_and_leads_to_no_sentence_of_another_text(
    counts: TestClient,
) -> None:
    claim = get_claim(counts, "nine, he said")
    assert claim["claimed_by"] == "The Envoy & Sons"
    assert claim["article"] == "cited"
    assert claim["sentence"].startswith("The Envoy & Sons counts 9 meetings")
    document = open_page(counts, "/years/2023")
    assert "Noted in the record: nine, he said" in document.get_text("li", id="claim-rowclaim")
    assert "The Envoy & Sons" in document.get_text("li", id="claim-rowclaim")
    assert "counted as of February 2024" in document.get_text("li", id="claim-rowclaim")
    links = [one["href"] for one in document.find_all("a")]
    assert "/articles/cited" in links
    assert not [link for link in links if link.startswith("/articles/cited#")]


def test_a_year_with_claims_and_no_events_has_a_page(counts: TestClient) -> None:
    document = open_page(counts, "/years/2008")
    assert "No event is on record." in document.text
    assert "This record has 0 meetings held in person in 2008." in document.text
    assert get_tally(get_claim(counts, sample.BEFORE)) == (0, 6, 0)
    assert "0 on record, 6 missing" in document.text


def test_a_year_without_claims_says_so(client: TestClient) -> None:
    assert "No source read so far counts them." in open_page(client, "/years/2019").text


@pytest.mark.parametrize("year", ["1812", "0000", "20x", "02023", "２０２３"])
def test_nonsense_is_no_year(counts: TestClient, year: str) -> None:
    assert counts.get(f"/years/{year}").status_code == 404


def test_the_event_page_holds_the_count_of_its_day_against_the_record(counts: TestClient) -> None:
    document = open_page(counts, "/events/2023-09-15-sochi")
    section = document.get_text("section", aria_labelledby="count-h")
    assert "Reported as the 7th of 2023; this record has 6 up to that day, 1 missing." in section
    assert "Reported as the 5th visit of 2023; this record has 6 up to that day." in section
    # A day later, it is the last of those counted.
    assert "6 meetings counted in 2023 up to 16 September, of which this is the last on record;" in section
    assert sample.ALONE not in section
    assert sample.WHOLE not in section
    assert sample.CONTACTS not in section
    claim = get_claim(counts, sample.SEVENTH)
    assert claim["url"].removeprefix(BASE_URL) in [one["href"] for one in document.find_all("a")]
    detail = counts.get("/events/2023-09-15-sochi.json").json()["claims"]
    assert claim in detail


def test_what_a_source_of_several_meetings_counts_belongs_to_the_one_that_it_counts(
    counts: TestClient,
) -> None:
    document = open_page(counts, "/events/2023-02-17-moscow")
    assert not document.find_all("section", aria_labelledby="count-h")


def test_the_api_has_exactly_the_promised_shape_and_describes_it(counts: TestClient) -> None:
    answer = counts.get("/api/claims")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert list(answer.json()) == ["claims"]
    for one in answer.json()["claims"]:
        assert list(one) == KEYS
        assert list(one["without_sidelines"]) == ["recorded", "missing", "more", "meetings"]
        for tally in (one, one["without_sidelines"]):
            assert len(tally["meetings"]) == tally["recorded"]
            assert tally["recorded"] + tally["missing"] - tally["more"] == one["count"]
    schemas = counts.get("/api/openapi.json").json()["components"]["schemas"]
    assert list(schemas["ClaimItem"]["properties"]) == KEYS
    assert all(one.get("description") for one in schemas["ClaimItem"]["properties"].values())
    page = counts.get("/api/docs").text
    assert "claims[].without_sidelines.more" in page


def test_an_empty_record_makes_no_claims(empty: TestClient) -> None:
    assert empty.get("/api/claims").json() == {"claims": []}
