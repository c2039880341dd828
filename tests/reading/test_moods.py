"""Moved, cancelled, put off, denied, recalled: what three languages say of a meeting that was not simply held."""

import pytest

from app.domain.dates import EdtfDate
from app.domain.readings import Article, EventReading
from app.domain.vocabulary import Field
from app.ingest.reading import read_reading


def read(code: str, text: str) -> tuple[EventReading, ...]:
    day = EdtfDate.parse("2023-04-10")
    return read_reading(Article("test", None, None, None, day, code, text)).events


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The meeting of Putin and Lukashenko in Minsk, set for April 13, was put off to April 20."),
        ("ru", "Встреча Путина и Лукашенко в Минске, намеченная на 13 апреля, перенесена на 20 апреля."),
        (
            "be",
            "Сустрэчу Пуціна і Лукашэнкі ў Мінску, прызначаную на 13 красавіка, перанеслі на 20 красавіка.",
        ),
        ("en", "The meeting of Putin and Lukashenko in Minsk was postponed from 13 April to 20 April."),
        ("ru", "Встреча Путина и Лукашенко в Минске перенесена с 13 апреля на 20 апреля."),
        ("be", "Сустрэча Пуціна і Лукашэнкі ў Мінску перанесена з 13 красавіка на 20 красавіка."),
    ],
)
def test_a_moved_meeting_stands_at_its_new_day_and_keeps_the_earlier_one_as_a_fact(
    code: str, text: str
) -> None:
    (event,) = read(code, text)
    assert (event.status, event.date and event.date.text, event.city) == ("planned", "2023-04-20", "Minsk")
    told = [(fact.value, fact.rule) for fact in event.facts if fact.field is Field.DATE]
    assert told[0][0] == "2023-04-20"
    assert told[1:] == [("2023-04-13", "moved-from")]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The talks of Putin and Lukashenko in Minsk on April 20 were called off."),
        ("ru", "Переговоры Путина и Лукашенко в Минске 20 апреля отменили."),
        ("ru", "Встреча Путина и Лукашенко, намеченная в Минске на 20 апреля, отменена."),
        ("be", "Сустрэчу Пуціна і Лукашэнкі ў Мінску 20 красавіка адмянілі."),
        ("be", "Сустрэча Пуціна і Лукашэнкі ў Мінску 20 красавіка адменена."),
    ],
)
def test_what_was_called_off_is_cancelled(code: str, text: str) -> None:
    (event,) = read(code, text)
    assert (event.status, event.date and event.date.text, event.city) == ("cancelled", "2023-04-20", "Minsk")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "A meeting of Putin and Lukashenko is not on the schedule, the Kremlin said on Monday."),
        ("en", "Putin and Lukashenko could meet in Minsk on April 20."),
        ("en", "Asked about a meeting with Lukashenko, Putin smiled."),
        ("ru", "Встреча Путина и Лукашенко в ближайшие дни не планируется."),
        (
            "ru",
            "Разговор двух президентов, о котором пишут газеты, в графике Путина не значится, Лукашенко занят.",
        ),
        ("ru", "Путин и Лукашенко могут встретиться 20 апреля в Минске."),
        ("be", "Перамоваў Пуціна і Лукашэнкі на гэтым тыдні няма ў графіку."),
        ("be", "Пуцін і Лукашэнка могуць сустрэцца 20 красавіка ў Мінску."),
    ],
)
def test_what_is_denied_or_only_possible_is_no_event(code: str, text: str) -> None:
    assert read(code, text) == ()


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Putin and Lukashenko last met on March 9 in Moscow and before that on January 12 in Sochi."),
        ("ru", "Путин и Лукашенко последний раз встречались 9 марта в Москве, а до этого 12 января в Сочи."),
        (
            "be",
            "Апошні раз Пуцін і Лукашэнка сустракаліся 9 сакавіка ў Маскве, а перад гэтым 12 студзеня ў Сочы.",
        ),
    ],
)
def test_two_recalled_meetings_are_held_each_on_its_day(code: str, text: str) -> None:
    told = {(event.status, event.date and event.date.text, event.city) for event in read(code, text)}
    assert told == {("held", "2023-03-09", "Moscow"), ("held", "2023-01-12", "Sochi")}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Putin and Lukashenko held talks in Minsk."),
        ("ru", "Путин и Лукашенко провели переговоры в Минске."),
        ("be", "Пуцін і Лукашэнка правялі перамовы ў Мінску."),
    ],
)
def test_news_without_a_day_is_of_about_the_day_it_appeared_on(code: str, text: str) -> None:
    (event,) = read(code, text)
    assert event.date is not None
    assert (event.status, event.date.text, event.city) == ("held", "2023-04-10~", "Minsk")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "The meeting of Putin and Lukashenko in Minsk, set for April 13, was postponed until April 20.",
        ),
        ("en", "The meeting of Putin and Lukashenko in Minsk has been postponed until April 20."),
    ],
)
def test_postponed_until_a_day_is_that_day(code: str, text: str) -> None:
    (event,) = read(code, text)
    assert (event.status, event.date and event.date.text) == ("planned", "2023-04-20")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "en",
            "Putin will not be going to Grodno, where Lukashenko waited. He was expected there on April 13.",
        ),
        ("ru", "Путин не поедет в Гродно, где его ждал Лукашенко. Визит намечали на 13 апреля."),
        ("be", "Пуцін не паедзе ў Гродна, дзе яго чакаў Лукашэнка. Візіт планавалі на 13 красавіка."),
    ],
)
def test_a_journey_called_off_has_the_day_it_was_set_for(code: str, text: str) -> None:
    (event,) = read(code, text)
    assert (event.status, event.date and event.date.text, event.city) == ("cancelled", "2023-04-13", "Grodno")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Putin and Lukashenko held talks in Sochi today. After the talks they will play hockey."),
        (
            "ru",
            "Сегодня в Сочи Путин и Лукашенко провели переговоры. После переговоров президенты сыграют в хоккей.",
        ),
        (
            "be",
            "Сёння ў Сочы Пуцін і Лукашэнка правялі перамовы. Пасля перамоваў прэзідэнты будуць гуляць у хакей.",
        ),
    ],
)
def test_what_is_to_come_after_the_talks_is_no_second_meeting(code: str, text: str) -> None:
    assert [event.status for event in read(code, text)] == ["held"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The meeting of Putin and Lukashenko was postponed, the Kremlin said today."),
        ("ru", "Сегодня в Кремле сказали, что встреча Путина и Лукашенко отложена."),
        ("be", "Сёння ў Крамлі сказалі, што сустрэча Пуціна і Лукашэнкі адкладзена."),
    ],
)
def test_the_day_on_which_it_was_put_off_is_not_its_day(code: str, text: str) -> None:
    (event,) = read(code, text)
    assert (event.status, event.date) == ("planned", None)


