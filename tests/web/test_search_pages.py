"""`/search`, and searches of the timeline and the quotes: found, marked in context, and said how they were read."""

import re
from html import unescape
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.store import newest
from tests.web.checks import Document

ODD = [
    "-", "--", "-gas", '"', '""', "“gas", "gas*", "^gas", "NEAR(gas oil)", "gas AND oil", "gas OR oil", "NOT gas",
    "🤝", "\0", "a\0b", "…", "speaker:", "speaker:nobody", "place:xyz", "year:20x2", "topic:nonsense", "foo:bar",
    "gas " * 1500, "x" * 7_000, "<script>", "%", "'; drop table event; --", "\u00ad", "\u202e", "И\u0301",
    'place:"', "-speaker:nobody", "year:2019-1", "https://x.example/?q=1", "q:q:q", "::", "-:", "·", "ﬁ", "𝕊ochi",
]  # fmt: skip
PATHS = ("/search", "/", "/quotes", "/events.json")


def ask(client: TestClient, search: str, path: str = "/search") -> Document:
    answer = client.get(path, params={"q": search})
    assert answer.status_code == 200, search
    return Document(answer.text)


def list_marked(client: TestClient, search: str, path: str = "/search") -> list[str]:
    html = client.get(path, params={"q": search}).text
    return [unescape(one) for one in re.findall(r"<mark>(.*?)</mark>", html)]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("search", ODD)
def test_whatever_is_searched_for_there_is_a_page(client: TestClient, search: str, path: str) -> None:
    assert client.get(path, params={"q": search}).status_code == 200


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    search=st.text(max_size=60)
    | st.lists(st.sampled_from([*'-"“”«»:*^() ', "gas", "speaker:", "year:", "-", "2019", "Лукашэнка"])).map(
        "".join
    ),
    path=st.sampled_from(PATHS),
)
def test_no_text_is_an_error(client: TestClient, search: str, path: str) -> None:
    assert client.get(path, params={"q": search}).status_code == 200


@pytest.mark.parametrize(
    ("search", "said"),
    [
        ("foo:bar", "“foo:bar” was searched as words"),
        ("gas place:xyz", "There is no place “xyz” in this record: left out."),
        ("gas speaker:nobody", "There is no speaker “nobody” in this record: left out."),
        ("gas topic:nonsense", "There is no topic “nonsense”: left out."),
        ("gas year:20x2", "“20x2” is no year: left out."),
        ('gas "cheap', 'The quotation mark is not closed: the phrase was read to the end ("cheap).'),
        ("gas -", "- holds no letter or digit: left out."),
        ("🤝", "🤝 holds no letter or digit: left out."),
        ("-gas", "Nothing is asked for, only left out: here is everything else."),
        ("gas*", "gas* was searched as “gas”: its signs mean nothing here."),
        ("NEAR(gas", "NEAR(gas was searched as “NEAR gas”"),
        ("gas AND oil", "AND was left out"),
        ("gas OR oil", "OR was searched as a word."),
        ("gas speaker:", "“speaker:” has nothing behind it: left out."),
        ("gas " * 100, "Only the first 300 characters were read."),
        (" ".join(f"w{number}" for number in range(60)), "Only the first 32 words were read."),
        ('"cheap gas" -oil', "Searched for: the phrase “cheap gas” as it stands, not “oil” in any form."),
        ("topic:газ year:2019-2021", "Searched for: topic: energy, year: 2019–2021."),
        ("speaker:Лукашэнкі", "Searched for: speaker: Alexander Lukashenko."),
    ],
)  # fmt: skip
def test_a_page_says_how_a_search_was_read(client: TestClient, search: str, said: str) -> None:
    assert said in ask(client, search).text


@pytest.mark.parametrize("search", ["foo:bar", "gas place:xyz", '"cheap gas', "-gas", "gas " * 100])
def test_the_timeline_says_it_too(client: TestClient, search: str) -> None:
    notes = ask(client, search).get_text("ul", class_="unknown small")
    assert notes in ask(client, search, "/").text


def test_a_plain_search_needs_no_explanation(client: TestClient) -> None:
    assert "Searched for" not in ask(client, "gas").text
    assert "Searched for" not in ask(client, "gas", "/").text


def test_without_a_search_the_page_explains_the_language(client: TestClient) -> None:
    document = ask(client, "")
    assert document.get_text("h1") == "Search"
    assert document.find_all("a", href="/search?q=topic%3Aenergy%20year%3A2019")
    assert not document.find_all("meta", name="robots")
    assert not document.find_all("section", class_="found")


def test_events_quotes_and_sources_are_counted_and_linked(many: TestClient) -> None:
    document = ask(many, "Putin")
    assert "130 events, 0 quotes and 130 sources, newest first." in document.text
    assert document.get_text("a", href="/?q=Putin") == "All 130 events"
    assert document.get_text("a", href="/search?q=Putin&in=sources") == "All 130 sources"
    assert len(document.find_all("section", class_="found")) == 2
    assert document.find_all("link", rel="canonical")[0]["href"].endswith("/search?q=Putin")
    assert document.find_all("meta", name="robots")[0]["content"] == "noindex"
    timeline = ask(many, "Putin", "/")
    assert "130 events that tell of “Putin”, newest first." in timeline.text


