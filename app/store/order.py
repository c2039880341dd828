"""The order of the timeline, and what comes before and after an event in it.

Newest year first, within it by the last and then the first day that a date covers; events of one day by slug.
Events without a date (they are plans) come last.
"""

from sqlalchemy import ColumnElement

from app.store.schema import AnyRow, event

NEWEST_FIRST = (event.c.sort_key,)
OLDEST_FIRST = (event.c.sort_key.desc(),)
POSITION = (event.c.year, event.c.slug, event.c.sort_key)
"""The columns that `is_older` and `is_newer` need of an event."""

_UNDATED = "~"
# Digit for digit the complement of a number, so that the greatest comes first.
_BACKWARDS = str.maketrans("0123456789", "9876543210", "-")


def make_sort_key(year: int | None, first: str | None, last: str | None, slug: str) -> str:
    """Make the one key that sorts as the timeline does; `first` and `last` are ISO days.

    It is made of ASCII characters and sorted byte for byte.
    """
    if year is None or first is None or last is None:
        return f"{_UNDATED}{slug}"
    return f"{make_year_start(year)}{(last + first).translate(_BACKWARDS)}{slug}"


def make_year_start(year: int) -> str:
    """Make the beginning of the sort keys of a year's events."""
    return f"{year:04}".translate(_BACKWARDS)


def make_year_end(year: int) -> str:
    """Make what comes behind the sort keys of a year's events, and before those of the year before."""
    # In ASCII the colon follows the nine.
    return f"{make_year_start(year)}:"


def is_older(at: AnyRow) -> ColumnElement[bool]:
    """Make the condition of standing after the event `at` when newest comes first."""
    older: ColumnElement[bool] = event.c.sort_key > at.sort_key
    return older


def is_newer(at: AnyRow) -> ColumnElement[bool]:
    """Make the condition of standing before the event `at`, which has a date, when newest comes first."""
    newer: ColumnElement[bool] = event.c.sort_key < at.sort_key
    return newer
