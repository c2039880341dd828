"""Health, robots.txt and the sitemap."""

from xml.etree import ElementTree

from starlette.testclient import TestClient


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
    for address in found:
        page = client.get(address)
        assert page.status_code == 200, address
        assert f'<link rel="canonical" href="{address}">' in page.text


def test_the_sitemap_of_an_empty_record_holds_the_two_pages_that_stand(empty: TestClient) -> None:
    assert empty.get("/sitemap.xml").text.count("<loc>") == 2
