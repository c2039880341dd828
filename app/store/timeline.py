"""The timeline: its events, its years, and what is still to come."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from app.domain.filters import Filters
from app.domain.vocabulary import TOPICS, Format, Kind, Origin, Status
from app.lexicon.language import get_tables
from app.store.narrow import LISTS, find_view, make_status_column
from app.store.order import NEWEST_FIRST, POSITION, is_older
from app.store.rows import OVERDUE, list_event_rows
from app.store.schema import article, event, former_slug
from app.store.views import EventList, EventRow, RecordSize, YearBar


def list_events(
    session: Session,
    filters: Filters,
    today: date,
    limit: int | None,
    also: Sequence[ColumnElement[bool]] = (),
) -> EventList:
    """List the events of a view, newest first, those without a date last.

    `filters.after` is the slug, also a former one, of the event after which to go on; an unknown one is
    ignored. `limit=None` gives all. `also` are conditions that no view can ask for.
    """
    conditions = [*find_view(session, filters, today), *also]
    total = session.execute(select(func.count()).select_from(event).where(*conditions)).scalar_one()
    if filters.after is not None:
        conditions += _make_after(session, filters.after)
    statement = select(event).where(*conditions).order_by(*NEWEST_FIRST)
    if limit is None:
        return EventList(tuple(list_event_rows(session, statement, today)), total)
    # One more than asked for tells whether there is a next page.
    events = list_event_rows(session, statement.limit(limit + 1), today)
    shown = tuple(events[:limit])
    return EventList(shown, total, shown[-1].slug if shown and len(events) > limit else None)


def list_years(session: Session, filters: Filters, today: date) -> tuple[YearBar, ...]:
    """List every year from the first to the last with its events by kind and status.

    `matching` counts under all filters but the year, so that the years not chosen stay comparable.
    """
    counts: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    status = make_status_column(today)
    rows = select(event.c.year, event.c.kind, status, func.count()).group_by(
        event.c.year, event.c.kind, status
    )
    for year, kind, shown, count in session.execute(rows.where(event.c.year.is_not(None))):
        counts[year][_get_bar(kind, shown)] += count
    conditions = find_view(session, filters.without("year"), today)
    found = select(event.c.year, func.count()).where(*conditions).group_by(event.c.year)
    matching: dict[int, int] = dict(session.execute(found).all())
    return tuple(
        YearBar(
            year=year,
            held=counts[year]["held"],
            calls=counts[year]["calls"],
            planned=counts[year]["planned"],
            cancelled=counts[year]["cancelled"],
            overdue=counts[year]["overdue"],
            other=counts[year]["other"],
            matching=matching.get(year, 0),
        )
        for year in (range(min(counts), max(counts) + 1) if counts else ())
    )


def list_planned(session: Session, today: date) -> tuple[tuple[EventRow, ...], tuple[EventRow, ...]]:
    """List the plans with a date: those still to come, soonest first, and the overdue, latest first."""
    plans = select(event).where(event.c.status == Status.PLANNED)
    coming = plans.where(event.c.last >= today.isoformat()).order_by(
        event.c.first, event.c.last, event.c.slug
    )
    overdue = plans.where(event.c.last < today.isoformat()).order_by(*NEWEST_FIRST)
    return tuple(list_event_rows(session, coming, today)), tuple(list_event_rows(session, overdue, today))


def get_record_size(session: Session) -> RecordSize:
    """Count the events and the sources that tell of them, and tell the years that they cover.

    These are the sources that could be read, and those that rows of the record name. A source in a language without
    rules is kept, but the record is not read from it.
    """
    events, first, last = session.execute(
        select(func.count(), func.min(event.c.year), func.max(event.c.year))
    ).one()
    read = or_(article.c.version_id.is_(None), article.c.language.in_(get_tables()))
    sources = select(func.count()).where(
        article.c.withdrawn.is_(None), article.c.origin == Origin.PRESS, read
    )
    return RecordSize(events, session.execute(sources).scalar_one(), first, last)


def list_known(session: Session, facet: str) -> set[str]:
    """List the values of a facet that can be asked for: those of the closed lists, else those that events have.

    Of years, all from the first to the last.
    """
    closed: dict[str, set[str]] = {
        "kind": {*Kind},
        "format": {*Format},
        "status": {*Status, OVERDUE},
        "topic": {*TOPICS},
    }
    if facet == "year":
        size = get_record_size(session)
        if size.first_year is None or size.last_year is None:
            return set()
        return {str(year) for year in range(size.first_year, size.last_year + 1)}
    if facet not in LISTS:
        return closed[facet]
    table, column = LISTS[facet]
    return closed.get(facet, set()) | set(session.execute(select(table.c[column]).distinct()).scalars())


def _make_after(session: Session, slug: str) -> list[ColumnElement[bool]]:
    """Make the condition of coming after the event of this slug, `[]` if there is none."""
    former = select(former_slug.c.event_id).where(former_slug.c.slug == slug)
    named = or_(event.c.slug == slug, event.c.id.in_(former))
    at = session.execute(select(*POSITION).where(named).order_by(event.c.slug != slug)).first()
    return [] if at is None else [is_older(at)]


def _get_bar(kind: str, status: str) -> str:
    """Name the part of a year's bar in which an event is counted."""
    if kind in (Kind.MILESTONE, Kind.RELATED):
        return "other"
    if status != Status.HELD:
        return status
    return "calls" if kind == Kind.CALL else "held"
