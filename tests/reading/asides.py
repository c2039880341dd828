"""Small articles in three languages, for what is told beside contacts."""

from app.domain.dates import EdtfDate
from app.domain.readings import Article, EventReading
from app.domain.vocabulary import Kind
from app.ingest.reading import read_reading


def read(language: str, published: str | None, text: str) -> list[EventReading]:
    """Read what an article tells beside contacts; every fact must yield its own words."""
    day = EdtfDate.parse(published) if published else None
    article = Article("test.txt", None, None, None, day, language, text)
    events = [e for e in read_reading(article).events if e.kind in (Kind.MILESTONE, Kind.RELATED)]
    for event in events:
        for fact in event.facts:
            assert fact.span.of(text) == fact.text
    return events


def tell(language: str, published: str | None, text: str) -> list[tuple[str, str | None, str | None]]:
    """Read kind, date and city of what an article tells beside contacts."""
    return [
        (event.kind.value, event.date.text if event.date else None, event.city)
        for event in read(language, published, text)
    ]
