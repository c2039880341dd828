"""Fault 8: a header that goes missing. The score of MDN's Observatory, computed offline, stays an A+."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.faults.observatory import score
from tests.samples import make_sample_database
from tests.web.checks import Document
from tests.web.conftest import make_test_app

PUBLIC = "https://summitry.example"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    path = tmp_path_factory.mktemp("scored") / "summitry.db"
    make_sample_database(path).dispose()
    return TestClient(make_test_app(path, PUBLIC), base_url=PUBLIC)


def judge(client: TestClient, path: str) -> int:
    answer = client.get(path)
    scripts = [one for one in Document(answer.text).find_all("script") if "src" in one]
    assert scripts, "a page without scripts would not be judged by them"
    return score({name.lower(): value for name, value in answer.headers.items()}, scripts)


@pytest.mark.parametrize(
    "path",
    ["/", "/ru/?topic=energy", "/events/2019-12-07-sochi", "/quotes", "/overview", "/nowhere", "/weeks"],
)
def test_every_page_has_the_highest_score(site: TestClient, path: str) -> None:
    assert judge(site, path) == 135


def test_the_score_tells_what_is_missing(site: TestClient) -> None:
    headers = {name.lower(): value for name, value in site.get("/").headers.items()}
    policy = headers["content-security-policy"]
    good = [{"src": "/static/app.js", "integrity": "sha384-x"}]
    assert score(headers, good) == 135
    assert score({}, good) == 100 - 25 - 20 - 5 - 20
    for name, value, expected in (
        (
            "content-security-policy",
            policy.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'"),
            80,
        ),
        ("content-security-policy", policy.replace("frame-ancestors 'none'", "frame-ancestors *"), 80),
        ("strict-transport-security", "max-age=60", 90 + 35),
        ("x-content-type-options", "", 95 + 35),
        ("referrer-policy", "unsafe-url", 95 + 30),
        ("set-cookie", "a=b", 80),
    ):
        assert score({**headers, name: value}, good) == expected, (name, value)
    assert score(headers, [{"src": "/static/app.js"}]) == 130
    assert score(headers, [{"src": "https://cdn.example/x.js", "integrity": "sha384-x"}]) == 95 + 30


def test_only_where_frames_are_wanted_it_is_less(site: TestClient) -> None:
    answer = site.get("/embed/")
    assert "frame-ancestors *" in answer.headers["content-security-policy"]
    for path in Path(__file__).parents[2].joinpath("templates", "pages").glob("embedded_*.html"):
        assert 'extends "base.html"' not in path.read_text("utf-8")
