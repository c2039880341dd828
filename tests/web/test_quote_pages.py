"""The quotes: listed newest first, narrowed, searched, and each alone and in context."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.domain.filters import QUOTE_FACETS, Choice, Filters
from app.web.quote_view import make_quote_path, read_quote_view
from tests.web.checks import Document
from tests.web.conftest import BASE_URL

KNOWN = {
    "speaker": {"vladimir-putin", "maxim-oreshkin", "unknown"},
    "year": {"2019", "2024"},
    "topic": {"energy", "trade"},
    "language": {"en", "be"},
    "kind": {"direct", "reported"},
}


def is_known(facet: str, value: str) -> bool:
    return value.isascii() and value.isalnum() if facet == "after" else value in KNOWN[facet]


def open_quotes(client: TestClient, query: str = "") -> Document:
    answer = client.get(f"/quotes{query}")
    assert answer.status_code == 200
    return Document(answer.text)


def count_listed(document: Document) -> int:
    return len(document.find_all("blockquote"))


def test_all_quotes_are_listed_newest_event_first_in_their_language(client: TestClient) -> None:
    document = open_quotes(client)
    assert "All 10 quotes, newest first." in document.text
    assert document.text.index("6 November 2026") < document.text.index("23–24 May 2024")
    assert document.text.index("23–24 May 2024") < document.text.index("20 December 2019")
    assert {"lang": "ru"} in document.find_all("blockquote")
    assert "in Russian" in document.text


def test_quotes_are_narrowed_by_speaker_year_and_topic_with_plain_links(client: TestClient) -> None:
    document = open_quotes(client)
    index = {one["id"]: one["href"] for one in document.find_all("a") if one.get("id", "").startswith("f-")}
    assert index["f-speaker-vladimir-putin"] == "/quotes?speaker=vladimir-putin"
    narrowed = open_quotes(client, "?speaker=alexander-lukashenko&topic=energy&year=2019")
    assert narrowed.get_text("h1") == "Quotes of Alexander Lukashenko in 2019 on energy"
    assert count_listed(narrowed) == 2
    assert "If our plants pay" in narrowed.text
    chips = [one["href"] for one in narrowed.find_all("a") if one.get("aria-label", "").startswith("Remove")]
    assert "/quotes?speaker=alexander-lukashenko&year=2019" in chips


def list_index(document: Document) -> dict[str, tuple[str, int]]:
    """List the links of the index by their ids, each with its address and its figure."""
    figures: dict[str, tuple[str, int]] = {}
    last: dict[str, str] | None = None
    for (tag, one), words in zip(document.tags, document.texts, strict=True):
        if tag == "a" and one.get("id", "")[:2] in ("f-", "n-"):
            last = one
        elif tag == "span" and one.get("class") == "n" and last is not None:
            figures[last["id"]] = (last["href"], int("".join(words)))
            last = None
    return figures


def test_what_is_chosen_stands_first_in_the_index_with_the_way_back_and_without_a_figure(
    client: TestClient,
) -> None:
    document = open_quotes(client, "?speaker=vladimir-putin&-language=ru&year=2024")
    chosen = {one["id"]: one["href"] for one in document.find_all("a", aria_current="true") if "id" in one}
    assert chosen == {
        "f-speaker-vladimir-putin": "/quotes?year=2024&-language=ru",
        "f-year-2024": "/quotes?speaker=vladimir-putin&-language=ru",
        "f-language-ru": "/quotes?speaker=vladimir-putin&year=2024",
    }
    assert not {*chosen} & {*list_index(document)}
    assert "Vladimir Putin ×, remove" in document.text


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?speaker=alexander-lukashenko",
        "?speaker=alexander-lukashenko&speaker=vladimir-putin&-year=2019",
        "?topic=energy&-topic=space&kind=direct",
        "?language=ru&-kind=reported&year=2022&year=2024",
        "?q=космос",
    ],
)
def test_every_figure_of_the_index_is_the_number_of_quotes_that_its_link_lists(
    client: TestClient, query: str
) -> None:
    document = open_quotes(client, query)
    figures, ids = list_index(document), {one.get("id", "") for one in document.find_all("a")}
    assert {one.split("-")[1] for one in ids if one[:2] in ("f-", "n-")} == set(QUOTE_FACETS)
    for path, figure in figures.values():
        assert count_listed(open_quotes(client, path.removeprefix("/quotes"))) == figure, path


def test_quotes_are_found_by_language_and_by_manner_and_several_values_widen(client: TestClient) -> None:
    russian = open_quotes(client, "?language=ru")
    assert {one["lang"] for one in russian.find_all("blockquote")} == {"ru"}
    assert russian.get_text("h1") == "Quotes, in Russian"
    reported = open_quotes(client, "?kind=reported")
    assert len(reported.find_all("figure", class_="quote is-reported")) == count_listed(reported) > 0
    both = open_quotes(client, "?language=ru&language=en")
    assert count_listed(both) == count_listed(russian) + count_listed(open_quotes(client, "?language=en"))


def test_the_sentence_and_the_chips_say_what_is_shown(client: TestClient) -> None:
    document = open_quotes(
        client, "?-topic=space&speaker=alexander-lukashenko&year=2024&kind=direct&language=ru&language=en"
    )
    says = document.get_text("p", id="says")
    assert says.endswith(
        " of Alexander Lukashenko in 2024, in English or Russian, word for word, without space."
    )
    assert int(says.split()[0]) == count_listed(document)
    chips = document.get_text("ul", aria_label="Filters")
    for words in ("speaker: Alexander Lukashenko", "not topic of the event: space", "language: Russian"):
        assert words in chips
    removing = [one for one in document.find_all("a") if one.get("aria-label", "").startswith("Remove")]
    assert len(removing) == 6
    (without,) = [one["href"] for one in removing if one["aria-label"].endswith("English")]
    assert without == "/quotes?speaker=alexander-lukashenko&year=2024&-topic=space&language=ru&kind=direct"


def test_quotes_of_unknown_speakers_are_found(talkative: TestClient) -> None:
    document = open_quotes(talkative, "?speaker=unknown")
    assert document.get_text("h1") == "Quotes of unknown speakers"
    assert count_listed(document) == 1
    assert "A passer-by" in document.text
    assert count_listed(open_quotes(talkative, "?-speaker=unknown&q=rain")) == 0


def test_a_search_finds_other_forms_of_a_word_in_both_scripts(client: TestClient) -> None:
    assert count_listed(open_quotes(client, "?q=plant")) == 1
    assert count_listed(open_quotes(client, "?q=космос")) == 1
    assert "No quotes with “zebra”." in open_quotes(client, "?q=zebra").text


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
        if seen:
            assert f"121 quotes, newest first: here are {len(listed)} older ones." in document.text
        seen += listed
        path = next((one["href"] for one in document.find_all("a", rel="next")), "")
    assert (len(seen), len(set(seen))) == (121, 121)


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


def make_choices(facet: str) -> st.SearchStrategy[Choice]:
    values = st.sets(st.sampled_from(sorted(KNOWN[facet])))
    return st.builds(lambda one, other: Choice(tuple(sorted(one)), tuple(sorted(other))), values, values)


@given(
    st.builds(
        lambda choices, q, after: Filters({name: one for name, one in choices.items() if one}, q, after),
        st.fixed_dictionaries({facet: make_choices(facet) for facet in QUOTE_FACETS}),
        st.sets(st.from_regex(r"[a-zа-я&=+%#]{0,9}[a-zа-я]", fullmatch=True), max_size=3).map(
            lambda one: tuple(sorted(one))
        ),
        st.none() | st.from_regex(r"[0-9a-f]{16}", fullmatch=True),
    )
)
def test_a_view_survives_the_way_through_its_url(filters: Filters) -> None:
    pairs = parse_qsl(urlsplit(make_quote_path(filters)).query)
    assert read_quote_view(pairs, is_known) == (filters, [])


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["speaker", "-speaker", "year", "topic", "language", "kind", "q", "after", "x"]),
            st.text(),
        ),
        max_size=5,
    )
)
def test_no_query_breaks_the_view(pairs: list[tuple[str, str]]) -> None:
    filters, _ = read_quote_view(pairs, is_known)
    assert make_quote_path(filters).startswith("/quotes")


def test_no_query_is_an_error(client: TestClient) -> None:
    for query in (
        "-speaker=%00",
        "kind=%FF",
        "after=%27%3B--",
        "language=",
        "year=9999999999999999999",
        "q=%22%28",
    ):
        assert client.get(f"/quotes?{query}").status_code == 200
