"""The written form of a reading, as `summitry extract` prints it: every key always there."""

from pathlib import PurePath
from typing import Any

from app.domain.readings import ClaimReading, EventReading, QuoteReading, Reading
from app.ingest.stages.read.addresses import is_address


def format_reading(reading: Reading) -> dict[str, Any]:
    """Make the JSON object of one article; `null` or `[]` where the text is silent."""
    article = reading.article
    return {
        "source": article.source
        if is_address(article.source)
        else PurePath(article.source).name or article.source,
        "article": {
            "title": article.title,
            "publisher": article.publisher,
            "url": article.url,
            "published": article.published.text if article.published else None,
            "language": article.language,
        },
        "events": [_format_event(event) for event in reading.events],
        "quotes": [_format_quote(quote) for quote in reading.quotes],
        "claims": [_format_claim(claim) for claim in reading.claims],
    }


def _format_event(event: EventReading) -> dict[str, Any]:
    return {
        "kind": event.kind,
        "format": event.format,
        "status": event.status,
        "date": event.date.text if event.date else None,
        "date_start": event.date.start if event.date else None,
        "date_end": event.date.end if event.date else None,
        "city": event.city,
        "cities": list(event.cities),
        "country": event.country,
        "people": list(event.people),
        "topics": list(event.topics),
        "outcome": event.outcome,
        "duration_minutes_at_least": event.duration_minutes_at_least,
        "facts": [
            {
                "field": fact.field,
                "value": fact.value,
                "text": fact.text,
                "start": fact.span.start,
                "end": fact.span.end,
            }
            for fact in event.facts
        ],
    }


def _format_quote(quote: QuoteReading) -> dict[str, Any]:
    return {
        "speaker": quote.speaker,
        "speaker_text": quote.speaker_text,
        "text": quote.text,
        "kind": quote.kind,
        "start": quote.span.start,
        "end": quote.span.end,
    }


def _format_claim(claim: ClaimReading) -> dict[str, Any]:
    return {
        "year": claim.year,
        "count": claim.count,
        "as_of": claim.as_of.text if claim.as_of else None,
        "text": claim.text,
        "start": claim.span.start,
        "end": claim.span.end,
    }
