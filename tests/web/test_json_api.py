"""The JSON API: pages followed to their end, conditions, errors, and what a source says as data."""

import re
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel
from sqlalchemy import text
from starlette.testclient import TestClient

from app.web import article_items, claim_items, items, listings, week_items
from app.web.answers import accepts_json
from app.web.examples import EXAMPLES
from app.web.tags import find_tag
from tests.databases import change
from tests.samples import make_sample_database
from tests.web.checks import CheckedClient, Document
from tests.web.conftest import BASE_URL, make_test_app
from tests.web.formats import find_next, read_all

LISTS = [("/api/events", "events"), ("/api/quotes", "quotes"), ("/api/articles", "articles")]
JSON = [
    "/events.json",
    "/events/2019-12-07-sochi.json",
    "/api/events",
    "/api/quotes",
    "/api/articles",
    "/api/claims",
    "/weeks/2019-W49.json",
    "/api/openapi.json",
]


@pytest.mark.parametrize("limit", [7, 100, 500])
def test_pages_of_events_followed_are_every_event_once_in_order(many: TestClient, limit: int) -> None:
    everything = many.get("/events.json").json()["events"]
    assert read_all(many, f"/api/events?limit={limit}", "events") == everything
    assert len(many.get(f"/api/events?limit={limit}").json()["events"]) == min(limit, 130)


@pytest.mark.parametrize(("path", "name"), LISTS)
def test_small_pages_give_what_a_large_one_gives(client: TestClient, path: str, name: str) -> None:
    whole = client.get(f"{path}?limit=500").json()
    assert whole["count"] == len(whole[name]) > 2
    assert read_all(client, f"{path}?limit=2", name) == whole[name]
    assert find_next(client.get(f"{path}?limit=500")) is None


def test_an_address_is_canonical_and_names_what_was_passed_over(client: TestClient) -> None:
    body = client.get("/api/events?topic=weather&topic=energy&limit=2&colour=red&utm_source=x&year=").json()
    assert body["url"] == f"{BASE_URL}/api/events?topic=energy&limit=2"
    assert body["unknown"] == ["topic=weather", "colour=red"]
    assert client.get("/api/quotes?speaker=nobody").json()["unknown"] == ["speaker=nobody"]
    assert client.get("/api/articles?language=xx&topic=energy").json()["unknown"] == [
        "language=xx",
        "topic=energy",
    ]
    assert client.get("/api/articles?limit=100").json()["url"] == f"{BASE_URL}/api/articles"


def test_sources_are_narrowed_by_year_language_and_words(client: TestClient) -> None:
    every = client.get("/api/articles").json()["articles"]
    russian = client.get("/api/articles?language=ru").json()["articles"]
    assert {one["language"] for one in russian} == {"ru"}
    assert len(client.get("/api/articles?-language=ru").json()["articles"]) == len(every) - len(russian)
    years = {one["published"][:4] if one["published"] else "unknown" for one in every}
    told = [one for year in years for one in client.get(f"/api/articles?year={year}").json()["articles"]]
    assert sorted(one["id"] for one in told) == sorted(one["id"] for one in every)
    assert 0 < client.get("/api/articles?q=Sochi").json()["count"] < len(every)
    days = [one["published"] or "" for one in every]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize(("path", "name"), LISTS)
@pytest.mark.parametrize("limit", ["0", "-1", "501", "many", "1e2", "9" * 40])
def test_a_limit_out_of_bounds_is_a_problem(client: TestClient, path: str, name: str, limit: str) -> None:
    answer = client.get(f"{path}?limit={limit}")
    check_problem(answer, 422)
    assert "limit" in answer.json()["detail"]


@pytest.mark.parametrize(("path", "name"), LISTS)
@pytest.mark.parametrize("after", ["nothing", "%00x", "%ff", "2019-12-07-sochi'--", "a" * 5000])
def test_going_on_after_what_is_not_there_is_a_problem(
    client: TestClient, path: str, name: str, after: str
) -> None:
    check_problem(client.get(f"{path}?after={after}"), 404)
    # Nothing to go on after is the beginning, as on the page.
    assert client.get(f"{path}?after=").json() == client.get(path).json()


def check_problem(answer: Any, status: int) -> None:
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert list(body)[:4] == ["type", "title", "status", "detail"]
    assert body["status"] == status
    assert body["type"] == "about:blank"
    assert body["detail"]
    listings.Problem.model_validate(body)


