"""What the overview is made of: small rows of the events of a view, and what they are about counted by year."""

from collections import defaultdict
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.filters import Filters
from app.store.narrow import LISTS, find_view, make_status_column
from app.store.order import OLDEST_FIRST
from app.store.schema import event, event_city
from app.store.views import OverviewRow, ValueCount


def list_overview_rows(session: Session, filters: Filters, today: date) -> tuple[OverviewRow, ...]:
    """List the events of a view, oldest first, without what the overview does not count."""
    columns = (
        *(event.c.slug, event.c.kind, event.c.format, make_status_column(today)),
        *(event.c.year, event.c.date, event.c.first, event.c.last, event.c.others),
    )
    statement = select(*columns).where(*find_view(session, filters, today)).order_by(*OLDEST_FIRST)
    return tuple(OverviewRow(*row) for row in session.execute(statement).all())


def count_view(session: Session, filters: Filters, today: date) -> int:
    """Count the events of a view."""
    statement = select(func.count()).select_from(event).where(*find_view(session, filters, today))
    return session.execute(statement).scalar_one()


def count_values(session: Session, filters: Filters, today: date, facet: str) -> tuple[ValueCount, ...]:
    """Count the events of a view by year and by the values of a facet of which an event can have several."""
    table, name = LISTS[facet]
    value, number = table.c[name], func.count(event.c.id.distinct())
    statement = (
        select(value, event.c.year, number)
        .join(event, event.c.id == table.c.event_id)
        .where(*find_view(session, filters, today))
        .group_by(value, event.c.year)
        .order_by(value, event.c.year)
    )
    return tuple(ValueCount(*row) for row in session.execute(statement))


def list_placed(session: Session, filters: Filters, today: date) -> dict[str, set[str]]:
    """List the ids of the events of a view at each place, by its slug."""
    statement = (
        select(event_city.c.place, event.c.id)
        .join(event, event.c.id == event_city.c.event_id)
        .where(*find_view(session, filters, today))
    )
    placed: dict[str, set[str]] = defaultdict(set)
    for place, one in session.execute(statement).all():
        placed[place].add(one)
    return dict(placed)
