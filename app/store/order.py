"""The order of the timeline, and what comes before and after an event in it.

Newest year first, within it by the last and then the first day that a date covers; events of one day by slug.
Events without a date (they are plans) come last.
"""

from sqlalchemy import ColumnElement, and_, or_

from app.store.schema import AnyRow, event

NEWEST_FIRST = (event.c.year.desc(), event.c.last.desc(), event.c.first.desc(), event.c.slug)
OLDEST_FIRST = (event.c.year, event.c.last, event.c.first, event.c.slug.desc())
POSITION = (event.c.year, event.c.last, event.c.first, event.c.slug)
"""The columns that `is_older` and `is_newer` need of an event."""


def is_older(at: AnyRow) -> ColumnElement[bool]:
    """Make the condition of standing after the event `at` when newest comes first."""
    if at.year is None:
        return and_(event.c.year.is_(None), event.c.slug > at.slug)
    same_year, same_last, same_days = _make_ties(at)
    return or_(
        event.c.year.is_(None),
        event.c.year < at.year,
        and_(same_year, event.c.last < at.last),
        and_(same_last, event.c.first < at.first),
        and_(same_days, event.c.slug > at.slug),
    )


def is_newer(at: AnyRow) -> ColumnElement[bool]:
    """Make the condition of standing before the event `at`, which has a date, when newest comes first."""
    same_year, same_last, same_days = _make_ties(at)
    return or_(
        event.c.year > at.year,
        and_(same_year, event.c.last > at.last),
        and_(same_last, event.c.first > at.first),
        and_(same_days, event.c.slug < at.slug),
    )


def _make_ties(at: AnyRow) -> tuple[ColumnElement[bool], ColumnElement[bool], ColumnElement[bool]]:
    same_year = event.c.year == at.year
    same_last = and_(same_year, event.c.last == at.last)
    return same_year, same_last, and_(same_last, event.c.first == at.first)
