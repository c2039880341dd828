"""Views of the timeline in brief, to be held side by side: counts by kind, status and date, one line an event."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.domain.filters import Filters
from app.domain.vocabulary import Status
from app.store.narrow import find_view, make_status_column
from app.store.order import NEWEST_FIRST, OLDEST_FIRST
from app.store.schema import event
from app.store.views import BriefRow


def count_kinds(session: Session, filters: Filters, today: date) -> dict[tuple[str, str], int]:
    """Count the events of a view by kind and status (an overdue plan is `overdue`)."""
    status = make_status_column(today)
    rows = session.execute(
        select(event.c.kind, status, func.count())
        .where(*find_view(session, filters, today))
        .group_by(event.c.kind, status)
    )
    return {(kind, shown): number for kind, shown, number in rows}


def count_dates(session: Session, filters: Filters, today: date) -> dict[tuple[int | None, str | None], int]:
    """Count the events of a view by their year and their date (EDTF), both `None` where no date is told."""
    rows = session.execute(
        select(event.c.year, event.c.date, func.count())
        .where(*find_view(session, filters, today))
        .group_by(event.c.year, event.c.date)
    )
    return {(year, told): number for year, told, number in rows}


def count_years(session: Session, filters: Filters, today: date) -> dict[tuple[int | None, str | None], int]:
    """Count the events of a view by their year, as `count_dates` does where the date makes no difference."""
    rows = select(event.c.year, func.count()).where(*find_view(session, filters, today))
    return {(year, None): number for year, number in session.execute(rows.group_by(event.c.year))}


def list_brief(
    session: Session, views: Sequence[Filters], today: date, limit: int
) -> tuple[tuple[BriefRow, ...], int]:
    """List the newest events that all of these views show, undated ones last; also returns how many there are."""
    conditions = _join_conditions(session, views, today)
    total = session.execute(select(func.count()).select_from(event).where(*conditions)).scalar_one()
    return _list_rows(session, conditions, NEWEST_FIRST, today, limit), total


def find_ends(session: Session, filters: Filters, today: date) -> tuple[BriefRow, BriefRow] | None:
    """Find the first and the latest event of a view that took place and has a date; `None` if none did."""
    held = [*find_view(session, filters, today), event.c.status == Status.HELD, event.c.year.is_not(None)]
    first = _list_rows(session, held, OLDEST_FIRST, today, 1)
    latest = _list_rows(session, held, NEWEST_FIRST, today, 1)
    return (first[0], latest[0]) if first and latest else None


def _join_conditions(session: Session, views: Sequence[Filters], today: date) -> list[ColumnElement[bool]]:
    return [condition for view in views for condition in find_view(session, view, today)]


def _list_rows(
    session: Session,
    conditions: Sequence[ColumnElement[bool]],
    order: Sequence[ColumnElement[object]],
    today: date,
    limit: int,
) -> tuple[BriefRow, ...]:
    columns = (event.c.slug, event.c.title, event.c.city, event.c.kind)
    status = make_status_column(today).label("status")
    rows = session.execute(
        select(*columns, status, event.c.date, event.c.year).where(*conditions).order_by(*order).limit(limit)
    )
    return tuple(BriefRow(*row) for row in rows)
