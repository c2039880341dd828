"""Small articles of our own, for one phenomenon each."""

from app.domain.dates import EdtfDate
from app.domain.readings import Article, EventReading, Reading
from app.ingest.reading import read_reading


def make_article(text: str, published: str | None = "2023-04-07", title: str | None = None) -> Article:
    """Make an English article of `text`."""
    day = EdtfDate.parse(published) if published else None
    return Article("test.txt", title, None, None, day, "en", f"{title}\n\n{text}" if title else text)


def read(text: str, published: str | None = "2023-04-07", title: str | None = None) -> Reading:
    """Read an English article of `text`; every fact, quote and claim must yield its own words."""
    reading = read_reading(make_article(text, published, title))
    for event in reading.events:
        for fact in event.facts:
            assert fact.span.of(reading.article.text) == fact.text
            assert any(sentence.holds(fact.span) for sentence in reading.sentences)
    for item in (*reading.quotes, *reading.claims):
        assert item.span.of(reading.article.text) == item.text
    return reading


def read_one(text: str, published: str | None = "2023-04-07") -> EventReading:
    """Read an article that must tell of exactly one event."""
    events = read(text, published).events
    assert len(events) == 1, events
    return events[0]
