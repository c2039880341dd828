"""Mentions as rows: what a document asserts of events, written once and rebuilt for resolution."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from app.domain.dates import EdtfDate
from app.domain.ids import make_id
from app.domain.readings import EventReading, FactReading, Reading
from app.domain.resolution import CORRECTION, Correction, Mention
from app.domain.spans import Span
from app.domain.vocabulary import Action, Confidence, Field, Format, Kind, Origin, Status
from app.domain.voices import make_voice
from app.store.schema import (
    AnyRow,
    AnySelect,
    article,
    citation,
    correction,
    correction_day,
    fact,
    mention,
    mention_source,
    version,
)
from app.store.sources import make_source_ids

DayRange = tuple[str, str] | None
"""The first and last day (ISO) that a mention can have to do with, `None` for one without a date."""

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What has to be resolved together; `mention_ids` are all mentions of it, also those that carry corrections."""

    mentions: tuple[Mention, ...]
    corrections: tuple[Correction, ...]
    mention_ids: tuple[str, ...]


def make_mention_ids(article_id: str, reading: Reading) -> list[str]:
    """Make the ids of a reading's events: hashed from the sentence that first tells of each.

    The sentence is a raw source value, so that neither a better reading of it nor a change elsewhere in the
    article changes the id. Several events first told by one sentence are numbered.
    """
    seen: Counter[str] = Counter()
    ids = []
    for event in reading.events:
        sentence = next((one for one in reading.sentences if one.start <= event.start < one.end), None)
        words = sentence.of(reading.article.text) if sentence else ""
        ids.append(make_id("mention", article_id, words, str(seen[words])))
        seen[words] += 1
    return ids


def read_neighbourhood(session: Session, touched: Iterable[DayRange]) -> Neighbourhood:
    """Read every mention that can share an event with those of the `touched` day ranges, and every correction that
    can change one of these; both ordered by id.

    These are the mentions reached from the ranges through overlapping dates and through the days that a correction
    brings together, however many steps away; mentions without a date reach one another only.
    """
    ranges, correction_ids = _grow_over_corrections(session, set(touched))
    ids = _list_mention_ids(session, ranges)
    rows: list[AnyRow] = []
    for start in range(0, len(ids), _BATCH):
        rows += session.execute(_select_mentions().where(mention.c.id.in_(ids[start : start + _BATCH])))
    corrections = _list_corrections(session, correction_ids)
    carrying = [one.mention_id for one in corrections if one.mention_id]
    return Neighbourhood(tuple(_make_mentions(session, rows)), corrections, (*ids, *carrying))


def list_neighbourhood(session: Session, touched: Iterable[DayRange]) -> list[Mention]:
    """List the mentions of `read_neighbourhood`."""
    return list(read_neighbourhood(session, touched).mentions)


def list_mentions(session: Session, event_ids: Sequence[str]) -> dict[str, list[Mention]]:
    """List the mentions of each of these events, those that only carry corrections aside; ordered by id."""
    told = _select_mentions().where(mention.c.event_id.in_(event_ids), mention.c.kind != CORRECTION)
    rows = session.execute(told).all()
    events = {row.id: row.event_id for row in rows}
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for one in _make_mentions(session, rows):
        mentions[events[one.id]].append(one)
    return mentions


def make_range(date: EdtfDate | None) -> DayRange:
    """Return the days that a date covers."""
    return (date.first.isoformat(), date.last.isoformat()) if date else None


def _grow_over_corrections(session: Session, ranges: set[DayRange]) -> tuple[set[DayRange], tuple[str, ...]]:
    """Widen ranges of days until no mention and no correction reaches beyond them."""
    found: set[str] = set()
    while ranges:
        ranges = {one and _grow(session, *one) for one in ranges}
        near = [
            and_(correction_day.c.first <= one[1], correction_day.c.last >= one[0])
            if one
            else correction_day.c.first.is_(None)
            for one in ranges
        ]
        ids = set(session.execute(select(correction_day.c.document_id).where(or_(*near))).scalars())
        if ids <= found:
            break
        found |= ids
        columns = (correction_day.c.first, correction_day.c.last)
        rows = session.execute(select(*columns).where(correction_day.c.document_id.in_(ids)))
        ranges |= {(first, last) if first and last else None for first, last in rows}
    return ranges, tuple(sorted(found))


def _grow(session: Session, first: str, last: str) -> tuple[str, str]:
    """Widen a range of days until no mention reaches beyond it."""
    while True:
        near = select(func.min(mention.c.first), func.max(mention.c.last)).where(
            mention.c.first <= last, mention.c.last >= first
        )
        low, high = session.execute(near).one()
        if low is None or (low >= first and high <= last):
            return first, last
        first, last = min(first, low), max(last, high)


