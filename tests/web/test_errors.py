"""Errors that help: what happened, and where to go from here."""

import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.domain.errors import SettingsError
from app.main import create_app
from app.settings import Settings
from app.web.errors import GoneError
from tests.databases import make_url
from tests.web.checks import CheckedClient, Document
from tests.web.conftest import BASE_URL, make_test_app


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("/events/2019-12-07-soci", "/events/2019-12-07-sochi"),
        ("/events/2019-12-08-sochi", "/events/2019-12-07-sochi"),
        ("/people/vladimir-putn", "/people/vladimir-putin"),
        ("/places/sotchi", "/places/sochi"),
        ("/topics/energi", "/topics/energy"),
    ],
)
def test_404_offers_what_is_nearest(client: TestClient, path: str, near: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    document = Document(answer.text)
    assert document.find_all("a", href=near)
    assert "2019-12-07" not in document.get_text("section", aria_labelledby="near-h")
    assert document.find_all("input", id="q")[0]["value"]
    assert document.find_all("meta", name="robots")[0]["content"] == "noindex"


@pytest.mark.parametrize(
    "path",
    ["/nowhere", "/events/", "/events/%00", "/events/%3Cscript%3Ealert(1)%3C/script%3E", "/%F0%9F%98%80", "/a/b/c",
     "/events/" + "x" * 3000, "/people/..%2f..%2fetc", "/wp-login.php", "/%E2%80%AE"],
)  # fmt: skip
def test_any_address_is_answered(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (307, 404)
    assert "<script>alert" not in answer.text


def test_htmx_is_sent_to_the_error_itself(client: TestClient) -> None:
    answer = client.get("/nowhere?x=1", headers={"HX-Request": "true", "HX-Target": "div#timeline"})
    assert answer.status_code == 404
    assert answer.headers["hx-redirect"] == "/nowhere?x=1"


def test_a_withdrawn_source_is_gone_and_says_why(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("gone") / "summitry.db"
    app: FastAPI = create_app(Settings(database_url=make_url(path), base_url=BASE_URL))

    @app.get("/gone")
    def show_gone() -> None:
        raise GoneError("This source was withdrawn.", "Its <publisher> asked for it.")

    with CheckedClient(app, base_url=BASE_URL) as client:
        answer = client.get("/gone")
    assert answer.status_code == 410
    assert "Its &lt;publisher&gt; asked for it." in answer.text


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/events/%F0%9F%98%80", "/events/%F0%9F%98%80"),
        ("//evil.com/", "/evil.com/"),
        ("/%5Cevil.com", "/%5Cevil.com"),
        ("/a%0d%0aX-Evil:%201", "/a%0d%0aX-Evil:%201"),
        ("/a%2Fb?q=%F0%9F%98%80&x=1", "/a%2Fb?q=%F0%9F%98%80&x=1"),
    ],
)
def test_htmx_is_sent_nowhere_else_whatever_the_address(client: TestClient, path: str, target: str) -> None:
    answer = client.get(BASE_URL + path, headers={"HX-Request": "true"})
    assert answer.status_code == 404
    assert answer.headers["hx-redirect"] == target


@pytest.mark.parametrize("base_url", ["nonsense", "ftp://x"])
def test_no_site_is_made_for_a_base_url_that_is_none(base_url: str) -> None:
    with pytest.raises(SettingsError, match="SUMMITRY_BASE_URL"):
        create_app(Settings(base_url=base_url))


@pytest.mark.parametrize("path", ["/sub", "/sub/", "/sub/sub", "//sub", "/;x", "/%20"])
def test_no_site_is_made_beneath_a_path_where_its_links_would_lead_out_of_it(path: str) -> None:
    with pytest.raises(SettingsError, match="has a path"):
        create_app(Settings(base_url=f"https://summitry.example{path}"))


@pytest.mark.parametrize("ending", ["", "/", "//", "/?", "#"])
def test_the_end_of_the_base_url_is_in_no_address(tmp_path: Path, ending: str) -> None:
    app = make_test_app(tmp_path / "summitry.db", f"https://summitry.example:8443{ending}")
    with CheckedClient(app, base_url=BASE_URL) as client:
        assert client.get("/events.json").json()["url"] == "https://summitry.example:8443/"
        asked = client.get("/oembed", params={"url": "https://summitry.example:8443/?year=2019"})
        assert asked.json()["provider_url"] == "https://summitry.example:8443/"


@pytest.mark.parametrize("ending", ["", ".bib", ".ris", ".ics", ".png"])
@pytest.mark.parametrize("slug", ["nothing", "2018-01-01-minsk"])
def test_an_error_page_speaks_one_language(renamed: TestClient, slug: str, ending: str) -> None:
    answer = renamed.get(f"/ru/events/{slug}{ending}")
    said = Document(answer.text).get_text("main")
    if slug == "nothing":
        assert (answer.status_code, "События «nothing» нет." in said) == (404, True)
    else:
        assert (answer.status_code, "больше не говорит ни один источник" in said) == (410, True)
    assert "There is" not in said
    assert "No source" not in said


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/ru/events/nothing.json", 404),
        ("/be/events/nothing.csl.json", 404),
        ("/ru/events/2018-01-01-minsk.json", 410),
        ("/ru/events/2018-01-01-minsk.csl.json", 410),
        ("/ru/quotes/nothing.json", 404),
        ("/be/quotes/nothing.csl.json", 404),
        ("/ru/api/nothing", 404),
        ("/ru/oembed?url=http%3A%2F%2F127.0.0.1%3A8000%2Fru%2Fevents%2Fnothing", 404),
    ],
)
def test_a_problem_document_speaks_english_under_every_prefix(
    renamed: TestClient, path: str, status: int
) -> None:
    answer = renamed.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"].isprintable()
    assert not re.search("[а-яё]", answer.json()["detail"])
