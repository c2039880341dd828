"""Two calls of one day stay apart if the article tells them in other parts of it; one call told twice stays one."""

import pytest

from app.domain.dates import EdtfDate
from app.domain.readings import Article, EventReading
from app.domain.vocabulary import Field, Kind
from app.ingest.reading import read_reading


def read_calls(code: str, text: str) -> list[EventReading]:
    reading = read_reading(Article("test", None, None, None, EdtfDate.parse("2023-03-04"), code, text))
    facts = [fact for event in reading.events for fact in event.facts]
    assert all(fact.span.of(text) == fact.text for fact in facts)
    return [event for event in reading.events if event.kind is Kind.CALL]


TWO = [
    ("en", "Putin and Lukashenko spoke by telephone on the morning of March 3. On the evening of March 3 they spoke by "
     "telephone again.", "morning", "evening"),
    ("en", "Vladimir Putin phoned Alexander Lukashenko on Friday, March 3, in the morning, the Kremlin said.\n\n"
     "Late in the evening the president of Belarus, Alexander Lukashenko, phoned Putin.", "morning", "evening"),
    ("en", "Putin and Lukashenko talked on the phone on Friday afternoon, March 3. They held another telephone "
     "conversation late at night.", "afternoon", "night"),
    ("en", "Putin and Lukashenko spoke by telephone in the morning and in the evening of March 3.", "morning",
     "evening"),
    ("en", "On March 3 Putin and Lukashenko spoke by telephone. Lukashenko telephoned Putin for the second time that "
     "day to tell him of the talks.", "", ""),
    ("en", "Putin and Lukashenko spoke by telephone on March 3. In the morning Putin informed Lukashenko by telephone "
     "of the harvest. In the evening Lukashenko reported to Putin by telephone on the roads.", "morning", "evening"),
    ("ru", "Утром 3 марта Владимир Путин позвонил Александру Лукашенко. Поздно вечером они снова созвонились.",
     "morning", "evening"),
    ("ru", "Путин и Лукашенко провели телефонный разговор в первой половине дня 3 марта. Во второй половине дня "
     "состоялся ещё один телефонный разговор.", "morning", "afternoon"),
    ("ru", "Днём 3 марта Путин и Лукашенко поговорили по телефону. Вечером они созвонились во второй раз за день.",
     "day", "evening"),
    ("ru", "Владимир Путин и Александр Лукашенко утром и вечером 3 марта говорили по телефону.", "morning", "evening"),
    ("ru", "3 марта Путин и Лукашенко поговорили по телефону. Позже состоялся второй за день телефонный разговор.",
     "", ""),
    ("be", "Раніцай 3 сакавіка Уладзімір Пуцін і Аляксандр Лукашэнка пагаварылі па тэлефоне. Увечары 3 сакавіка "
     "адбылася яшчэ адна тэлефонная размова Пуціна і Лукашэнкі.", "morning", "evening"),
    ("be", "3 сакавіка зранку Пуцін патэлефанаваў Лукашэнку. Позна ўвечары яны зноў стэлефанаваліся.", "morning",
     "evening"),
    ("be", "Пуцін і Лукашэнка раніцай і ўвечары 3 сакавіка размаўлялі па тэлефоне.", "morning", "evening"),
    ("be", "3 сакавіка Пуцін і Лукашэнка пагаварылі па тэлефоне. Пуцін патэлефанаваў Лукашэнку другі раз за дзень.",
     "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "first", "second"), TWO)
def test_calls_in_other_parts_of_a_day_are_two(code: str, text: str, first: str, second: str) -> None:
    calls = read_calls(code, text)
    assert [str(call.date) for call in calls] == ["2023-03-03", "2023-03-03"]
    assert ["".join(call.parts_of_day) for call in calls] == [first, second]


ONE = [
    # It is told again, counted, or told in words that can mean one hour.
    ("en", "Putin and Lukashenko spoke by telephone on the morning of March 3. The two spoke again of gas by telephone "
     "at 11:30 on March 3."),
    ("en", "Putin and Lukashenko spoke by telephone on March 3. It was their second call that day."),
    ("en", "Putin and Lukashenko spoke by telephone on March 3 for the second time that day."),
    ("en", "Putin and Lukashenko spoke by telephone in the evening of March 3. The two presidents spoke by telephone "
     "late at night on March 3, Minsk said."),
    ("ru", "Путин и Лукашенко утром 3 марта поговорили по телефону. Путин и Лукашенко снова обсудили по телефону газ "
     "3 марта."),
    ("ru", "Путин и Лукашенко поговорили по телефону 3 марта. Это уже второй телефонный разговор президентов за день."),
    ("ru", "Днём 3 марта Путин и Лукашенко поговорили по телефону. Телефонный разговор Путина и Лукашенко состоялся "
     "3 марта в первой половине дня."),
    ("be", "Пуцін і Лукашэнка пагаварылі па тэлефоне 3 сакавіка. Гэта ўжо другая тэлефонная размова за дзень."),
    ("be", "Увечары 3 сакавіка Пуцін патэлефанаваў Лукашэнку. Уначы 3 сакавіка Пуцін і Лукашэнка размаўлялі па "
     "тэлефоне."),
    ("be", "Удзень 3 сакавіка Пуцін і Лукашэнка пагаварылі па тэлефоне. Размова па тэлефоне Пуціна і Лукашэнкі "
     "адбылася раніцай 3 сакавіка."),
    # The evening is that of something else.
    ("en", "Putin and Lukashenko spoke by telephone on the morning of March 3. In the evening the Kremlin published a "
     "statement on the telephone conversation between Putin and Lukashenko."),
    ("en", "Putin and Lukashenko spoke by telephone on the morning of March 3. In the evening Putin spoke by telephone "
     "with Recep Tayyip Erdogan."),
    ("en", "Putin and Lukashenko spoke by telephone in the morning on March 3 and in the evening he flew to Sochi."),
    ("en", "On Friday morning Putin and Lukashenko spoke by telephone. In the evening Lukashenko told reporters about "
     "the telephone conversation with Putin."),
    ("ru", "Утром 3 марта Путин и Лукашенко поговорили по телефону. Вечером в Кремле сообщили о телефонном разговоре "
     "Путина и Лукашенко."),
    ("ru", "Утром 3 марта на совещании Путин рассказал о телефонном разговоре с Лукашенко. Телефонный разговор с "
     "Лукашенко состоялся вечером 3 марта."),
    ("ru", "Утром 3 марта Путин и Лукашенко поговорили по телефону. Вечером Путин позвонил Токаеву."),
    ("ru", "Утром 3 марта состоялся телефонный разговор Путина и Лукашенко. Вечером того же дня Путин провёл "
     "совещание, на котором упомянул телефонный разговор с Лукашенко."),
    ("en", "Putin and Lukashenko spoke by telephone on the morning of March 3; in the evening the Kremlin said "
     "Lukashenko and Putin had spoken by telephone."),
    ("en", "Putin and Lukashenko spoke by telephone on the evening of March 3. Lukashenko, who in the morning visited "
     "a farm, told Putin by telephone about the harvest."),
    ("be", "Раніцай 3 сакавіка Пуцін і Лукашэнка пагаварылі па тэлефоне. Увечары прэс-служба паведаміла пра "
     "тэлефонную размову Пуціна і Лукашэнкі."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text"), ONE)
def test_one_call_stays_one(code: str, text: str) -> None:
    [call] = read_calls(code, text)
    assert str(call.date) == "2023-03-03"


def test_what_is_told_of_the_second_call_is_its_own() -> None:
    first, second = read_calls(
        "en",
        "Putin and Lukashenko spoke by telephone on the morning of March 3. The telephone conversation lasted half an "
        "hour. In the evening of March 3 Lukashenko telephoned Putin. The telephone conversation lasted two hours.",
    )
    assert (first.duration_minutes_at_least, second.duration_minutes_at_least) == (30, 120)


def test_a_call_that_is_to_come_in_the_evening_is_not_that_of_the_morning() -> None:
    text = "Putin and Lukashenko spoke by telephone this morning. They will speak by telephone again this evening."
    assert [call.status for call in read_calls("en", text)] == ["held", "planned"]


def test_sessions_of_one_day_are_one_meeting() -> None:
    text = (
        "Putin and Lukashenko met in Sochi on the morning of March 3. On the evening of March 3 Putin and Lukashenko "
        "met in Sochi again."
    )
    article = Article("test", None, None, None, EdtfDate.parse("2023-03-04"), "en", text)
    [event] = read_reading(article).events
    assert event.kind is Kind.MEETING
    assert not any(fact.field is Field.PART_OF_DAY for fact in event.facts)
