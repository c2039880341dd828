"""The quotes: listed newest first, narrowed, searched, and each alone and in context."""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.domain.readings import Reading
from app.store.engine import open_database
from app.store.quotes import QuoteFilters
from app.web.quote_view import make_quote_path, read_quote_view
from tests.sample_reading import make_article, make_quote, make_reading
from tests.samples import save_readings
from tests.web.checks import CheckedClient, Document
from tests.web.conftest import BASE_URL, make_test_app

KNOWN = {
    "speaker": {"vladimir-putin", "maxim-oreshkin"},
    "year": {"2019", "2024"},
    "topic": {"energy", "trade"},
}


def open_quotes(client: TestClient, query: str = "") -> Document:
    answer = client.get(f"/quotes{query}")
    assert answer.status_code == 200
    return Document(answer.text)


def count_listed(document: Document) -> int:
    return len(document.find_all("blockquote"))


def make_talkative(number: int) -> Reading:
    """Make an article with 12 quotes of one speaker and no event."""
    words = [f"Word {number:02d} {place:02d} of many" for place in range(12)]
    article = make_article(
        [f"“{one}.”" for one in words],
        title=f"Talk {number}",
        publisher="P",
        published=f"2020-01-{number + 1:02d}",
    )
    quotes = [make_quote(article.text, one, "vladimir-putin", "Putin", event=None) for one in words]
    return make_reading(article, [], quotes)


