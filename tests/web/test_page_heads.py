"""What other programs read in the head of a page: linked data, cards of messengers, and what Zotero takes."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyld import jsonld
from sqlalchemy import text as sql
from starlette.testclient import TestClient

from app.web.linked_data import write_script
from tests.commands import Run, write
from tests.records import make_event, make_source, write_record
from tests.samples import make_sample_database
from tests.web.checks import CheckedClient, Document
from tests.web.conftest import BASE_URL, make_test_app
from tests.web.formats import read_calendar

SCHEMA = "https://schema.org/"
# Of the context that schema.org publishes, what our pages need: nothing is fetched.
_IDS = ("eventStatus", "license", "url")
_CONTEXT = {"@vocab": SCHEMA, **{name: {"@id": SCHEMA + name, "@type": "@id"} for name in _IDS}}
_KNOWN = {
    "Event": {
        "name", "identifier", "url", "eventStatus", "previousStartDate", "startDate", "endDate", "location",
        "attendee", "keywords", "subjectOf", "mainEntityOfPage",
    },
    "Quotation": {
        "text", "identifier", "url", "inLanguage", "creator", "dateCreated", "isBasedOn", "mainEntityOfPage",
    },
}  # fmt: skip


def load_context(address: str, options: dict[str, Any]) -> dict[str, Any]:
    assert address.rstrip("/") == "https://schema.org"
    return {"contextUrl": None, "documentUrl": address, "document": {"@context": _CONTEXT}}


def read_data(html: str) -> dict[str, Any]:
    """Read the linked data of a page as a program does: expanded, and back to short names."""
    data = json.loads(Document(html).get_text("script", type_="application/ld+json"))
    [expanded] = jsonld.expand(data, {"documentLoader": load_context})
    [kind] = expanded["@type"]
    kind = kind.removeprefix(SCHEMA)
    names = {name.removeprefix(SCHEMA) for name in expanded if not name.startswith("@")}
    assert names == set(data) - {"@context", "@id", "@type"}
    assert names <= _KNOWN[kind]
    assert expanded["@id"].startswith(BASE_URL)
    compacted = jsonld.compact(expanded, _CONTEXT, {"documentLoader": load_context})
    assert isinstance(compacted, dict)
    return compacted


def test_an_event_is_an_event_of_schema_org(client: TestClient) -> None:
    data = read_data(client.get("/events/2019-12-07-sochi").text)
    assert data["@type"] == "Event"
    assert data["identifier"] == "2019-12-07-sochi"
    assert data["eventStatus"] == f"{SCHEMA}EventScheduled"
    assert (data["startDate"], data["endDate"]) == ("2019-12-07", "2019-12-07")
    assert data["location"]["address"]["addressLocality"] == "Sochi"
    assert data["location"]["address"]["addressCountry"] == "RU"
    people = {one["name"] for one in data["attendee"]}
    assert people >= {"Vladimir Putin", "Alexander Lukashenko"}
    sources = client.get("/events/2019-12-07-sochi.json").json()["articles"]
    assert [one["headline"] for one in data["subjectOf"]] == [one["title"] for one in sources]
    assert data["mainEntityOfPage"]["license"] == "https://creativecommons.org/licenses/by/4.0/"


def test_every_event_is_told_as_exactly_as_its_sources_do(client: TestClient) -> None:
    statuses = set()
    for event in client.get("/events.json").json()["events"]:
        data = read_data(client.get(f"/events/{event['slug']}").text)
        assert data["name"] == event["title"]
        exact = event["date"] is not None and "~" not in event["date"]
        assert data.get("startDate") == (event["date_start"] if exact else None)
        assert data.get("endDate") == (event["date_end"] if exact else None)
        assert (data["eventStatus"] == f"{SCHEMA}EventCancelled") == (event["status"] == "cancelled")
        statuses.add(event["status"])
        places = data.get("location", [])
        assert bool(places) == bool(event["city"] or event["country"])
    assert statuses == {"held", "planned", "cancelled"}


def test_a_moved_meeting_says_from_which_day(summitry: Run, database: Path, tmp_path: Path) -> None:
    words = (
        "Talks moved\n\n10 April 2023\n\n"
        "The meeting of Putin and Lukashenko in Minsk, set for April 13, was put off to April 20.\n"
    )
    assert summitry("ingest", write(tmp_path / "moved.txt", words)).code == 0
    with CheckedClient(make_test_app(database), base_url=BASE_URL) as opened:
        html = opened.get("/events/2023-04-20-minsk").text
    data = json.loads(Document(html).get_text("script", type_="application/ld+json"))
    assert data["eventStatus"] == f"{SCHEMA}EventRescheduled"
    assert data["previousStartDate"] == ["2023-04-13"]
    assert data["startDate"] == "2023-04-20"


def test_a_plan_that_was_put_off_without_a_new_day_says_so_and_leaves_calendars(
    summitry: Run, database: Path, tmp_path: Path
) -> None:
    """Only a row of the record can tell this: of an article a former day is kept beside a new one alone."""

    def ingest(day: str, note: str) -> None:
        row = make_event("plan", day, "Sochi", status="planned", note=note)
        record = write_record(tmp_path / "record", (row,), (make_source("plan", published="2023-04-10"),))
        assert summitry("ingest", record).code == 0

    def read_days(opened: CheckedClient) -> list[tuple[str, str]]:
        events = read_calendar(opened, "/calendar.ics")[1].values()
        return [(one["DTSTART"][0].value, one["STATUS"][0].value) for one in events]

    with CheckedClient(make_test_app(database), base_url=BASE_URL) as opened:
        ingest("2023-04-13", "")
        slug = opened.get("/events.json").json()["events"][0]["slug"]
        assert read_days(opened) == [("20230413", "TENTATIVE")]
        ingest("", "It was put off from 13 April 2023.")
        html = opened.get(f"/events/{slug}").text
        data = json.loads(Document(html).get_text("script", type_="application/ld+json"))
        assert data["eventStatus"] == f"{SCHEMA}EventPostponed"
        assert data["previousStartDate"] == ["2023-04-13"]
        assert "startDate" not in data
        assert read_days(opened) == []
        assert "1 event of this view left out" in opened.get("/calendar.ics").text.replace("\r\n ", "")
        ingest("2023-05-02", "It was put off from 13 April 2023.")
        html = opened.get(f"/events/{slug}").text
        data = json.loads(Document(html).get_text("script", type_="application/ld+json"))
        assert data["eventStatus"] == f"{SCHEMA}EventRescheduled"
        assert (data["previousStartDate"], data["startDate"]) == (["2023-04-13"], "2023-05-02")
        assert read_days(opened) == [("20230502", "TENTATIVE")]


def test_a_quote_is_a_quotation_unless_it_is_only_reported(client: TestClient) -> None:
    kinds = set()
    for quote in client.get("/api/quotes?limit=500").json()["quotes"]:
        html = client.get(quote["url"].removeprefix(BASE_URL)).text
        kinds.add(quote["kind"])
        if quote["kind"] == "reported":
            assert "application/ld+json" not in html
            continue
        data = read_data(html)
        assert data["@type"] == "Quotation"
        assert data["text"] == quote["text"].rstrip().removesuffix(",")
        assert data.get("inLanguage") == quote["language"]
        if quote["speaker"]:
            assert data["creator"]["@id"] == f"{BASE_URL}/people/{quote['speaker']}"
        if quote["event"]:
            assert data["mainEntityOfPage"]["mentions"]["@id"] == f"{BASE_URL}/events/{quote['event']}"
    assert kinds == {"direct", "transcript", "reported"}


def test_hostile_words_cannot_end_the_data_and_come_back_equal(client: TestClient) -> None:
    html = client.get("/events/2023-07-03-brest").text
    raw = html.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert not set("<>&") & set(raw)
    assert json.loads(raw)["subjectOf"][0]["headline"] == (
        "<script>alert(1)</script> \"quoted\" 'title' {{ 7 * 7 }}"
    )


def test_a_title_of_every_evil_and_ten_thousand_characters_comes_back_equal(tmp_path: Path) -> None:
    title = "=cmd|' /C calc'!A0 \"q\" ]]> </script>\n<!-- \u202eвстреча\u202c \u2028 & " + "ё" * 10_000
    engine = make_sample_database(tmp_path / "summitry.db")
    with engine.begin() as connection:
        connection.execute(sql("UPDATE article SET title = :title WHERE url LIKE '%evil%'"), {"title": title})
    engine.dispose()
    with CheckedClient(make_test_app(tmp_path / "summitry.db"), base_url=BASE_URL) as opened:
        data = read_data(opened.get("/events/2023-07-03-brest").text)
        assert data["subjectOf"]["headline"] == title
        [article] = opened.get("/api/articles?year=2023").json()["articles"]
        assert article["title"] == title
        assert opened.get(f"/api/articles/{article['id']}").json()["title"] == title


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_can_be_written_into_a_page(words: str) -> None:
    hostile = f"{words}</script><!--<script>]]>\u2028"
    written = str(write_script({"name": hostile}))
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written) == {"name": hostile}


def get_meta(html: str) -> dict[str, str]:
    tags = Document(html).find_all("meta")
    return {one.get("property", one.get("name", "")): one.get("content", "") for one in tags}


@pytest.mark.parametrize(
    ("path", "locale"),
    [
        ("/", "en_GB"),
        ("/ru/events/2019-12-07-sochi", "ru_RU"),
        ("/be/quotes", "be_BY"),
        ("/?year=2019", "en_GB"),
    ],
)
def test_a_link_to_a_page_becomes_a_card(client: TestClient, path: str, locale: str) -> None:
    html = client.get(path).text
    document, meta = Document(html), get_meta(html)
    [canonical] = document.find_all("link", rel="canonical")
    assert meta["og:url"] == canonical["href"]
    assert document.get_text("title").startswith(meta["og:title"])
    assert meta["og:description"] == meta["description"]
    assert meta["og:type"] == "website"
    assert meta["og:site_name"] == "Summitry"
    assert meta["og:locale"] == locale
    others = {one["content"] for one in document.find_all("meta", property="og:locale:alternate")}
    assert others == {"en_GB", "ru_RU", "be_BY"} - {locale}
    assert meta["twitter:title"] == meta["og:title"]


def test_zotero_finds_what_it_cites_on_events_and_quotes_alone(client: TestClient) -> None:
    meta = get_meta(client.get("/ru/events/2019-12-07-sochi").text)
    assert meta["DC.title"] == meta["og:title"]
    assert meta["DC.date"] == "2019-12-07"
    assert meta["DC.publisher"] == "Summitry"
    assert meta["DC.identifier"] == f"{BASE_URL}/ru/events/2019-12-07-sochi"
    assert meta["DC.rights"] == "https://creativecommons.org/licenses/by/4.0/"
    assert meta["DC.language"] == "ru"
    quote = client.get("/api/quotes").json()["quotes"][0]["url"].removeprefix(BASE_URL)
    assert get_meta(client.get(quote).text)["DC.identifier"] == BASE_URL + quote
    undated = next(
        one for one in client.get("/events.json").json()["events"] if one["slug"].startswith("undated")
    )
    assert "DC.date" not in get_meta(client.get(f"/events/{undated['slug']}").text)
    assert "DC.title" not in get_meta(client.get("/").text)


@pytest.mark.parametrize(
    ("path", "indexed"),
    [
        ("/", True),
        ("/?year=2019", True),
        ("/?topic=energy", True),
        ("/?year=2019&topic=energy", False),
        ("/?topic=energy&topic=integration", False),
        ("/?year=2019&-topic=energy", False),
        ("/?q=Sochi", False),
        # Nothing is there to be found.
        ("/?-kind=meeting&-kind=call&-kind=milestone&-kind=related", False),
        ("/?year=2001", False),
        ("/quotes?speaker=vladimir-putin", True),
        ("/quotes?speaker=vladimir-putin&year=2019", False),
    ],
)
def test_from_two_filters_on_a_view_is_kept_out_of_search_engines(
    client: TestClient, path: str, indexed: bool
) -> None:
    answer = client.get(path)
    assert (answer.headers.get("x-robots-tag") is None) == indexed
    assert ("noindex" not in get_meta(answer.text).get("robots", "")) == indexed
