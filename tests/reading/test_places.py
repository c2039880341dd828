"""Which places a text names: residences and their cities, case forms, governments that are called by a capital."""

import pytest

from app.ingest.stages.places import find_places
from app.lexicon.language import get_language
from app.lexicon.places import get_places


def find(text: str, code: str) -> list[str]:
    """Return the cities of a text, and the codes of its countries."""
    marks = get_language(code).mark(text)
    return [place.city or place.country for place in find_places(text, get_places(), marks)]


@pytest.mark.parametrize(
    ("code", "words", "city"),
    [
        ("en", "in Krasnaya Polyana", "Sochi"),
        ("en", "at the Bocharov Ruchey residence", "Sochi"),
        ("en", "in Rosa Khutor", "Sochi"),
        ("en", "in Strelna", "Saint Petersburg"),
        ("en", "in St. Petersburg", "Saint Petersburg"),
        ("en", "at the Konstantinovsky Palace", "Saint Petersburg"),
        ("en", "on Valaam", "Valaam"),
        ("en", "at Novo-Ogarevo", "Novo-Ogaryovo"),
        ("en", "at the Palace of Independence", "Minsk"),
        ("en", "in the Kremlin", "Moscow"),
        ("en", "at the Vostochny Cosmodrome", "Vostochny"),
        ("en", "in Hrodna", "Grodno"),
        ("en", "to the Belarusian capital", "Minsk"),
        ("ru", "в киргизской столице", "Bishkek"),
        ("be", "у беларускай сталіцы", "Minsk"),
        ("ru", "в Брестской крепости", "Brest"),
        ("ru", "в Бочаровом Ручье", "Sochi"),
        ("ru", "в резиденции «Бочаров ручей»", "Sochi"),
        ("ru", "в резиденции «Бочаров Ручей»", "Sochi"),
        ("ru", "в Красной Поляне", "Sochi"),
        ("ru", "в Сочи", "Sochi"),
        ("ru", "в Ново-Огарёве", "Novo-Ogaryovo"),
        ("ru", "в Ново-Огарево", "Novo-Ogaryovo"),
        ("ru", "на Валааме", "Valaam"),
        ("ru", "в Завидове", "Zavidovo"),
        ("ru", "в Кронштадте", "Saint Petersburg"),
        ("ru", "в Константиновском дворце", "Saint Petersburg"),
        ("ru", "во Дворце независимости", "Minsk"),
        ("ru", "в Кремле", "Moscow"),
        ("ru", "на космодроме «Восточный»", "Vostochny"),
        ("ru", "в Бресте", "Brest"),
        ("ru", "под Могилёвом", "Mogilev"),
        ("ru", "в Гомеле", "Gomel"),
        ("be", "у Бачаравым Ручаі", "Sochi"),
        ("be", "у Сочы", "Sochi"),
        ("be", "у Краснай Паляне", "Sochi"),
        ("be", "на Валааме", "Valaam"),
        ("be", "у Горадні", "Grodno"),
        ("be", "ў Гродне", "Grodno"),
        ("be", "у Віцебску", "Vitebsk"),
        ("be", "у Магілёве", "Mogilev"),
        ("be", "у Санкт-Пецярбургу", "Saint Petersburg"),
        ("be", "у Палацы Незалежнасці", "Minsk"),
        ("be", "у Крамлі", "Moscow"),
        ("be", "у Бярэсьці", "Brest"),
    ],
)
def test_a_place_is_known_in_its_forms(code: str, words: str, city: str) -> None:
    assert find(f"Xx {words}.", code) == [city]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "They met in Minsk."),
        ("en", "He flew to Minsk."),
        ("ru", "Они встретились в Минске."),
        ("ru", "Он прилетел в Минск."),
        ("ru", "Он посетил Минск."),
        ("be", "Яны сустрэліся ў Мінску."),
        ("be", "Ён прыляцеў у Менск."),
    ],
)
def test_a_capital_behind_a_word_of_place_is_a_place(code: str, words: str) -> None:
    assert find(words, code) == ["Minsk"]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "Minsk wants cheaper gas."),
        ("en", "Relations between Minsk and Moscow cooled."),
        ("en", "Moscow's offer was late."),
        ("ru", "Минск и Москва договорились."),
        ("ru", "Спор между Минском и Москвой закончился."),
        ("ru", "Москва сделала Минску скидку."),
        ("ru", "В Минске заявили, что довольны."),
        ("ru", "Об этом сообщили в Кремле."),
        ("ru", "В Кремле пока не комментируют новость."),
        ("be", "Мінск і Масква дамовіліся."),
        ("be", "Спрэчка паміж Мінскам і Масквой скончылася."),
        ("be", "У Мінску заявілі, што задаволеныя."),
    ],
)
def test_a_capital_that_stands_for_a_government_is_none(code: str, words: str) -> None:
    assert find(words, code) == []


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("en", "MINSK, May 24. /TASS/. "),
        ("en", "SOCHI, May 24, 2021 (AP) — "),
        ("en", "GOMEL - "),
        ("en", "SOCHI, Russia — "),
        ("ru", "СОЧИ, 24 мая. /ТАСС/. "),
        ("ru", "Гродно, 24 мая 2021 (БелТА) — "),
        ("be", "ВІЦЕБСК, 24 мая — "),
    ],
)
def test_the_city_of_a_dateline_is_none(code: str, line: str) -> None:
    assert find(line + "Xx.", code) in ([], ["RU"])


@pytest.mark.parametrize(
    ("code", "words", "country"),
    [
        ("en", "in the Russian Federation", "RU"),
        ("en", "in the US", "US"),
        ("ru", "из Белоруссии", "BY"),
        ("ru", "Республики Беларусь", "BY"),
        ("ru", "в РФ", "RU"),
        ("be", "з Расеі", "RU"),
        ("be", "у Беларусі", "BY"),
        ("be", "ва Ўкраіне", "UA"),
    ],
)
def test_a_country_is_known_in_its_forms(code: str, words: str, country: str) -> None:
    assert find(f"xx {words}.", code) == [country]


def test_a_small_letter_names_no_country() -> None:
    assert find("They told us. Дали ему пар.", "en") == []


def test_every_place_of_the_table_is_spelled_in_english() -> None:
    spelled = get_language("en")
    for name in get_places().cities:
        assert [mark.value for mark in spelled.mark(f"at {name} xx").all("city")] in ([name], []), name