@pytest.mark.parametrize("path", JSON)
def test_what_does_not_fit_is_a_problem(client: TestClient, path: str) -> None:
    refused = client.post(path)
    check_problem(refused, 405)
    assert refused.headers["allow"] == "GET, HEAD"
    for accepted in ("text/html", "application/json;q=0", "application/json;q=0, */*", "image/*"):
        check_problem(client.get(path, headers={"Accept": accepted}), 406)
    for accepted in (
        "",
        "*/*",
        "application/json",
        "Application/JSON; charset=utf-8",
        "text/html, application/*;q=0.1",
        "text/html,application/xhtml+xml,*/*;q=0.8",
        "nonsense",
    ):
        assert client.get(path, headers={"Accept": accepted}).status_code == 200, accepted


@given(st.text(max_size=40))
def test_any_accept_header_can_be_read(accepted: str) -> None:
    assert accepts_json(accepted) in (True, False)
    find_tag(accepted, '"tag"')


@pytest.mark.parametrize("path", ["/api/articles/none", "/api/nothing", "/events/none.json", "/api/events/x"])
def test_what_is_not_there_is_a_problem(client: TestClient, path: str) -> None:
    check_problem(client.get(path), 404)
    assert client.get(path).json()["title"] == "Not Found"


@pytest.mark.parametrize("path", JSON)
def test_an_answer_that_has_not_changed_is_304(client: TestClient, path: str) -> None:
    plain = client.get(path, headers={"Accept-Encoding": "identity"})
    tag = plain.headers["etag"]
    assert re.fullmatch(r'"[0-9a-f]{32}"', tag)
    assert plain.headers["cache-control"] == "no-cache"
    for had in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        answer = client.get(path, headers={"If-None-Match": had, "Accept-Encoding": "identity"})
        assert answer.status_code == 304
        assert answer.content == b""
        assert answer.headers["etag"] == tag
        assert answer.headers["vary"] == plain.headers["vary"] == "Accept, Accept-Encoding"
        assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    for had in ('"other"', tag.strip('"'), "", f"{tag[:-2]}"):
        assert client.get(path, headers={"If-None-Match": had}).status_code == 200
    head = client.head(path, headers={"Accept-Encoding": "identity"})
    assert (head.status_code, head.headers["etag"], head.content) == (200, tag, b"")
    assert client.head(path, headers={"If-None-Match": tag}).status_code == 304


