"""Health, robots.txt, the sitemap, and what is loaded for good."""

import gc
import json
import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from app import __version__
from app.main import create_served_app
from app.settings import Settings
from app.store.migrating import HEAD
from tests.databases import change, drop, make_url, sqlite_only
from tests.samples import make_sample_database
from tests.web.conftest import BASE_URL, make_test_app


def test_health_is_plain_and_never_cached(client: TestClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")
    assert answer.headers["cache-control"] == "no-store"


def test_a_site_that_is_ready_says_what_it_is(client: TestClient) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert answer.json() == {"ready": True, "version": __version__, "revision": HEAD}


def _remove(path: Path) -> None:
    drop(path)


def _damage(path: Path) -> None:
    path.write_bytes(b"not a database" * 1000)


def _update(path: Path) -> None:
    change(path, "UPDATE alembic_version SET version_num = '9999'")


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        (_remove, "The database cannot be read."),
        pytest.param(_damage, "The database cannot be read.", marks=sqlite_only),
        (_update, f"The database has revision 9999, the program needs {HEAD}."),
    ],
)
def test_a_site_that_is_not_ready_says_so_and_is_alive(
    tmp_path: Path, harm: Callable[[Path], None], reason: str
) -> None:
    path = tmp_path / "summitry.db"
    app = make_test_app(path)
    harm(path)
    with TestClient(app, base_url=BASE_URL) as client:
        answer = client.get("/readyz")
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.json()["detail"] == reason
        assert str(tmp_path) not in answer.text
        assert client.get("/healthz").status_code == 200


def test_figures_are_given_only_where_they_are_asked_for(client: TestClient) -> None:
    assert client.get("/metrics").status_code == 404


def test_prometheus_reads_what_was_asked_for_and_what_is_on_record(tmp_path: Path) -> None:
    make_sample_database(tmp_path / "summitry.db").dispose()
    with TestClient(make_test_app(tmp_path / "summitry.db", metrics=True), base_url=BASE_URL) as client:
        page = client.get("/ru/?topic=energy", headers={"Accept-Encoding": "identity"})
        # What a stranger makes up must not become a series each.
        for number in range(5):
            client.get(f"/nowhere/{number}")
            client.request(f"MADEUP{number}", "/")
        client.get("/", headers={"Host": "evil.example"})
        # The second time nothing has to be made.
        count = [client.get("/events.json").json()["count"] for _ in range(2)][1]
        answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    figures = {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }

    def get(name: str, **labels: str) -> float | None:
        return figures.get((name, *sorted(labels.items())))

    requests = "summitry_requests_total"
    assert get(requests, method="GET", route="/", status="200") == 1
    assert get(requests, method="GET", route="none", status="404") == 5
    assert get(requests, method="GET", route="none", status="400") == 1
    assert sum(value for (_, *labels), value in figures.items() if ("method", "other") in labels) == 5
    assert get("summitry_request_seconds_bucket", route="/events.json", le="+Inf") == 2
    assert get("summitry_answers_kept_total", route="/events.json") == 1
    assert get("summitry_answers_kept_total", route="/") == 0
    assert get("summitry_request_seconds_sum", route="/events.json") > 0  # type: ignore[operator]
    assert get("summitry_response_bytes_total", route="/") >= len(page.content)  # type: ignore[operator]
    assert get("summitry_events") == count > 0
    assert get("summitry_info", version=__version__) == 1


def test_a_line_of_the_log_tells_what_was_asked_for_and_neither_who_nor_for_which_words(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "summitry.access")
    app = make_test_app(tmp_path / "summitry.db")
    with TestClient(app, base_url=BASE_URL, follow_redirects=False) as client:
        page = client.get("/be/?q=secret", headers={"Accept-Encoding": "identity"})
        client.get("/%1b[31m%0a%E2%80%AE")
        client.get("/be/?q=secret", headers={"Accept-Encoding": "identity"})
    shown, hostile, again = (json.loads(record.message) for record in caplog.records)
    assert datetime.fromisoformat(shown.pop("time")).tzinfo is not None
    assert 0 < shown.pop("ms") < 60_000
    assert shown == {
        "method": "GET",
        "path": "/be/",
        "route": "/",
        "status": 200,
        "bytes": len(page.content),
        "kept": False,
    }
    assert {**again, **shown, "kept": True} == again, "what was kept tells of the same route"
    assert "secret" not in caplog.text
    assert (hostile["path"], hostile["route"], hostile["status"]) == ("/\x1b[31m\n\u202e", None, 404)
    assert all(record.message.isprintable() and record.message.isascii() for record in caplog.records)


@pytest.mark.parametrize(("kept", "queries"), [("query", ["q=%D0%B3%D0%B0%D0%B7"]), ("off", [])])
def test_words_are_kept_or_nothing_is_where_the_operator_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, kept: str, queries: list[str]
) -> None:
    caplog.set_level(logging.INFO, "summitry.access")
    app = make_test_app(tmp_path / "summitry.db", access_log=kept)
    with TestClient(app, base_url=BASE_URL) as client:
        client.get("/?q=газ")
    assert [json.loads(record.message)["query"] for record in caplog.records] == queries


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
        app = create_served_app(Settings(database_url=make_url(f"{tmp_path}/summitry.db")))
        assert gc.get_freeze_count() > 0
        assert len(gc.get_objects()) < before / 10
    finally:
        gc.unfreeze()
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        assert client.get("/").status_code == 200
