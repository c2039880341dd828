"""What is told of a contact besides its day and place: format, length, end and topics, in three languages."""

import pytest

from app.domain.dates import EdtfDate
from app.domain.readings import Article, EventReading
from app.ingest.reading import read_reading

OPENINGS = {
    "en": "Putin and Lukashenko held talks in Sochi on April 5, 2023.",
    "ru": "Путин и Лукашенко провели переговоры в Сочи 5 апреля 2023 года.",
    "be": "Пуцін і Лукашэнка правялі перамовы ў Сочы 5 красавіка 2023 года.",
}


def read_all(language: str, text: str, title: str | None = None) -> tuple[EventReading, ...]:
    """Read an article; every fact must yield its own words."""
    whole = f"{title}\n\n{text}" if title else text
    published = EdtfDate.parse("2023-04-06")
    reading = read_reading(Article("test.txt", title, None, None, published, language, whole))
    for event in reading.events:
        assert all(fact.span.of(whole) == fact.text for fact in event.facts)
    return reading.events


def read_first(language: str, text: str, title: str | None = None) -> EventReading:
    """Read the first event of an article that opens with talks in Sochi."""
    return read_all(language, f"{OPENINGS[language]} {text}", title)[0]


@pytest.mark.parametrize(
    ("language", "text", "topics"),
    [
        ("en", "They discussed gas and loans.", {"energy", "finance"}),
        ("ru", "Обсуждали газ и кредиты.", {"energy", "finance"}),
        ("be", "Абмяркоўвалі газ і крэдыты.", {"energy", "finance"}),
        # What was not discussed.
        ("en", "They spoke about gas, loans were not discussed.", {"energy"}),
        ("ru", "Говорили о газе, кредиты не обсуждались.", {"energy"}),
        ("be", "Гаварылі пра газ, крэдыты не абмяркоўваліся.", {"energy"}),
        # What others met for.
        ("en", "The prime ministers met in Minsk on Monday to discuss wheat.", set()),
        # The name of a body.
        ("en", "The Council of Ministers of the Union State sits in Minsk.", set()),
        ("ru", "Совет министров Союзного государства заседает в Минске.", set()),
        ("be", "Савет міністраў Саюзнай дзяржавы засядае ў Мінску.", set()),
    ],
)
def test_topics_are_what_was_talked_about(language: str, text: str, topics: set[str]) -> None:
    assert set(read_first(language, text).topics) == topics


def test_far_from_the_contact_one_word_is_no_topic() -> None:
    far = "\n\nThe weather was fine.\n\nThe streets were empty.\n\nWheat grows in the fields around the town."
    assert read_first("en", far).topics == ()
    assert read_first("en", f"{far} The harvest was good.").topics == ("agriculture",)


def test_a_contact_in_passing_takes_the_topics_beside_it_alone() -> None:
    events = read_all(
        "en",
        f"{OPENINGS['en']} They discussed gas.\n\nIn Minsk on March 3, 2023 Putin and Lukashenko met on loans.",
    )
    assert {str(event.date): event.topics for event in events} == {
        "2023-04-05": ("energy",),
        "2023-03-03": ("finance",),
    }


@pytest.mark.parametrize(
    ("language", "text", "format"),
    [
        ("en", "It was a working visit.", "visit"),
        ("ru", "Это был рабочий визит.", "visit"),
        ("be", "Гэта быў рабочы візіт.", "visit"),
        ("en", "It was a session of the Supreme State Council.", "council"),
        ("en", "They discussed the agenda of the Supreme State Council.", "bilateral"),
        ("en", "The CSTO summit of March 3, 2023 was long ago.", "bilateral"),
        ("ru", "Погода была хорошая.", "bilateral"),
    ],
)
def test_the_format_is_told_in_or_around_its_sentence(language: str, text: str, format: str) -> None:
    assert read_first(language, text).format == format


@pytest.mark.parametrize(
    ("language", "text", "minutes"),
    [
        ("en", "The talks lasted an hour and a half.", 90),
        ("en", "The talks lasted half an hour.", 30),
        ("en", "The talks lasted 2.5 hours.", 150),
        ("en", "The talks lasted nearly three hours.", None),
        ("ru", "Переговоры длились полтора часа.", 90),
        ("ru", "Переговоры длились более полутора часов.", 90),
        ("ru", "Переговоры длились полчаса.", 30),
        ("ru", "Пятичасовые переговоры завершились.", 300),
        ("ru", "Переговоры длились почти шесть часов.", None),
        ("be", "Перамовы доўжыліся паўтары гадзіны.", 90),
        ("be", "Перамовы доўжыліся больш за пяць гадзін.", 300),
        ("be", "Пяцігадзінныя перамовы завяршыліся.", 300),
    ],
)
def test_how_long_the_talks_took(language: str, text: str, minutes: int | None) -> None:
    assert read_first(language, text).duration_minutes_at_least == minutes


@pytest.mark.parametrize(
    ("language", "text", "outcome"),
    [
        ("en", "No documents were signed.", "nothing signed"),
        ("ru", "Документов не подписали.", "nothing signed"),
        ("be", "Дакументаў не падпісалі.", "nothing signed"),
        ("ru", "Цену не согласовали.", "no agreement"),
        ("be", "Цану не ўзгаднілі.", "no agreement"),
        ("en", "The sides agreed on the price.", "agreement reached"),
        ("en", "The prime ministers signed an agreement.", None),
    ],
)
def test_how_the_talks_ended(language: str, text: str, outcome: str | None) -> None:
    assert read_first(language, text).outcome == outcome


def test_a_contact_to_come_has_not_ended() -> None:
    [event] = read_all(
        "en", "Putin and Lukashenko will meet in Sochi on April 20, 2023. No documents were signed."
    )
    assert event.outcome is None
