"""What is marked in a text is what its search looks for, at the right place in any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.hits import mark_hits


def list_marked(text: str, *searches: str) -> list[str]:
    return [words for words, marked in mark_hits(text, searches) if marked]


@pytest.mark.parametrize(
    ("search", "text", "marked"),
    [
        ("встреча", "Четвёртая встре\u00adча, о встречах", ["встре\u00adча", "встречах"]),
        ("лукашенко", "Лукаше\u0301нко и Lukashenka’s son", ["Лукаше\u0301нко", "Lukashenka"]),
        ("все", "Всё, что мы наметили", ["Всё"]),
        ("сустрэча", "ў час сустрэчы", ["сустрэчы"]),
        ('"Union State"', "the Union State; union, state; State Union", ["Union State", "union, state"]),
        ("Saint Petersburg", "в Санкт-Петербурге", ["Санкт-Петербурге"]),
        ("gas -oil", "gas and oil", ["gas"]),
        ("speaker:putin", "Putin said", []),
        ("й", "И\u0306 й и", ["И\u0306", "й"]),
        ("-gas", "gas", []),
        ("🤝", "🤝", []),
    ],
)
def test_hits_are_marked(search: str, text: str, marked: list[str]) -> None:
    assert list_marked(text, search) == marked


def test_several_searches_mark_together() -> None:
    assert list_marked("gas and oil", "gas", "oil") == ["gas", "oil"]


@given(st.text(max_size=200), st.lists(st.text(max_size=20), max_size=3))
def test_marking_changes_no_text(text: str, searches: list[str]) -> None:
    assert "".join(words for words, _ in mark_hits(text, searches)) == text


@given(st.text(max_size=200))
def test_every_word_of_a_text_marks_itself(text: str) -> None:
    for word in text.split():
        if any(sign.isalnum() for sign in word) and '"' not in word and "-" not in word and ":" not in word:
            assert list_marked(word, word) or not word.isalpha(), word


@given(st.text(alphabet="ab c", max_size=600), st.integers(20, 200))
def test_of_a_long_text_what_surrounds_the_first_hit_is_shown(text: str, longest: int) -> None:
    pieces = mark_hits(text, ["b"], longest)
    shown = "".join(words for words, _ in pieces)
    assert len(shown) <= max(longest, 0) + 2 or len(text) <= longest
    assert shown.strip("…") in text
    if " b " in f" {text} ":
        assert any(marked for _, marked in pieces)
