"""The quotes as files and as a feed: the same ones as on the page, each read by a library that is not ours."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import feedparser
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.domain.printable import one_line
from app.ingest.withdrawing import withdraw_named
from app.store.engine import open_database
from tests.clocked import TODAY, Site
from tests.databases import make_url
from tests.samples import save_readings
from tests.web.attested import make_attested_readings
from tests.web.checks import CheckedClient, Document
from tests.web.conftest import BASE_URL, make_test_app
from tests.web.formats import (
    ATOM,
    LICENCE,
    list_linked,
    list_shown_quotes,
    read_all,
    read_bibtex,
    read_csl,
    read_feed,
    read_ris,
    read_table,
)
from tests.web.hostile import HOSTILE

COLUMNS = [
    "url", "speaker", "speaker_text", "text", "kind", "language", "said", "event", "event_url", "event_title",
    "event_date", "sentence", "sentence_from", "sentence_publisher", "sentence_title", "sentence_published",
    "sentence_url", "sentence_page", "attestations", "attestation_urls", "source_urls",
]  # fmt: skip
FORMS = (".csv", ".json", ".bib", ".ris", ".csl.json", ".atom")
GAS = "We agreed on the price of gas for next year, and the ministers will sign the papers on Friday"


@pytest.fixture(scope="module")
def attested(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Return a client on five quotes, some of them printed by several sources."""
    path = tmp_path_factory.mktemp("attested") / "summitry.db"
    engine = open_database(make_url(path))
    save_readings(engine, make_attested_readings())
    engine.dispose()
    with CheckedClient(make_test_app(path), base_url=BASE_URL, follow_redirects=False) as opened:
        yield opened


def check_view(client: TestClient, query: str) -> None:
    """Check that every format of a view of the quotes has those that its page shows."""
    whole = client.get(f"/quotes.json?{query}").json()
    rows = whole["quotes"]
    ids = [row["url"].rpartition("/")[2] for row in rows]
    assert whole["count"] == len(ids) == len(set(ids))
    assert list_shown_quotes(client, f"/quotes?{query}") == ids
    assert read_all(client, f"/api/quotes?{query}&limit=40", "quotes") == rows
    assert [row["url"] for row in read_table(client, f"/quotes.csv?{query}")] == [row["url"] for row in rows]
    keys = [f"summitry-quote-{one}" for one in ids]
    assert list(read_bibtex(client, f"/quotes.bib?{query}")) == keys
    assert [one["id"] for one in read_ris(client, f"/quotes.ris?{query}")] == keys
    assert [one["id"] for one in read_csl(client, f"/quotes.csl.json?{query}")] == keys
    assert sorted(list_linked(read_feed(client, f"/quotes.atom?{query}"))) == sorted(ids)


VIEWS = st.lists(
    st.sampled_from(
        [
            (sign + name, value)
            for sign in ("", "-")
            for name, value in (
                ("speaker", "vladimir-putin"), ("speaker", "alexander-lukashenko"), ("speaker", "unknown"),
                ("year", "2019"), ("year", "2024"), ("year", "1066"), ("topic", "energy"), ("topic", "space"),
                ("language", "ru"), ("language", "en"), ("kind", "direct"), ("kind", "reported"),
                ("q", "gas"), ("q", "космос"), ("q", "nothing of the sort"), ("nonsense", "\u202e=1"),
            )
        ]
    ),
    max_size=4,
).map(urlencode)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(view=VIEWS)
def test_every_format_of_a_view_has_the_quotes_of_its_page(
    client: TestClient, attested: TestClient, view: str
) -> None:
    check_view(client, view)
    check_view(attested, view)


def test_so_it_is_with_all_quotes_of_any_record(
    talkative: TestClient, hostile: TestClient, empty: TestClient
) -> None:
    for opened in (talkative, hostile, empty):
        check_view(opened, "")


@pytest.mark.parametrize("ending", FORMS)
def test_a_file_is_the_whole_view_in_english_for_everyone(talkative: TestClient, ending: str) -> None:
    whole = talkative.get(f"/quotes{ending}?speaker=vladimir-putin")
    after = talkative.get("/api/quotes?limit=50").json()["quotes"][-1]["url"].rpartition("/")[2]
    for prefix in ("", "/ru", "/be"):
        asked = talkative.get(f"{prefix}/quotes{ending}?after={after}&x=1&speaker=vladimir-putin")
        assert asked.content == whole.content
    assert whole.headers["cross-origin-resource-policy"] == "cross-origin"
    assert whole.headers["link"].startswith(LICENCE)
    assert talkative.get(f"/quotes{ending}", headers={"If-None-Match": "*"}).status_code == 304


