"""What the overview is made of: small rows of the events of a view, and what they are about counted by year."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.filters import Filters
from app.store.narrow import LISTS, make_conditions, make_status_column
from app.store.order import OLDEST_FIRST
from app.store.schema import event, event_city
from app.store.views import OverviewRow, PlacedRow, ValueCount


def list_overview_rows(session: Session, filters: Filters, today: date) -> tuple[OverviewRow, ...]:
    """List the events of a view, oldest first, without what the overview does not count."""
    columns = (
        *(event.c.id, event.c.slug, event.c.title, event.c.city, event.c.kind, event.c.format),
        *(make_status_column(today), event.c.year, event.c.date, event.c.first, event.c.last, event.c.others),
    )
    statement = select(*columns).where(*make_conditions(filters, today)).order_by(*OLDEST_FIRST)
    return tuple(OverviewRow(*row) for row in session.execute(statement))


def count_view(session: Session, filters: Filters, today: date) -> int:
    """Count the events of a view."""
    statement = select(func.count()).select_from(event).where(*make_conditions(filters, today))
    return session.execute(statement).scalar_one()


def count_values(session: Session, filters: Filters, today: date, facet: str) -> tuple[ValueCount, ...]:
    """Count the events of a view by year and by the values of a facet of which an event can have several."""
    table, name = LISTS[facet]
    value, number = table.c[name], func.count(event.c.id.distinct())
    statement = (
        select(value, event.c.year, number)
        .join(event, event.c.id == table.c.event_id)
        .where(*make_conditions(filters, today))
        .group_by(value, event.c.year)
        .order_by(value, event.c.year)
    )
    return tuple(ValueCount(*row) for row in session.execute(statement))


def list_placed(session: Session, filters: Filters, today: date) -> tuple[PlacedRow, ...]:
    """List at which places the events of a view are, an event as often as it has cities."""
    statement = (
        select(event.c.id, event_city.c.place, event_city.c.city)
        .join(event, event.c.id == event_city.c.event_id)
        .where(*make_conditions(filters, today))
        .order_by(event_city.c.place, event_city.c.city)
    )
    return tuple(PlacedRow(*row) for row in session.execute(statement))
