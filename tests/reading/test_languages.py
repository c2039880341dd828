"""Which language a text is in: short titles, both Belarusian spellings, Latin letters, quotes in another language."""

import time

import pytest

from app.ingest.stages.read.languages import find_language

TEXTS = [
    ("ru", "Президенты поговорили по телефону о газе"),
    ("ru", "Лукашенко улетел в Сочи на переговоры"),
    ("ru", "Курс рубля не обсуждали"),
    ("be", "Прэзідэнты пагаварылі па тэлефоне пра газ"),
    ("be", "Лукашэнка паляцеў у Сочы на перамовы"),
    ("be", "Курс рубля не абмяркоўвалі"),
    # The spelling of 1918-1933.
    ("be", "Зьлёт лётчыкаў прайшоў у Менску, сьцьвярджаюць удзельнікі"),
    ("be", "Прэзыдэнты дамовіліся пра цану на газ"),
    # Latin letters.
    (
        "be",
        "Prezidenty pahavaryli pra haz u Sočy, i nijakich papieraŭ jany nie padpisali, bo nie było čaho padpisvać.",
    ),
    ("uk", "Президенти поговорили телефоном про ціну на газ"),
    ("uk", "Переговори тривали п’ять годин, жодних паперів не підписано"),
    ("en", "Presidents talk gas over the phone"),
    ("en", "Lukashenka flies to Sochi for talks with Putin"),
    ("de", "Die Präsidenten sprachen am Telefon über Gas, und wieder wurde nichts unterschrieben."),
    ("pl", "Prezydenci rozmawiali przez telefon o gazie, ale znów niczego nie podpisali."),
    ("sr", "Председници су јуче телефоном разговарали о гасу, али опет ништа није потписано."),
    ("kk", "Президенттер телефон арқылы газ туралы сөйлесті, бірақ тағы да ештеңеге қол қойылмады."),
    (
        "bg",
        "Президентите разговаряха по телефона за газа, но отново нищо не беше подписано. Разговорът продължи два часа, "
        "а след него министрите останаха да обсъждат доставките за следващата година и цената, която никой не обяви "
        "пред журналистите.",
    ),
]


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_a_text_is_known_by_its_language(language: str, text: str) -> None:
    assert find_language(text) == language


def test_a_quote_in_another_language_changes_nothing() -> None:
    russian = (
        "Спросили о цене на газ, и президент ответил на родном языке: «{}». Больше никто ни о чём не спросил."
    )
    assert find_language(russian.format("Мы дамовіліся аб усім, што хацелі")) == "ru"
    belarusian = (
        "Журналіст спытаў пра цану на газ, і прэзідэнт адказаў: «{}». Больш пытанняў не было, і ўсе пайшлі."
    )
    assert find_language(belarusian.format("Мы обо всём договорились, и ещё раз встретимся")) == "be"


def test_names_in_other_letters_change_nothing() -> None:
    assert find_language("Читайте нас в Telegram, Instagram, YouTube и Facebook") == "ru"
    assert (
        find_language("Президент «Вагнера»: a short note on the man and on his company in that year") == "en"
    )


def test_a_declared_language_decides_a_few_words_only() -> None:
    assert find_language("Новости", declared="be") == "be"
    assert find_language("Президенты обсудили цену на газ и ничего не решили. " * 5, declared="be") == "ru"


@pytest.mark.parametrize(
    "text", ['"' * 500_000, "May " * 200_000, "1" * 500_000, "ы" * 500_000, "Ж" * 500_000]
)
def test_hostile_text_takes_no_time(text: str) -> None:
    find_language("слова")
    find_language("words")
    start = time.perf_counter()
    find_language(text)
    assert time.perf_counter() - start < 2
