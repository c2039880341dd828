"""Forms of one word find one another in three languages, and spellings of one name; other words do not."""

from itertools import permutations

import pytest

from app.domain.words import split_words
from app.lexicon.search.keys import list_keys

BELARUSIAN = """сустрэча сустрэчы сустрэчу сустрэчай сустрэч сустрэчам сустрэчах сустрэчамі
перамовы перамоваў перамоў перамовам перамовах перамовамі
энергетыка энергетыкі энергетыку энергетыкай энергетыцы
палітыка палітыкі палітыку палітыкай палітыцы
бяспека бяспекі бяспеку бяспекай бяспецы
дзяржава дзяржавы дзяржаву дзяржавай дзяржаве дзяржаў дзяржавамі
краіна краіны краіну краінай краіне краін краінам краінах краінамі
пагадненне пагаднення пагадненню пагадненнем пагадненні пагадненняў пагадненнях
прэзідэнт прэзідэнта прэзідэнту прэзідэнтам прэзідэнце прэзідэнты прэзідэнтаў
саюзная саюзнай саюзную саюзны саюзнага саюзнаму саюзным саюзныя саюзных саюзнымі
дарога дарогі дарогу дарогай дарозе дарог дарогам
завод завода заводу заводам заводзе заводы заводаў
касмадром касмадрома касмадроме касмадромы
газ газу газам газе
візіт візіту візітам візіце візіты візітаў
сустрэўся сустрэлася сустрэліся
заявіў заявіла заявілі заявіць
тавар тавару тавары тавараў таварамі
гандаль гандлю гандлем гандлі
нафта нафты нафту нафтай нафце
рубель рубля рублі рублёў
ўрад урад урада ўрада урадам
мяжа мяжы мяжу мяжой
ядзерная ядзернай ядзерную ядзерны ядзернага
аб'ём аб’ёму аб'ёмам""".splitlines()
RUSSIAN = """встреча встречи встречу встречей встреч встречам встречах встречами
переговоры переговоров переговорам переговорами переговорах
энергетика энергетики энергетику энергетикой энергетике
договор договора договору договором договоре договоры договоров
соглашение соглашения соглашению соглашением соглашении соглашений
космодром космодрома космодроме космодромы
союзное союзного союзному союзным союзном
отчёт отчет отчёта отчете
встретился встретилась встретились
нефть нефти нефтью""".splitlines()
ENGLISH = """meeting meetings
president presidents president's
agreement agreements
visit visits visited visiting""".splitlines()
NAMES = """Лукашенко Лукашенке Лукашэнка Лукашэнкам Lukashenko Lukashenka Lukashenka’s Łukaszenka Лукаше́нко
Путин Путиным Пуцін Пуціна Putin Putin's
Минск Минске Мінск Мінску Minsk Менск
Сочи Сочы Сочах Sochi
Беларусь Белоруссии Беларуссю Belarus
Мишустин Мішусцін Mishustin""".splitlines()
# People that no table knows.
UNKNOWN = """Каранкевич Каранкевичем Каранкевіч Каранкевіча Karankevich
Рыженков Рыженкову Рыжанкоў Ryzhenkov
Снопков Снопковым Snopkov
Пархомчик Пархомчика Parkhomchik
Крутой Крутого Krutoy""".splitlines()
APART = [
    ("газ", "газета"), ("вайна", "вайсковы"), ("порт", "партыя"), ("встреча", "вещь"), ("урад", "уран"),
    ("мір", "мера"), ("gas", "gap"), ("Минск", "Пинск"), ("Путин", "путь"), ("Putin", "Patten"), ("мост", "most"),
    ("Лукашенко", "Лукашин"), ("Karankevich", "Karankin"), ("встреча", "сустрэча"),
]  # fmt: skip


def meet(typed: str, written: str) -> bool:
    """Tell whether what is typed finds what is written."""
    asked = {key.text for key in list_keys(split_words(typed), typed=True)}
    return not asked.isdisjoint(key.text for key in list_keys(split_words(written)))


@pytest.mark.parametrize("forms", [*BELARUSIAN, *RUSSIAN, *ENGLISH, *NAMES, *UNKNOWN])
def test_every_form_finds_every_other(forms: str) -> None:
    missed = [(one, other) for one, other in permutations(forms.split(), 2) if not meet(one, other)]
    assert not missed


@pytest.mark.parametrize("forms", [*NAMES, *UNKNOWN])
def test_people_type_small_letters(forms: str) -> None:
    assert all(meet(one.lower(), other) for one, other in permutations(forms.split(), 2))


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert not meet(one, other)
    assert not meet(other, one)


def test_names_of_several_words_meet_in_any_script() -> None:
    assert meet("Saint Petersburg", "в Санкт-Петербурге")
    assert meet("Ніжні Ноўгарад", "Nizhny Novgorod")
    assert meet("Alexander Lukashenko", "Аляксандр Рыгоравіч Лукашэнка")


def test_a_small_letter_in_a_text_is_no_name() -> None:
    assert meet("Gorki", "в Горках")
    assert not meet("Gorki", "на горках")
