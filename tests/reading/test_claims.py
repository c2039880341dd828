"""How many meetings of the two presidents a year is said to have seen, in three languages."""

import pytest

from app.domain.dates import EdtfDate
from app.domain.readings import Article, ClaimReading
from app.ingest.reading import read_reading

ENGLISH = [
    ("Putin and Lukashenko met six times in 2022.", [(2022, 6)]),
    (
        "In 2021 Putin and Lukashenko met six times, and in 2022 they had 12 meetings.",
        [(2021, 6), (2022, 12)],
    ),
    ("Putin and Lukashenko met six times in 2021 and seven in 2022.", [(2021, 6), (2022, 7)]),
    ("It was the third meeting of Putin and Lukashenko this year.", [(2023, 3)]),
    ("Putin and Lukashenko met five times last year.", [(2022, 5)]),
    (
        "Putin and Lukashenko met in Sochi. It was their 3rd meeting since the beginning of the year.",
        [(2023, 3)],
    ),
    (
        "Putin and Lukashenko met twice last year and three times the year before last.",
        [(2022, 2), (2021, 3)],
    ),
    ("Putin received Lukashenko at the Kremlin, their fourth meeting of 2023.", [(2023, 4)]),
    ("Saturday's talks between Putin and Lukashenko were the fourth this year.", [(2023, 4)]),
    ("Putin and Lukashenko held at least ten meetings in 2022.", [(2022, 10)]),
    ("For Putin and Lukashenko this was already the twenty-first meeting of 2022.", [(2022, 21)]),
    ("The year 2022 was busy. Putin and Lukashenko met eleven times.", [(2022, 11)]),
    ("Putin and Lukashenko held 14 face-to-face meetings in 2022, Peskov said.", [(2022, 14)]),
    ("Putin and Lukashenko met 12 times in 2022; in 2021, six times.", [(2022, 12), (2021, 6)]),
    ("In 2022 Putin and Lukashenko met 12 times, the most since 2019.", [(2022, 12)]),
    ("Putin and Lukashenko met only once in 2020.", [(2020, 1)]),
    ("Putin and Lukashenko met 12 times in 2022, not counting telephone calls.", [(2022, 12)]),
    ("Putin and Lukashenko have held 11 meetings and numerous phone calls since January.", [(2023, 11)]),
    ("Putin and Lukashenko have met eight times already this year, twice as often as in 2021.", [(2023, 8)]),
    (
        "Putin and Lukashenko met 12 times in 2022. A year earlier they had met six times.",
        [(2022, 12), (2021, 6)],
    ),
]

NO_ENGLISH = [
    "Putin and Lukashenko held six meetings by video link in 2022.",
    "Putin and Xi met six times in 2022.",
    "Putin and Lukashenko met six times.",
    "Putin and Lukashenko had a meeting in 2022.",
    "The ministers met six times in 2022.",
    "This was their seventh meeting, Putin told Lukashenko.",
    "Putin and Lukashenko have met seven times since 2020.",
    "Putin and Lukashenko have met ten times in four years.",
    "Putin and Lukashenko spoke by telephone six times in 2022.",
    "Putin and Lukashenko will meet three times this year.",
    "Putin and Lukashenko met more than five times in 2022.",
    "Putin and Lukashenko held six hours of talks this year.",
    "Putin and Lukashenko held the third round of talks this year.",
    "Putin and Lukashenko took part in the sixth CIS summit in 2022.",
    "Putin and Lukashenko signed three documents at a meeting in 2022.",
    "Putin and Lukashenko met on 4 May 2022.",
    "Putin met Lukashenko for the second time this week.",
    "Putin and Lukashenko met six times in 2021 and 2022.",
    "Putin and Lukashenko mentioned gas six times in 2022.",
    "Putin met Lukashenko in Sochi. The prime ministers have met four times this year.",
    "The two leaders' meetings this year were long.",
    "Putin and Lukashenko agreed on two more meetings this year.",
    "Putin and Lukashenko met six times in 2009.",
]

