"""Readings of many events, enough for several pages of the timeline."""

from datetime import date, timedelta

from app.domain.readings import Reading
from app.domain.vocabulary import LUKASHENKO, PUTIN, Field
from tests.sample_reading import Told, make_article, make_event, make_reading

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
