"""Dates as the sources tell them: a small, exact part of EDTF (ISO 8601-2).

Known forms: `2019-12-07`, `2021-02`, `1999`, each also approximate with a trailing `~`,
and intervals `A/B` of two forms of one precision. See https://www.loc.gov/standards/datetime/.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import lru_cache
from typing import TypeGuard

from app.domain.errors import InvalidDateError


class Precision(IntEnum):
    """How exactly a date is told; a greater value is more precise."""

    YEAR = 1
    MONTH = 2
    DAY = 3


_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(~?)", re.ASCII)


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A day, month or year, or an interval of them, exactly as precise as its source.

    `first` and `last` are the earliest and latest day that the date covers. They sort and filter
    and are never shown: "May 2024" does not become 1 May.
    """

    text: str
    first: date
    last: date
    precision: Precision
    approximate: bool = False

    @classmethod
    def parse(cls, text: str) -> "EdtfDate":
        """Read an EDTF string; raise InvalidDateError if it is not one of the known forms."""
        return _parse(text)

    @classmethod
    def of_day(cls, day: date) -> "EdtfDate":
        """Make the date of one calendar day."""
        return cls(day.isoformat(), day, day, Precision.DAY)

    @classmethod
    def of_days(cls, first: date, last: date) -> "EdtfDate":
        """Make the date of the days from `first` to `last`, both included."""
        if first == last:
            return cls.of_day(first)
        return cls.parse(f"{first.isoformat()}/{last.isoformat()}")

    @classmethod
    def of_month(cls, year: int, month: int) -> "EdtfDate":
        """Make the date of one month whose day is not told."""
        return cls.parse(f"{year:04d}-{month:02d}")

    @property
    def start(self) -> str:
        """The first day, month or year, in the precision told."""
        return self.text.partition("/")[0].rstrip("~")

    @property
    def end(self) -> str:
        """The last day, month or year, in the precision told."""
        return (self.text.partition("/")[2] or self.text).rstrip("~")

    @property
    def is_interval(self) -> bool:
        """Tell whether the date was told as a range of several days or months."""
        return "/" in self.text

    def overlaps(self, other: "EdtfDate") -> bool:
        """Tell whether the two dates can mean the same day."""
        return self.first <= other.last and other.first <= self.last

    def days_apart(self, other: "EdtfDate") -> int:
        """Return how many days lie from the end of the one to the beginning of the other, 0 if they overlap."""
        return max((self.first - other.last).days, (other.first - self.last).days, 0)

    def holds(self, day: date) -> bool:
        """Tell whether `day` is one of the days that this date covers."""
        return self.first <= day <= self.last

    def __str__(self) -> str:
        """Return the EDTF string."""
        return self.text


def tells_days(text: str | None) -> TypeGuard[str]:
    """Tell whether an EDTF string of a known form names its day or days exactly: no month, no year, nothing `~`.

    Only what does can stand in a calendar and in a week.
    """
    return text is not None and all(len(part) == len("2019-12-07") for part in text.split("/"))


@lru_cache(maxsize=4096)
def _parse(text: str) -> EdtfDate:
    left, slash, right = text.partition("/")
    start = _parse_one(left, text)
    if not slash:
        return start
    end = _parse_one(right, text)
    if end.precision != start.precision:
        raise InvalidDateError(text, "two precisions in one interval")
    if end.last <= start.last:
        raise InvalidDateError(text, "the interval does not go forward")
    return EdtfDate(text, start.first, end.last, start.precision, start.approximate or end.approximate)


def _parse_one(part: str, whole: str) -> EdtfDate:
    match = _FORM.fullmatch(part)
    if not match:
        raise InvalidDateError(whole)
    year, month, day, approximate = match.groups()
    try:
        if day:
            first = last = date(int(year), int(month), int(day))
            precision = Precision.DAY
        elif month:
            first = date(int(year), int(month), 1)
            last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
            precision = Precision.MONTH
        else:
            first, last = date(int(year), 1, 1), date(int(year), 12, 31)
            precision = Precision.YEAR
    except ValueError as error:
        raise InvalidDateError(whole, str(error)) from error
    return EdtfDate(part, first, last, precision, bool(approximate))
