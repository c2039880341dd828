"""Milestones: ties of the two states told with their day, in three languages."""

import time

import pytest

from tests.reading.asides import read, tell


def milestone(date: str, city: str | None = None) -> list[tuple[str, str | None, str | None]]:
    return [("milestone", date, city)]


@pytest.mark.parametrize(
    ("language", "published", "text", "wanted"),
    [
        # Told with its own day.
        (
            "en",
            "2020-02-03",
            "The treaty on the creation of the Union State was signed in Moscow on December 8, 1999.",
            milestone("1999-12-08", "Moscow"),
        ),
        (
            "en",
            "2020-02-03",
            "Russia and Belarus established diplomatic relations on 25 June 1992.",
            milestone("1992-06-25"),
        ),
        (
            "en",
            "2020-02-03",
            "In Minsk, on 21 February 1995, Belarus and Russia signed a treaty of friendship and cooperation.",
            milestone("1995-02-21", "Minsk"),
        ),
        (
            "en",
            "2020-02-03",
            "The Community of Russia and Belarus dates from 2 April 1996, the Union State from 8 December 1999.",
            [("milestone", "1996-04-02", None), ("milestone", "1999-12-08", None)],
        ),
        (
            "en",
            "2020-02-03",
            "The Union State has two official languages. Its treaty came into force on January 26, 2000.",
            milestone("2000-01-26"),
        ),
        # Told as an anniversary, before and after its day.
        (
            "en",
            "2019-12-06",
            "Sunday marks the 20th anniversary of the founding of the Union State.",
            milestone("1999-12-08"),
        ),
        (
            "en",
            "2022-04-01",
            "The Union Treaty turns 25 on April 2, and nobody has baked a cake.",
            milestone("1997-04-02"),
        ),
        (
            "en",
            "2019-10-30",
            "“This December the Union State treaty will turn 20,” Lukashenko reminded his cabinet.",
            milestone("1999-12"),
        ),
        (
            "en",
            "2024-12-08",
            "A quarter of a century ago today, Yeltsin and Lukashenko signed the treaty on the Union State.",
            milestone("1999-12-08"),
        ),
        (
            "en",
            "2021-04-05",
            "April 9 marks the 30th anniversary of the creation of the Union of Russia and Belarus, as some count.",
            # Before the first tie of the two states.
            [],
        ),
        # No day, another tie, another state, the outcome of the meeting, a party on another day.
        ("en", "2020-02-03", "The Union State was founded two decades ago.", []),
        ("en", "2020-02-03", "The Union State treaty of 1999 promised one currency.", []),
        ("en", "2020-02-03", "The union treaty was to be signed on 20 August 1991.", []),
        (
            "en",
            "2020-02-03",
            "Russia, Belarus and Kazakhstan signed the treaty on their economic union on 29 May 2014.",
            [],
        ),
        ("en", "2020-02-03", "Belarus and China established diplomatic relations on 20 January 1992.", []),
        (
            "en",
            "2024-12-07",
            "Putin and Lukashenko signed a treaty on security guarantees in Minsk on December 6, 2024.",
            [],
        ),
        (
            "en",
            "2024-12-07",
            "Putin and Lukashenko met on Friday in Minsk at a session devoted to 25 years of the Union State.",
            [],
        ),
        ("en", "2019-08-28", "On Friday Lukashenko, a father of the Union State, celebrates 65 years.", []),
        # Russian.
        (
            "ru",
            "2020-02-03",
            "Договор о создании Союзного государства был подписан в Москве 8 декабря 1999 года.",
            milestone("1999-12-08", "Moscow"),
        ),
        (
            "ru",
            "2020-02-03",
            "Дипломатические отношения Россия и Белоруссия установили 25 июня 1992 года.",
            milestone("1992-06-25"),
        ),
        (
            "ru",
            "2019-12-03",
            "8 декабря исполнится 20 лет со дня подписания Договора о создании Союзного государства.",
            milestone("1999-12-08"),
        ),
        (
            "ru",
            "2019-12-08",
            "Сегодня Союзному государству исполняется двадцать лет.",
            milestone("1999-12-08"),
        ),
        (
            "ru",
            "2022-04-02",
            "Ровно 25 лет назад, 2 апреля 1997 года, в Москве подписали Договор о Союзе Беларуси и России.",
            milestone("1997-04-02", "Moscow"),
        ),
        (
            "ru",
            "2021-04-01",
            "2 апреля две страны отметят 25-летие Сообщества Беларуси и России.",
            milestone("1996-04-02"),
        ),
        (
            "ru",
            "2020-03-01",
            "О Союзном государстве спорят давно. Договор вступил в силу 26 января 2000 года.",
            milestone("2000-01-26"),
        ),
        (
            "ru",
            "2019-10-30",
            "«В декабре нашему Союзному договору исполнится двадцать лет», — напомнил Лукашенко.",
            milestone("1999-12"),
        ),
        ("ru", "2020-02-03", "Союзное государство было создано больше двадцати лет назад.", []),
        ("ru", "2020-02-03", "Договор об образовании СССР был подписан 30 декабря 1922 года.", []),
        ("ru", "2020-02-03", "Договор о ЕАЭС подписан 29 мая 2014 года в Астане.", []),
        (
            "ru",
            "2020-02-03",
            "Белоруссия и Китай установили дипломатические отношения 20 января 1992 года.",
            [],
        ),
        (
            "ru",
            "2024-12-07",
            "Договор о гарантиях безопасности Путин и Лукашенко подписали в Минске 6 декабря 2024 года.",
            [],
        ),
        (
            "ru",
            "2024-12-07",
            "В пятницу в Минске прошло заседание, посвящённое 25-летию Союзного государства.",
            [],
        ),
        (
            "ru",
            "2019-08-28",
            "30 августа Лукашенко, одному из авторов Союзного государства, исполнится 65 лет.",
            [],
        ),
        # Belarusian.
        (
            "be",
            "2020-02-03",
            "Дагавор аб стварэнні Саюзнай дзяржавы быў падпісаны ў Маскве 8 снежня 1999 года.",
            milestone("1999-12-08", "Moscow"),
        ),
        (
            "be",
            "2020-02-03",
            "Дыпламатычныя адносіны Беларусь і Расія ўстанавілі 25 чэрвеня 1992 года.",
            milestone("1992-06-25"),
        ),
        (
            "be",
            "2019-12-03",
            "8 снежня споўніцца 20 гадоў з дня падпісання Дагавора аб стварэнні Саюзнай дзяржавы.",
            milestone("1999-12-08"),
        ),
        (
            "be",
            "2019-12-08",
            "Сёння Саюзнай дзяржаве спаўняецца дваццаць гадоў.",
            milestone("1999-12-08"),
        ),
        (
            "be",
            "2022-04-02",
            "Роўна 25 гадоў таму, 2 красавіка 1997 года, у Маскве падпісалі Дагавор аб Саюзе Беларусі і Расіі.",
            milestone("1997-04-02", "Moscow"),
        ),
        (
            "be",
            "2021-04-01",
            "2 красавіка дзве краіны адзначаць 25-годдзе Супольніцтва Беларусі і Расіі.",
            milestone("1996-04-02"),
        ),
        (
            "be",
            "2020-03-01",
            "Пра Саюзную дзяржаву спрачаюцца даўно. Дагавор набыў моц 26 студзеня 2000 года.",
            milestone("2000-01-26"),
        ),
        ("be", "2020-02-03", "Саюзная дзяржава была створана больш за дваццаць гадоў таму.", []),
        ("be", "2020-02-03", "Дагавор аб утварэнні СССР быў падпісаны 30 снежня 1922 года.", []),
        ("be", "2020-02-03", "Дагавор аб ЕАЭС падпісаны 29 мая 2014 года ў Астане.", []),
        (
            "be",
            "2020-02-03",
            "Беларусь і Кітай устанавілі дыпламатычныя адносіны 20 студзеня 1992 года.",
            [],
        ),
        (
            "be",
            "2024-12-07",
            "У пятніцу ў Мінску прайшло пасяджэнне, прысвечанае 25-годдзю Саюзнай дзяржавы.",
            [],
        ),
    ],
)
def test_a_milestone_is_a_tie_of_the_two_states_told_with_its_day(
    language: str, published: str | None, text: str, wanted: list[tuple[str, str | None, str | None]]
) -> None:
    assert tell(language, published, text) == wanted


