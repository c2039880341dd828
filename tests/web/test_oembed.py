"""`/oembed` as its specification has it, and found as WordPress finds it: from the first 150 kB of the head alone."""

from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from app.domain.printable import one_line
from app.web.language import LANGUAGES, link
from tests.web.checks import CheckedClient, Document
from tests.web.conftest import BASE_URL, make_test_app
from tests.web.hostile import HOSTILE
from tests.web.renamed import make_renamed_database
from tests.web.test_embed import FORMER, GONE, PRESENT, SHARED

SOCHI = "/events/2019-12-07-sochi"

# Written after https://oembed.com, 2.3.4 and 2.3.4.4: of the type `rich` html, width and height must be there.
SCHEMA = Draft202012Validator(
    {
        "type": "object",
        "required": ["type", "version", "html", "width", "height"],
        "properties": {
            "type": {"const": "rich"},
            "version": {"const": "1.0"},
            "title": {"type": "string", "minLength": 1},
            "provider_name": {"type": "string"},
            "provider_url": {"type": "string", "pattern": "^https?://"},
            "cache_age": {"type": "integer", "minimum": 0},
            "html": {"type": "string", "pattern": "^<iframe [^<>]*></iframe>$"},
            "width": {"type": "integer", "minimum": 1},
            "height": {"type": "integer", "minimum": 1},
        },
        "additionalProperties": False,
    }
)


class Head(HTMLParser):
    """What WordPress sees of a page: the links of its head."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[dict[str, str]] = []
        # A head may be longer than what is read of it; the link stands before what makes it long.
        self.feed(html.partition("</head>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "link":
            self.links.append({name: value or "" for name, value in attrs})


def discover(client: TestClient, path: str) -> str:
    """Find the address of a page's description as WordPress does; return its path."""
    body = client.get(path).content[: 150 * 1024].decode("utf-8", "ignore")
    found = [one for one in Head(body).links if one.get("type") == "application/json+oembed"]
    assert len(found) == 1
    assert found[0]["rel"] == "alternate"
    assert found[0]["title"]
    return found[0]["href"].removeprefix(BASE_URL)


def ask(client: TestClient, url: str, **more: object) -> dict[str, Any]:
    answer = client.get("/oembed", params={"url": url, **more})
    assert answer.status_code == 200
    body: dict[str, Any] = answer.json()
    SCHEMA.validate(body)
    return body


def check_problem(answer: Any, status: int) -> None:
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert answer.json()["detail"]


def get_frame(body: dict[str, Any]) -> dict[str, str]:
    (frame,) = Document(body["html"]).find_all("iframe")
    return frame


@pytest.mark.parametrize("path", ["/", "/?topic=energy&year=2019", "/?q=gas&x=1", SOCHI])
@pytest.mark.parametrize("code", LANGUAGES)
def test_wordpress_finds_the_frame_of_a_page_from_its_head(client: TestClient, code: str, path: str) -> None:
    page = client.get(link(path, code))
    answer = client.get(discover(client, link(path, code)))
    body = answer.json()
    SCHEMA.validate(body)
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert 'rel="license"' in answer.headers["link"]
    frame = get_frame(body)
    assert frame["title"] == body["title"]
    framed = Document(client.get(frame["src"]).text)
    (canonical,) = Document(page.text).find_all("link", rel="canonical")
    assert framed.find_all("link", rel="canonical") == [canonical]
    assert framed.find_all("html")[0]["lang"] == code
    assert urlsplit(frame["src"]).query == urlsplit(canonical["href"]).query


def test_the_answer_for_an_event_to_the_letter(client: TestClient) -> None:
    assert ask(client, BASE_URL + SOCHI) == {
        "type": "rich",
        "version": "1.0",
        "title": "Sochi, bilateral talks, 7 December 2019",
        "provider_name": "Summitry",
        "provider_url": f"{BASE_URL}/",
        "cache_age": 3600,
        "html": f'<iframe src="{BASE_URL}/embed{SOCHI}" title="Sochi, bilateral talks, 7 December 2019" width="600" '
        'height="520" frameborder="0" loading="lazy" sandbox="allow-scripts allow-same-origin allow-popups '
        'allow-popups-to-escape-sandbox"></iframe>',
        "width": 600,
        "height": 520,
    }


@pytest.mark.parametrize(("width", "height"), [(320, 200), (1, 1), (600, 520), (4000, 4000)])
def test_the_frame_is_never_larger_than_asked_for(client: TestClient, width: int, height: int) -> None:
    body = ask(client, f"{BASE_URL}/?year=2019", maxwidth=width, maxheight=height)
    assert (body["width"], body["height"]) == (min(width, 600), min(height, 520))
    frame = get_frame(body)
    assert (frame["width"], frame["height"]) == (str(body["width"]), str(body["height"]))


