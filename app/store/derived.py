"""The rows that a reading becomes: mentions, facts, quotes and claims."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from app.domain.dates import EdtfDate
from app.domain.ids import make_id
from app.domain.readings import MOVED_FROM, EventReading, Reading
from app.domain.resolution import BEFORE_NEWS
from app.domain.vocabulary import Field, Origin
from app.store.schema import AnyRow
from app.store.sentences import hash_sentences
from app.store.sources import make_cited_id

Values = dict[str, Any]


def make_mention_rows(
    article_id: str, version_id: str, ids: Sequence[str], reading: Reading, former: Sequence[AnyRow]
) -> list[Values]:
    """Make a row for each event of the reading.

    A mention takes over the event of the `former` one that it replaces, until events are resolved anew: so
    the slug of an event goes on to where its mentions went.
    """
    heirs = _find_heirs(ids, reading, former)
    return [
        {
            "id": one,
            "article_id": article_id,
            "version_id": version_id,
            "position": position,
            "event_id": heirs.get(one),
            "kind": event.kind,
            "format": event.format,
            "status": event.status,
            "date": event.date.text if event.date else None,
            **_make_reach(event),
            "confidence": event.confidence,
            "sentences": _list_hashes(event, reading),
        }
        for position, (one, event) in enumerate(zip(ids, reading.events, strict=True))
    ]


def make_source_rows(article_id: str, ids: Sequence[str], reading: Reading) -> list[Values]:
    """Make a row for each source behind each event: the article itself, or those that a row of the record names."""
    named = {make_cited_id(one) for one in reading.sources}
    sources = sorted(named) if reading.article.origin is not Origin.PRESS else [article_id]
    return [{"mention_id": one, "article_id": source} for one in ids for source in sources]


def make_fact_rows(ids: Sequence[str], reading: Reading) -> list[Values]:
    """Make a row for each fact of each event."""
    return [
        {
            "mention_id": one,
            "position": position,
            "field": fact.field,
            "value": fact.value,
            "text": fact.text,
            "start": fact.span.start,
            "end": fact.span.end,
            "rule": fact.rule,
        }
        for one, event in zip(ids, reading.events, strict=True)
        for position, fact in enumerate(event.facts)
    ]


def make_quote_rows(
    article_id: str, version_id: str, mention_ids: Sequence[str], reading: Reading
) -> list[Values]:
    """Make a row for each quote; its id is hashed from the words and the speaker as found."""
    seen: Counter[tuple[str | None, str]] = Counter()
    rows: list[Values] = []
    for position, quote in enumerate(reading.quotes):
        words = (quote.speaker_text, quote.text)
        rows.append(
            {
                "id": make_id("quote", article_id, *words, str(seen[words])),
                "article_id": make_cited_id(quote.source) if quote.source else article_id,
                "document_id": article_id,
                "version_id": version_id,
                "mention_id": None if quote.event is None else mention_ids[quote.event],
                "position": position,
                "speaker": quote.speaker,
                "speaker_text": quote.speaker_text,
                "text": quote.text,
                "kind": quote.kind,
                "start": quote.span.start,
                "end": quote.span.end,
                "said": quote.said.text if quote.said else None,
                "language": quote.language,
            }
        )
        seen[words] += 1
    return rows


def make_claim_rows(article_id: str, version_id: str, reading: Reading) -> list[Values]:
    """Make a row for each count claim; its id is hashed from the sentence that makes it."""
    seen: Counter[str] = Counter()
    rows: list[Values] = []
    for position, claim in enumerate(reading.claims):
        rows.append(
            {
                "id": make_id("claim", article_id, claim.text, str(seen[claim.text])),
                "article_id": make_cited_id(claim.source) if claim.source else article_id,
                "document_id": article_id,
                "version_id": version_id,
                "position": position,
                "year": claim.year,
                "count": claim.count,
                "as_of": claim.as_of.text if claim.as_of else None,
                "text": claim.text,
                "start": claim.span.start,
                "end": claim.span.end,
                "scope": claim.scope,
                "person": claim.person,
                "claimed_by": claim.claimed_by,
                "at_least": claim.at_least,
            }
        )
        seen[claim.text] += 1
    return rows


def make_version_marks(reading: Reading) -> str:
    """Make the stored form of what was read from a version, in the order of its text: `[start, end, kind]` each.

    It stays with the version, while the rows above go when a later version is read.
    """
    spans = [(fact.span, fact.field.value) for event in reading.events for fact in event.facts]
    spans += [(quote.span, "quote") for quote in reading.quotes]
    spans += [(claim.span, "claim") for claim in reading.claims]
    return format_marks((span.start, span.end, kind) for span, kind in spans)


def format_marks(marks: Iterable[tuple[int, int, str]]) -> str:
    """Write `(start, end, kind)` of what was read from a version as it is stored."""
    return json.dumps(sorted(set(marks)), separators=(",", ":"))


def _make_reach(event: EventReading) -> Values:
    """Bound the days that a mention can have to do with: those that its date can mean, and those before a move."""
    if event.date is None:
        return {"first": None, "last": None}
    moved = [
        EdtfDate.parse(fact.value)
        for fact in event.facts
        if fact.field is Field.DATE and fact.rule == MOVED_FROM
    ]
    first = min(date.first for date in (event.date, *moved))
    last = max(date.last for date in (event.date, *moved))
    # An approximate day is one of publication: what it tells of can be some days older (docs/record.md).
    return {
        "first": (first - BEFORE_NEWS if event.date.approximate else first).isoformat(),
        "last": last.isoformat(),
    }


def _list_hashes(event: EventReading, reading: Reading) -> str:
    """List the hashes of the sentences that an event was read from; a document of our own copies nobody."""
    if reading.article.origin is not Origin.PRESS:
        return "[]"
    return hash_sentences(reading.article.text, reading.sentences, (fact.span for fact in event.facts))


def _find_heirs(ids: Sequence[str], reading: Reading, former: Sequence[AnyRow]) -> dict[str, str | None]:
    """Find whose event each new mention takes over: that of the same id, else that of the same rank in its kind.

    The rank says something only if both versions tell of equally many events of that kind.
    """
    same = {row.id: row.event_id for row in former}
    heirs: dict[str, str | None] = {}
    for kind in {event.kind for event in reading.events}:
        now = [one for one, event in zip(ids, reading.events, strict=True) if event.kind == kind]
        before = [row.event_id for row in former if row.kind == kind]
        if len(now) == len(before):
            heirs.update(zip(now, before, strict=True))
    return heirs | {one: same[one] for one in ids if one in same}
