"""From a view of the timeline to the conditions of a statement."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, case, or_, select
from sqlalchemy.orm import Session

from app.domain.filters import FACETS, Choice, Filters
from app.domain.queries import FieldName
from app.domain.vocabulary import Status
from app.lexicon.search.fields import Meaning
from app.store.found import find_once
from app.store.matching import Fields, has_value, make_search_condition
from app.store.rows import OVERDUE
from app.store.schema import event, event_city, event_person, event_topic, event_value, mention, quote
from app.store.search import EVENTS

LISTS: dict[str, tuple[Table, str]] = {
    "topic": (event_topic, "topic"),
    "place": (event_city, "place"),
    "person": (event_person, "person"),
}
"""Facets of which an event can have several values: the table and the column that hold them."""


def make_conditions(filters: Filters, today: date) -> list[ColumnElement[bool]]:
    """Make the conditions that an event of the view meets; none for the whole timeline."""
    conditions: list[ColumnElement[bool]] = []
    for facet in FACETS:
        choice = filters.of(facet)
        conditions += _narrow_list(facet, choice) if facet in LISTS else _narrow_value(facet, choice, today)
    search = make_search_condition(EVENTS, _FIELDS, filters.q)
    return conditions if search is None else [*conditions, search]


def find_view(session: Session, filters: Filters, today: date) -> list[ColumnElement[bool]]:
    """Make the conditions of a view of which several statements ask: its events are found once."""
    conditions = make_conditions(filters, today)
    name = (*map(filters.of, FACETS), filters.q, today)
    return [find_once(session, event, name, *conditions)] if conditions else []


def _has_speaker(meaning: Meaning) -> ColumnElement[bool]:
    said = select(quote.c.mention_id).where(has_value(quote.c.speaker, meaning))
    told = select(mention.c.event_id).where(mention.c.event_id.is_not(None), mention.c.id.in_(said))
    return event.c.id.in_(told)


def _has_topic(meaning: Meaning) -> ColumnElement[bool]:
    return event.c.id.in_(select(event_topic.c.event_id).where(has_value(event_topic.c.topic, meaning)))


def _has_place(meaning: Meaning) -> ColumnElement[bool]:
    return event.c.id.in_(select(event_city.c.event_id).where(has_value(event_city.c.place, meaning)))


def _has_year(meaning: Meaning) -> ColumnElement[bool]:
    return event.c.year.in_([int(year) for year in meaning.values])


_FIELDS: Fields = {
    FieldName.SPEAKER: _has_speaker,
    FieldName.TOPIC: _has_topic,
    FieldName.PLACE: _has_place,
    FieldName.YEAR: _has_year,
}
"""Of an event: one of its quotes has the speaker; it has the topic; it was in the place, or began in the year."""


def make_status_column(today: date) -> ColumnElement[str]:
    """Make the expression of the status to show, as `app.store.rows.get_status` works it out."""
    passed = and_(event.c.status == Status.PLANNED, event.c.last < today.isoformat())
    return case((passed, OVERDUE), else_=event.c.status)


def get_column(facet: str, today: date) -> ColumnElement[Any]:
    """Return the column or expression that holds the one value an event has of this facet."""
    return make_status_column(today) if facet == "status" else event.c[facet]


def _narrow_value(facet: str, choice: Choice, today: date) -> list[ColumnElement[bool]]:
    column = get_column(facet, today)
    conditions: list[ColumnElement[bool]] = []
    if choice.wanted:
        conditions.append(column.in_(_make_values(facet, choice.wanted)))
        if facet == "status" and {*choice.wanted} <= {Status.PLANNED, OVERDUE}:
            # Whatever the day, it is one of the plans that are kept; they are few.
            kept = (event_value.c.facet == facet, event_value.c.value == Status.PLANNED)
            conditions.append(event.c.id.in_(select(event_value.c.event_id).where(*kept)))
    if choice.unwanted:
        # An event without a format or a year is none of those that are unwanted.
        conditions.append(or_(column.is_(None), column.not_in(_make_values(facet, choice.unwanted))))
    return conditions


def _narrow_list(facet: str, choice: Choice) -> list[ColumnElement[bool]]:
    table, column = LISTS[facet]

    def holders(values: Sequence[str]) -> Any:
        return select(table.c.event_id).where(table.c[column].in_(values))

    # Of topics an event must have all, of places and people any.
    wanted = [[value] for value in choice.wanted] if facet == "topic" else [choice.wanted]
    conditions: list[ColumnElement[bool]] = [event.c.id.in_(holders(values)) for values in wanted if values]
    if choice.unwanted:
        conditions.append(event.c.id.not_in(holders(choice.unwanted)))
    return conditions


def _make_values(facet: str, values: Sequence[str]) -> list[Any]:
    """Turn the written values of a facet into those of its column; what is no year matches no event."""
    if facet != "year":
        return list(values)
    return [int(value) for value in values if value.isascii() and value.isdecimal() and len(value) <= 4]
