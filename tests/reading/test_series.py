"""Several meetings in one breath: counted, listed, looked back on, not held since."""

import pytest

from app.domain.dates import EdtfDate
from app.domain.readings import Article
from app.ingest.reading import read_reading

Told = tuple[str, str | None, str | None]


def read(code: str, text: str, published: str | None = "2023-10-10") -> list[Told]:
    day = EdtfDate.parse(published) if published else None
    events = read_reading(Article("test", None, None, None, day, code, text)).events
    return [(one.status, one.date.text if one.date else None, one.city) for one in events]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "Putin met Lukashenko in Moscow on Monday. It was the fifth time they met this year. "
            "The earlier occasions were in February, April and July.",
        ),
        (
            "ru",
            "Путин встретился с Лукашенко в Москве в понедельник. Президенты увиделись в пятый раз за год. "
            "До этого были встречи в феврале, в апреле и в июле.",
        ),
        (
            "be",
            "Пуцін сустрэўся з Лукашэнкам у Маскве ў панядзелак. Сёлета яны сустрэліся пяты раз. "
            "Да гэтага былі сустрэчы ў лютым, у красавіку і ў ліпені.",
        ),
    ],
)
def test_months_listed_after_a_count_are_meetings(code: str, text: str) -> None:
    events = read(code, text)
    assert events[0] == ("held", "2023-10-09", "Moscow")
    assert [date for _, date, _ in sorted(events[1:], key=str)] == ["2023-02", "2023-04", "2023-07"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "Putin met Lukashenko in Minsk on Monday. It was their third meeting, after Sochi in May and "
            "Moscow in July.",
        ),
        (
            "ru",
            "Путин встретился с Лукашенко в Минске в понедельник, в третий раз за год. "
            "До Минска были Сочи в мае и Москва в июле.",
        ),
    ],
)
def test_each_city_of_a_list_stands_with_its_month(code: str, text: str) -> None:
    events = read(code, text)
    assert ("held", "2023-05", "Sochi") in events
    assert ("held", "2023-07", "Moscow") in events


@pytest.mark.parametrize(
    "text",
    [
        "Putin met Lukashenko in Minsk on Monday. Prices had risen in February, April and July.",
        "Putin met Lukashenko in Minsk on Monday, for the fifth time. Prices rose in February, April and July.",
    ],
)
def test_months_of_something_else_are_no_meetings(text: str) -> None:
    assert read("en", text) == [("held", "2023-10-09", "Minsk")]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "Putin received the guest from Minsk in Sochi. It was the fifth time he met Lukashenko this year.",
        ),
        ("ru", "В Сочи Путин принял гостя из Минска. С Лукашенко он встретился в 5-й раз за год."),
        ("be", "У Сочы Пуцін прыняў госця з Мінска. З Лукашэнкам ён сустрэўся пяты раз за год."),
    ],
)
def test_what_is_counted_is_the_news_and_not_the_past(code: str, text: str) -> None:
    assert read(code, text) == [("held", "2023-10-10~", "Sochi")]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Yesterday in Sochi Putin and Lukashenko met once more, and once more for nothing."),
        ("ru", "Вчера в Сочи Путин и Лукашенко встретились ещё раз, и снова ничего."),
        ("be", "Учора ў Сочы Пуцін і Лукашэнка сустрэліся яшчэ раз, і зноў нічога."),
    ],
)
def test_once_more_does_not_look_back(code: str, text: str) -> None:
    assert read(code, text) == [("held", "2023-10-09", "Sochi")]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "Putin and Lukashenko have not met since May 9, when the Belarusian leader was in Moscow for the parade.",
        ),
        (
            "ru",
            "Путин и Лукашенко не встречались с 9 мая, когда белорусский лидер был в Москве на параде.",
        ),
    ],
)
def test_not_met_since_the_day_when_one_was_in_the_others_city(code: str, text: str) -> None:
    assert read(code, text) == [("held", "2023-05-09", "Moscow")]


def test_not_met_since_a_bare_day_tells_nothing() -> None:
    assert read("en", "Putin and Lukashenko have not met since May 9.") == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "They will sign in November, when the presidents, Putin and Lukashenko, are to meet in Minsk.",
        ),
        ("ru", "Подпишут в ноябре, когда президенты, Путин и Лукашенко, встретятся в Минске."),
        ("be", "Падпішуць у лістападзе, калі прэзідэнты, Пуцін і Лукашэнка, сустрэнуцца ў Мінску."),
    ],
)
def test_a_clause_that_explains_a_time_takes_it(code: str, text: str) -> None:
    assert read(code, text) == [("planned", "2023-11", "Minsk")]


def test_a_chronicle_without_a_date_of_its_own_goes_on_over_paragraphs_and_not_back() -> None:
    text = (
        "18 февраля 2022 года Лукашенко и Путин встретились в Москве.\n\n"
        "23 мая Путин принял Лукашенко в Сочи.\n\n"
        "Ещё 5 января Путин принимал Лукашенко в Минске."
    )
    assert read("ru", text, None)[:2] == [("held", "2022-02-18", "Moscow"), ("held", "2022-05-23", "Sochi")]
    assert not any(date and date.endswith("-01-05") for _, date, _ in read("ru", text, None))


