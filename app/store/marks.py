"""Events as marks: what the pictures of the years need of each event, and no more."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.filters import Filters
from app.store.narrow import find_view, make_status_column
from app.store.order import NEWEST_FIRST
from app.store.schema import event
from app.store.views import EventMark

MOST_MARKS = 2000
"""Beyond this many events a picture of single marks is black: the newest are drawn."""


def list_marks(
    session: Session, filters: Filters, today: date, years: Collection[int]
) -> tuple[EventMark, ...]:
    """List the marks of all events of `years`, newest first, those that the view shows as matching."""
    of_years = event.c.year.in_(sorted(years))
    conditions = find_view(session, filters, today)
    shown = set(session.execute(select(event.c.id).where(of_years, *conditions)).scalars())
    columns = (event.c.id, event.c.slug, event.c.year, event.c.date, event.c.kind)
    rows = select(*columns, make_status_column(today).label("status")).where(of_years)
    return tuple(
        EventMark(row.slug, row.year, row.date, row.kind, row.status, row.id in shown)
        for row in session.execute(rows.order_by(*NEWEST_FIRST).limit(MOST_MARKS))
    )


def count_matching(
    session: Session, filters: Filters, today: date
) -> dict[int, tuple[tuple[str, str, int], ...]]:
    """Count by year, under all filters but the year, the events shown: tuples of kind, status and number."""
    status = make_status_column(today)
    rows = (
        select(event.c.year, event.c.kind, status, func.count())
        .where(event.c.year.is_not(None), *find_view(session, filters.without("year"), today))
        .group_by(event.c.year, event.c.kind, status)
    )
    counts: dict[int, tuple[tuple[str, str, int], ...]] = {}
    for year, kind, shown, number in session.execute(rows):
        counts[year] = (*counts.get(year, ()), (kind, shown, number))
    return counts
