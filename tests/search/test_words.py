"""The words of any text: one spelling, and where each stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.words import fold_word, split_words


@given(st.text())
def test_words_stand_where_they_are_said_to_and_in_order(text: str) -> None:
    end = 0
    for word in split_words(text):
        assert text[word.start : word.end] == word.raw
        assert end <= word.start < word.end
        assert word.text
        assert all(sign.isalnum() for sign in word.text)
        end = word.end


@given(st.text())
def test_what_is_folded_is_folded(text: str) -> None:
    for word in split_words(text):
        assert fold_word(word.text) == word.text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Всё", "все"),
        ("ўрад", "урад"),
        ("Лукаше\u0301нко", "лукашенко"),
        ("пере\u00adго\u200bворы", "переговоры"),
        ("и\u0306", "й"),
        ("В’етнам", "В'етнам"),
        ("Вʼетнам", "ветнам"),
        ("Łukašenka", "lukasenka"),
        ("Überlingen", "u\u0308berlingen"),
        ("ﬁnal", "final"),
        ("İstanbul", "istanbul"),
        ("Putin’s", "putin"),
    ],
)
def test_spellings_that_mean_the_same_are_one(one: str, other: str) -> None:
    assert [word.text for word in split_words(one)] == [word.text for word in split_words(other)]


@pytest.mark.parametrize(("one", "other"), [("й", "и"), ("ї", "і"), ("э", "е"), ("Kyiv", "Kiev")])
def test_letters_that_differ_stay_apart(one: str, other: str) -> None:
    assert fold_word(one) != fold_word(other)


def test_apostrophes_part_latin_words_only() -> None:
    assert [word.text for word in split_words("O'Brien, сям'я")] == ["o", "brien", "сямя"]