def _list_mention_ids(session: Session, ranges: Iterable[DayRange]) -> list[str]:
    conditions = [
        and_(mention.c.first <= one[1], mention.c.last >= one[0]) if one else mention.c.first.is_(None)
        for one in ranges
    ]
    told = select(mention.c.id).where(mention.c.kind != CORRECTION)
    return sorted({one for near in conditions for one in session.execute(told.where(near)).scalars()})


def _list_corrections(session: Session, ids: Sequence[str]) -> tuple[Correction, ...]:
    rows = select(correction).where(correction.c.document_id.in_(ids)).order_by(correction.c.document_id)
    return tuple(
        Correction(
            id=row.document_id,
            action=Action(row.action),
            events=tuple(json.loads(row.events)),
            article_ids=frozenset(one for told in json.loads(row.articles) for one in make_source_ids(told)),
            mention_ids=frozenset(json.loads(row.mentions)),
            field=Field(row.field) if row.field else None,
            value=row.value,
            mention_id=row.mention_id,
            made=row.made,
        )
        for row in session.execute(rows)
    )


def _select_mentions() -> AnySelect:
    columns = (version.c.published, version.c.publisher, article.c.url, article.c.origin)
    joined = select(mention, *columns).join(article, article.c.id == mention.c.article_id)
    return joined.join(version, version.c.id == mention.c.version_id).order_by(mention.c.id)


def _make_mentions(session: Session, rows: Sequence[AnyRow]) -> list[Mention]:
    ids = [row.id for row in rows]
    facts, sources = _list_facts(session, ids), _list_sources(session, ids)
    cited = _list_cited(session, [row.article_id for row in rows if row.origin != Origin.PRESS])
    return [_make_mention(row, facts[row.id], sources[row.id], cited[row.article_id]) for row in rows]


def _make_mention(
    row: AnyRow, facts: Sequence[FactReading], sources: Iterable[str], cited: Sequence[AnyRow]
) -> Mention:
    """Rebuild a mention. A row of the record speaks for the publishers that it names, on the day of the earliest."""
    voices = {make_voice(row.publisher, row.url, row.article_id)}
    days = [row.published]
    if row.origin != Origin.PRESS:
        told = [one for one in cited if one.article_id in sources]
        voices = {make_voice(one.publisher, one.url, one.article_id) for one in told}
        days = sorted(one.published for one in told if one.published) or [None]
    return Mention(
        id=row.id,
        document_id=row.article_id,
        article_ids=frozenset(sources),
        voices=frozenset(voices),
        published=EdtfDate.parse(days[0]) if days[0] else None,
        reading=_make_reading(row, tuple(facts)),
        origin=Origin(row.origin),
        sentences=frozenset(json.loads(row.sentences)),
    )


def _list_sources(session: Session, mention_ids: Sequence[str]) -> dict[str, list[str]]:
    """Return for each mention the ids of the sources behind it."""
    sources: dict[str, list[str]] = defaultdict(list)
    for start in range(0, len(mention_ids), _BATCH):
        batch = mention_ids[start : start + _BATCH]
        rows = select(mention_source.c.mention_id, mention_source.c.article_id)
        for one, article_id in session.execute(rows.where(mention_source.c.mention_id.in_(batch))):
            sources[one].append(article_id)
    return sources


def _list_cited(session: Session, document_ids: Sequence[str]) -> dict[str, list[AnyRow]]:
    """Return for each row of the record what it says of the sources that it names.

    What the row says, not what the source itself came to say later: else a text that comes in would change events
    of another day.
    """
    cited: dict[str, list[AnyRow]] = defaultdict(list)
    columns = (citation.c.document_id, citation.c.article_id, citation.c.publisher, citation.c.published)
    rows = select(*columns, article.c.url).join(article, article.c.id == citation.c.article_id)
    for start in range(0, len(document_ids), _BATCH):
        batch = document_ids[start : start + _BATCH]
        ordered = rows.where(citation.c.document_id.in_(batch)).order_by(citation.c.position)
        for row in session.execute(ordered):
            cited[row.document_id].append(row)
    return cited


def _list_facts(session: Session, mention_ids: Sequence[str]) -> dict[str, list[FactReading]]:
    facts: dict[str, list[FactReading]] = defaultdict(list)
    for start in range(0, len(mention_ids), _BATCH):
        batch = mention_ids[start : start + _BATCH]
        rows = select(fact).where(fact.c.mention_id.in_(batch)).order_by(fact.c.mention_id, fact.c.position)
        for row in session.execute(rows):
            facts[row.mention_id].append(
                FactReading(Field(row.field), row.value, row.text, Span(row.start, row.end), row.rule)
            )
    return facts


def _make_reading(row: AnyRow, facts: tuple[FactReading, ...]) -> EventReading:
    """Rebuild what was read from its row and its facts."""
    format = Format(row.format) if row.format else None
    date = EdtfDate.parse(row.date) if row.date else None
    confidence = Confidence(row.confidence) if row.confidence else None
    return EventReading.of_facts(Kind(row.kind), Status(row.status), format, date, facts, confidence)
