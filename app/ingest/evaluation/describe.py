"""Events in one line each, for people who look for the fault."""

from app.domain.readings import EventReading
from app.ingest.evaluation.gold import GoldEvent

_NOTHING = "no day"


def describe_gold_event(event: GoldEvent) -> str:
    """Describe a wanted event; what is not compared stands in brackets."""
    kind = f"{event.kind} (or call)" if event.is_kind_open else str(event.kind)
    days = _join_days(event.start, event.end)
    return _join(kind, event.status, f"({days})" if event.is_date_open else days, event.city, event.format)


def describe_event(event: EventReading) -> str:
    """Describe a found event."""
    days = _join_days(event.date.start, event.date.end) if event.date else _NOTHING
    return _join(event.kind, event.status, days, event.city, event.format)


def list_words(event: EventReading) -> tuple[str, ...]:
    """List the words of an event's facts, each once, with what was read from them."""
    return tuple(dict.fromkeys(f"{fact.field} = {fact.value}: {fact.text}" for fact in event.facts))


def _join_days(start: str | None, end: str | None) -> str:
    if not start:
        return _NOTHING
    return start if start == end else f"{start}/{end}"


def _join(*parts: str | None) -> str:
    return " ".join(part for part in parts if part)
