"""What a sentence says of an open issue, in three languages: put off, open, due, settled, or nothing."""

import pytest

from app.domain.spans import Span
from app.lexicon.spellings import list_spellings
from app.lexicon.turns import IssueSentence, Turn, read_issues


def tell(sentence: str, language: str) -> dict[str, list[str]]:
    told = read_issues(sentence, language).find_turns()
    return {one.turn.value: [words.of(sentence) for words in one.words] for one in told}


@pytest.mark.parametrize(
    ("language", "sentence", "words"),
    [
        ("en", "The two sides postponed the question of transit fees.", ["postponed"]),
        ("en", "Roaming was put off until the autumn.", ["put off"]),
        ("ru", "Вопрос о роуминге отложили до осени.", ["отложили"]),
        ("ru", "Решение по кредиту перенесли на следующий год.", ["перенесли"]),
        ("be", "Пытанне пра роўмінг адклалі да восені.", ["адклалі"]),
        ("be", "Рашэнне аб крэдыце перанеслі на наступны год.", ["перанеслі"]),
    ],
)
def test_an_issue_is_put_off_in_so_many_words(language: str, sentence: str, words: list[str]) -> None:
    assert tell(sentence, language) == {"put off": words}


@pytest.mark.parametrize(
    ("language", "sentence", "words"),
    [
        ("en", "The price of gas remained unresolved.", ["unresolved"]),
        ("en", "The talks ended without agreement.", ["without agreement"]),
        ("en", "Visas have not yet been settled.", ["not yet been settled"]),
        ("ru", "Цена на газ остаётся нерешённым вопросом.", ["остаётся нерешённым", "нерешённым"]),
        ("ru", "Стороны так и не договорились.", ["не договорились"]),
        ("be", "Цана на газ застаецца нявырашаным пытаннем.", ["застаецца нявырашаным", "нявырашаным"]),
        ("be", "Бакі так і не дамовіліся.", ["не дамовіліся"]),
    ],
)
def test_an_issue_is_left_open(language: str, sentence: str, words: list[str]) -> None:
    told = tell(sentence, language)
    assert list(told) == ["open"]
    assert set(told["open"]) <= set(words)


@pytest.mark.parametrize(
    ("language", "sentence", "words"),
    [
        (
            "en",
            "The ministers are to settle the debt by the end of the year.",
            ["to settle", "by the end of"],
        ),
        ("ru", "Долг должны урегулировать до конца года.", ["урегулировать", "до конца года"]),
        ("be", "Доўг мусяць урэгуляваць да канца года.", ["урэгуляваць", "да канца года"]),
    ],
)
def test_a_time_to_settle_it_is_named(language: str, sentence: str, words: list[str]) -> None:
    assert tell(sentence, language) == {"due": words}


@pytest.mark.parametrize(
    ("language", "sentence", "words"),
    [
        ("en", "There are no unresolved issues as of today.", ["no", "unresolved"]),
        ("en", "They have resolved the dispute over milk.", ["have resolved"]),
        ("ru", "Нерешённых вопросов нет.", ["Нерешённых", "нет"]),
        ("be", "Нявырашаных пытанняў няма.", ["Нявырашаных", "няма"]),
    ],
)
def test_an_issue_is_said_to_be_settled(language: str, sentence: str, words: list[str]) -> None:
    assert tell(sentence, language) == {"settled": words}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The summit was not postponed."),
        ("en", "The session lasted until the end of the day."),
        ("en", "They agreed to meet again."),
        ("en", "Troops were moved to Belarus."),
        ("ru", "Встречу не отложили."),
        ("ru", "До конца года осталось два месяца."),
        ("be", "Сустрэчу не адклалі."),
        ("be", "Да канца года засталося два месяцы."),
        ("de", "Die Frage wurde postponed."),
        ("en", ""),
        ("en", "postponed " * 1000),
    ],
)
def test_other_sentences_say_nothing_of_it(language: str, sentence: str) -> None:
    assert tell(sentence, language) == {}


def test_a_sentence_can_say_two_things() -> None:
    told = tell("“No unresolved issues,” only postponed ones", "en")
    assert told == {"put off": ["postponed"], "settled": ["No", "unresolved"]}


def test_words_name_a_topic_but_not_those_of_an_office() -> None:
    sentence = "The Security Council spoke of gas."
    read = read_issues(sentence, "en")
    assert read.find_topic("energy") == (Span(30, 33),)
    assert read.find_topic("security") == ()
    assert read.has_topic()
    assert not read_issues("Some questions stayed.", "en").has_topic()
    assert read_issues("Some questions stayed.", "en").has_issue()


def test_what_is_read_stands_in_the_sentence() -> None:
    read = read_issues("Вопрос отложили.", "ru")
    assert isinstance(read, IssueSentence)
    assert [one.turn for one in read.find_turns()] == [Turn.PUT_OFF]
    assert all(span.of(read.text) for one in read.find_turns() for span in one.words)


def test_a_name_stands_in_the_nominative_of_each_language() -> None:
    assert dict(list_spellings("alexander-lukashenko")) == {
        "be": "Аляксандр Лукашэнка",
        "ru": "Александр Лукашенко",
    }
    assert list_spellings("nobody-we-know") == ()
