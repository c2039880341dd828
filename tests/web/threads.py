"""Readings of one issue through the years, in three languages: put off, open, due, silent, announced, called off."""

from app.domain.readings import Reading
from app.domain.vocabulary import LUKASHENKO, PUTIN, Field
from tests.sample_reading import Told, make_article, make_event, make_quote, make_reading


def make_thread_readings() -> list[Reading]:
    """Make the readings of eight events on energy, the oldest first."""
    return [
        _make_english(),
        _make_russian(),
        _make_belarusian(),
        _make_overdue(),
        _make_cancelled(),
        _make_elsewhere(),
        _make_quiet(),
        _make_coming(),
    ]


def _tell(text: str, language: str, date: tuple[str, str], city: tuple[str, str], *more: Told) -> Reading:
    article = make_article(
        text.split("\n\n"),
        title=None,
        publisher=f"Wire in {language}",
        url=f"https://wire.example.net/{language}/{date[0]}",
        published=date[0],
        language=language,
    )
    pair = ("Putin", "Lukashenko") if language == "en" else ("Путин", "Лукашенко")
    pair = ("Пуцін", "Лукашэнка") if language == "be" else pair
    event = make_event(
        article.text,
        Told(Field.KIND, "meeting", pair[0]),
        Told(Field.DATE, date[0], date[1]),
        Told(Field.CITY, city[0], city[1]),
        Told(Field.PEOPLE, PUTIN, pair[0]),
        Told(Field.PEOPLE, LUKASHENKO, pair[1]),
        *more,
    )
    quotes = []
    if "“" in article.text:
        words = article.text.partition("“")[2].partition("”")[0]
        quotes.append(make_quote(article.text, words, LUKASHENKO, "Lukashenko"))
    return make_reading(article, [event], quotes)


def _make_english() -> Reading:
    return _tell(
        "On 10 May 2010 Putin and Lukashenko met in Moscow and spoke of gas. The price of gas was postponed. Some "
        "other questions were left open as well. The milk dispute was deferred. “Cheap gas was never promised,” "
        "Lukashenko said. A long dinner followed. There was a walk. There was a concert. The price of oil was "
        "postponed in those years again and again.",
        "en",
        ("2010-05-10", "10 May 2010"),
        ("Moscow", "Moscow"),
        Told(Field.STATUS, "held", "met"),
        Told(Field.TOPICS, "energy", "gas"),
    )


def _make_russian() -> Reading:
    return _tell(
        "5 марта 2011 года Путин и Лукашенко встретились в Сочи и говорили о газе. О цене на газ не договорились.",
        "ru",
        ("2011-03-05", "5 марта 2011 года"),
        ("Sochi", "Сочи"),
        Told(Field.STATUS, "held", "встретились"),
        Told(Field.TOPICS, "energy", "газе"),
    )


def _make_belarusian() -> Reading:
    return _tell(
        "1 чэрвеня 2011 года Пуцін і Лукашэнка сустрэліся ў Мінску і гаварылі пра газ. Цану на газ мусяць узгадніць да "
        "канца года.",
        "be",
        ("2011-06-01", "1 чэрвеня 2011 года"),
        ("Minsk", "Мінску"),
        Told(Field.STATUS, "held", "сустрэліся"),
        Told(Field.TOPICS, "energy", "газ"),
    )


def _make_overdue() -> Reading:
    return _tell(
        "Putin and Lukashenko will meet in Minsk on 1 February 2015 to speak of oil.",
        "en",
        ("2015-02-01", "1 February 2015"),
        ("Minsk", "Minsk"),
        Told(Field.STATUS, "planned", "will meet"),
        Told(Field.TOPICS, "energy", "oil"),
    )


def _make_cancelled() -> Reading:
    return _tell(
        "The talks of Putin and Lukashenko on oil in Sochi on 1 May 2015 were called off.",
        "en",
        ("2015-05-01", "1 May 2015"),
        ("Sochi", "Sochi"),
        Told(Field.STATUS, "cancelled", "were called off"),
        Told(Field.TOPICS, "energy", "oil"),
    )


def _make_elsewhere() -> Reading:
    """Talks on two topics: what is said to be put off is only one of them."""
    return _tell(
        "On 3 June 2015 Putin and Lukashenko met in Minsk and spoke of oil and of milk. Milk was put off.",
        "en",
        ("2015-06-03", "3 June 2015"),
        ("Minsk", "Minsk"),
        Told(Field.STATUS, "held", "met"),
        Told(Field.TOPICS, "energy", "oil"),
        Told(Field.TOPICS, "agriculture", "milk"),
    )


def _make_quiet() -> Reading:
    return _tell(
        "On 4 July 2015 Putin and Lukashenko met in Grodno and spoke of oil.",
        "en",
        ("2015-07-04", "4 July 2015"),
        ("Grodno", "Grodno"),
        Told(Field.STATUS, "held", "met"),
        Told(Field.TOPICS, "energy", "oil"),
    )


def _make_coming() -> Reading:
    return _tell(
        "Putin and Lukashenko will meet in Moscow on 1 December 2026 to speak of gas.",
        "en",
        ("2026-12-01", "1 December 2026"),
        ("Moscow", "Moscow"),
        Told(Field.STATUS, "planned", "will meet"),
        Told(Field.TOPICS, "energy", "gas"),
    )
