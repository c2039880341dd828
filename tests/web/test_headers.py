"""Headers on every answer, the Host header, HEAD, and the static files."""

import gzip
import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.web.checks import HEADERS
from tests.web.conftest import make_test_app

PATHS = [
    "/",
    "/nowhere",
    "/events.json",
    "/api/docs",
    "/healthz",
    "/robots.txt",
    "/sitemap.xml",
    "/static/none.css",
]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_has_them(client: TestClient, path: str) -> None:
    # The client checks them itself; here it meets answers of every sort.
    assert client.get(path).status_code == (404 if path in ("/nowhere", "/static/none.css") else 200)
    assert client.post(path).status_code in (404, 405)


@pytest.mark.parametrize("path", PATHS)
def test_head_answers_as_get_does_without_the_body(client: TestClient, path: str) -> None:
    got, head = client.get(path), client.head(path)
    assert head.status_code == got.status_code
    assert head.content == b""
    assert head.headers.get("content-length") == got.headers.get("content-length")
    assert head.headers["content-type"] == got.headers["content-type"]


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "localhost:1", "[::1]:8000", "LOCALHOST"])
def test_loopback_names_are_accepted_with_any_port(client: TestClient, host: str) -> None:
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "", "a b", "x:y"]
)
def test_an_unknown_host_gets_400(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code == 400
    assert answer.headers["content-security-policy"] == HEADERS["content-security-policy"]


def test_the_public_name_is_accepted_and_absolute_links_use_it_whatever_the_host_says(tmp_path: Path) -> None:
    app = make_test_app(tmp_path / "summitry.db", "https://summitry.example")
    with TestClient(app, base_url="http://127.0.0.1:1") as client:
        for host in ("summitry.example", "summitry.example:443", "localhost:9"):
            answer = client.get("/", headers={"Host": host, "X-Forwarded-Host": "evil.example"})
            assert 'rel="canonical" href="https://summitry.example/"' in answer.text
            assert answer.headers["strict-transport-security"].startswith("max-age=31536000")
        assert client.get("/", headers={"Host": "127.0.0.1.nip.example"}).status_code == 400


def test_plain_http_promises_no_tls(client: TestClient) -> None:
    assert "strict-transport-security" not in client.get("/").headers


def test_static_files_are_kept_for_ever_under_names_that_change_with_them(client: TestClient) -> None:
    linked = re.findall(r'(?:href|src)="(/static/[^"]+)"', client.get("/").text)
    assert 3 <= len(linked) <= 4
    for path in linked:
        plain = client.get(path, headers={"Accept-Encoding": "identity"})
        assert plain.status_code == 200
        assert "immutable" in plain.headers["cache-control"]
        assert re.fullmatch(r"/static/\w+\.[0-9a-f]{10}\.(css|js|svg)", path)
        with client.stream("GET", path, headers={"Accept-Encoding": "gzip"}) as packed:
            assert packed.headers["content-encoding"] == "gzip"
            assert gzip.decompress(b"".join(packed.iter_raw())) == plain.content
    assert client.get("/static/site.0000000000.css").status_code == 404
    assert client.get("/static/../app/main.py").status_code == 404


def test_a_fault_is_a_page_without_its_cause_and_with_all_headers(
    sample_app: FastAPI, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("the secret cause")

    monkeypatch.setattr("app.web.timeline.list_events", fail)
    with TestClient(sample_app, base_url="http://127.0.0.1:8000", raise_server_exceptions=False) as client:
        # No page that is kept would show the fault.
        answer = client.get("/?of=a-page-not-kept")
        assert answer.status_code == 500
        assert "Something broke on our side" in answer.text
        assert "secret" not in answer.text
        for name, value in HEADERS.items():
            assert answer.headers[name] == value
    assert "the secret cause" in caplog.text


DATA = [
    "/events.json",
    "/events.csv",
    "/events.bib",
    "/events.timeline.json",
    "/feed.atom",
    "/quotes.atom",
    "/weeks.atom",
    "/corrections.atom",
    "/calendar.ics",
    "/events/2019-12-07-sochi.ics",
    "/api/claims",
    "/oembed?url=http%3A%2F%2F127.0.0.1%3A8000%2F",
]


@pytest.mark.parametrize("path", DATA)
def test_pages_of_other_sites_may_load_data_and_their_scripts_may_read_it(
    client: TestClient, path: str
) -> None:
    answer = client.get(path, headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert 'rel="license"' in answer.headers["link"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/events/nothing.json", 404),
        ("/api/nothing", 404),
        ("/oembed", 422),
        ("/oembed?url=https%3A%2F%2Felsewhere.example%2F", 404),
        ("/api/events?limit=none", 422),
    ],
)
def test_scripts_of_other_sites_may_read_what_went_wrong(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path, headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"


def test_pages_are_for_readers_and_not_for_scripts_of_other_sites(client: TestClient) -> None:
    for path in ("/", "/nowhere", "/quotes"):
        assert "access-control-allow-origin" not in client.get(path).headers
