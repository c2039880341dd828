"""A quote that several articles print is one quote with several attestations, their differences beside it."""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from app.domain.readings import Reading
from app.ingest.proving import prove_database
from app.store.engine import open_database, read_session
from app.store.schema import quote
from tests.databases import make_url
from tests.samples import save_readings
from tests.store.dump import dump
from tests.web.attested import (
    BELARUSIAN,
    GAS,
    GAS_OF_ANOTHER,
    GAS_PART,
    GAS_TWICE,
    GAS_VARIED,
    RUSSIAN,
    make_attested_readings,
)
from tests.web.checks import CheckedClient, Document
from tests.web.conftest import BASE_URL, make_test_app

EVENT = "/events/2024-05-24-minsk"


def make_database(path: Path, readings: list[Reading]) -> Path:
    engine = open_database(make_url(path))
    save_readings(engine, readings)
    engine.dispose()
    return path


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_database(tmp_path_factory.mktemp("attested") / "summitry.db", make_attested_readings())


@pytest.fixture(scope="module")
def attested(file: Path) -> Iterator[TestClient]:
    with CheckedClient(make_test_app(file), base_url=BASE_URL, follow_redirects=False) as opened:
        yield opened


def list_ids(file: Path, words: str) -> set[str]:
    engine = open_database(make_url(file))
    with read_session(engine) as session:
        return set(session.execute(select(quote.c.id).where(quote.c.text.in_([words]))).scalars())


def open_page(client: TestClient, path: str) -> Document:
    answer = client.get(path)
    assert answer.status_code == 200
    return Document(answer.text)


def list_quote_paths(document: Document) -> list[str]:
    return [one["href"] for one in document.find_all("a") if one["href"].startswith("/quotes/")]


def test_a_quote_is_listed_and_counted_once_with_its_sources(attested: TestClient) -> None:
    document = open_page(attested, "/quotes")
    assert "All 5 quotes, newest first." in document.text
    texts = [
        "".join(words)
        for (tag, _), words in zip(document.tags, document.texts, strict=True)
        if tag == "blockquote"
    ]
    assert sorted(texts) == sorted([GAS, GAS_OF_ANOTHER, GAS_TWICE, RUSSIAN, BELARUSIAN])
    assert "Printed by 4 sources, not all in these words; also Agency Two" in document.text
    assert "Printed by 2 sources; also Сайт" in document.text


def test_the_event_and_the_person_have_each_quote_once(attested: TestClient) -> None:
    said = open_page(attested, EVENT).get_text("section", aria_labelledby="said-h")
    assert said.count(GAS) == 1
    assert GAS_VARIED not in said
    assert "Printed by 4 sources" in said
    assert "3 quotes" in open_page(attested, "/people/vladimir-putin").text


def test_words_of_two_speakers_are_two_quotes(attested: TestClient) -> None:
    document = open_page(attested, "/quotes?speaker=alexander-lukashenko")
    assert "2 quotes of Alexander Lukashenko" in document.text
    assert GAS_OF_ANOTHER in document.text


def test_every_attestation_has_an_address_that_shows_the_one_quote(attested: TestClient, file: Path) -> None:
    ids = [list_ids(file, GAS), list_ids(file, GAS_VARIED)]
    part = {
        path.rpartition("/")[2] for path in list_quote_paths(open_page(attested, f"/quotes/{min(ids[0])}"))
    }
    (main,) = {
        open_page(attested, f"/quotes/{one}").find_all("link", rel="canonical")[0]["href"]
        for one in {*ids[0], *ids[1]}
    }
    assert main.startswith(f"{BASE_URL}/quotes/")
    assert main.rpartition("/")[2] in ids[0]
    assert len(ids[0]) == 2
    assert ids[1] <= part
    for one in {*ids[0], *ids[1]}:
        document = open_page(attested, f"/quotes/{one}")
        assert document.get_text("h1") == "Vladimir Putin"
        assert document.get_text("blockquote") == GAS
        assert "This address" in document.get_text("li", id="asked")
    document = open_page(attested, f"/quotes/{min(ids[1])}")
    assert "This address is that of one attestation of it: Weekly Three, 26 May 2024" in document.text
    assert "Weekly Three" in document.get_text("li", id="asked")
    assert document.get_text("mark") == GAS_VARIED, "its own words are those in context"


def test_the_differences_are_marked_word_by_word(attested: TestClient, file: Path) -> None:
    document = open_page(attested, f"/quotes/{min(list_ids(file, GAS))}")
    printed = document.get_text("section", aria_labelledby="printed-h")
    assert printed.startswith("As 4 sources print it")
    added = [
        "".join(words).strip()
        for (tag, _), words in zip(document.tags, document.texts, strict=True)
        if tag == "ins"
    ]
    missing = [
        "".join(words).strip()
        for (tag, _), words in zip(document.tags, document.texts, strict=True)
        if tag == "del"
    ]
    assert (added, missing) == (["have", "all"], ["the"])
    assert f"[…] {GAS_PART}" in printed
    for words in (
        "Agency One",
        "Agency Two, 25 May 2024 (there: “Mr Putin”)",
        "Blog Four, 27 May 2024 (there: “he”)",
        "There not tied to an event",
    ):
        assert words in printed


