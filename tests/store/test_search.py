"""The search index of the store: what finds an event, a quote, a source, and that nothing typed is an error."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.domain.filters import Filters
from app.domain.queries import parse_query
from app.domain.words import split_words
from app.lexicon.search.hits import find_hits, list_wanted
from app.store.found_events import list_found_passages
from app.store.found_sources import list_sources
from app.store.quotes import list_quotes
from app.store.search import EVENTS
from app.store.searchable import list_article_texts, list_event_texts
from app.store.timeline import list_events
from tests.store.conftest import TODAY

NASTY = [
    "a-b", "O'Brien", "20.04", "AND", "OR", "NOT", "NEAR(a b)", '"', '""', "'", "*", "gas*", "^gas", "words:gas",
    "(gas", "gas)", "a AND", "{a b}: c", "a + b", "\0", "gas\0oil", "%", "_", "\\", ";--", "\u202eгаз", "ﬁ", "½",
    "-", "--", "-gas", '-"', "speaker:", "speaker:nobody", "year:20x2", "place:%", "topic:\"", "🤝", "ŉ", "·", "ру·x",
    "keys : x", "speaker:·", "place:-", 'place:"" gas',
]  # fmt: skip


def find(session: Session, *searches: str) -> set[str]:
    return {event.slug for event in list_events(session, Filters(q=searches), TODAY, None).events}


def find_texts(session: Session, search: str) -> list[str]:
    return [source.article.title or "" for source in list_sources(session, [search], 100).sources]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(searches=st.lists(st.text() | st.sampled_from(NASTY), max_size=3))
def test_no_input_is_an_error(searches: list[str], session: Session) -> None:
    found = list_events(session, Filters(q=tuple(searches)), TODAY, 5)
    wanted = list_wanted([parse_query(one) for one in searches])
    list_found_passages(session, {event.id: wanted for event in found.events})
    list_quotes(session, Filters(q=tuple(searches)), 5)
    list_sources(session, searches, 5)


@pytest.mark.parametrize("search", ["(gas", "gas)", "^gas", "gas*", "{gas}", "gas\\", "words:gas -words"])
def test_query_syntax_of_others_is_only_words(search: str, session: Session) -> None:
    assert find(session, search) == find(session, search.replace("words:", "words ").strip("(){}^*\\"))


@pytest.mark.parametrize("search", ["", " ", "\0", "—", "!?", '"*"', "_", "-", "🤝", "AND", "speaker:"])
def test_without_a_word_there_is_no_search(search: str, session: Session) -> None:
    assert len(find(session, search)) == 16
    assert list_sources(session, [search], 5).total == 0


def test_a_very_long_search_is_cut(session: Session) -> None:
    words = [f"nothing{number}" for number in range(20_000)]
    assert find(session, " ".join(words)) == set()
    assert find(session, *words[:500]) == set()


@pytest.mark.parametrize(
    ("search", "slug"),
    [
        ("Vostochny", "2022-04-12-vostochny"),  # title
        ("oreshkin", "2019-12-07-sochi"),  # person
        ("finance", "2021-02-sochi"),  # topic
        ("skiing", "2021-02-sochi"),  # sentence
        ("two hundred dollars", "2019-12-07-sochi"),  # quote
        ("Sochi 2021", "2021-02-sochi"),  # year
        ("ВОСТОЧНЫЙ", "2022-04-12-vostochny"),
        ("восточном", "2022-04-12-vostochny"),  # another case
        ("Все", "2022-04-12-vostochny"),  # ё written as е
        ("всё", "2022-04-12-vostochny"),
        ("Maximilian Uberlingen", "2023-07-03-brest"),  # without its umlaut
        ("tractors", "2026-11-06-vitebsk"),  # stem
        ("Орешкин", "2019-12-07-sochi"),  # a name in another script
        ("Сочы", "2021-02-sochi"),  # a city in Belarusian
        ("Лукашэнка космос", "2022-04-12-vostochny"),  # a Belarusian spelling, in a Russian text
    ],
)
def test_an_event_is_found_by(search: str, slug: str, session: Session) -> None:
    assert slug in find(session, search)


@pytest.mark.parametrize(
    "one", ["Лукашенко", "Лукашэнкам", "Lukashenko", "lukashenka", "Łukaszenka", "лукашенке"]
)
def test_every_spelling_of_a_name_finds_the_same(one: str, session: Session) -> None:
    assert find(session, one) == find(session, "Alexander Lukashenko")
    assert len(find(session, one)) >= 13


def test_all_words_of_a_search_must_be_there_and_any_of_several_searches(session: Session) -> None:
    assert find(session, "skiing tractor") == set()
    assert find(session, "skiing", "tractor") == {"2021-02-sochi", "2026-11-06-vitebsk"}


def test_a_phrase_stands_as_it_is_written_and_within_one_sentence(session: Session) -> None:
    assert "2021-02-sochi" in find(session, '"went skiing near Sochi"')
    assert find(session, '"skiing went"') == set()
    assert find(session, '"went ski"') == set()
    assert "2021-02-sochi" in find(session, "«WENT, SKIING»")
    # The title ends where the next text begins.
    (event,) = (
        one for one in list_events(session, Filters(), TODAY, None).events if one.slug == "2021-02-sochi"
    )
    title, year = list_event_texts(session, [event.id])[event.id][:2]
    last = split_words(title)[-1].text
    assert "2021-02-sochi" in find(session, f"{last} {year}")
    assert find(session, f'"{last} {year}"') == set()


def test_minus_leaves_out(session: Session) -> None:
    everything, gas = find(session), find(session, "gas")
    assert gas
    assert find(session, "-gas") == everything - gas
    assert find(session, "Sochi -skiing") == find(session, "Sochi") - find(session, "skiing")
    assert find(session, 'Sochi -"went skiing"') == find(session, "Sochi") - find(session, '"went skiing"')
    assert find(session, "gas -gas") == set()


def test_fields_narrow_events(session: Session) -> None:
    events = list_events(session, Filters(), TODAY, None).events
    assert find(session, "year:2019") == {
        event.slug for event in events if (event.date or "").startswith("2019")
    }
    assert find(session, "topic:space") == {event.slug for event in events if "space" in event.topics}
    assert find(session, "place:Петербург") == {
        event.slug for event in events if "Saint Petersburg" in event.cities
    }
    assert find(session, 'place:"saint petersburg"') == find(session, "place:petersburg") != set()
    assert find(session, "speaker:oreshkin") == {"2019-12-07-sochi"}
    assert find(session, "speaker:Орешкин") == {"2019-12-07-sochi"}
    assert find(session, "-year:2019") == find(session) - find(session, "year:2019")
    assert find(session, "year:2019-2021") == find(session, "year:2019", "year:2020", "year:2021")
    assert find(session, "speaker:Лукашенко year:2019 topic:газ") == find(
        session, "speaker:lukashenka year:2019 topic:energy"
    )


def test_fields_narrow_quotes_and_sources(session: Session) -> None:
    said = list_quotes(session, Filters(q=("speaker:oreshkin",)), None).quotes
    assert {one.speaker for one in said} == {"maxim-oreshkin"}
    assert {
        one.event_slug
        for one in list_quotes(session, Filters(q=("topic:space place:Vostochny",)), None).quotes
    } == {"2022-04-12-vostochny"}
    assert {one.event_date or "" for one in list_quotes(session, Filters(q=("year:2022",)), None).quotes} == {
        "2022-04-12"
    }
    assert find_texts(session, "place:Vostochny") == ["Переговоры на Восточном"]
    assert find_texts(session, "year:2021") == ["A year of meetings"]
    assert find_texts(session, "speaker:lukashenko topic:space") == ["Переговоры на Восточном"]


@pytest.mark.parametrize(
    "field", ["place:xyz", "speaker:nobody", "topic:nonsense", "year:20x2", "place:北京市"]
)
def test_a_value_that_nobody_knows_is_left_out(field: str, session: Session) -> None:
    assert find(session, f"gas {field}") == find(session, "gas")
    assert find(session, f"gas -{field}") == find(session, "gas")


def test_a_known_place_without_events_finds_nothing(session: Session) -> None:
    assert find(session, "place:Токио") == set()


def test_sources_are_found_by_title_publisher_and_the_sentences_shown(session: Session) -> None:
    assert find_texts(session, "Переговоры на Восточном") == ["Переговоры на Восточном"]
    assert "A year of meetings" in find_texts(session, '"Black Sea Wire"')
    assert find_texts(session, "skiing lunches") == ["A year of meetings"]


def test_what_of_a_source_is_not_shown_does_not_find_it(session: Session) -> None:
    ids = list(session.execute(text("SELECT id FROM article")).scalars())
    shown = list_article_texts(session, ids)
    hidden = {
        (one, sentence)
        for one, told in session.execute(
            text(
                "SELECT article.id, version.text FROM article JOIN version ON version.id = version_id WHERE NOT digest"
            )
        )
        for sentence in told.split("\n\n")
        if all(sentence not in part and part not in sentence for part in shown[one])
    }
    assert hidden, "every sentence of the samples is shown"
    for one, sentence in hidden:
        words = " ".join(word.raw for word in split_words(sentence)[:8])
        assert one not in {found.article.id for found in list_sources(session, [f'"{words}"'], 100).sources}


def test_pages_of_sources_hold_each_once(session: Session) -> None:
    seen: list[str] = []
    after: str | None = None
    while True:
        page = list_sources(session, ["Putin"], 2, after)
        seen += [one.article.id for one in page.sources]
        after = page.next_after
        if after is None:
            break
    assert len(seen) == len(set(seen)) == page.total > 4
    days = [one.article.published or "" for one in list_sources(session, ["Putin"], 100).sources]
    assert days == sorted(days, reverse=True)


def test_search_finds_what_reading_all_texts_would_find(session: Session) -> None:
    events = list_events(session, Filters(), TODAY, None).events
    texts = list_event_texts(session, [event.id for event in events])
    for word in {word.raw for told in texts.values() for one in told for word in split_words(one)}:
        wanted = list_wanted([parse_query(word)])
        expected = {
            event.slug
            for event in events
            if {met for one in texts[event.id] for met in find_hits(one, wanted).met} == set(wanted)
        }
        assert find(session, word) == expected, word


def test_the_index_holds_every_event_and_no_sentence_twice(session: Session) -> None:
    events = list_events(session, Filters(), TODAY, None).events
    for told in list_event_texts(session, [event.id for event in events]).values():
        sentences = [one for one in told if one.rstrip().endswith(".")]
        assert len(sentences) == len(set(sentences))
    EVENTS.save_rows(session, [event.id for event in events])
    assert find(session, "Putin") == {event.slug for event in events if "vladimir-putin" in event.people}


@pytest.mark.parametrize(
    ("search", "words", "is_quote"),
    [("skied", "went skiing near Sochi", False), ("dollars", "dollars", True)],
)
def test_the_words_by_which_an_event_was_found(
    search: str, words: str, is_quote: bool, session: Session
) -> None:
    (event,) = list_events(session, Filters(q=(search,)), TODAY, None).events
    passages = list_found_passages(session, {event.id: list_wanted([parse_query(search)])})
    assert words in passages[event.id].text
    assert passages[event.id].language == "en"
    assert (passages[event.id].quote_id is not None) == is_quote
