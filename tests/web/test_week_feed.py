"""`/weeks.atom`: an entry a week, held against RFC 4287, and when it says that a week has changed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest
from starlette.testclient import TestClient

from app.ingest.withdrawing import withdraw_named
from tests.clocked import TODAY, Site
from tests.commands import write
from tests.web.checks import CheckedClient, Document
from tests.web.conftest import BASE_URL, make_test_app
from tests.web.formats import ATOM, read_feed
from tests.web.hostile import HOSTILE
from tests.web.test_weeks import FIX, PAIR

PATH = "/weeks.atom"
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = Site(tmp_path)
    made.ingest(
        made.tell("one", f"{PAIR} met in Minsk on March 1, 2021.", day="2021-03-02"),
        made.tell("other", f"{PAIR} met in Sochi on March 10, 2021.", day="2021-03-11"),
    )
    yield made
    made.engine.dispose()


def open_site(site: Site, today: date = TODAY) -> TestClient:
    app = make_test_app(site.folder / "summitry.db", clock=lambda: today)
    return CheckedClient(app, base_url=BASE_URL)


def read_moments(client: TestClient) -> dict[str, str]:
    """Return the moment of each week of the feed, by its name."""
    feed = feedparser.parse(client.get(PATH).content)
    assert not feed.bozo
    return {one.link.rpartition("/")[2]: one.updated for one in feed.entries}


def list_paths(feed: ElementTree.Element) -> list[str]:
    links = feed.findall(f"{ATOM}entry/{ATOM}link[@rel='alternate']")
    return [(link.get("href") or "").removeprefix(BASE_URL) for link in links]


def test_the_feed_has_the_weeks_that_have_begun_the_newest_first(client: TestClient) -> None:
    paths = list_paths(read_feed(client, PATH))
    listed = [one["href"] for one in Document(client.get("/weeks").text).find_all("a")]
    weeks = [one for one in listed if one.startswith("/weeks/")]
    assert paths == [one for one in weeks if one <= "/weeks/2026-W47"]
    assert len(weeks) > len(paths), "one is still to come"
    assert all(client.get(path).status_code == 200 for path in paths)


def test_an_entry_tells_each_thing_with_its_sentence_in_its_own_language(client: TestClient) -> None:
    feed = read_feed(client, PATH)
    entries = {one.findtext(f"{ATOM}id"): one for one in feed.findall(f"{ATOM}entry")}
    entry = entries["tag:127.0.0.1,2026:weeks/2022-W15"]
    assert entry.findtext(f"{ATOM}title") == "Week 15 of 2022: 11–17 April"
    assert (entry.findtext(f"{ATOM}summary") or "").startswith("1 took place, 2 quotes. Vostochny, ")
    assert [one.text for one in entry.iter(f"{XHTML}h2")] == [
        "What took place",
        "Said in this week, or first printed",
    ]
    quoted = list(entry.iter(f"{XHTML}blockquote"))
    assert {one.get("{http://www.w3.org/XML/1998/namespace}lang") for one in quoted} == {"ru"}
    assert "Мы будем вместе работать в космосе." in ["".join(one.itertext()) for one in quoted]
    for link in entry.iter(f"{XHTML}a"):
        assert client.get(link.get("href") or "").status_code == 200
    plan = "".join(entries["tag:127.0.0.1,2026:weeks/2025-W09"].itertext())
    assert "Announced for 13 March 2025. Overdue" in plan


def test_the_feed_is_bounded_and_the_same_in_every_language(many: TestClient, client: TestClient) -> None:
    assert len(read_feed(many, PATH).findall(f"{ATOM}entry")) == 52
    assert client.get(f"/ru{PATH}").content == client.get(PATH).content


def test_an_empty_record_gives_a_valid_feed(empty: TestClient) -> None:
    assert read_feed(empty, PATH).findall(f"{ATOM}entry") == []


def test_hostile_words_come_back_as_they_were(hostile: TestClient) -> None:
    feed = read_feed(hostile, PATH)
    said = ["".join(one.itertext()) for one in feed.iter(f"{ATOM}content")]
    # Without a line break, and nothing that no XML can hold.
    for words in (one for one in HOSTILE if one.isprintable()):
        assert any(words in one for one in said), words
    for one in feedparser.parse(hostile.get(PATH).content).entries:
        assert "<b>bold" not in one.content[0].value


def test_the_pages_of_weeks_name_the_feed(client: TestClient) -> None:
    for path in ("/weeks", "/weeks?year=2019", "/weeks/2024-W21", "/ru/weeks/2024-W21"):
        links = Document(client.get(path).text).find_all("link", type="application/atom+xml")
        assert [(one["rel"], one["href"]) for one in links] == [("alternate", PATH)]


def test_who_has_it_already_is_told_so(client: TestClient) -> None:
    first = client.get(PATH)
    tag = first.headers["etag"]
    assert first.headers["cross-origin-resource-policy"] == "cross-origin"
    assert 'rel="license"' in first.headers["link"]
    for tags in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        again = client.get(PATH, headers={"If-None-Match": tags})
        assert (again.status_code, again.content) == (304, b"")
    assert client.get(PATH, headers={"If-None-Match": '"other"'}).status_code == 200
    head = client.head(PATH)
    assert (head.status_code, head.content) == (200, b"")


def test_the_same_files_once_more_change_not_a_byte(site: Site) -> None:
    with open_site(site) as client:
        before = client.get(PATH)
        site.ingest(site.folder / "articles")
        assert client.get(PATH).content == before.content
        assert client.get(PATH, headers={"If-None-Match": before.headers["etag"]}).status_code == 304


def test_a_further_source_moves_its_week_and_no_other(site: Site) -> None:
    with open_site(site) as client:
        before = read_moments(client)
        assert before == {"2021-W09": "2026-11-01T13:00:00Z", "2021-W10": "2026-11-01T13:00:00Z"}
        site.ingest(site.tell("further", f"{PAIR} met in Minsk on March 1, 2021.", "Beta Daily"))
        assert read_moments(client) == {**before, "2021-W09": "2026-11-01T14:00:00Z"}


def test_a_quote_moves_its_week_when_a_further_source_prints_it_and_not_when_its_text_comes_again(
    site: Site,
) -> None:
    """Printed in the week after the talks, so that no event moves that week."""
    talks = f"{PAIR} met in Minsk on June 1, 2021."
    words = "“We agreed on the price of gas for the whole of the next year,” Putin said."
    site.ingest(site.tell("said", f"{talks} {words}", day="2021-06-08"))
    with open_site(site) as client:
        before = read_moments(client)
        site.ingest(site.tell("said", f"It rained. {talks} {words}", day="2021-06-09"))
        assert read_moments(client)["2021-W23"] == before["2021-W23"]
        site.ingest(site.tell("further", f"{talks} {words}", "Beta Daily", "2021-06-10"))
        assert read_moments(client)["2021-W23"] == f"{site.now:%Y-%m-%dT%H:%M:%SZ}" > before["2021-W23"]


def test_a_correction_brings_its_own_week(site: Site) -> None:
    with open_site(site) as client:
        before = read_moments(client)
        site.ingest(write(site.folder / "fix.toml", FIX))
        after = read_moments(client)
        assert after.keys() - before.keys() == {"2021-W12"}
        assert after["2021-W12"] > "2026-", "when it was read, not the day that it bears"
        assert after["2021-W09"] > before["2021-W09"]
        assert after["2021-W10"] == before["2021-W10"]


def test_what_is_withdrawn_leaves_its_week(site: Site) -> None:
    with open_site(site) as client:
        before = client.get(PATH).headers["etag"]
        withdraw_named(site.engine, "https://example.org/one", "A hoax.", TODAY)
        assert client.get(PATH, headers={"If-None-Match": before}).status_code == 200
        assert read_moments(client).keys() == {"2021-W10", "2026-W47"}
        assert read_moments(client)["2026-W47"] == "2026-11-22T00:00:00Z"


def test_a_week_comes_on_its_monday_and_its_plan_is_overdue_when_its_day_has_passed(site: Site) -> None:
    site.ingest(site.tell("plan", f"{PAIR} will meet in Minsk on November 25, 2026.", day="2026-11-02"))
    seen = []
    for day in (22, 23, 25, 26):
        with open_site(site, date(2026, 11, day)) as client:
            seen.append(read_moments(client).get("2026-W48"))
    monday = "2026-11-23T00:00:00Z"
    assert seen == [None, monday, monday, "2026-11-26T00:00:00Z"]


def test_an_installation_elsewhere_gives_the_same_names(site: Site, tmp_path: Path) -> None:
    elsewhere = Site(tmp_path / "elsewhere")
    for name in ("other", "one"):
        elsewhere.ingest(site.folder / "articles" / f"{name}.md")
    with open_site(site) as client, open_site(elsewhere) as other:
        ids = [
            [one.findtext(f"{ATOM}id") for one in read_feed(each, PATH).iter(f"{ATOM}entry")]
            for each in (client, other)
        ]
        assert ids[0] == ids[1] == ["tag:127.0.0.1,2026:weeks/2021-W10", "tag:127.0.0.1,2026:weeks/2021-W09"]
        assert read_moments(client) != read_moments(other), "each tells when it came to know"
    elsewhere.engine.dispose()