RUSSIAN = [
    ("Путин и Лукашенко встречались шесть раз в 2022 году.", [(2022, 6)]),
    (
        "В 2021 году Путин и Лукашенко встретились шесть раз, а в 2022-м — двенадцать.",
        [(2021, 6), (2022, 12)],
    ),
    ("Путин и Лукашенко провели 14-ю встречу в этом году.", [(2023, 14)]),
    ("Это уже третья встреча Путина и Лукашенко с начала года.", [(2023, 3)]),
    ("Сегодняшние переговоры Путина и Лукашенко стали пятыми в этом году.", [(2023, 5)]),
    ("Путин принял Лукашенко. Встреча в Сочи — четвёртая за год.", [(2023, 4)]),
    ("Для Путина и Лукашенко это вторая в этом году встреча.", [(2023, 2)]),
    ("В прошлом году Путин и Лукашенко виделись дважды.", [(2022, 2)]),
    ("Путин и Лукашенко в 7-й раз в этом году встретились в Кремле.", [(2023, 7)]),
    ("За 2022 год Путин и Лукашенко провели двадцать одну встречу.", [(2022, 21)]),
    ("Путин и Лукашенко встречались 10 раз в прошлом году, не считая телефонных разговоров.", [(2022, 10)]),
    ("Путин и Лукашенко в 2022 году провели не менее десяти личных встреч.", [(2022, 10)]),
    ("Встреч у Путина с Лукашенко в 2022 году было двенадцать.", [(2022, 12)]),
    ("В 2022 году Путин и Лукашенко встретились 12 раз. Годом ранее — шесть раз.", [(2022, 12), (2021, 6)]),
    ("2022 год был насыщенным. Путин и Лукашенко встретились двенадцать раз.", [(2022, 12)]),
    ("Встреча Путина и Лукашенко станет шестой по счёту в текущем году.", [(2023, 6)]),
    ("Последняя, двенадцатая встреча Путина и Лукашенко в 2022 году прошла в Петербурге.", [(2022, 12)]),
    ("С начала года Путин и Лукашенко встречались трижды.", [(2023, 3)]),
    ("С начала года состоялось шесть встреч и восемь телефонных разговоров Путина и Лукашенко.", [(2023, 6)]),
    (
        "В 2022 году Путин и Лукашенко встречались 12 раз, в 2021-м – 6, в 2020-м – 4.",
        [(2022, 12), (2021, 6), (2020, 4)],
    ),
    ("Путин и Лукашенко уже второй раз за год сели за стол переговоров.", [(2023, 2)]),
]

NO_RUSSIAN = [
    "Прошлый год был насыщенным. Путин и Лукашенко встретились двенадцать раз.",
    "Путин и Лукашенко встретились во второй половине 2022 года три раза.",
    "Путин и Лукашенко встретились шесть раз.",
    "Это седьмая встреча Путина и Лукашенко.",
    "Путин и Лукашенко встречались семь раз с 2020 года.",
    "За последние два года Путин и Лукашенко встречались двадцать раз.",
    "Путин и Лукашенко шесть раз говорили по телефону в этом году.",
    "Путин и Лукашенко встретятся ещё дважды в этом году.",
    "Путин и Лукашенко встречались более пяти раз в 2022 году.",
    "Шесть часов переговоров провели Путин и Лукашенко в этом году.",
    "Путин и Лукашенко провели третий раунд переговоров в этом году.",
    "Путин и Лукашенко приехали на шестой саммит СНГ в 2022 году.",
    "Путин и Лукашенко встретились 4 мая 2022 года.",
    "Путин и Лукашенко второй раз за неделю сели за стол переговоров.",
    "Путин и Си Цзиньпин встречались шесть раз в 2022 году.",
    "Мишустин встречался с Лукашенко четыре раза в этом году.",
    "Путин и Лукашенко подписали три документа на встрече в этом году.",
    "Путин и Лукашенко встречались шесть раз в 2021 и 2022 годах.",
    "Путин и Лукашенко встречались шесть раз в 2009 году.",
    "Путин и Лукашенко встречаются четыре раза в год.",
    "На встрече двух лидеров в этом году говорили о газе.",
    "В этом году Путин и Лукашенко встретились впервые.",
]

