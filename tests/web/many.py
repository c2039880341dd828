"""Readings of many events and of many quotes, enough for several pages of each."""

from datetime import date, timedelta

from app.domain.readings import Reading
from app.domain.vocabulary import LUKASHENKO, PUTIN, Field
from tests.sample_reading import Told, make_article, make_event, make_quote, make_reading

CITIES = (("Minsk", "BY"), ("Sochi", "RU"), ("Moscow", "RU"))
TOPICS = ("energy", "trade", "security", "culture")


def make_many_readings(count: int = 130) -> list[Reading]:
    """Make `count` meetings, one every 37 days from 10 January 2012 on, each told by an article of its own."""
    return [_make_reading(number) for number in range(count)]


def _make_reading(number: int) -> Reading:
    day = (date(2012, 1, 10) + timedelta(days=37 * number)).isoformat()
    city, country = CITIES[number % len(CITIES)]
    topic = TOPICS[number % len(TOPICS)]
    article = make_article(
        [f"On {day} Putin and Lukashenko met in {city} and spoke of {topic}."],
        title=f"Meeting number {number}",
        publisher="Example Wire",
        url=f"https://wire.example.net/{number}",
        published=day,
    )
    event = make_event(
        article.text,
        Told(Field.KIND, "meeting", "met"),
        Told(Field.FORMAT, "bilateral", "met"),
        Told(Field.STATUS, "held", "met"),
        Told(Field.DATE, day, day),
        Told(Field.CITY, city, city),
        Told(Field.COUNTRY, country, city),
        Told(Field.PEOPLE, PUTIN, "Putin"),
        Told(Field.PEOPLE, LUKASHENKO, "Lukashenko"),
        Told(Field.TOPICS, topic, topic),
    )
    return make_reading(article, [event])


def make_talkative_readings() -> list[Reading]:
    """Make ten articles with 12 quotes of one speaker each and no event, and one with a quote of somebody whom nobody
    knows."""
    return [*map(_make_talkative, range(10)), _make_unknown()]


def _make_talkative(number: int) -> Reading:
    words = [f"Word {number:02d} {place:02d} of many" for place in range(12)]
    article = make_article(
        [f"“{one}.”" for one in words],
        title=f"Talk {number}",
        publisher="P",
        published=f"2020-01-{number + 1:02d}",
    )
    quotes = [make_quote(article.text, one, PUTIN, "Putin", event=None) for one in words]
    return make_reading(article, [], quotes)


def _make_unknown() -> Reading:
    article = make_article(["“Rain again.”"], title="Rain", publisher="P", published="2019-01-01")
    return make_reading(
        article, [], [make_quote(article.text, "Rain again", None, "A passer-by", event=None)]
    )
