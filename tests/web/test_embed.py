"""`/embed/…`: what other sites frame, the policies that let them, and the code that they take."""

import re
from html import unescape
from pathlib import Path

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.domain.printable import one_line
from app.web.embedding import MOST
from app.web.language import LANGUAGES, link
from tests.web.checks import FRAMED, HEADERS, CheckedClient, Document
from tests.web.conftest import BASE_URL, make_test_app
from tests.web.hostile import HOSTILE
from tests.web.renamed import make_renamed_database

SOCHI = "/events/2019-12-07-sochi"
FORMER, PRESENT, SHARED, GONE = (
    "2019-12-07-sochi",
    "2019-12-07-moscow-0a1b",
    "2019-12-07-moscow",
    "2018-01-01-minsk",
)
VALUES = {
    "year": ("2019", "2020", "2024", "2031"),
    "topic": ("energy", "integration", "weather"),
    "place": ("sochi", "minsk", "saint-petersburg"),
    "kind": ("meeting", "call"),
    "status": ("held", "planned", "overdue"),
    "-place": ("sochi", "minsk"),
    "-kind": ("call",),
    "q": ("gas", "переговоры", "“"),
    "after": ("2019-12-07-sochi",),
    "nonsense": ("<b>",),
}


def read_slugs(html: str) -> list[str]:
    """List the events that a framed view shows, in order."""
    headings = re.findall(r"<h2><a class=\"quiet\" href=\"/events/([\w-]+)\">", html)
    assert len(headings) == html.count("<h2>")
    return headings


def test_an_event_is_shown_with_what_became_of_it_and_its_sentence(client: TestClient) -> None:
    answer = client.get(f"/embed{SOCHI}")
    page = Document(answer.text)
    assert page.get_text("h1") == "Sochi, bilateral talks"
    assert "7 December 2019, Saturday" in page.text
    assert page.get_text("span", class_="status") == "Held."
    assert {one["href"] for one in page.find_all("use")} == {"#node-held"}
    told = [page.get_text("dl").removeprefix("Where").split("Outcome")]
    assert told == [["Sochi, Russia ", "Closer positions on oil"]]
    (row,) = [one for one in client.get("/events.json").json()["events"] if one["slug"] in SOCHI]
    assert page.text.endswith(
        "Open on Summitry Summitry, record of 22 November 2026. "
        "The record is free under CC BY 4.0; quotations belong to their sources."
    )
    assert row["title"] == page.get_text("h1")
    table = client.get("/events.csv?year=2019").text
    assert page.get_text("blockquote") in table
    originals = [one["href"] for one in page.find_all("a", rel="noreferrer")]
    assert len(originals) == 1
    assert originals[0].startswith("https://")
    assert answer.headers["x-robots-tag"] == "noindex"
    assert page.find_all("link", rel="canonical") == [
        {"rel": "canonical", "href": f"{BASE_URL}{SOCHI}"},
    ]


def test_a_view_is_shown_with_its_heading_its_number_and_the_way_to_the_rest(many: TestClient) -> None:
    page = Document(many.get("/embed/?topic=energy").text)
    assert page.get_text("h1") == "Events on energy"
    assert page.get_text("p", class_="says") == "33 events on energy, newest first."
    assert page.get_text("p", class_="more") == "18 further events on Summitry"
    rows = many.get("/events.json?topic=energy").json()["events"]
    html = many.get("/embed/?topic=energy").text
    assert read_slugs(html) == [row["slug"] for row in rows[:MOST]]
    assert html.count("<figure") == html.count("<mark>") == MOST
    assert 'class="more"' not in many.get("/embed/?year=2012&topic=energy").text


@pytest.mark.parametrize(
    "path", ["/embed/?year=2019", f"/embed{SOCHI}", "/embed/?q=zzyzx", "/embed/", "/embed/no"]
)
@pytest.mark.parametrize("code", LANGUAGES)
def test_it_is_framed_everywhere_in_every_language_and_holds_no_frame_of_the_site(
    client: TestClient, code: str, path: str
) -> None:
    answer = client.get(link(path, code))
    assert {name: answer.headers[name] for name in FRAMED} == FRAMED
    page = Document(answer.text)
    assert page.find_all("html")[0]["lang"] == code
    assert page.find_all("base") == [{"target": "_blank"}]
    assert not [
        one for one in page.tags if one[0] in ("nav", "header", "footer", "form", "button", "input", "img")
    ]
    # Nothing is loaded but our style and our script.
    loaded = [
        one.get("src") or one.get("href", "") for tag, one in page.tags if tag in ("script", "link", "iframe")
    ]
    assert [one for one in loaded if not one.startswith(("/static/", BASE_URL))] == []
    assert "Summitry" in page.text
    assert "22" in page.text
    assert page.find_all("a", rel="license")