@pytest.fixture(scope="module")
def talkative(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Return a client on 120 quotes."""
    path = tmp_path_factory.mktemp("talkative") / "summitry.db"
    engine = open_database(f"sqlite:///{path}")
    save_readings(engine, map(make_talkative, range(10)))
    engine.dispose()
    with CheckedClient(make_test_app(path), base_url=BASE_URL) as opened:
        yield opened


def test_all_quotes_are_listed_newest_event_first_in_their_language(client: TestClient) -> None:
    document = open_quotes(client)
    assert "All 10 quotes, latest event first." in document.text
    assert document.text.index("6 November 2026") < document.text.index("23–24 May 2024")
    assert document.text.index("23–24 May 2024") < document.text.index("20 December 2019")
    assert {"lang": "ru"} in document.find_all("blockquote")
    assert "in Russian" in document.text


def test_quotes_are_narrowed_by_speaker_year_and_topic_with_plain_links(client: TestClient) -> None:
    document = open_quotes(client)
    index = {one["id"]: one["href"] for one in document.find_all("a") if one.get("id", "").startswith("f-")}
    assert index["f-speaker-vladimir-putin"] == "/quotes?speaker=vladimir-putin"
    narrowed = open_quotes(client, "?speaker=alexander-lukashenko&topic=energy&year=2019")
    assert narrowed.get_text("h1") == "Quotes of Alexander Lukashenko around events on energy from 2019"
    assert count_listed(narrowed) == 2
    assert "If our plants pay" in narrowed.text
    chips = [one["href"] for one in narrowed.find_all("a") if one.get("aria-label", "").startswith("Remove")]
    assert "/quotes?speaker=alexander-lukashenko&year=2019" in chips


def test_every_count_of_the_index_is_the_number_of_quotes_that_its_link_lists(client: TestClient) -> None:
    document = open_quotes(client, "?speaker=alexander-lukashenko")
    links = [one["href"] for one in document.find_all("a") if one.get("id", "").startswith("f-topic-")]
    counts = [
        int(text)
        for (tag, one), text in zip(document.tags, ("".join(words) for words in document.texts), strict=True)
        if tag == "span" and one.get("class") == "n"
    ]
    speakers = len([one for one in document.find_all("a") if one.get("id", "").startswith("f-speaker-")])
    for link, count in zip(links, counts[speakers:], strict=False):
        assert count_listed(open_quotes(client, link.removeprefix("/quotes"))) == count


def test_a_search_finds_other_forms_of_a_word_in_both_scripts(client: TestClient) -> None:
    assert count_listed(open_quotes(client, "?q=plant")) == 1
    assert count_listed(open_quotes(client, "?q=космос")) == 1
    assert "No quotes." in open_quotes(client, "?q=zebra").text


def test_what_is_unknown_is_named_and_left_out(client: TestClient) -> None:
    document = open_quotes(client, "?speaker=nobody&colour=%3Cb%3E&year=1066&utm_source=x&topic=")
    assert "speaker=nobody, colour=<b>, year=1066" in document.text
    assert count_listed(document) == 10
    assert document.find_all("link", rel="canonical")[0]["href"] == f"{BASE_URL}/quotes"


def test_the_order_of_parameters_does_not_matter(client: TestClient) -> None:
    one = open_quotes(client, "?topic=energy&q=gas&speaker=vladimir-putin&speaker=alexander-lukashenko")
    assert one.find_all("link", rel="canonical")[0]["href"] == (
        f"{BASE_URL}/quotes?speaker=alexander-lukashenko&speaker=vladimir-putin&topic=energy&q=gas"
    )


def test_paging_shows_every_quote_once(talkative: TestClient) -> None:
    seen: list[str] = []
    path = "/quotes"
    while path:
        document = Document(talkative.get(path).text)
        listed = [one["href"] for one in document.find_all("a") if one["href"].startswith("/quotes/")]
        assert len(listed) <= 50
        seen += listed
        path = next((one["href"] for one in document.find_all("a", rel="next")), "")
    assert (len(seen), len(set(seen))) == (120, 120)


def test_a_quote_that_is_not_tied_to_an_event_says_so(talkative: TestClient) -> None:
    assert "Not tied to an event" in open_quotes(talkative).text


def test_one_quote_stands_alone_and_in_its_context(client: TestClient) -> None:
    listed = open_quotes(client, "?q=plants")
    (path,) = {one["href"] for one in listed.find_all("a") if one["href"].startswith("/quotes/")}
    document = Document(client.get(path).text)
    assert document.get_text("h1") == "Alexander Lukashenko"
    assert "The source calls the speaker “Lukashenka”" in document.text
    context = document.get_text("section", aria_labelledby="context-h")
    assert "parted with no agreement" in context
    assert document.get_text("mark").startswith("If our plants pay")
    links = [one["href"] for one in document.find_all("a")]
    assert "/events/2019-12-07-sochi" in links
    assert any(
        link.startswith("https://news.example.org/2019/12/08/talks-end-late#:~:text=If") for link in links
    )
    assert document.find_all("button", data_copy=f"{BASE_URL}{path}")


def test_a_quote_alone_loses_the_comma_that_led_on_and_keeps_it_in_its_sentence(client: TestClient) -> None:
    listed = open_quotes(client, "?q=plants")
    assert listed.get_text("blockquote").endswith("no basis for our relations")
    (path,) = {one["href"] for one in listed.find_all("a") if one["href"].startswith("/quotes/")}
    document = Document(client.get(path).text)
    assert document.get_text("blockquote").endswith("no basis for our relations")
    assert document.get_text("mark").endswith("no basis for our relations,")
    assert document.get_text("title").startswith("Alexander Lukashenko: “If our plants")


def test_the_title_of_reported_words_has_no_quotation_marks(client: TestClient) -> None:
    (path,) = {
        one["href"] for one in open_quotes(client, "?q=unresolved").find_all("a") if "/quotes/" in one["href"]
    }
    assert "“" not in Document(client.get(path).text).get_text("title")


def test_reported_words_are_not_passed_off_as_the_speakers_own(client: TestClient) -> None:
    listed = open_quotes(client, "?q=unresolved")
    assert "as reported" in listed.text
    assert listed.find_all("figure", class_="quote is-reported")


def test_every_quote_has_a_page(client: TestClient) -> None:
    paths = {one["href"] for one in open_quotes(client).find_all("a") if one["href"].startswith("/quotes/")}
    assert len(paths) == 10
    for path in paths:
        assert client.get(path).status_code == 200


def test_an_unknown_quote_is_not_found(client: TestClient) -> None:
    for name in ("0123456789abcdef", "x", "%00"):
        assert client.get(f"/quotes/{name}").status_code == 404


def test_an_empty_record_has_an_empty_page_of_quotes(empty: TestClient) -> None:
    assert "No quotes." in open_quotes(empty).text


@given(
    st.builds(
        QuoteFilters,
        speakers=st.sets(st.sampled_from(sorted(KNOWN["speaker"]))).map(lambda one: tuple(sorted(one))),
        years=st.sets(st.sampled_from(sorted(KNOWN["year"]))).map(lambda one: tuple(sorted(one))),
        topics=st.sets(st.sampled_from(sorted(KNOWN["topic"]))).map(lambda one: tuple(sorted(one))),
        q=st.sets(st.from_regex(r"[a-zа-я&=+%#]{0,9}[a-zа-я]", fullmatch=True), max_size=3).map(
            lambda one: tuple(sorted(one))
        ),
    ),
    st.none() | st.from_regex(r"[0-9a-f]{16}", fullmatch=True),
)
def test_a_view_survives_the_way_through_its_url(filters: QuoteFilters, after: str | None) -> None:
    pairs = parse_qsl(urlsplit(make_quote_path(filters, after)).query)
    assert read_quote_view(pairs, KNOWN) == (filters, after, [])


@given(
    st.lists(
        st.tuples(st.sampled_from(["speaker", "year", "topic", "q", "after", "x"]), st.text()), max_size=5
    )
)
def test_no_query_breaks_the_view(pairs: list[tuple[str, str]]) -> None:
    filters, after, _ = read_quote_view(pairs, KNOWN)
    assert make_quote_path(filters, after).startswith("/quotes")
