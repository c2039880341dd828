"""Rows of articles and events for the web, made from plain selects: a fixed number of statements a list."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from app.domain.vocabulary import QuoteKind, Status
from app.lexicon.people import get_people
from app.store.quote_rows import QUOTES, make_quote_rows
from app.store.schema import (
    AnyRow,
    AnySelect,
    article,
    event_city,
    event_person,
    event_topic,
    mention,
    mention_source,
    quote,
)
from app.store.views import EventRow, QuoteRow

OVERDUE = "overdue"
LONGEST_TELLING_QUOTE = 220
_BATCH = 500


def list_event_rows(session: Session, statement: AnySelect, today: date) -> list[EventRow]:
    """Run a statement that selects the columns of `event`, and add what belongs to each event."""
    rows = session.execute(statement).all()
    return [
        row
        for start in range(0, len(rows), _BATCH)
        for row in _make_rows(session, rows[start : start + _BATCH], today)
    ]


def get_status(status: str, last: str | None, today: date) -> str:
    """Return the status to show: a plan whose last day has passed is overdue; one without a date never is."""
    if status == Status.PLANNED and last is not None and last < today.isoformat():
        return OVERDUE
    return status


def _make_rows(session: Session, rows: Sequence[AnyRow], today: date) -> list[EventRow]:
    ids = [row.id for row in rows]
    cities = _list_values(session, event_city, "city", ids)
    people = _list_values(session, event_person, "person", ids)
    topics = _list_values(session, event_topic, "topic", ids)
    sources = _count_sources(session, ids)
    quotes = _list_telling_quotes(session, [row.id for row in rows if row.status == Status.HELD])
    return [
        EventRow(
            id=row.id,
            slug=row.slug,
            title=row.title,
            kind=row.kind,
            format=row.format,
            status=get_status(row.status, row.last, today),
            date=row.date,
            date_start=row.date_start,
            date_end=row.date_end,
            first=row.first,
            last=row.last,
            city=row.city,
            cities=tuple(cities[row.id]),
            country=row.country,
            people=tuple(people[row.id]),
            topics=tuple(topics[row.id]),
            outcome=row.outcome,
            duration_minutes_at_least=row.duration_minutes_at_least,
            sources=sources.get(row.id, 0),
            quote=quotes.get(row.id),
            venue=row.venue,
            others=row.others,
            note=row.note,
            confidence=row.confidence,
        )
        for row in rows
    ]


def _list_values(
    session: Session, table: Table, column: str, event_ids: Sequence[str]
) -> dict[str, list[str]]:
    values: dict[str, list[str]] = defaultdict(list)
    rows = select(table.c.event_id, table.c[column]).where(table.c.event_id.in_(event_ids))
    for one, value in session.execute(rows.order_by(table.c.event_id, table.c.position)):
        values[one].append(value)
    return values


def _count_sources(session: Session, event_ids: Sequence[str]) -> dict[str, int]:
    count = select(mention.c.event_id, func.count(mention_source.c.article_id.distinct()))
    rows = (
        count.join(mention_source, mention_source.c.mention_id == mention.c.id)
        .where(mention.c.event_id.in_(event_ids))
        .group_by(mention.c.event_id)
    )
    return dict(session.execute(rows).all())


def _list_telling_quotes(session: Session, event_ids: Sequence[str]) -> dict[str, QuoteRow]:
    """Choose for each event the direct quote of a president that fits a card: from an original before a digest of
    ours, the longest, of equals the least id.
    """
    statement = (
        select(mention.c.event_id, quote.c.id, func.length(quote.c.text))
        .join(quote, quote.c.mention_id == mention.c.id)
        .join(article, article.c.id == quote.c.article_id)
        .where(
            mention.c.event_id.in_(event_ids),
            quote.c.kind == QuoteKind.DIRECT,
            # Joined with nothing, so that SQLite does not go through all that the presidents ever said.
            quote.c.speaker.concat("").in_(get_people().presidents),
            func.length(quote.c.text) <= LONGEST_TELLING_QUOTE,
        )
        .order_by(mention.c.event_id, article.c.digest, func.length(quote.c.text).desc(), quote.c.id)
    )
    chosen: dict[str, str] = {}
    for one, quote_id, _length in session.execute(statement):
        chosen.setdefault(one, quote_id)
    rows = make_quote_rows(session, QUOTES.where(quote.c.id.in_(chosen.values())))
    by_id = {row.id: row for row in rows}
    return {one: by_id[quote_id] for one, quote_id in chosen.items()}