def test_only_what_may_be_framed_can_be(client: TestClient) -> None:
    for path in (
        "/",
        "/?year=2019",
        SOCHI,
        "/embed.js",
        "/embedded",
        "/embeds/",
        "/oembed",
        "/no/embed/",
        "/api/docs",
    ):
        assert client.get(path).headers["content-security-policy"] == HEADERS["content-security-policy"]
    for path in (
        "/embed",
        "/embed/",
        "/ru/embed",
        "/be/embed/events/x",
        "/embed/x/y",
        "/embed/events/x.json",
    ):
        assert client.get(path).headers["content-security-policy"].endswith("frame-ancestors *")
    assert client.post("/embed/").status_code == 405


def test_one_address_of_a_view_and_whatever_else_stands_in_it_is_passed_over(client: TestClient) -> None:
    answer = client.get("/ru/embed?year=2019&x=%0d%0aSet-Cookie:a&q=%D0%B3%D0%B0%D0%B7")
    assert (answer.status_code, answer.headers["location"]) == (
        301,
        "/ru/embed/?year=2019&x=%0d%0aSet-Cookie:a&q=%D0%B3%D0%B0%D0%B7",
    )
    page = client.get("/embed/?topic=nonsense&year=2019&after=2019-12-07-sochi&utm_source=x&theme=pink").text
    assert page == client.get("/embed/?year=2019").text
    assert f'<link rel="canonical" href="{BASE_URL}/?year=2019">' in page


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/embed/?year=2019", f"/embed{SOCHI}"])
def test_a_site_chooses_light_or_dark(client: TestClient, path: str, theme: str) -> None:
    plain = Document(client.get(path).text)
    assert "class" not in plain.find_all("html")[0]
    chosen = Document(client.get(f"{path}{'&' if '?' in path else '?'}theme={theme}").text)
    assert chosen.find_all("html")[0]["class"] == theme
    assert chosen.find_all("meta", name_="color-scheme")[0]["content"] == theme


def test_an_event_that_moved_or_vanished_or_shares_its_slug_says_so(tmp_path: Path) -> None:
    make_renamed_database(tmp_path / "summitry.db")
    app = make_test_app(tmp_path / "summitry.db")
    with CheckedClient(app, base_url=BASE_URL, follow_redirects=False) as client:
        moved = client.get(f"/ru/embed/events/{FORMER}?theme=dark")
        assert (moved.status_code, moved.headers["location"]) == (
            301,
            f"/ru/embed/events/{PRESENT}?theme=dark",
        )
        gone = client.get(f"/embed/events/{GONE}")
        assert gone.status_code == 410
        words = Document(gone.text).get_text("main")
        assert words.startswith("No longer here No source tells of this event any more. Open on")
        shared = client.get(f"/embed/events/{SHARED}")
        assert shared.status_code == 300
        assert read_slugs(shared.text) == [PRESENT, f"{SHARED}-ffff"]


def test_what_is_not_there_says_so_in_the_frame(client: TestClient) -> None:
    answer = client.get("/embed/events/2019-12-07-%3Cb%3Esochi")
    page = Document(answer.text)
    assert answer.status_code == 404
    words = page.get_text("main")
    assert words.startswith("There is no such page There is no event “2019-12-07-<b>sochi”. Open on")
    assert page.find_all("body")[0]["class"] == "embedded"


