"""`/feed.atom`: a view as a feed, read by feedparser, and held against RFC 4287."""

from pathlib import Path

import feedparser
import pytest
from starlette.testclient import TestClient

from tests.samples import make_sample_database
from tests.web.checks import Document
from tests.web.conftest import BASE_URL, make_test_app
from tests.web.formats import ATOM, read_feed
from tests.web.hostile import HOSTILE


def test_the_newest_change_stands_first(client: TestClient) -> None:
    feed = read_feed(client, "/feed.atom")
    moments = [one.text or "" for one in feed.findall(f"{ATOM}entry/{ATOM}updated")]
    assert moments == sorted(moments, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == moments[0]


def test_an_entry_says_what_is_known_with_sentence_and_sources(client: TestClient) -> None:
    feed = read_feed(client, "/feed.atom")
    (entry,) = [
        one for one in feed.findall(f"{ATOM}entry") if one.findtext(f"{ATOM}id", "").endswith("-07-sochi")
    ]
    assert entry.findtext(f"{ATOM}id") == "tag:127.0.0.1,2026:events/2019-12-07-sochi"
    summary = entry.findtext(f"{ATOM}summary") or ""
    assert summary.startswith("Held. 7 December 2019, Sochi, Russia. ")
    assert "Black Sea Wire" in summary
    vias = [link.get("href") for link in entry.findall(f"{ATOM}link[@rel='via']")]
    assert vias == [
        "https://wire.example.net/six-hours",
        "https://news.example.org/2019/12/08/talks-end-late",
    ]
    assert [one.get("term") for one in entry.findall(f"{ATOM}category")] == ["energy", "integration"]
    sentence = entry.find(".//{http://www.w3.org/1999/xhtml}blockquote")
    assert sentence is not None
    assert "".join(sentence.itertext()) in summary
    (page,) = [one.get("href") or "" for one in entry.iter("{http://www.w3.org/1999/xhtml}a")]
    assert client.get(page).status_code == 200


def test_a_sentence_is_in_its_own_language_and_the_rest_in_english_wherever_it_is_asked_for(
    client: TestClient,
) -> None:
    english, russian = client.get("/feed.atom"), client.get("/ru/feed.atom")
    assert english.content == russian.content
    assert '<blockquote xml:lang="ru">' in english.text


def test_a_view_without_events_is_a_valid_feed(client: TestClient, empty: TestClient) -> None:
    for opened, path in ((client, "/feed.atom?q=nothing+of+the+sort"), (empty, "/feed.atom")):
        feed = read_feed(opened, path)
        assert feed.findall(f"{ATOM}entry") == []
        assert feed.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"


def as_xml(words: str) -> str:
    """Write words as XML 1.0 can hold them: line breaks are one character (2.11), a bell has no place (2.2)."""
    return words.replace("\r\n", "\n").replace("\a", "\ufffd")


def test_hostile_words_come_back_as_they_were(hostile: TestClient) -> None:
    feed = read_feed(hostile, "/feed.atom")
    titles = {entry.findtext(f"{ATOM}title") or "" for entry in feed.findall(f"{ATOM}entry")}
    assert titles >= {as_xml(words[:1].upper() + words[1:]) for words in HOSTILE}
    summaries = [one.text or "" for one in feed.iter(f"{ATOM}summary")]
    for words in HOSTILE:
        assert any(as_xml(words) in one for one in summaries)
    parsed = feedparser.parse(hostile.get("/feed.atom").content)
    assert not any(tag in one.content[0].value for one in parsed.entries for tag in ("<b>", "<script"))


def test_the_head_of_a_view_and_its_list_lead_to_its_own_feed_and_calendar(client: TestClient) -> None:
    page = client.get("/?topic=energy&year=2019&utm_source=x")
    document = Document(page.text)
    for kind, path in (("application/atom+xml", "/feed.atom"), ("text/calendar", "/calendar.ics")):
        (link,) = document.find_all("link", rel="alternate", type=kind)
        assert link["href"] == f"{path}?year=2019&topic=energy"
        assert link["title"]
        (listed,) = document.find_all("a", href=link["href"])
        assert client.get(listed["href"]).status_code == 200


@pytest.mark.parametrize(
    "path", ["/feed.atom?year=2019", "/calendar.ics", "/events/2019-12-07-sochi.ics", "/corrections.atom"]
)
def test_who_has_it_already_is_told_so(client: TestClient, path: str) -> None:
    first = client.get(path)
    tag = first.headers["etag"]
    for tags in (tag, f'"other", {tag}', f"W/{tag}"):
        again = client.get(path, headers={"If-None-Match": tags})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    assert client.get(path, headers={"If-None-Match": "*"}).status_code == 304
    other = {"If-None-Match": '"other"', "If-Modified-Since": "Fri, 31 Dec 9999 23:59:59 GMT"}
    assert client.get(path, headers=other).status_code == 200
    for nonsense in ("yesterday", "", "Fri, 31 Dec 9999 99:99:99 GMT", "1"):
        assert client.get(path, headers={"If-Modified-Since": nonsense}).status_code == 200
    if "last-modified" in first.headers:
        since = {"If-Modified-Since": first.headers["last-modified"]}
        assert client.get(path, headers=since).status_code == 304
        assert (
            client.get(path, headers={"If-Modified-Since": "Sat, 01 Jan 2000 00:00:00 GMT"}).status_code
            == 200
        )


def test_data_is_open_to_other_sites_and_says_its_licence(client: TestClient) -> None:
    for path in ("/feed.atom", "/calendar.ics", "/events/2019-12-07-sochi.ics"):
        headers = client.get(path).headers
        assert headers["cross-origin-resource-policy"] == "cross-origin"
        assert 'rel="license"' in headers["link"]


@pytest.mark.parametrize(
    "query", ["%00=%00", "year=%FF", "q=" + "x" * 3000, "=&&=", "after=%22", "topic=a&topic=b"]
)
def test_nonsense_is_passed_over(client: TestClient, query: str) -> None:
    for path in ("/feed.atom", "/calendar.ics"):
        assert client.get(f"{path}?{query}").status_code == 200


def test_two_installations_of_one_record_give_entries_the_same_names(
    tmp_path: Path, client: TestClient
) -> None:
    make_sample_database(tmp_path / "other.db").dispose()
    with TestClient(make_test_app(tmp_path / "other.db"), base_url=BASE_URL) as other:
        assert sorted(_list_ids(other)) == sorted(_list_ids(client))


def _list_ids(client: TestClient) -> list[str | None]:
    return [one.findtext(f"{ATOM}id") for one in read_feed(client, "/feed.atom").findall(f"{ATOM}entry")]
