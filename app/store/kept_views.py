"""The events of a kept view (`app.store.view_counts`), in the order of the timeline: read from where they stand in it,
so that fifty of them cost the same in every record."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.store.event_values import Pair
from app.store.order import make_year_end, make_year_start
from app.store.schema import AnySelect, event, event_value
from app.store.view_counts import read_counts


def select_events(session: Session, pairs: Sequence[Pair], today: date, after: str | None) -> AnySelect:
    """Select the events that have all these values, newest first, those behind the sort key `after`."""
    listed = [pair for pair in pairs if pair[0] != "year"]
    rows = select(event)
    sort_key: ColumnElement[str] = event.c.sort_key
    if listed:
        # The rarest value leads; each event that has it is asked for the others.
        numbers = read_counts(session, today).values
        first, *others = sorted(listed, key=lambda pair: (numbers[pair[0]].get(pair[1], 0), pair))
        sort_key = event_value.c.sort_key
        rows = rows.join_from(event_value, event, event.c.id == event_value.c.event_id)
        rows = rows.where(event_value.c.facet == first[0], event_value.c.value == first[1])
        for pair in others:
            rows = rows.where(_has_value(pair))
    for facet, value in pairs:
        if facet == "year":
            year = int(value)
            rows = rows.where(sort_key >= make_year_start(year), sort_key < make_year_end(year))
    if after is not None:
        rows = rows.where(sort_key > after)
    return rows.order_by(sort_key)


def _has_value(pair: Pair) -> ColumnElement[bool]:
    other = event_value.alias()
    own = select(other.c.event_id).where(other.c.event_id == event.c.id)
    return own.where(other.c.facet == pair[0], other.c.value == pair[1]).exists()