BELARUSIAN = [
    ("Пуцін і Лукашэнка сустракаліся шэсць разоў у 2022 годзе.", [(2022, 6)]),
    (
        "У 2021 годзе Пуцін і Лукашэнка сустрэліся шэсць разоў, а ў 2022-м — дванаццаць.",
        [(2021, 6), (2022, 12)],
    ),
    ("Гэта ўжо чацвёртая сустрэча Пуціна і Лукашэнкі сёлета.", [(2023, 4)]),
    ("Летась Пуцін і Лукашэнка бачыліся двойчы.", [(2022, 2)]),
    ("Гэта 7-я сустрэча Пуціна і Лукашэнкі з пачатку года.", [(2023, 7)]),
    ("Сёньняшнія перамовы Пуціна і Лукашэнкі сталі пятымі ў гэтым годзе.", [(2023, 5)]),
    ("Пуцін прыняў Лукашэнку. Сустрэча ў Сочы — трэцяя сёлета.", [(2023, 3)]),
    ("Для Пуціна і Лукашэнкі гэта другая ў гэтым годзе сустрэча.", [(2023, 2)]),
    ("За 2022 год Пуцін і Лукашэнка правялі не менш за дзесяць сустрэч.", [(2022, 10)]),
    ("Пуцін і Лукашэнка ў шосты раз сёлета сустрэліся ў Крамлі.", [(2023, 6)]),
    (
        "У мінулым годзе Пуцін і Лукашэнка сустракаліся дзесяць разоў, не лічачы тэлефонных размоў.",
        [(2022, 10)],
    ),
    ("Сустрэч у Пуціна з Лукашэнкам у 2022 годзе было дванаццаць.", [(2022, 12)]),
    ("2022 год быў насычаны. Пуцін і Лукашэнка сустрэліся дванаццаць разоў.", [(2022, 12)]),
    (
        "У 2022 годзе Пуцін і Лукашэнка сустрэліся 12 разоў. Годам раней — шэсць разоў.",
        [(2022, 12), (2021, 6)],
    ),
    ("Сустрэча Пуціна і Лукашэнкі стане шостай па ліку ў бягучым годзе.", [(2023, 6)]),
    ("Сёлета Пуцін і Лукашэнка правялі дваццаць адну сустрэчу.", [(2023, 21)]),
    ("З пачатку году Пуцін і Лукашэнка бачыліся тройчы.", [(2023, 3)]),
    ("Гэта ўжо сёмая за год сустрэча Лукашэнкі і Пуціна.", [(2023, 7)]),
    ("Чацвёртая сёлетняя сустрэча Пуціна і Лукашэнкі прайшла ў Менску.", [(2023, 4)]),
]

NO_BELARUSIAN = [
    "Пуцін з Лукашэнкам сустрэліся трэці раз за два месяцы.",
    "Пуцін і Лукашэнка сустрэліся шэсць разоў.",
    "Гэта сёмая сустрэча Пуціна і Лукашэнкі.",
    "Пуцін і Лукашэнка сустракаліся сем разоў з 2020 года.",
    "За апошнія два гады Пуцін і Лукашэнка сустракаліся дваццаць разоў.",
    "Пуцін і Лукашэнка шэсць разоў гаварылі па тэлефоне сёлета.",
    "Пуцін і Лукашэнка сустрэнуцца яшчэ двойчы сёлета.",
    "Пуцін і Лукашэнка сустракаліся больш за пяць разоў у 2022 годзе.",
    "Шэсць гадзін перамоў правялі Пуцін і Лукашэнка сёлета.",
    "Пуцін і Лукашэнка правялі трэці раунд перамоў сёлета.",
    "Пуцін і Лукашэнка прыехалі на шосты саміт СНД у 2022 годзе.",
    "Пуцін і Лукашэнка другі раз за тыдзень селі за стол перамоў.",
    "Пуцін і Сі Цзіньпін сустракаліся шэсць разоў у 2022 годзе.",
    "Мішусцін сустракаўся з Лукашэнкам чатыры разы сёлета.",
    "Пуцін і Лукашэнка падпісалі тры дакументы на сустрэчы сёлета.",
    "Пуцін і Лукашэнка сустракаліся шэсць разоў у 2021 і 2022 гадах.",
    "Пуцін і Лукашэнка сустракаюцца чатыры разы на год.",
]


