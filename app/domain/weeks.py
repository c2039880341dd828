"""Weeks of the calendar as ISO 8601 counts them: from Monday to Sunday, the first is the one that holds 4 January.

The first days of January can belong to the last week of the year before, and the last ones of December to the first of
the year after: 1 January 2021 is in 2020-W53.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.dates import EdtfDate, Precision
from app.domain.errors import InvalidWeekError

_FORM = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
_DAYS = timedelta(days=6)


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """One week, by its Monday; `str()` is its name, such as `2024-W21`."""

    monday: date

    @classmethod
    def parse(cls, text: str) -> "Week":
        """Read the name of a week; raise InvalidWeekError if there is none of this name."""
        match = _FORM.fullmatch(text)
        if not match:
            raise InvalidWeekError(text)
        try:
            return cls(date.fromisocalendar(int(match[1]), int(match[2]), 1))
        except ValueError as error:
            raise InvalidWeekError(text) from error

    @classmethod
    def of_day(cls, day: date) -> "Week":
        """Return the week that holds a day."""
        return cls(day - timedelta(days=day.weekday()))

    @classmethod
    def of_date(cls, told: EdtfDate) -> "Week | None":
        """Return the week in which all days of a date lie; None where that is not told: of a month, of "about" a day,
        and of days in several weeks."""
        if told.precision is not Precision.DAY or told.approximate:
            return None
        week = cls.of_day(told.first)
        return week if told.last <= week.sunday else None

    @property
    def sunday(self) -> date:
        """Its last day; of 9999-W52 that on which the calendar ends, a Friday."""
        return self.monday + min(_DAYS, date.max - self.monday)

    @property
    def year(self) -> int:
        """The year that it is counted in."""
        return self.monday.isocalendar().year

    @property
    def number(self) -> int:
        """Its number in that year, from 1."""
        return self.monday.isocalendar().week

    @property
    def days(self) -> EdtfDate:
        """Its days as a date."""
        return EdtfDate.of_days(self.monday, self.sunday)

    def holds(self, first: date, last: date) -> bool:
        """Tell whether any of the days from `first` to `last` is one of its days."""
        return first <= self.sunday and self.monday <= last

    def __str__(self) -> str:
        """Return its name."""
        return f"{self.year:04}-W{self.number:02}"
