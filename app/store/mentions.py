"""Mentions as rows: what an article asserts of events, written once and rebuilt for resolution."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from app.domain.dates import EdtfDate
from app.domain.ids import make_id
from app.domain.readings import EventReading, FactReading, Reading
from app.domain.resolution import Mention
from app.domain.spans import Span
from app.domain.vocabulary import Field, Format, Kind, Status
from app.store.schema import AnyRow, AnySelect, article, fact, mention

DayRange = tuple[str, str] | None
"""The first and last day (ISO) that a mention covers, `None` for one without a date."""

_BATCH = 500


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


def list_neighbourhood(session: Session, touched: Iterable[DayRange]) -> list[Mention]:
    """List every mention that can share an event with those of the `touched` day ranges, ordered by id.

    These are the mentions reached from the ranges through overlapping dates, however many steps away;
    mentions without a date reach one another only.
    """
    ids = list_neighbourhood_ids(session, touched)
    rows: list[AnyRow] = []
    for start in range(0, len(ids), _BATCH):
        rows += session.execute(_select_mentions().where(mention.c.id.in_(ids[start : start + _BATCH])))
    return _make_mentions(session, rows)


def list_neighbourhood_ids(session: Session, touched: Iterable[DayRange]) -> list[str]:
    """List the ids of the mentions of `list_neighbourhood`, in order."""
    ranges = set(touched)
    conditions = [
        and_(mention.c.first <= last, mention.c.last >= first)
        for first, last in {_grow(session, *one) for one in ranges if one is not None}
    ]
    if None in ranges:
        conditions.append(mention.c.first.is_(None))
    return sorted(
        {one for near in conditions for one in session.execute(select(mention.c.id).where(near)).scalars()}
    )


def make_range(date: EdtfDate | None) -> DayRange:
    """Return the days that a date covers."""
    return (date.first.isoformat(), date.last.isoformat()) if date else None


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


def _select_mentions() -> AnySelect:
    columns = (article.c.published, article.c.publisher, article.c.url)
    joined = select(mention, *columns).join(article, article.c.id == mention.c.article_id)
    return joined.order_by(mention.c.id)


def _make_mentions(session: Session, rows: Sequence[AnyRow]) -> list[Mention]:
    facts = _list_facts(session, [row.id for row in rows])
    return [
        Mention(
            id=row.id,
            article_id=row.article_id,
            source_key=_make_source_key(row),
            published=EdtfDate.parse(row.published) if row.published else None,
            reading=_make_reading(row, tuple(facts[row.id])),
        )
        for row in rows
    ]


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
    return EventReading.of_facts(Kind(row.kind), Status(row.status), format, date, facts)


def _make_source_key(row: AnyRow) -> str:
    """Name what counts as one publisher: a digest has the publisher and the address of its original."""
    domain = urlsplit(row.url or "").hostname or ""
    return (row.publisher or "").strip().casefold() or domain.removeprefix("www.") or row.article_id