def test_a_view_is_framed_in_its_canonical_form(client: TestClient) -> None:
    body = ask(
        client, f"{BASE_URL}/ru/?topic=energy&year=2019&topic=nonsense&after=2019-12-07-sochi&utm_x=1#events"
    )
    assert get_frame(body)["src"] == f"{BASE_URL}/ru/embed/?year=2019&topic=energy"
    assert body["title"] == "События по энергетике в 2019 году"
    assert ask(client, BASE_URL)["title"] == "When the presidents of Russia and Belarus met, and how we know"
    assert ask(client, f"{BASE_URL}{SOCHI}?x=1#when")["title"] == "Sochi, bilateral talks, 7 December 2019"
    assert ask(client, f"HTTP://127.0.0.1:8000{SOCHI}")


@pytest.mark.parametrize(
    "url",
    [
        "", "/", SOCHI, "http://127.0.0.1", f"https://127.0.0.1:8000{SOCHI}", f"http://localhost:8000{SOCHI}",
        f"http://evil.example{SOCHI}", f"http://127.0.0.1:8000@evil.example{SOCHI}", f"http://a@127.0.0.1:8000{SOCHI}",
        "http://127.0.0.1:8000.evil.example/", "http://127.0.0.1:99999/", "http://[::1", "javascript:alert(1)",
        f"{BASE_URL}/events/nowhere", f"{BASE_URL}/events/", f"{BASE_URL}{SOCHI}/", f"{BASE_URL}{SOCHI}.json",
        f"{BASE_URL}/quotes", f"{BASE_URL}/embed{SOCHI}", f"{BASE_URL}/de{SOCHI}", f"{BASE_URL}//events/x",
        f"{BASE_URL}/events/{'x' * 7_000}", f"{BASE_URL}/events/\0", f"{BASE_URL}/events/\ud800",
    ],
)  # fmt: skip
def test_what_is_no_page_of_ours_is_not_found(client: TestClient, url: str) -> None:
    check_problem(client.get(f"/oembed?url={quote(url, errors='surrogatepass', safe='')}"), 404)


def test_what_cannot_be_read_is_a_problem(client: TestClient) -> None:
    url = quote(BASE_URL + SOCHI, safe="")
    check_problem(client.get("/oembed"), 422)
    for bad in ("maxwidth=0", "maxwidth=wide", "maxheight=-1", "maxheight="):
        check_problem(client.get(f"/oembed?url={url}&{bad}"), 422)
    for form in ("xml", "", "JSON"):
        check_problem(client.get(f"/oembed?url={url}&format={form}"), 501)
    assert client.get(f"/oembed?url={url}&format=json").status_code == 200
    check_problem(client.post(f"/oembed?url={url}"), 405)


def test_an_answer_that_has_not_changed_is_304(client: TestClient) -> None:
    path = discover(client, SOCHI)
    again = client.get(path, headers={"If-None-Match": client.get(path).headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_former_address_gives_the_present_frame_and_one_that_is_gone_or_shared_none(tmp_path: Path) -> None:
    make_renamed_database(tmp_path / "summitry.db")
    with CheckedClient(make_test_app(tmp_path / "summitry.db"), base_url=BASE_URL) as client:
        body = ask(client, f"{BASE_URL}/events/{FORMER}")
        assert get_frame(body)["src"] == f"{BASE_URL}/embed/events/{PRESENT}"
        check_problem(client.get("/oembed", params={"url": f"{BASE_URL}/events/{GONE}"}), 410)
        check_problem(client.get("/oembed", params={"url": f"{BASE_URL}/events/{SHARED}"}), 404)


def test_hostile_titles_stay_in_their_attribute_and_come_back_equal(hostile: TestClient) -> None:
    rows = {row["slug"]: row["title"] for row in hostile.get("/events.json").json()["events"]}
    assert set(rows.values()) >= set(HOSTILE)
    for slug, title in rows.items():
        body = hostile.get(discover(hostile, f"/events/{slug}")).json()
        SCHEMA.validate(body)
        assert body["title"].startswith(one_line(title))
        assert get_frame(body)["title"] == body["title"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60), st.sampled_from(["", "/", "/?q=", "/events/", "/ru", "/?"]))
def test_no_address_breaks_it(client: TestClient, words: str, path: str) -> None:
    url = f"{BASE_URL}{path}{words}"
    answer = client.get(f"/oembed?url={quote(url, errors='surrogatepass', safe='')}")
    assert answer.status_code in (200, 404)
    if answer.status_code == 200:
        SCHEMA.validate(answer.json())
        assert parse_qs(urlsplit(get_frame(answer.json())["src"]).query).keys() <= {"q"}


def test_the_public_address_alone_is_ours(tmp_path: Path) -> None:
    app = make_test_app(tmp_path / "summitry.db", "https://summitry.example")
    with TestClient(app, base_url="http://127.0.0.1:1") as client:
        for url in (
            "https://summitry.example/",
            "https://SUMMITRY.example:443",
            "https://summitry.example/be/?q=x",
        ):
            body = ask(client, url)
            assert get_frame(body)["src"].startswith("https://summitry.example/")
        for url in ("http://summitry.example/", "http://127.0.0.1:1/", "https://summitry.example:8443/"):
            check_problem(client.get("/oembed", params={"url": url}), 404)
