"""Who is named: the presidents in every form, roles, pairs, pronouns, and people whom no table knows."""

import time

import pytest

from app.domain.dates import EdtfDate
from app.domain.findings import FoundPerson
from app.domain.spans import Span
from app.ingest.stages.people import find_people
from app.ingest.stages.segment import split_sentences
from app.lexicon.language import get_language
from app.lexicon.people import get_people

PUTIN, LUKASHENKO, MEDVEDEV = "vladimir-putin", "alexander-lukashenko", "dmitry-medvedev"
BOTH = (PUTIN, LUKASHENKO)


def find(text: str, code: str, published: str = "2023-05-10", quoted: str = "") -> tuple[FoundPerson, ...]:
    """Find the people of a text; `quoted` is what of it stands in quotation marks."""
    language = get_language(code)
    start = text.find(quoted)
    spans = (Span(start, start + len(quoted)),) if quoted else ()
    sentences = split_sentences(text, spans, language, None)
    marks = language.mark(text)
    return find_people(text, sentences, spans, EdtfDate.parse(published), get_people(), language, marks)


def read(text: str, code: str, published: str = "2023-05-10") -> list[tuple[str, tuple[str, ...]]]:
    """Return the words of each find and whom they mean."""
    return [(person.text, person.people) for person in find(text, code, published)]


def join(names: str, surnames: str) -> list[str]:
    """Pair the forms of a given name with those of a surname."""
    return [f"{one} {other}" for one, other in zip(names.split(), surnames.split(), strict=True)]


CASES = {
    "ru": {
        PUTIN: [
            *join("Владимир Владимира Владимиру Владимиром Владимире", "Путин Путина Путину Путиным Путине"),
            *["Путин", "Путина", "Путину", "Путиным", "Путине", "ПУТИН", "В.Путин"],
            *["В. Путин", "В.В. Путиным", "В. В. Путина", "Владимир Владимирович"],
            *["Владимира Владимировича Путина", "Владимиру Владимировичу"],
        ],
        LUKASHENKO: [
            *(f"Александр{ending} Лукашенко" for ending in ("", "а", "у", "ом", "е")),
            *["Лукашенко", "А. Лукашенко", "А.Г. Лукашенко", "А. Г. Лукашенко", "ЛУКАШЕНКО", "Лукашенки"],
            *["Александр Григорьевич", "Александра Григорьевича", "Александром Григорьевичем Лукашенко"],
        ],
    },
    "be": {
        PUTIN: [
            *join("Уладзімір Уладзіміра Уладзіміру Уладзімірам", "Пуцін Пуціна Пуціну Пуціным"),
            *["Пуцін", "Пуціна", "Пуціну", "Пуціным", "Пуціне"],
            *["У. Пуцін", "Уладзімер Пуцін", "Ўладзіміра Пуціна"],
        ],
        LUKASHENKO: [
            *join("Аляксандр Аляксандра Аляксандру Аляксандрам", "Лукашэнка Лукашэнкі Лукашэнку Лукашэнкам"),
            *["Лукашэнка", "Лукашэнкі", "Лукашэнку", "Лукашэнкам", "А. Лукашэнка", "Аляксандар Лукашэнка"],
            *["Аляксандр Рыгоравіч", "Łukašenka", "Alaksandra Łukašenki"],
        ],
    },
    "en": {
        PUTIN: [
            *[
                "Putin",
                "Vladimir Putin",
                "V. Putin",
                "V.V. Putin",
                "Wladimir Putin",
                "Poutine",
                "Uladzimir Putin",
            ],
            *["PUTIN", "Vladimir Vladimirovich Putin", "Vladimir Vladimirovich"],
        ],
        LUKASHENKO: [
            *[
                "Lukashenko",
                "Lukashenka",
                "Łukaszenka",
                "Łukaszenko",
                "Lukaschenko",
                "Loukachenko",
                "Lukašenka",
                "LUKASHENKO",
            ],
            *(
                f"{first} Lukashenka"
                for first in ["Alyaksandr", "Aliaksandr", "Alaksandr", "Aleksandr", "Alexander"]
            ),
            *["Alexandre Loukachenko", "A. Lukashenko", "Alexander Grigoryevich Lukashenko"],
        ],
    },
}