def test_landing_one_day_and_talking_the_next_is_one_meeting() -> None:
    text = (
        "Putin landed in Minsk late on Saturday, slept there, held talks with Lukashenko on Sunday and left."
    )
    assert len(read("en", text)) == 1


@pytest.mark.parametrize(
    ("text", "city"),
    [
        (
            "Putin, back in the Kremlin, visits Belarus. The visit lasts from October 10 to October 11.",
            "Minsk",
        ),
        ("Lukashenko flew to Sochi on Monday, days after a plane was forced down in Minsk.", "Sochi"),
    ],
)
def test_the_goal_of_a_journey_lies_with_the_other(text: str, city: str) -> None:
    title = "Putin and Lukashenko in Minsk" if city == "Minsk" else "Putin and Lukashenko at sea"
    article = Article(
        "test",
        title,
        None,
        None,
        EdtfDate.parse("2023-10-10"),
        "en",
        f"{title}\n\n{text} Lukashenko and Putin know it.",
    )
    assert read_reading(article).events[0].cities == (city,)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "Putin and Lukashenko spoke by phone on Tuesday. They talked on Saturday and again on Sunday.",
        ),
    ],
)
def test_they_talked_goes_on_with_the_calls(code: str, text: str) -> None:
    events = read_reading(Article("test", None, None, None, EdtfDate.parse("2023-10-10"), code, text)).events
    told = sorted((one.kind, one.date.text if one.date else "") for one in events)
    assert told == [("call", "2023-10-07"), ("call", "2023-10-08"), ("call", "2023-10-10")]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "Putin and Lukashenko visited a monastery in Sochi on Monday, October 30. "
            "They had last met in Moscow in early October.",
        ),
        (
            "ru",
            "В понедельник, 30 октября, Путин и Лукашенко встретились в Сочи. "
            "В последний раз до этого президенты встречались в начале октября в Москве.",
        ),
    ],
)
def test_a_month_looked_back_on_is_not_the_news_of_that_month(code: str, text: str) -> None:
    assert read(code, text, "2023-10-31") == [
        ("held", "2023-10-30", "Sochi"),
        ("held", "2023-10", "Moscow"),
    ]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "Lukashenko landed in Sochi on Saturday. The same evening he and Putin held talks. "
            "On Sunday they talked on.",
        ),
        (
            "ru",
            "Лукашенко прилетел в Сочи в субботу. Вечером главы государств, Путин и Лукашенко, провели переговоры. "
            "В воскресенье Путин и Лукашенко снова встретились.",
        ),
        (
            "be",
            "Лукашэнка прыляцеў у Сочы ў суботу. Увечары Пуцін і Лукашэнка правялі перамовы. "
            "У нядзелю Пуцін і Лукашэнка зноў сустрэліся.",
        ),
    ],
)
def test_in_the_evening_is_the_day_told_before(code: str, text: str) -> None:
    assert read(code, text) == [("held", "2023-10-07/2023-10-08", "Sochi")]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Putin called Lukashenko and congratulated him on the election held on October 8."),
        ("ru", "Путин позвонил Лукашенко и поздравил его с победой на выборах 8 октября."),
        ("be", "Пуцін патэлефанаваў Лукашэнку і павіншаваў яго з перамогай на выбарах 8 кастрычніка."),
    ],
)
def test_the_day_of_an_election_is_not_that_of_the_call(code: str, text: str) -> None:
    assert read(code, text) == [("held", "2023-10-10~", None)]


def test_a_city_to_which_something_goes_is_not_the_place() -> None:
    text = "Putin and Lukashenko discussed a loan to Minsk during talks in Saint Petersburg on Monday."
    assert read("en", text) == [("held", "2023-10-09", "Saint Petersburg")]


def test_the_heads_of_state_are_no_ministers_named_before() -> None:
    text = (
        "Putin and Lukashenko met in Minsk on Monday. The ministers, Golovchenko and Mikhail Mishustin, reported. "
        "The heads of state had previously met in Sochi on September 15."
    )
    assert read("en", text) == [("held", "2023-10-09", "Minsk"), ("held", "2023-09-15", "Sochi")]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Yeltsin and Lukashenko held talks in Minsk yesterday. Prime Minister Putin was not there."),
        (
            "ru",
            "Президенты России и Белоруссии Борис Ельцин и Александр Лукашенко вчера провели переговоры в Минске.",
        ),
        ("be", "Учора ў Мінску Ельцын і Лукашэнка правялі перамовы."),
    ],
)
def test_before_the_end_of_1999_the_president_of_russia_is_yeltsin(code: str, text: str) -> None:
    assert read(code, text, "1999-12-09") == [("held", "1999-12-08", "Minsk")]