def test_a_row_has_the_sentence_its_source_and_everything_that_prints_it(attested: TestClient) -> None:
    rows = read_table(attested, "/quotes.csv")
    quotes = attested.get("/quotes.json").json()["quotes"]
    for row, quote in zip(rows, quotes, strict=True):
        assert list(row) == COLUMNS
        same = ("url", "speaker", "speaker_text", "text", "kind", "language", "said", "event")
        assert {name: row[name] for name in same} == {name: quote[name] or "" for name in same}
        assert row["attestation_urls"].split(";") == [one["url"] for one in quote["attestations"]]
        assert int(row["attestations"]) == len(quote["attestations"])
        assert row["text"] in row["sentence"]
        page = attested.get(row["sentence_page"]).text
        assert row["sentence_title"] in Document(page).text
        if row["event"]:
            event = attested.get(f"/events/{row['event']}.json").json()
            assert (row["event_url"], row["event_title"], row["event_date"]) == (
                event["url"],
                event["title"],
                event["date"],
            )
    assert max(int(row["attestations"]) for row in rows) > 2


def test_a_quote_is_a_reference_with_every_source_as_a_note(attested: TestClient) -> None:
    quote = attested.get("/quotes.json?q=gas&speaker=vladimir-putin").json()["quotes"][0]
    first, *others = [one["url"].removeprefix(BASE_URL) for one in quote["attestations"]]
    (reference,) = read_ris(attested, f"{first}.ris")
    (item,) = read_csl(attested, f"{first}.csl.json")
    ((key, entry),) = read_bibtex(attested, f"{first}.bib").items()
    assert key == reference["id"] == item["id"] == first.replace("/quotes/", "summitry-quote-")
    assert entry["title"] == reference["title"] == item["title"] == f"Vladimir Putin: “{quote['text']}”"
    assert entry["url"] == item["URL"] == quote["url"]
    assert entry["abstract"] == reference["abstract"] == item["abstract"]
    assert str(item["abstract"]).startswith(f"“{quote['text']}” – ")
    notes = reference["notes"]
    assert isinstance(notes, list)
    assert len(notes) == len({one["article"] for one in quote["attestations"]})
    for one in quote["attestations"]:
        assert any(one["publisher"] in note for note in notes)
    for other in others:
        # Any attestation leads to the one quote, as its page does.
        for ending in (".bib", ".ris", ".csl.json"):
            assert attested.get(other + ending).content == attested.get(first + ending).content
        assert attested.get(f"{other}.json").json()["attestations"] == quote["attestations"]


def test_a_quote_as_json_stands_in_its_sentences(client: TestClient) -> None:
    for quote in client.get("/quotes.json").json()["quotes"]:
        body = client.get(f"{quote['url']}.json").json()
        assert {name: body[name] for name in quote} == quote
        [[start, end]] = body["marks"]
        assert body["sentence"][start:end] == quote["text"]
        assert client.get(body["page"]).status_code == 200


@pytest.mark.parametrize("name", ["none", "%00", "%ff", "a" * 3000, "x.json", "' OR 1=1 --"])
def test_what_is_no_quote_is_not_there_in_any_form(client: TestClient, name: str) -> None:
    for ending in (".json", ".bib", ".ris", ".csl.json"):
        assert client.get(f"/quotes/{name}{ending}").status_code == 404


