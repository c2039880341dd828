"""Events as marks: what the pictures of the years need of them, and no more."""

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.filters import Choice, Filters
from app.store.narrow import find_view, make_status_column
from app.store.schema import event
from app.store.view_counts import Day, Sort, find_counts, find_days
from app.store.views import EventMark


def list_marks(
    session: Session, filters: Filters, today: date, years: Collection[int]
) -> tuple[EventMark, ...]:
    """List the marks of the events of `years`, the latest first: those of one date, kind and status are one, which
    matches if the view shows one of them."""
    marks = []
    for year in sorted(years, reverse=True):
        shown = _list_days(session, filters, today, year)
        there = _list_days(session, Filters(), today, year) if filters else shown
        marks += [EventMark(year, *day, day in shown) for day in sorted(there, reverse=True)]
    return tuple(marks)


def _list_days(session: Session, filters: Filters, today: date, year: int) -> Collection[Day]:
    """List the dates of a year's events in a view, with their kinds and statuses."""
    of_years = filters.of("year")
    if str(year) in of_years.unwanted or (of_years.wanted and str(year) not in of_years.wanted):
        return ()
    kept = find_days(session, filters.with_choice("year", Choice((str(year),))), today)
    if kept is not None:
        return kept
    columns = (event.c.date, event.c.kind, make_status_column(today))
    rows = select(*columns).where(event.c.year == year, *find_view(session, filters, today)).distinct()
    return {(told, kind, status) for told, kind, status in session.execute(rows)}


def count_matching(
    session: Session, filters: Filters, today: date
) -> dict[int, tuple[tuple[str, str, int], ...]]:
    """Count by year, under all filters but the year, the events shown: tuples of kind, status and number."""
    counts: dict[int, tuple[tuple[str, str, int], ...]] = {}
    for (year, kind, shown), number in _count_sorts(session, filters.without("year"), today).items():
        if year is not None:
            counts[year] = (*counts.get(year, ()), (kind, shown, number))
    return counts


def _count_sorts(session: Session, filters: Filters, today: date) -> Mapping[Sort, int]:
    kept = find_counts(session, filters, today)
    if kept is not None:
        return kept.sorts
    status = make_status_column(today)
    rows = select(event.c.year, event.c.kind, status, func.count()).where(*find_view(session, filters, today))
    found = session.execute(rows.group_by(event.c.year, event.c.kind, status))
    return {(year, kind, shown): number for year, kind, shown, number in found}
