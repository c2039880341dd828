"""Health, robots.txt, the sitemap, and what is loaded for good."""

import gc
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest
from starlette.testclient import TestClient

from app.main import create_served_app
from app.settings import Settings
from tests.web.conftest import make_test_app


def test_health_is_plain_and_never_cached(client: TestClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")
    assert answer.headers["cache-control"] == "no-store"


def test_crawlers_are_told_of_the_sitemap(client: TestClient) -> None:
    text = client.get("/robots.txt").text
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in text


def test_every_address_of_the_sitemap_is_there_and_canonical(client: TestClient) -> None:
    answer = client.get("/sitemap.xml")
    assert answer.headers["content-type"].startswith("application/xml")
    found = [one.text or "" for one in ElementTree.fromstring(answer.text).iter() if one.tag.endswith("}loc")]
    assert len(found) == len(set(found)) > 20
    # Nothing is recorded for 2010.
    assert "http://127.0.0.1:8000/years/2019" in found
    assert "http://127.0.0.1:8000/years/2010" not in found
    for address in found:
        page = client.get(address)
        assert page.status_code == 200, address
        assert f'<link rel="canonical" href="{address}">' in page.text


def test_the_sitemap_tells_of_each_event_when_it_changed_and_nothing_that_is_not_known(
    client: TestClient,
) -> None:
    answer = client.get("/sitemap.xml")
    ns = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    told = {
        (one.findtext(f"{ns}loc") or "").removeprefix("http://127.0.0.1:8000"): one.findtext(f"{ns}lastmod")
        for one in ElementTree.fromstring(answer.text)
    }
    feed = feedparser.parse(client.get("/feed.atom").content)
    changed = {one.link.removeprefix("http://127.0.0.1:8000"): one.updated for one in feed.entries}
    assert {path: told[path] for path in changed} == changed
    assert told["/"] == max(changed.values())
    assert {path for path, moment in told.items() if moment} == {"/", *changed}
    again = client.get("/sitemap.xml", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_sitemap_of_an_empty_record_holds_the_pages_that_stand(empty: TestClient) -> None:
    assert empty.get("/sitemap.xml").text.count("<loc>") == 5


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("desk@example.org", '<a href="mailto:desk@example.org">'),
        ("https://example.org/desk", '<a href="https://example.org/desk">'),
        ("<b>room 5</b>", "<bdi>&lt;b&gt;room 5&lt;/b&gt;</bdi>"),
    ],
)
def test_the_pages_say_whom_to_write_to_if_the_operator_does(tmp_path: Path, contact: str, link: str) -> None:
    with TestClient(
        make_test_app(tmp_path / "a.db", contact=contact), base_url="http://127.0.0.1:8000"
    ) as client:
        assert link in client.get("/").text


def test_a_server_does_not_search_for_cycles_in_what_it_loaded(tmp_path: Path) -> None:
    before = len(gc.get_objects())
    try:
        app = create_served_app(Settings(database_url=f"sqlite:///{tmp_path}/summitry.db"))
        assert gc.get_freeze_count() > 0
        assert len(gc.get_objects()) < before / 10
    finally:
        gc.unfreeze()
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        assert client.get("/").status_code == 200