def test_sources_alone_are_paged(many: TestClient) -> None:
    path, seen = "/search?q=Putin&in=sources", []
    while path:
        document = Document(many.get(path).text)
        seen += [
            link["href"]
            for link in document.find_all("a")
            if re.fullmatch(r"/articles/\w+", link.get("href", ""))
        ]
        path = next((link["href"] for link in document.find_all("a", rel="next")), "")
    assert len(seen) == len(set(seen)) == 130
    assert not document.find_all("h2", id="events")


def test_quotes_are_counted_as_their_own_page_does(client: TestClient) -> None:
    counts = [
        re.findall(r"(\d+) quotes", ask(client, "speaker:lukashenko", path).get_text("p", role="status"))
        for path in ("/search", "/quotes")
    ]
    assert counts[0] == counts[1] == ["5"]


def test_hits_are_marked_in_context(client: TestClient) -> None:
    assert {"skiing"} == set(list_marked(client, "ski")) == set(list_marked(client, "skied"))
    marked = list_marked(client, "«cheap gas»")
    assert marked
    assert set(marked) == {"cheap gas"}
    assert set(list_marked(client, "Лукашэнка космас")) == set()
    assert {"Лукашенко", "космодроме"} <= set(list_marked(client, "Lukashenka космодром"))
    assert "oil" not in list_marked(client, "gas -oil")


def test_what_is_marked_stands_in_its_own_language_with_its_source(client: TestClient) -> None:
    html = client.get("/search", params={"q": "космодромы"}).text
    assert re.search(
        r'<blockquote lang="ru">.*?<mark>космодроме</mark>.*?</blockquote>\s*<figcaption>.*?Амурские известия',
        html,
        re.DOTALL,
    )


def test_the_timeline_shows_the_words_by_which_an_event_was_found(client: TestClient) -> None:
    html = client.get("/", params={"q": "skied lunches"}).text
    assert "went <mark>skiing</mark> near Sochi and talked about loans over <mark>lunch</mark>" in html
    # What the entry shows is not shown twice.
    assert "<mark>" not in client.get("/", params={"q": "Vostochny"}).text.split('id="timeline"')[1]


@pytest.mark.parametrize("path", ["/", "/events.json", "/quotes"])
def test_one_language_is_spoken_everywhere(client: TestClient, path: str) -> None:
    def find(search: str) -> set[str]:
        html = client.get(path, params={"q": search}).text
        return set(
            re.findall(
                r"/events/(\d{4}-[\w-]+)",
                html.split('id="timeline"')[-1].split('<ol class="quotes">')[-1].split("<aside")[0],
            )
        )

    assert find("speaker:oreshkin") == {"2019-12-07-sochi"}
    assert find("place:Восточный topic:космос") == {"2022-04-12-vostochny"}
    assert "2021-02-sochi" in find("-gas") or path == "/quotes"
    assert "2021-02-sochi" not in find("-skiing")


def test_every_page_has_the_search(client: TestClient) -> None:
    for path in ("/", "/quotes", "/events/2019-12-07-sochi", "/about", "/corrections", "/no-such-page"):
        document = Document(client.get(path).text)
        assert document.find_all("form", class_="seek", action="/search", role="search"), path
        assert document.find_all("input", id="seek", name="q"), path


def test_unknown_parameters_are_named(client: TestClient) -> None:
    document = Document(client.get("/search?q=gas&in=basement&x=1&after=%2F").text)
    for words in ("in=basement", "x=1", "after=/"):
        assert words in document.text


def test_hostile_words_are_escaped(client: TestClient) -> None:
    html = client.get("/search", params={"q": quote("<img src=x>") + " <img src=x onerror=alert(1)>"}).text
    assert "<img" not in html


@pytest.mark.parametrize(
    ("language", "says", "way"),
    [
        (
            "",
            "More than 2 events, more than 2 quotes and more than 2 sources, newest first.",
            "All of them: more than 2 events",
        ),
        ("/ru", "Более 2 событий, более 2 цитат и более 2 источников", "более 2 событий"),
        ("/be", "Больш за 2 падзей, больш за 2 цытат і больш за 2 крыніц", "больш за 2 падзей"),
    ],
)
def test_of_a_common_word_the_newest_are_shown_and_not_all_counted(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, language: str, says: str, way: str
) -> None:
    # Under another address, for what was answered is kept.
    whole = ask(client, "lukashenko", f"{language}/search").find_all("a", class_="quiet")
    monkeypatch.setattr(newest, "MOST_COUNTED", 2)
    page = ask(client, "Lukashenko", f"{language}/search")
    assert says in page.text
    assert way in page.text
    assert page.find_all("a", class_="quiet") == whole