def read_claims(
    text: str, language: str = "en", published: str | None = "2023-04-07", title: str | None = None
) -> tuple[ClaimReading, ...]:
    """Read the claims of a small article; every one must yield its own words."""
    day = EdtfDate.parse(published) if published else None
    told = f"{title}\n\n{text}" if title else text
    claims = read_reading(Article("test.txt", title, None, None, day, language, told)).claims
    assert all(claim.span.of(told) == claim.text for claim in claims)
    return claims


def count(claims: tuple[ClaimReading, ...]) -> list[tuple[int, int]]:
    """Give the year and the count of each claim."""
    return [(claim.year, claim.count) for claim in claims]


@pytest.mark.parametrize(("text", "claims"), ENGLISH)
def test_english_counts(text: str, claims: list[tuple[int, int]]) -> None:
    assert count(read_claims(text)) == claims


@pytest.mark.parametrize(("text", "claims"), RUSSIAN)
def test_russian_counts(text: str, claims: list[tuple[int, int]]) -> None:
    assert count(read_claims(text, "ru")) == claims


@pytest.mark.parametrize(("text", "claims"), BELARUSIAN)
def test_belarusian_counts(text: str, claims: list[tuple[int, int]]) -> None:
    assert count(read_claims(text, "be")) == claims


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (code, text)
        for code, texts in (("en", NO_ENGLISH), ("ru", NO_RUSSIAN), ("be", NO_BELARUSIAN))
        for text in texts
    ],
)
def test_no_claim_without_both_presidents_a_calendar_year_and_an_exact_count_of_meetings(
    language: str, text: str
) -> None:
    assert read_claims(text, language) == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Putin and Lukashenko met in Minsk on April 4-5. It was their fourth meeting this year."),
        (
            "ru",
            "Путин и Лукашенко встретились в Минске 4–5 апреля. Это была их четвёртая встреча в этом году.",
        ),
        (
            "be",
            "Пуцін і Лукашэнка сустрэліся ў Мінску 4–5 красавіка. Гэта была іх чацвёртая сустрэча сёлета.",
        ),
    ],
)
def test_the_nth_meeting_counts_as_of_its_last_day(language: str, text: str) -> None:
    [claim] = read_claims(text, language)
    assert (claim.year, claim.count, str(claim.as_of)) == (2023, 4, "2023-04-05")


def test_a_count_of_this_year_holds_as_of_publication_and_one_of_a_year_gone_by_as_of_no_day() -> None:
    text = "Putin and Lukashenko have met three times this year. Last year they met twelve times."
    [this, last] = read_claims(text)
    assert (str(this.as_of), last.as_of) == ("2023-04-07", None)


def test_without_a_publication_date_only_a_year_by_its_number_is_known() -> None:
    text = "Putin and Lukashenko met twelve times in 2022. They have met twice this year."
    assert count(read_claims(text, published=None)) == [(2022, 12)]


def test_a_count_of_a_year_is_of_who_was_president_then() -> None:
    told = "{} and Lukashenko met six times in 2009."
    assert count(read_claims(told.format("Medvedev"))) == [(2009, 6)]
    assert read_claims(told.format("Putin")) == ()


