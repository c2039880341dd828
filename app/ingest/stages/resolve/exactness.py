"""How exactly a mention tells its date, and which days it can mean."""

from datetime import date, timedelta
from enum import IntEnum

from app.domain.dates import EdtfDate, Precision
from app.domain.readings import MOVED_FROM
from app.domain.resolution import BEFORE_NEWS, Mention
from app.domain.vocabulary import Field, Kind, Origin, PartOfDay, Status

MOST_DAYS = 4
"""The days that one contact takes at most: the longest of the record took three (February 2019, January 2024)."""

_RECENT = timedelta(days=7)
_DAY = timedelta(days=1)


class Exactness(IntEnum):
    """How exactly a date is told; a smaller value is more exact."""

    DAYS = 0
    ABOUT = 1
    STRETCH = 2
    MONTH = 3
    YEAR = 4


def get_exactness(told: EdtfDate) -> Exactness:
    """Return how exactly a date is told: some days (a visit of several is one contact), about a day, a longer stretch
    such as a week, a month, a year."""
    if told.precision is Precision.DAY:
        if told.last - told.first >= MOST_DAYS * _DAY:
            return Exactness.STRETCH
        return Exactness.ABOUT if told.approximate else Exactness.DAYS
    return Exactness.MONTH if told.precision is Precision.MONTH else Exactness.YEAR


def get_window(told: EdtfDate) -> tuple[date, date]:
    """Return the first and the last day that a date can mean."""
    if get_exactness(told) is Exactness.ABOUT:
        return told.first - BEFORE_NEWS, told.last
    return told.first, told.last


def overlap(one: EdtfDate, other: EdtfDate) -> bool:
    """Tell whether two dates can mean one day."""
    (a, b), (c, d) = get_window(one), get_window(other)
    return a <= d and c <= b


def is_recalled(mention: Mention) -> bool:
    """Tell whether a mention only recalls or counts a contact ("they last met in May"): such a one corroborates.

    That is a contact held, told without its day, in an article published more than a week after it.
    """
    reading, published = mention.reading, mention.published
    if mention.origin is Origin.RECORD:
        # Whoever curated the row means an event, however vaguely its day is known.
        return False
    if reading.kind not in (Kind.MEETING, Kind.CALL) or reading.status is not Status.HELD or not reading.date:
        return False
    if get_exactness(reading.date) <= Exactness.ABOUT:
        return False
    return published is None or reading.date.last < published.first - _RECENT


def get_parts_of_day(mention: Mention) -> frozenset[PartOfDay]:
    """Return the parts of its day in which a call is told to have been. Sessions of one day are one meeting, and a
    call that is to come may still be put off."""
    reading = mention.reading
    is_told = reading.kind is Kind.CALL and reading.status is Status.HELD
    return reading.parts_of_day if is_told else frozenset()


def list_moved_from(mention: Mention) -> list[date]:
    """List the days for which a mention says that the event had been set before it was moved."""
    told = (
        fact.value for fact in mention.reading.facts if fact.field is Field.DATE and fact.rule == MOVED_FROM
    )
    return [day for value in told for day in _list_days(EdtfDate.parse(value))]


def _list_days(told: EdtfDate) -> list[date]:
    return [told.first + number * _DAY for number in range((told.last - told.first).days + 1)][:MOST_DAYS]