@pytest.mark.parametrize(
    ("code", "text", "date"),
    [
        (
            "en",
            "A session of the Supreme State Council that was due to take place in Moscow on April 13 has been moved to "
            "April 20, Pavel Borodin said on Monday.",
            "2023-04-20",
        ),
        (
            "ru",
            "Заседание Высшего государственного совета, которое должно было состояться 13 апреля, переносится.",
            None,
        ),
    ],
)
def test_what_was_due_and_is_moved_is_to_come(code: str, text: str, date: str | None) -> None:
    (event,) = read(code, text)
    assert (event.status, event.date and event.date.text) == ("planned", date)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Some analysts in Minsk believe Putin and Lukashenko will have to meet again in Minsk."),
        ("ru", "На саммите в Ереване в марте отдельной встречи у Путина и Лукашенко не получилось."),
        ("be", "На саміце ў Ерэване ў сакавіку асобнай сустрэчы ў Пуціна і Лукашэнкі не атрымалася."),
    ],
)
def test_what_others_expect_or_did_not_come_about_is_no_event(code: str, text: str) -> None:
    assert read(code, text) == ()


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "ru",
            "Сегодня в Кремле Путин и Лукашенко провели переговоры. Прошлый раз они встречались 2 апреля в Пекине. "
            "Разговор, которого ждали двумя днями раньше в Тяньцзине, перенесли в китайскую столицу, и там же отдельно "
            "виделись Путин и Си.",
        ),
        (
            "en",
            "Today in Moscow Putin and Lukashenko held talks. They last met on April 2 in Beijing. "
            "The conversation, expected on March 31 in Tianjin, was moved to the Chinese capital, "
            "where Putin saw Xi too.",
        ),
    ],
)
def test_the_day_from_which_another_was_moved_is_not_that_of_the_news(code: str, text: str) -> None:
    news = next(event for event in read(code, text) if event.city == "Moscow")
    assert [fact.value for fact in news.facts if fact.field is Field.DATE] == ["2023-04-10"]