def test_a_fault_is_framed_too(sample_app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("the secret cause")

    monkeypatch.setattr("app.web.embedding.list_events", fail)
    with TestClient(sample_app, base_url=BASE_URL, raise_server_exceptions=False) as client:
        # No page that is kept would show the fault.
        answer = client.get("/embed/?of=a-page-not-kept")
    assert answer.status_code == 500
    assert answer.headers["content-security-policy"].endswith("frame-ancestors *")
    assert "Something broke on our side" in answer.text
    assert "secret" not in answer.text


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from([(name, one) for name, several in VALUES.items() for one in several]), max_size=5
    )
)
def test_a_view_shows_the_first_rows_of_the_data(client: TestClient, pairs: list[tuple[str, str]]) -> None:
    rows = client.get("/events.json", params=pairs).json()
    answer = client.get("/embed/", params=pairs)
    assert answer.status_code == 200
    assert read_slugs(answer.text) == [row["slug"] for row in rows["events"][:MOST]]
    page = Document(answer.text)
    assert page.find_all("link", rel="canonical")[0]["href"] == rows["url"]
    rest = page.get_text("p", class_="more") if rows["count"] > MOST else "0"
    assert int(rest.split()[0]) == max(0, rows["count"] - MOST)


@pytest.mark.parametrize("path", ["/?year=2019&topic=energy", "/", SOCHI])
@pytest.mark.parametrize("code", LANGUAGES)
def test_the_code_stands_on_the_page_and_leads_to_what_it_promises(
    client: TestClient, code: str, path: str
) -> None:
    page = Document(client.get(link(path, code)).text)
    code_of_page = page.get_text("textarea", id_="embed-code")
    frame = Document(code_of_page)
    (attributes,) = frame.find_all("iframe")
    assert attributes["src"] == BASE_URL + link(f"/embed{path}", code)
    assert attributes["title"]
    assert attributes["loading"] == "lazy"
    (script,) = frame.find_all("script")
    assert script == {"async": "", "src": f"{BASE_URL}/embed.js"}
    framed = Document(client.get(attributes["src"]).text)
    assert attributes["title"] == framed.get_text("title").removesuffix(" – Summitry")
    assert page.find_all("button", data_copies="embed-code")
    assert link(f"/embed{path}", code) in {one["href"] for one in page.find_all("a")}


def test_the_code_is_that_of_the_documentation(client: TestClient) -> None:
    text = (Path(__file__).parents[2] / "docs" / "embedding.md").read_text("utf-8")
    (told,) = re.findall(r"```html\n(.*?)```", text, re.DOTALL)
    page = Document(client.get("/?year=2024&kind=meeting").text)
    code = page.get_text("textarea", id_="embed-code")
    assert " ".join(told.split()) == code.replace(BASE_URL, "https://summitry.example")


def test_a_later_page_of_a_view_offers_the_view(many: TestClient) -> None:
    page = Document(many.get("/?topic=energy&after=2012-01-10-minsk").text)
    assert f'src="{BASE_URL}/embed/?topic=energy"' in page.get_text("textarea", id_="embed-code")


def test_hostile_titles_stay_in_their_attribute_and_come_back_equal(hostile: TestClient) -> None:
    rows = {row["slug"]: row["title"] for row in hostile.get("/events.json").json()["events"]}
    assert set(rows.values()) >= set(HOSTILE)
    for slug, title in rows.items():
        (textarea,) = re.findall(
            r"<textarea[^>]*>(.*?)</textarea>", hostile.get(f"/events/{slug}").text, re.DOTALL
        )
        assert "<" not in textarea
        code = Document(unescape(textarea))
        assert [tag for tag, _ in code.tags] == ["iframe", "script"]
        assert code.find_all("iframe")[0]["title"].startswith(one_line(title))
        shown = Document(hostile.get(f"/embed/events/{slug}").text)
        assert shown.get_text("h1") == " ".join(title.split())
    assert hostile.get("/embed/").status_code == 200


def test_the_script_for_other_sites_stays_where_it_is(client: TestClient) -> None:
    answer = client.get("/embed.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert answer.headers["cache-control"] == "public, max-age=3600"
    again = client.get("/embed.js", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    for word in ("cookie", "Storage", "fetch", "XMLHttp", "sendBeacon", "innerHTML", "eval"):
        assert word not in answer.text


def test_what_a_frame_loads_may_be_loaded_from_a_sandbox(client: TestClient) -> None:
    page = Document(client.get("/embed/").text)
    loaded = [*page.find_all("link", rel="stylesheet"), *page.find_all("script")]
    assert len(loaded) == 2
    for one in loaded:
        answer = client.get(one.get("href") or one["src"])
        assert answer.status_code == 200
        assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
