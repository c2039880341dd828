"""What is talked about, and numbers of two words, in three languages."""

import pytest

from app.ingest.stages.topics import find_topics
from app.lexicon.language import get_language


@pytest.mark.parametrize(
    ("language", "text", "topics"),
    [
        ("en", "They spoke about gas and a loan.", ["energy", "finance"]),
        ("ru", "Говорили о газе и о кредите.", ["energy", "finance"]),
        ("be", "Гаварылі пра газ і пра крэдыт.", ["energy", "finance"]),
        ("en", "Sanctions, migrants, wheat.", ["sanctions", "migration", "agriculture"]),
        ("ru", "Санкции, мигранты, урожай.", ["sanctions", "migration", "agriculture"]),
        ("be", "Санкцыі, мігранты, ураджай.", ["sanctions", "migration", "agriculture"]),
        # One word may show two topics.
        ("en", "Microelectronics came up.", ["industry", "technology"]),
        ("ru", "Обсудили микроэлектронику.", ["industry", "technology"]),
        ("be", "Абмеркавалі мікраэлектроніку.", ["industry", "technology"]),
        # A stem is no word: newspapers are no gas, an agency no agrarians.
        ("ru", "Газеты писали о лыжнике и о дорогом госте.", []),
        ("be", "Газеты пісалі пра дарагога госця.", []),
        ("en", "The gasp was heard; a banknote lay there.", []),
        # Within a longer name of one topic a word shows no other.
        ("en", "The tax maneuver was put off.", ["energy"]),
        ("ru", "Налоговый манёвр отложен.", ["energy"]),
        # Names of offices that hold a topic's word.
        ("en", "He came with the finance minister.", []),
        ("ru", "Приехал министр финансов.", []),
        ("be", "Прыехаў міністр фінансаў.", []),
        ("en", "He came with the Secretary of the Security Council.", []),
        ("ru", "Приехал секретарь Совета безопасности.", []),
        ("be", "Прыехаў сакратар Савета бяспекі.", []),
    ],
)
def test_words_show_topics(language: str, text: str, topics: list[str]) -> None:
    found = find_topics(get_language(language).mark(text))
    assert [topic.topic for topic in found] == topics


@pytest.mark.parametrize(
    ("language", "text", "name", "value"),
    [
        ("en", "twenty-one", "number", "21"),
        ("en", "thirty second", "ordinal", "32"),
        ("ru", "двадцать одну", "number", "21"),
        ("ru", "сорок четвёртая", "ordinal", "44"),
        ("be", "дваццаць дзве", "number", "22"),
        ("be", "трыццаць пятую", "ordinal", "35"),
        ("ru", "двадцатая", "ordinal", "20"),
        ("ru", "трижды", "repetition", "3"),
    ],
)
def test_numbers_of_two_words_are_one(language: str, text: str, name: str, value: str) -> None:
    [mark] = get_language(language).mark(text).all(name)
    assert (mark.span.of(text), mark.value) == (text, value)