@pytest.mark.parametrize(
    ("code", "slug", "form"),
    [
        (code, slug, form)
        for code, people in CASES.items()
        for slug, forms in people.items()
        for form in forms
    ],
)
def test_a_president_is_known_in_every_form(code: str, slug: str, form: str) -> None:
    assert read(f"«{form}», 5.", code) == [(form, (slug,))]


def test_a_possessive_ending_is_no_part_of_a_name() -> None:
    assert read("Putin’s plane, Lukashenko's car.", "en") == [
        ("Putin", (PUTIN,)),
        ("Lukashenko", (LUKASHENKO,)),
    ]


@pytest.mark.parametrize(
    ("code", "words", "slug"),
    [
        ("en", "the Russian president", PUTIN),
        ("en", "the president of the Republic of Belarus", LUKASHENKO),
        ("en", "the Belarusian leader", LUKASHENKO),
        ("en", "his Belarusian counterpart", LUKASHENKO),
        ("ru", "российскому лидеру", PUTIN),
        ("ru", "президентом РФ", PUTIN),
        ("ru", "президента Российской Федерации", PUTIN),
        ("ru", "своего белорусского коллегу", LUKASHENKO),
        ("ru", "главой Белоруссии", LUKASHENKO),
        ("ru", "президенту Республики Беларусь", LUKASHENKO),
        ("ru", "лидере Беларуси", LUKASHENKO),
        ("be", "кіраўніка Расіі", PUTIN),
        ("be", "расійскага калегу", PUTIN),
        ("be", "прэзыдэнтам Расеі", PUTIN),
        ("be", "беларускім лідарам", LUKASHENKO),
        ("be", "кіраўніку Беларусі", LUKASHENKO),
    ],
)
def test_an_office_means_who_holds_it(code: str, words: str, slug: str) -> None:
    found = find(f"Xx {words}.", code)
    assert [(person.people, person.rule) for person in found] == [((slug,), "role")]
    assert words.endswith(found[0].text)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "The former Russian president spoke."),
        ("en", "The president of France spoke."),
        ("ru", "Выступил бывший президент России."),
        ("ru", "Выступил вице-президент России."),
        ("ru", "Выступил президент Казахстана."),
        ("ru", "Главы МИД встретились."),
        ("be", "Выступіў былы прэзідэнт Расіі."),
    ],
)
def test_an_office_of_others_is_nobodys_here(code: str, words: str) -> None:
    assert find(words, code) == ()


@pytest.mark.parametrize(
    ("published", "president"),
    [("2008-05-06", PUTIN), ("2008-05-07", MEDVEDEV), ("2012-05-06", MEDVEDEV), ("2012-05-07", PUTIN)],
)
def test_the_day_of_publication_decides_who_is_president(published: str, president: str) -> None:
    assert read("президент России", "ru", published) == [("президент России", (president,))]
    pair = read("Президенты России и Белоруссии", "ru", published)
    assert pair == [("Президенты России и Белоруссии", (president, LUKASHENKO))]


def test_an_office_before_another_name_is_that_persons() -> None:
    assert read("In 2009 Russian President Dmitry Medvedev came.", "en") == [("Dmitry Medvedev", (MEDVEDEV,))]


PAIRS = {
    "en": ["presidents of Russia and Belarus", "leaders of Belarus and Russia", "Russian and Belarusian presidents"],
    "ru": ["лидеров России и Белоруссии", "президентами Беларуси и России", "российский и белорусский лидеры"],
    "be": ["прэзідэнты Расіі і Беларусі", "кіраўнікоў Беларусі і Расіі", "лідэрамі Расеі й Беларусі"],
}  # fmt: skip


