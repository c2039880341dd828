"""Headlines, leads and the summaries of bulletins: little text, in which every word counts."""

import pytest

from app.domain.dates import EdtfDate
from app.domain.readings import Article, EventReading
from app.ingest.reading import read_reading

Told = tuple[str, str, str | None, str | None]


def read(code: str, title: str, text: str = "") -> list[Told]:
    day = EdtfDate.parse("2023-04-07")
    whole = f"{title}\n\n{text}" if text else title
    return [_tell(event) for event in read_reading(Article("t", title, None, None, day, code, whole)).events]


def _tell(event: EventReading) -> Told:
    return (event.kind, event.status, event.date.text if event.date else None, event.city)


@pytest.mark.parametrize(
    ("code", "title", "text"),
    [
        (
            "en",
            "Lukashenko, Putin discuss power plant",
            "During their telephone conversation they spoke of a unit.",
        ),
        (
            "ru",
            "Путин обсудил с Лукашенко урожай",
            "Разговор по телефону состоялся по просьбе белорусской стороны.",
        ),
        ("be", "Пуцін абмеркаваў з Лукашэнкам ураджай", "Яны пагаварылі па тэлефоне."),
    ],
)
def test_what_a_headline_says_they_discussed_they_discussed_on_the_telephone(
    code: str, title: str, text: str
) -> None:
    assert [kind for kind, *_ in read(code, title, text)] == ["call"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Today Putin and Lukashenko agreed to meet. They spoke by telephone."),
        ("ru", "Сегодня Путин и Лукашенко договорились о встрече. Они говорили по телефону."),
        ("be", "Сёння Пуцін і Лукашэнка дамовіліся пра сустрэчу. Яны гаварылі па тэлефоне."),
    ],
)
def test_the_day_on_which_they_agreed_to_meet_is_not_that_of_the_meeting(code: str, text: str) -> None:
    assert ("meeting", "planned", None, None) in read(code, "Meeting", text)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Putin and Lukashenko signed a decree on integration."),
        ("ru", "Путин и Лукашенко подписали декрет об интеграции."),
        ("be", "Пуцін і Лукашэнка падпісалі дэкрэт аб інтэграцыі."),
    ],
)
def test_a_signature_alone_is_no_meeting(code: str, text: str) -> None:
    assert read(code, text) == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "At the press conference of Putin and Lukashenko in Minsk on Wednesday football came up."),
        ("ru", "В среду на пресс-конференции Путина и Лукашенко в Минске вспомнили о футболе."),
        ("be", "У сераду на прэс-канферэнцыі Пуціна і Лукашэнкі ў Мінску згадалі футбол."),
    ],
)
def test_who_stood_before_the_same_journalists_has_met(code: str, text: str) -> None:
    assert read(code, "Football", text) == [("meeting", "held", "2023-04-05", "Minsk")]


def test_a_press_conference_of_one_about_the_other_is_no_meeting() -> None:
    text = "At his press conference in Minsk on Wednesday Lukashenko praised football. Putin likes hockey."
    assert read("en", "Football", text) == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The second telephone conversation of Putin and Lukashenko this week took place."),
        ("ru", "Состоялся второй на этой неделе телефонный разговор Путина и Лукашенко."),
        ("be", "Адбылася другая на гэтым тыдні тэлефонная размова Пуціна і Лукашэнкі."),
    ],
)
def test_the_week_in_which_it_is_the_second_is_not_its_date(code: str, text: str) -> None:
    assert read(code, text) == [("call", "held", "2023-04-07~", None)]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ru", "На неделе Путин встретился с Лукашенко в Сочи."),
        ("be", "На тыдні Пуцін сустрэўся з Лукашэнкам у Сочы."),
        ("en", "Earlier in the week Putin met Lukashenko in Sochi."),
    ],
)
def test_in_the_week_is_the_week_of_the_report(code: str, text: str) -> None:
    assert read(code, text) == [("meeting", "held", "2023-04-03/2023-04-09", "Sochi")]


@pytest.mark.parametrize(
    ("code", "text", "date"),
    [
        ("ru", "В Сочи второй день переговоров. Путин и Лукашенко продолжили общение.", "06~/2023-04-07~"),
        (
            "ru",
            "В Сочи продолжилось начатое накануне общение Путина и Лукашенко.",
            "06~/2023-04-07~",
        ),
        (
            "ru",
            "Сегодня в Сочи Путин и Лукашенко подвели итоги. Три дня они говорили о газе.",
            "05/2023-04-07",
        ),
        (
            "en",
            "The talks of Putin and Lukashenko in Sochi, begun the day before, ended today.",
            "06/2023-04-07",
        ),
    ],
)
def test_how_many_days_the_talks_took_may_stand_beside(code: str, text: str, date: str) -> None:
    assert read(code, text.split(".")[0], text) == [("meeting", "held", f"2023-04-{date}", "Sochi")]


@pytest.mark.parametrize(
    ("code", "title", "text"),
    [
        (
            "ru",
            "Итоги встречи президентов России и Белоруссии закреплены правительствами",
            "В Минске министры сегодня закрепили то, о чём в Сочи договорились Путин и Лукашенко.",
        ),
        (
            "en",
            "Results of the meeting of Putin and Lukashenko take effect",
            "In Minsk the ministers on Thursday confirmed what in Sochi Putin and Lukashenko agreed.",
        ),
    ],
)
def test_what_others_do_about_it_later_has_its_own_day_and_place(code: str, title: str, text: str) -> None:
    assert read(code, title, text) == [("meeting", "held", "2023-04-07~", "Sochi")]


def test_two_cities_one_after_the_other_are_two_plans() -> None:
    text = "Putin, Lukashenko agree to meet in Bishkek and later this year in Saint Petersburg"
    assert [city for *_, city in read("en", text)] == ["Bishkek", "Saint Petersburg"]


def test_the_two_who_stand_behind_the_noun_are_whose_talks_they_are() -> None:
    text = "In this edition: the weather; the talks of Putin and Lukashenko; football."
    assert read("en", "Evening news of 7 April 2023", text) == [("meeting", "held", "2023-04-07", None)]
    text = "In this edition: the weather; preparations for the talks of Putin and Lukashenko; football."
    assert read("en", "Evening news of 7 April 2023", text) == []


def test_a_session_of_the_council_needs_no_names() -> None:
    text = "В Минске сегодня состоялось заседание Высшего госсовета Союзного государства."
    assert read("ru", "Выпуск новостей", text) == [("meeting", "held", "2023-04-07", "Minsk")]


def test_the_place_of_the_press_conference_is_that_of_the_talks() -> None:
    title = "Путин и Лукашенко говорят с прессой по итогам переговоров"
    assert read("ru", title, "В Сочи идёт итоговая пресс-конференция.") == [
        ("meeting", "held", "2023-04-07~", "Sochi")
    ]


def test_a_call_has_no_place() -> None:
    text = "Из Сочи Путин поговорил по телефону с Лукашенко. В Сочи он отдыхает, сказали в Сочи."
    assert read("ru", "Разговор", text) == [("call", "held", "2023-04-07~", None)]


def test_the_conversation_of_a_later_page_is_not_the_call_of_the_title() -> None:
    text = (
        "Министры спорили о цене. Решения нет. Газ дорожает. Нефть дешевеет.\n\n"
        "Вчера в Сочи Путин и Лукашенко вели долгий разговор под камеры."
    )
    told = read("ru", "Путин и Лукашенко поговорили по телефону", text)
    assert ("meeting", "held", "2023-04-06", "Sochi") in told
