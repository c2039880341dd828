"""The timeline: its events, its years, and what is still to come."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from app.domain.filters import Filters
from app.domain.vocabulary import TOPICS, Format, Kind, Status
from app.lexicon.language import get_tables
from app.store.facets import count_values
from app.store.kept_views import select_events
from app.store.narrow import LISTS, find_view
from app.store.order import NEWEST_FIRST
from app.store.rows import OVERDUE, list_event_rows
from app.store.schema import event, former_slug, source_count
from app.store.view_counts import find_counts, list_pairs, read_counts
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
    pairs, kept = list_pairs(filters), None if also else find_counts(session, filters, today)
    after = None if filters.after is None else _find_sort_key(session, filters.after)
    if pairs is not None and kept is not None:
        total, statement = kept.total, select_events(session, pairs, today, after)
    else:
        conditions = [*find_view(session, filters, today), *also]
        total = session.execute(select(func.count()).select_from(event).where(*conditions)).scalar_one()
        if after is not None:
            conditions.append(event.c.sort_key > after)
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
    for (year, kind, shown), number in read_counts(session, today).sorts.items():
        if year is not None:
            counts[year][_get_bar(kind, shown)] += number
    matching = count_values(session, "year", filters.without("year"), today)
    return tuple(
        YearBar(
            year=year,
            held=counts[year]["held"],
            calls=counts[year]["calls"],
            planned=counts[year]["planned"],
            cancelled=counts[year]["cancelled"],
            overdue=counts[year]["overdue"],
            other=counts[year]["other"],
            matching=matching.get(str(year), 0),
        )
        for year in (range(min(counts), max(counts) + 1) if counts else ())
    )


def list_planned(
    session: Session, today: date, limit: int
) -> tuple[tuple[EventRow, ...], tuple[EventRow, ...]]:
    """List the plans with a date: `limit` still to come, soonest first, and as many overdue, latest first."""
    plans = select(event).where(event.c.status == Status.PLANNED)
    # Joined with nothing, so that SQLite orders the plans rather than look for them among all events in their order.
    coming = plans.where(event.c.last >= today.isoformat()).order_by(
        event.c.first.concat(""), event.c.last, event.c.slug
    )
    overdue = select_events(session, (("status", Status.PLANNED.value),), today, None)
    overdue = overdue.where(event.c.last < today.isoformat())
    return (
        tuple(list_event_rows(session, coming.limit(limit), today)),
        tuple(list_event_rows(session, overdue.limit(limit), today)),
    )


def count_planned(session: Session, today: date) -> tuple[int, int]:
    """Count the plans that are not overdue, and the overdue."""
    numbers = read_counts(session, today).values["status"]
    return numbers.get(Status.PLANNED, 0), numbers.get(OVERDUE, 0)


def get_record_size(session: Session) -> RecordSize:
    """Count the events and the sources that tell of them, and tell the years that they cover.

    These are the sources that could be read, and those that rows of the record name. A source in a language without
    rules is kept, but the record is not read from it.
    """
    read = source_count.c.language.in_(["", *get_tables()])
    sources = select(func.coalesce(func.sum(source_count.c.number), 0)).where(read)
    counts = read_counts(session, date.max)
    years = [int(year) for year in counts.values["year"]]
    return RecordSize(
        counts.total,
        # PostgreSQL adds whole numbers up to a decimal one.
        int(session.execute(sources).scalar_one()),
        min(years, default=None),
        max(years, default=None),
    )


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
    return closed.get(facet, set()) | read_counts(session, date.max).values[facet].keys()


def _find_sort_key(session: Session, slug: str) -> str | None:
    """Find where the event of this slug stands, `None` if there is none."""
    former = select(former_slug.c.event_id).where(former_slug.c.slug == slug)
    named = or_(event.c.slug == slug, event.c.id.in_(former))
    found: str | None = session.execute(
        select(event.c.sort_key).where(named).order_by(event.c.slug != slug)
    ).scalar()
    return found


def _get_bar(kind: str, status: str) -> str:
    """Name the part of a year's bar in which an event is counted."""
    if kind in (Kind.MILESTONE, Kind.RELATED):
        return "other"
    if status != Status.HELD:
        return status
    return "calls" if kind == Kind.CALL else "held"