@pytest.mark.parametrize(("code", "words"), [(code, words) for code, all_ in PAIRS.items() for words in all_])
def test_the_presidents_of_both_countries_are_both(code: str, words: str) -> None:
    found = find(f"Xx {words}.", code)
    assert [(person.people, person.rule) for person in found] == [(BOTH, "pair")]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "Putin flew to see Lukashenko. {The pair|The two men|The leaders of the two countries} talked.",
        ),
        ("ru", "Путин приехал к Лукашенко. {Главы государств|Лидеры двух стран|Президенты} поговорили."),
        (
            "be",
            "Пуцін прыехаў да Лукашэнкі. {Кіраўнікі дзвюх краін|Кіраўнікі дзяржаў|Прэзідэнты} пагаварылі.",
        ),
    ],
)
def test_a_reference_to_the_pair_is_both_where_both_are_named(code: str, text: str) -> None:
    before, _, rest = text.partition("{")
    references, _, after = rest.partition("}")
    for words in references.split("|"):
        assert find(before + words + after, code)[-1].people == BOTH
        assert find(words + after, code) == ()


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Putin and Lukashenko came. The leaders of the opposition met."),
        ("ru", "Путин и Лукашенко приехали. Лидеры стран ЕАЭС собрались."),
        ("ru", "Путин и Лукашенко приехали. Президенты Киргизии и Таджикистана собрались."),
        ("be", "Пуцін і Лукашэнка прыехалі. Лідары апазіцыі сабраліся."),
    ],
)
def test_leaders_of_others_are_not_the_pair(code: str, text: str) -> None:
    assert {person.rule for person in find(text, code)} == {"name"}


@pytest.mark.parametrize(
    ("code", "text", "people"),
    [
        ("en", "Lukashenko flew in. He was late.", (LUKASHENKO,)),
        ("en", "Putin met Lukashenko. They talked.", BOTH),
        ("ru", "Лукашенко прилетел. Он опоздал.", (LUKASHENKO,)),
        ("ru", "Путин принял Лукашенко. Они говорили долго.", BOTH),
        ("ru", "Путин и Лукашенко пожали руки и улыбнулись друг другу.", BOTH),
        ("be", "Лукашэнка прыляцеў. Ён спазніўся.", (LUKASHENKO,)),
        ("be", "Пуцін і Лукашэнка селі. Яны гаварылі доўга.", BOTH),
    ],
)
def test_a_pronoun_means_whom_was_named_last(code: str, text: str, people: tuple[str, ...]) -> None:
    last = find(text, code)[-1]
    assert (last.people, last.rule) == (people, "pronoun")


@pytest.mark.parametrize(
    ("code", "text", "slug"),
    [
        ("ru", "Лукашенко открыл завод. По словам главы государства, их будет три.", LUKASHENKO),
        ("ru", "Путин приехал к Лукашенко. По словам главы государства, их будет три.", None),
        ("ru", "Токаев открыл завод. По словам главы государства, их будет три.", None),
        ("be", "Лукашэнка адкрыў завод. Паводле слоў кіраўніка дзяржавы, іх тры.", LUKASHENKO),
        ("en", "Putin opened a plant. There will be three, according to the president.", PUTIN),
    ],
)
def test_an_office_without_a_country_is_read_only_where_it_can_mean_one(
    code: str, text: str, slug: str | None
) -> None:
    roles = [person.people for person in find(text, code) if person.rule == "role"]
    assert roles == ([(slug,)] if slug else [])


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Mishustin called his Belarusian counterpart.", "roman-golovchenko"),
        ("Lavrov called his Belarusian counterpart.", "sergei-aleinik"),
        ("Putin called his Belarusian counterpart.", LUKASHENKO),
        ("Xi called his Belarusian counterpart.", LUKASHENKO),
    ],
)
def test_a_counterpart_holds_the_same_office(text: str, slug: str) -> None:
    assert find(text, "en")[-1].people == (slug,)


def test_prime_ministers_have_their_days() -> None:
    people = get_people()
    day = EdtfDate.parse("2010-01-15").first
    assert people.get_holder("prime minister", "RU", day) == PUTIN
    assert people.get_holder("prime minister", "BY", day) == "sergei-sidorsky"
    assert people.get_holder("prime minister", "RU", EdtfDate.parse("2020-01-15").first) == MEDVEDEV
    assert people.get_holder("prime minister", "RU", None) == "mikhail-mishustin"


@pytest.mark.parametrize(
    "words", ["Путин ", "Иван Иван ", "президенты России, Белоруссии, ", "президент Она ", "Ж"]
)
def test_hostile_text_takes_linear_time(words: str) -> None:
    def measure(times: int) -> float:
        start = time.process_time()
        find(words * times, "ru")
        return time.process_time() - start

    measure(10)
    # Ten times the text: a time that grew with its square would be a hundred times as long.
    assert measure(20_000) < 40 * measure(2_000) + 0.5