def test_other_letters_and_marks_are_no_difference(attested: TestClient, file: Path) -> None:
    document = open_page(attested, f"/quotes/{min(list_ids(file, RUSSIAN))}")
    assert "Printed by 2 sources" in document.get_text("section", aria_labelledby="printed-h")
    assert not document.find_all("ins")
    assert {"lang": "ru"} in document.find_all("blockquote")


def test_a_quote_can_be_cited_and_leads_to_its_source_its_event_and_the_quotes_beside_it(
    attested: TestClient, file: Path
) -> None:
    (one,) = list_ids(file, GAS_TWICE)
    document = open_page(attested, f"/quotes/{one}")
    cite = document.get_text("section", aria_labelledby="cite-h")
    assert f"Alexander Lukashenko: “{GAS_TWICE}”, as printed by Daily Five, 24 May 2024." in cite
    assert cite.split(" In other styles ")[0].endswith(f"{BASE_URL}/quotes/{one}")
    links = [one["href"] for one in document.find_all("a")]
    assert EVENT in links
    assert any(link.startswith("https://") and ":~:text=We%20will%20talk" in link for link in links)
    beside = document.get_text("nav", aria_labelledby="near-h")
    assert beside == f"Next to it in this source Before{GAS_OF_ANOTHER[:67]}…"


def test_a_search_finds_a_quote_by_the_words_of_any_attestation(attested: TestClient) -> None:
    document = open_page(attested, "/quotes?q=%22all+papers%22")
    assert "One quote" in document.text or "1 quote" in document.text
    assert GAS in document.text


def test_the_interface_for_programs_has_each_quote_once_with_its_attestations(attested: TestClient) -> None:
    answer = attested.get("/api/quotes?speaker=vladimir-putin")
    body = answer.json()
    assert list(body) == ["count", "url", "unknown", "quotes"]
    assert body["count"] == len(body["quotes"]) == 3
    assert body["url"] == f"{BASE_URL}/api/quotes?speaker=vladimir-putin"
    assert 'rel="next"' not in answer.headers["link"]
    (gas,) = [one for one in body["quotes"] if one["text"] == GAS]
    assert list(gas) == [
        "url", "speaker", "speaker_text", "text", "kind", "language", "article", "event", "said", "attestations",
    ]  # fmt: skip
    assert [one["publisher"] for one in gas["attestations"]] == [
        "Agency One",
        "Agency Two",
        "Weekly Three",
        "Blog Four",
    ]
    assert gas["attestations"][0]["url"] == gas["url"]
    assert [one["event"] for one in gas["attestations"]] == ["2024-05-24-minsk"] * 3 + [None]
    for one in gas["attestations"]:
        assert attested.get(one["url"]).status_code == 200
    of_event = attested.get(f"{EVENT}.json").json()["quotes"]
    assert len(of_event) == 5
    assert gas in of_event
    schemas = attested.get("/api/openapi.json").json()["components"]["schemas"]
    assert list(schemas["QuoteItem"]["properties"]) == list(gas)
    assert list(schemas["AttestationItem"]["properties"]) == list(gas["attestations"][0])


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_reading_makes_no_difference(seed: int, file: Path, tmp_path: Path) -> None:
    readings = make_attested_readings()
    random.Random(seed).shuffle(readings)
    other = open_database(make_url(make_database(tmp_path / "other.db", readings)))
    assert dump(other)["quote"] == dump(open_database(make_url(file)))["quote"]


def test_a_later_version_takes_its_words_back_and_the_quote_stays_what_the_others_print(
    tmp_path: Path,
) -> None:
    readings = make_attested_readings()
    path = make_database(tmp_path / "summitry.db", readings)
    engine = open_database(make_url(path))
    first = readings[0]
    later = replace(first.article, text=first.article.text.replace(GAS, GAS_TWICE), raw_hash="later")
    moved = replace(
        first.quotes[0],
        text=GAS_TWICE,
        span=replace(first.quotes[0].span, end=first.quotes[0].span.start + len(GAS_TWICE)),
    )
    ends = [
        replace(one, end=min(one.end, len(later.text)))
        for one in first.sentences
        if one.start < len(later.text)
    ]
    save_readings(
        engine,
        [replace(first, article=replace(later, published=None), quotes=(moved,), sentences=tuple(ends))],
    )
    with read_session(engine) as session:
        rows = session.execute(select(quote.c.id, quote.c.main_id, quote.c.text)).all()
        assert [one for one in prove_database(session) if one.promise == "attestation"] == []
    mains = {row.main_id for row in rows if row.text in (GAS, GAS_VARIED)}
    assert len(mains) == 1
    assert all(row.main_id is not None for row in rows)
