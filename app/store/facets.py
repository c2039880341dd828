"""The facets of a view: how many events each value has in it, and how many the views next to it show."""

from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.domain.filters import FACETS, Choice, Filters
from app.store.dialects import get_row_number
from app.store.narrow import LISTS, find_view, get_column
from app.store.schema import event
from app.store.view_counts import find_counts
from app.store.views import FacetValue


def list_facets(
    session: Session, filters: Filters, total: int, today: date
) -> dict[str, tuple[FacetValue, ...]]:
    """List the values of each facet that the view has or could have besides, under all its other filters.

    `total` is the number of events of the view. Chosen values are there even if none is left. Greatest number
    first, then by value; years newest first.
    """
    return {facet: _list_values(session, facet, filters, total, today) for facet in FACETS}


def count_values(session: Session, facet: str, filters: Filters, today: date) -> dict[str, int]:
    """Count the events of a view by their values of a facet; an event with several is counted for each."""
    kept = find_counts(session, filters, today)
    if kept is not None:
        return dict(kept.values[facet])
    if facet in LISTS:
        table, name = LISTS[facet]
        column: ColumnElement[str] = table.c[name]
        # Two cities of one event can be one place.
        number = func.count(get_row_number(event).distinct())
        statement = select(column, number).join(event, event.c.id == table.c.event_id)
    else:
        column, number = get_column(facet, today), func.count()
        statement = select(column, number).where(column.is_not(None))
    rows = session.execute(statement.where(*find_view(session, filters, today)).group_by(column))
    return {str(value): count for value, count in rows}


def _list_values(
    session: Session, facet: str, filters: Filters, total: int, today: date
) -> tuple[FacetValue, ...]:
    choice = filters.of(facet)
    here = count_values(session, facet, filters, today)
    added = dict(here)
    if choice.wanted and facet != "topic":
        # Any of several values will do: a further one adds its events but those that have one of those wanted.
        rest = Choice(unwanted=choice.unwanted)
        without = count_values(session, facet, filters.with_choice(facet, rest), today)
        added = {value: total + number - here.get(value, 0) for value, number in without.items()}
    for value in (*choice.wanted, *choice.unwanted):
        here.setdefault(value, 0)
    if facet == "year":
        order = sorted({*here, *added}, reverse=True)
    else:
        order = sorted({*here, *added}, key=lambda value: (-added.get(value, 0), value))
    return tuple(
        FacetValue(
            value=value,
            here=here.get(value, 0),
            added=added.get(value, 0),
            left_out=total - here.get(value, 0),
            wanted=value in choice.wanted,
            unwanted=value in choice.unwanted,
        )
        for value in order
    )
