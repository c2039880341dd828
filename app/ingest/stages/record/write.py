"""A checked row to its reading: the text of its cells, and a fact for every value, each with its words."""

from collections.abc import Iterator

from app.domain.readings import (
    Article,
    ClaimReading,
    EventReading,
    FactReading,
    QuoteReading,
    Reading,
)
from app.domain.spans import Span
from app.domain.vocabulary import Field, Origin, QuoteKind, Scope
from app.ingest.stages.record.lines import Lines
from app.ingest.stages.record.notes import find_told
from app.ingest.stages.record.rows import EventRow, LooseRow, QuoteCells

# The rules of facts: a value as its cell has it, what a meeting of the record is by definition, a sentence of a note.
CELL, BOTH = "record", "record-presidents"


def make_event_reading(row: EventRow) -> Reading:
    """Make the document of an event: its cells, its sources and its quotes."""
    lines = Lines()
    lines.add("event", row.key)
    facts = tuple(_write_facts(lines, row))
    for source in row.sources:
        lines.add_source(source)
    quotes = tuple(_write_quote(lines, quote, event=0) for quote in row.quotes)
    event = EventReading.of_facts(row.kind, row.status, row.format, row.date, facts, row.confidence)
    return Reading(
        article=_make_document(lines, row.key, row.file, row.key),
        sentences=lines.spans,
        events=(event,),
        quotes=quotes,
        sources=row.sources,
    )


def make_loose_reading(row: LooseRow) -> Reading:
    """Make the document of a quote or a count claim that stands by itself."""
    lines = Lines()
    if row.quote is not None:
        quote = _write_quote(lines, row.quote, event=None)
        title = f"Quote of {quote.speaker_text or 'somebody'}"
        return Reading(_make_document(lines, row.key, row.file, title), lines.spans, quotes=(quote,))
    meetings = "1 meeting" if row.count == 1 else f"{row.count} meetings"
    least = "at least " if row.at_least else ""
    until = f", up to {row.as_of}" if row.as_of else ""
    span = lines.add("claim", f"{least}{meetings} in {row.year}{until}")
    for name, value in (
        ("scope", "" if row.scope is Scope.MEETINGS else row.scope),
        ("person", row.person_text),
        ("claimed by", row.claimed_by or ""),
        ("note", row.note),
    ):
        if value:
            words = lines.add(name, value)
            span = words if name == "note" else span
    lines.add_source(row.source)
    text = lines.text
    claim = ClaimReading(
        year=row.year,
        count=row.count,
        as_of=row.as_of,
        text=span.of(text),
        span=span,
        scope=row.scope,
        claimed_by=row.claimed_by,
        source=row.source,
        person=row.person,
        at_least=row.at_least,
    )
    title = f"Count of meetings in {row.year}"
    return Reading(_make_document(lines, row.key, row.file, title), lines.spans, claims=(claim,))


def _write_facts(lines: Lines, row: EventRow) -> Iterator[FactReading]:
    kind = lines.add("kind", row.kind)
    yield FactReading(Field.KIND, row.kind, row.kind, kind, CELL)
    for slug in row.presidents:
        yield FactReading(Field.PEOPLE, slug, row.kind, kind, BOTH)
    spans: dict[str, Span] = {}
    for field, value in (
        (Field.STATUS, row.status),
        (Field.DATE, row.date.text if row.date else ""),
        (Field.FORMAT, row.format or ""),
        (Field.COUNTRY, row.country),
        (Field.VENUE, row.venue),
        (Field.OTHERS, row.others),
        (Field.OUTCOME, row.outcome),
        (Field.NOTE, row.note),
    ):
        if value:
            spans[field] = lines.add(field, value)
            yield FactReading(field, value, value, spans[field], CELL)
    for field, name, values in ((Field.CITY, "city", row.cities), (Field.TOPICS, "topics", row.topics)):
        if values:
            yield from _make_facts(field, values, lines.add(name, ";".join(words for _, words in values)))
    for slug, words in row.people:
        start = spans[Field.OTHERS].start + row.others.index(words)
        yield FactReading(Field.PEOPLE, slug, words, Span(start, start + len(words)), CELL)
    if row.confidence:
        lines.add("confidence", row.confidence)
    # "Announced for 15 October at first" may as well stand in the outcome of what was never confirmed.
    for field, words in ((Field.NOTE, row.note), (Field.OUTCOME, row.outcome)):
        for told, value, rule, span in find_told(words, row.date):
            if told is not Field.DATE or row.date is None or value != row.date.text:
                yield FactReading(told, value, span.of(words), span.shifted(spans[field].start), rule)


def _make_facts(field: Field, values: tuple[tuple[str, str], ...], whole: Span) -> Iterator[FactReading]:
    start = whole.start
    for value, words in values:
        yield FactReading(field, value, words, Span(start, start + len(words)), CELL)
        start += len(words) + 1


def _write_quote(lines: Lines, quote: QuoteCells, event: int | None) -> QuoteReading:
    span = lines.add("quote", quote.text)
    for name, value in (
        ("speaker", quote.speaker or ""),
        ("said", quote.said.text if quote.said else ""),
        ("language", quote.language or ""),
    ):
        if value:
            lines.add(name, value)
    lines.add_source(quote.source)
    return QuoteReading(
        speaker=quote.slug,
        speaker_text=quote.speaker,
        text=quote.text,
        kind=QuoteKind.DIRECT,
        span=span,
        event=event,
        said=quote.said,
        language=quote.language,
        source=quote.source,
    )


def _make_document(lines: Lines, key: str, file: str, title: str) -> Article:
    text = lines.text
    return Article(
        source=file,
        title=title,
        publisher=None,
        url=None,
        published=None,
        language="en",
        text=text,
        origin=Origin.RECORD,
        key=key,
        file=file,
    )