def test_a_compressed_answer_has_a_tag_of_its_own(client: TestClient) -> None:
    plain = client.get("/events.json", headers={"Accept-Encoding": "identity"})
    packed = client.get("/events.json", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["etag"] == f'{plain.headers["etag"][:-1]}-gzip"'
    again = client.get(
        "/events.json", headers={"Accept-Encoding": "gzip", "If-None-Match": packed.headers["etag"]}
    )
    assert (again.status_code, again.headers["etag"]) == (304, packed.headers["etag"])


def test_a_tag_changes_with_what_is_shown_and_only_then(tmp_path: Path) -> None:
    make_sample_database(tmp_path / "summitry.db").dispose()
    app = make_test_app(tmp_path / "summitry.db")
    with CheckedClient(app, base_url=BASE_URL) as client:
        before = {path: client.get(path).headers["etag"] for path in JSON}
        assert {path: client.get(path).headers["etag"] for path in JSON} == before
        change(tmp_path / "summitry.db", "UPDATE event SET outcome = 'x' WHERE slug = '2019-12-07-sochi'")
        after = {path: client.get(path).headers["etag"] for path in JSON}
    changed = {path for path in JSON if after[path] != before[path]}
    assert changed == {
        "/events.json", "/events/2019-12-07-sochi.json", "/api/events", "/weeks/2019-W49.json"
    }  # fmt: skip


def test_a_source_says_what_was_read_from_it_and_never_the_whole_text(client: TestClient) -> None:
    articles = {one["id"]: one for one in client.get("/api/articles").json()["articles"]}
    for name, article in articles.items():
        body = client.get(f"/api/articles/{name}").json()
        assert {key: body[key] for key in article} == article
        page = client.get(f"/articles/{name}")
        words = Document(page.text).text
        for one in body["sentences"]:
            assert f'id="s{one["number"]}"' in page.text
            assert " ".join(one["text"].split())[:20].split()[0] in words
        for event in body["events"]:
            assert f"/events/{event['slug']}" in page.text
        for one in body["quotes"]:
            assert one["url"].removeprefix(BASE_URL) in page.text
        assert body["complete"] == ("[…]" not in page.text and article["has_text"])
    digests = [one for one in articles.values() if one["digest"]]
    assert all(client.get(f"/api/articles/{one['id']}").json()["complete"] for one in digests)


def test_hostile_words_of_a_source_come_back_equal(client: TestClient) -> None:
    [article] = client.get("/api/articles?q=danced").json()["articles"]
    body = client.get(f"/api/articles/{article['id']}").json()
    assert body["title"] == "<script>alert(1)</script> \"quoted\" 'title' {{ 7 * 7 }}"
    assert body["publisher"] == "<i>Evil</i> & Sons"
    assert body["quotes"][0]["text"] == "</p><img src=x onerror=alert(2)> \u200fهذا\u200f ok,"
    assert any("\u202eand\u202c" in one["text"] for one in body["sentences"])


def test_a_withdrawn_source_is_gone_with_the_reason_and_listed_nowhere(tmp_path: Path) -> None:
    engine = make_sample_database(tmp_path / "summitry.db")
    with engine.begin() as connection:
        change = "UPDATE article SET withdrawn = '2026-11-01', withdrawn_reason = 'A fake.' WHERE url LIKE '%evil%'"
        connection.execute(text(change))
        [name] = connection.execute(text("SELECT id FROM article WHERE url LIKE '%evil%'")).scalars()
    engine.dispose()
    with CheckedClient(make_test_app(tmp_path / "summitry.db"), base_url=BASE_URL) as client:
        answer = client.get(f"/api/articles/{name}")
        check_problem(answer, 410)
        assert answer.json()["reason"] == "A fake."
        assert name not in client.get("/api/articles").text


def test_examples_have_the_shape_that_is_described() -> None:
    for name, example in EXAMPLES.items():
        models = [
            getattr(one, name, None) for one in (items, listings, article_items, claim_items, week_items)
        ]
        model = next(one for one in models if one)
        assert issubclass(model, BaseModel)
        assert model.model_validate(example, extra="forbid").model_dump() == example


@pytest.mark.parametrize("path", [*JSON[:-1], "/api/articles/{id}"])
def test_an_answer_has_exactly_the_described_keys(client: TestClient, sample_app: FastAPI, path: str) -> None:
    name = client.get("/api/articles?q=Sochi").json()["articles"][0]["id"]
    body = client.get(path.replace("{id}", name)).json()
    paths = {
        "/events/2019-12-07-sochi.json": "/events/{slug}.json",
        "/api/articles/{id}": "/api/articles/{article_id}",
        "/weeks/2019-W49.json": "/weeks/{week}.json",
    }
    described = sample_app.openapi()["paths"][paths.get(path, path)]["get"]
    reference = described["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
    model_name = reference.rpartition("/")[2]
    models = [
        getattr(one, model_name, None) for one in (items, listings, article_items, claim_items, week_items)
    ]
    model = next(one for one in models if one)
    assert model.model_validate(body, extra="forbid").model_dump() == body


def test_every_error_is_described_as_it_is_answered(client: TestClient) -> None:
    document = client.get("/api/openapi.json").json()
    assert "HTTPValidationError" not in document["components"]["schemas"]
    for path, operations in document["paths"].items():
        # Whoever follows a link to a file is a reader.
        as_problem = path.startswith("/api/") or path.endswith(".json") or path == "/oembed"
        for status, response in operations["get"]["responses"].items():
            if status.startswith("4"):
                assert list(response["content"]) == [
                    "application/problem+json" if as_problem else "text/html"
                ]
        (content,) = operations["get"]["responses"]["200"]["content"].values()
        assert content["example"]
        (described,) = operations["get"]["responses"]["405"]["content"]
        assert client.post(path).headers["content-type"].partition(";")[0] == described


def test_the_page_of_the_api_shows_every_endpoint_with_examples_that_can_be_opened(
    client: TestClient,
) -> None:
    document = Document(client.get("/api/docs").text)
    paths = client.get("/api/openapi.json").json()["paths"]
    linked = {one["href"] for one in document.find_all("a") if one.get("href", "").partition("?")[0] in paths}
    assert {"/api/events?year=2019&year=2020", "/api/articles?year=2019"} <= linked
    assert all(client.get(path).status_code == 200 for path in linked)
    assert len(document.find_all("pre")) == len(paths)
    assert '"unknown": [' in document.text