def test_who_they_are_may_stand_in_the_sentences_before() -> None:
    assert count(read_claims("Putin received Lukashenko. This was their third meeting this year.")) == [
        (2023, 3)
    ]
    assert (
        read_claims("Putin received Lukashenko. Then Putin met Xi. This was the third meeting this year.")
        == ()
    )


def test_what_is_said_twice_is_one_claim_and_the_text_goes_before_its_title() -> None:
    text = "Putin received Lukashenko in Sochi. It was their third meeting this year."
    [claim] = read_claims(text, title="Putin and Lukashenko hold third meeting this year")
    assert claim.text == "It was their third meeting this year."


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "Putin and Lukashenko held at least ten meetings in 2022.", [(10, True)]),
        ("en", "Putin and Lukashenko met no fewer than 10 times last year.", [(10, True)]),
        ("en", "Putin and Lukashenko met at least twice in 2022.", [(2, True)]),
        ("en", "For Putin and Lukashenko it was at least their fourth meeting this year.", [(4, True)]),
        ("en", "At least Putin and Lukashenko met ten times in 2022.", [(10, False)]),
        ("en", "Putin and Lukashenko met ten times in 2022.", [(10, False)]),
        ("ru", "Путин и Лукашенко в 2022 году провели не менее десяти личных встреч.", [(10, True)]),
        ("ru", "Путин и Лукашенко встречались в прошлом году как минимум 10 раз.", [(10, True)]),
        ("ru", "Это по меньшей мере четвёртая встреча Путина и Лукашенко в этом году.", [(4, True)]),
        ("ru", "В 2022 году Путин и Лукашенко провели десять личных встреч.", [(10, False)]),
        ("be", "За 2022 год Пуцін і Лукашэнка правялі не менш за дзесяць сустрэч.", [(10, True)]),
        ("be", "Летась Пуцін і Лукашэнка бачыліся прынамсі двойчы.", [(2, True)]),
        ("be", "Гэта прынамсі чацвёртая сустрэча Пуціна і Лукашэнкі сёлета.", [(4, True)]),
        ("be", "За 2022 год Пуцін і Лукашэнка правялі дзесяць сустрэч.", [(10, False)]),
    ],
)
def test_a_least_number_is_told_from_an_exact_one(
    language: str, text: str, told: list[tuple[int, bool]]
) -> None:
    assert [(claim.count, claim.at_least) for claim in read_claims(text, language)] == told


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        (
            "en",
            "Putin and Lukashenko met six times in 2021; at least 12 times they met in 2022.",
            "at least 12 times they met in 2022",
        ),
        (
            "ru",
            "Путин и Лукашенко встретились в 2021 году шесть раз, а не менее 12 раз в 2022-м.",
            "не менее 12 раз в 2022-м",
        ),
        (
            "be",
            "Пуцін і Лукашэнка сустрэліся ў 2021 годзе шэсць разоў, а не менш за 12 разоў у 2022-м.",
            "не менш за 12 разоў у 2022-м",
        ),
    ],
)
def test_the_words_of_a_least_number_have_what_makes_it_one(language: str, text: str, words: str) -> None:
    [exact, least] = read_claims(text, language)
    assert (exact.at_least, exact.count) == (False, 6)
    assert (least.at_least, least.text) == (True, words)


def test_the_number_that_a_text_tells_first_below_its_title_is_least_or_exact() -> None:
    text = "Putin and Lukashenko met at least ten times in 2022. Ten meetings in 2022 are many."
    [claim] = read_claims(text, title="Putin and Lukashenko met ten times in 2022")
    assert claim.at_least


def test_a_claim_of_a_year_to_come_is_none() -> None:
    assert read_claims("Putin and Lukashenko met twelve times in 2022.", published="2021-05-05") == ()


@pytest.mark.parametrize(
    "hostile", ["2022 " * 40000, "six times " * 20000, "14-я встреча " * 15000, "1" * 200000]
)
def test_hostile_text_is_read_in_linear_time(hostile: str) -> None:
    read_claims("Putin and Lukashenko met. " + hostile)
