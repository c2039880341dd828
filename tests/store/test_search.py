import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.domain.filters import Filters
from app.store.search import EVENTS, MAX_TOKENS, make_search_query, make_stem, make_tokens
from app.store.searchable import list_event_texts
from app.store.timeline import list_events
from tests.store.conftest import TODAY

NASTY = [
    "a-b", "O'Brien", "20.04", "AND", "OR", "NOT", "NEAR(a b)", '"', '""', "'", "*", "gas*", "^gas", "words:gas",
    "(gas", "gas)", "a AND", "{a b}: c", "a + b", "\0", "gas\0oil", "%", "_", "\\", ";--", "\u202eгаз", "ﬁ", "½",
]  # fmt: skip


def find(session: Session, *searches: str) -> set[str]:
    return {event.slug for event in list_events(session, Filters(q=searches), TODAY, None).events}


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(searches=st.lists(st.text(), max_size=3))
def test_no_input_is_an_error(searches: list[str], session: Session) -> None:
    list_events(session, Filters(q=tuple(searches)), TODAY, 5)


@pytest.mark.parametrize("search", NASTY)
def test_query_syntax_is_only_words(search: str, session: Session) -> None:
    assert find(session, search) == find(session, " ".join(make_tokens(search)))


@pytest.mark.parametrize("search", ["", " ", "\0", "—", "!?", '"*"', "_"])
def test_without_a_word_there_is_no_search(search: str, session: Session) -> None:
    assert make_search_query([search]) is None
    assert len(find(session, search)) == 16


def test_a_very_long_search_is_cut(session: Session) -> None:
    words = [f"nothing{number}" for number in range(20_000)]
    assert find(session, " ".join(words)) == set()
    query = make_search_query([" ".join(words)])
    assert query is not None
    assert query.count(" AND ") == MAX_TOKENS - 1
    assert find(session, *words) == set()


@pytest.mark.parametrize(
    ("search", "slug"),
    [
        ("Vostochny", "2022-04-12-vostochny"),  # title
        ("oreshkin", "2019-12-07-sochi"),  # person
        ("finance", "2021-02-sochi"),  # topic
        ("skiing", "2021-02-sochi"),  # sentence
        ("two hundred dollars", "2019-12-07-sochi"),  # quote
        ("ВОСТОЧНЫЙ", "2022-04-12-vostochny"),
        ("восточном", "2022-04-12-vostochny"),  # another case
        ("Все", "2022-04-12-vostochny"),  # ё written as е
        ("всё", "2022-04-12-vostochny"),
        ("Maximilian Uberlingen", "2023-07-03-brest"),  # without its umlaut
        ("tractors", "2026-11-06-vitebsk"),  # stem
    ],
)
def test_an_event_is_found_by(search: str, slug: str, session: Session) -> None:
    assert slug in find(session, search)


def test_all_words_of_a_search_must_be_there_and_any_of_several_searches(session: Session) -> None:
    assert find(session, "skiing tractor") == set()
    assert find(session, "skiing", "tractor") == {"2021-02-sochi", "2026-11-06-vitebsk"}


def test_part_of_a_word_finds_nothing(session: Session) -> None:
    assert find(session, "skii") == set()


def test_search_finds_what_reading_all_texts_would_find(session: Session) -> None:
    events = list_events(session, Filters(), TODAY, None).events
    texts = list_event_texts(session, [event.id for event in events])
    for word in {token for text in texts.values() for token in make_tokens(text)}:
        expected = {
            event.slug
            for event in events
            if make_stem(word) in {make_stem(token) for token in make_tokens(texts[event.id])}
        }
        assert find(session, word) == expected, word


def test_the_index_holds_every_event_and_no_text_twice(session: Session) -> None:
    events = list_events(session, Filters(), TODAY, None).events
    texts = list_event_texts(session, [event.id for event in events])
    for text in texts.values():
        sentences = [line for line in text.split("\n") if re.search(r"\. *$", line)]
        assert len(sentences) == len(set(sentences))
    EVENTS.save_rows(session, texts)
    assert find(session, "Putin") == {event.slug for event in events if "vladimir-putin" in event.people}