def test_who_signed_is_told_where_the_text_names_them() -> None:
    text = "Boris Yeltsin and Alexander Lukashenko signed the Union State treaty on December 8, 1999."
    assert read("en", "2020-02-03", text)[0].people == ("boris-yeltsin", "alexander-lukashenko")
    said = "Putin said that the Union State treaty was signed on December 8, 1999."
    assert read("en", "2020-02-03", said)[0].people == ()


def test_the_topics_of_a_known_tie_are_told_without_a_word_for_them() -> None:
    text = "Moscow and Minsk have had diplomatic relations since they established them on 25 June 1992."
    assert read("en", "2020-02-03", text)[0].topics == ("foreign-policy",)


def test_a_month_is_told_no_more_where_the_day_is() -> None:
    text = "The Union State began in December 1999. Its treaty was signed on December 8, 1999, in Moscow."
    assert tell("en", "2020-02-03", text) == milestone("1999-12-08", "Moscow")


def test_a_city_of_the_talks_is_not_where_the_tie_was_made() -> None:
    text = (
        "Putin and Lukashenko held talks in Sochi about the Union State, whose treaty was signed on "
        "8 December 1999."
    )
    assert tell("en", "2020-02-07", text) == milestone("1999-12-08")


@pytest.mark.parametrize(
    "words",
    [
        "the Union State treaty 20 years on 8 December ",
        "On that day people marched through Minsk. Putin and Lukashenko. ",
        "Putin and Lukashenko turn 20 in Moscow on 8 December 1999 and signed the treaty. ",
    ],
)
def test_hostile_text_takes_time_in_proportion_to_its_length(words: str) -> None:
    def measure(times: int) -> float:
        # Of the processor, and the best of several: other work on the machine must not decide.
        start = time.process_time()
        read("en", "2019-12-07", words * times)
        return time.process_time() - start

    measure(10)
    short, long = (min(measure(times) for _ in range(3)) for times in (100, 1000))
    assert long < 30 * short