def test_hostile_words_come_back_equal_from_every_form(hostile: TestClient) -> None:
    table = read_table(hostile, "/quotes.csv")
    assert {row["text"] for row in table} == {row["speaker_text"] for row in table} == set(HOSTILE)
    assert {row["sentence_title"] for row in table} == set(HOSTILE)
    text = hostile.get("/quotes.csv").content.decode()
    assert not any(line.startswith(("=", "+", "-", "@")) for line in text.replace('"', "").split(","))
    bibtex = read_bibtex(hostile, "/quotes.bib")
    csl = {one["id"]: one for one in read_csl(hostile, "/quotes.csl.json")}
    for reference in read_ris(hostile, "/quotes.ris"):
        key = str(reference["id"])
        assert reference["title"] == csl[key]["title"] == bibtex[key]["title"]
        assert csl[key].get("note", "") == bibtex[key].get("note", "")
        assert reference["abstract"] == csl[key]["abstract"] == bibtex[key]["abstract"]
    abstracts = [str(one["abstract"]) for one in csl.values()]
    for words in HOSTILE:
        assert any(one.startswith(f"“{one_line(words)}”") for one in abstracts)
    titles = {str(one["title"]) for one in csl.values()}
    for words in HOSTILE:
        assert any(
            title.startswith(f"{one_line(words)}: “{one_line(words)[:200].rstrip()}") for title in titles
        )
    summaries = [one.text or "" for one in read_feed(hostile, "/quotes.atom").iter(f"{ATOM}summary")]
    for words in HOSTILE:
        # As XML 1.0 can hold them: line breaks are one character (2.11), a bell has no place (2.2).
        written = words.replace("\r\n", "\n").replace("\a", "\ufffd").rstrip()
        assert any(written in one for one in summaries), words


def test_the_pages_lead_to_every_form(client: TestClient) -> None:
    document = Document(client.get("/quotes?topic=energy&speaker=alexander-lukashenko&utm_source=x").text)
    linked = {one["href"] for one in document.find_all("a")}
    for ending in FORMS:
        path = f"/quotes{ending}?speaker=alexander-lukashenko&topic=energy"
        assert path in linked
        assert client.get(path).status_code == 200
    for kind in ("application/atom+xml", "application/json"):
        assert len(document.find_all("link", rel="alternate", type=kind)) == 1
    assert document.find_all("button", data_copies="cite-bibtex")
    one = client.get("/quotes.json").json()["quotes"][0]["url"].removeprefix(BASE_URL)
    offered = {link["href"] for link in Document(client.get(f"/ru{one}").text).find_all("a")}
    assert {f"{one}{ending}" for ending in (".json", ".bib", ".ris", ".csl.json")} <= offered


def read_entries(client: TestClient) -> dict[str, tuple[str, str, str]]:
    """Return of each entry of the feed by its name: when it was first here, when it moved last, and its address."""
    parsed = feedparser.parse(client.get("/quotes.atom").content)
    assert not parsed.bozo
    return {one.id: (one.published, one.updated, one.link) for one in parsed.entries}


def test_an_entry_moves_when_another_source_prints_the_words_and_keeps_its_name(tmp_path: Path) -> None:
    site = Site(tmp_path)
    talks = "Vladimir Putin and Alexander Lukashenko met in Minsk on March 1, 2021."
    first = site.tell("one", f"{talks} “{GAS},” Putin said.")
    site.ingest(
        first, site.tell("other", f"{talks} “The border will be open in the autumn,” Lukashenko said.")
    )
    with TestClient(make_test_app(tmp_path / "summitry.db"), base_url=BASE_URL) as client:
        before = read_entries(client)
        began = f"{site.now:%Y-%m-%dT%H:%M:%SZ}"
        assert {one[:2] for one in before.values()} == {(began, began)}
        tag = client.get("/quotes.atom").headers["etag"]
        site.ingest(first)
        # A later text that still prints the words moves nothing.
        site.ingest(site.tell("one", f"{talks} It rained. “{GAS},” Putin said."))
        assert read_entries(client) == before
        evening = f"{talks} In the evening Putin said: “{GAS}.”"
        site.ingest(site.tell("earlier", evening, "Beta Daily", "2021-03-01"))
        after = read_entries(client)
        assert client.get("/quotes.atom", headers={"If-None-Match": tag}).status_code == 200
        (moved,) = [name for name in before if after[name] != before[name]]
        assert set(after) == set(before)
        assert after[moved][:2] == (began, f"{site.now:%Y-%m-%dT%H:%M:%SZ}")
        assert after[moved][2] != before[moved][2], "of equals the one that was published first stands for it"
        assert next(iter(after)) == moved, "what moved last stands first"
        withdraw_named(site.engine, "https://example.org/other", "A hoax.", TODAY)
        assert set(read_entries(client)) == {moved}
        gone = next(one for name, (_, _, one) in before.items() if name != moved).removeprefix(BASE_URL)
        for ending in ("", ".json", ".bib", ".ris", ".csl.json"):
            assert client.get(f"{gone}{ending}").status_code == 404
        for ending in FORMS:
            assert "border will be open" not in client.get(f"/quotes{ending}").text
    site.engine.dispose()
