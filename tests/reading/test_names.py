"""People whom no table knows, and what the tables of names are checked for."""

import pytest

from app.domain.errors import LexiconError
from app.lexicon import bearers
from app.lexicon.bearers import check_names
from app.lexicon.naming import get_naming
from tests.reading.test_people import find, read


@pytest.mark.parametrize(
    ("code", "text", "slug"),
    [
        ("ru", "Он встретил Ивана Сыроежкина.", "ivan-syroezhkin"),
        ("ru", "Об этом писала Анна Сыроежкина.", "anna-syroezhkina"),
        ("ru", "Письмо Анне Сыроежкиной.", "anna-syroezhkina"),
        ("ru", "Беседа с Петром Ильичом Гвоздецким.", "pyotr-gvozdetskiy"),
        ("ru", "Так считает политолог Ульмас Брякин.", "ulmas-bryakin"),
        ("be", "Размова з Тамашам Грыбоўскім.", "tamash-hrybouski"),
        ("be", "Пра гэта піша Ганна Лесавая.", "hanna-lesavaya"),
        ("en", "The letter of Ivan Syroezhkin.", "ivan-syroezhkin"),
        ("en", "“So what,” Waldo Brimble, a baker, said.", "waldo-brimble"),
    ],
)
def test_a_new_name_makes_a_slug_of_its_nominative(code: str, text: str, slug: str) -> None:
    assert [person.people for person in find(text, code)] == [(slug,)]


def test_a_surname_alone_means_the_full_name_read_before() -> None:
    found = read("Пришёл Иван Сыроежкин. Сыроежкину ответили, с Сыроежкиным поговорили.", "ru")
    assert [people for _, people in found] == [("ivan-syroezhkin",)] * 3


def test_a_relative_of_the_name_is_somebody_else() -> None:
    assert read("Igor Putin and Viktor Lukashenko came.", "en") == [
        ("Igor Putin", ("igor-putin",)),
        ("Viktor Lukashenko", ("viktor-lukashenko",)),
    ]


def test_letters_are_written_in_latin_ones() -> None:
    assert get_naming("ru").make_slug("Евгений Щёголев") == "yevgeniy-shchyogolev"
    assert get_naming("be").make_slug("Ядвіга Дзеружынская") == "yadviha-dzeruzhynskaya"


@pytest.mark.parametrize(
    ("tables", "words"),
    [
        (
            {"en": {"names": {"vladimir-putin": ["Putin"], "igor-putin": ["Putin"]}}},
            "'Putin' names 'igor-putin' and",
        ),
        (
            {"en": {"names": {"vladimir-putin": ["A{b,c}"]}}, "ru": {"names": {"igor-putin": ["ac"]}}},
            "'ac' names",
        ),
        ({"en": {"names": {"nobody": ["Nobody"]}}}, "'nobody' is not in people.toml"),
    ],
)
def test_a_name_of_two_people_or_of_nobody_is_told(
    monkeypatch: pytest.MonkeyPatch, tables: dict[str, dict[str, dict[str, list[str]]]], words: str
) -> None:
    monkeypatch.setattr(bearers, "get_tables", lambda: tables)
    with pytest.raises(LexiconError, match=r"^\w\w\.toml, line \d+, \[names\]: ") as told:
        check_names("names", {"vladimir-putin", "igor-putin"}, "people.toml")
    assert words in str(told.value)
