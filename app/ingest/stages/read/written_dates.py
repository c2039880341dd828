"""Calendar dates as they are written beside an article: in English, Russian and Belarusian, and in figures."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from app.domain.dates import EdtfDate
from app.domain.errors import InvalidDateError
from app.lexicon.press import get_press


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date at `[start, end)` of a line. Without a year in the text, `date` is None and `month_day` is told."""

    start: int
    end: int
    date: EdtfDate | None = None
    month_day: tuple[int, int] | None = None

    def with_year(self, year: int) -> EdtfDate | None:
        """Return the date in `year`; None if there is no such day or the text did not tell the day."""
        if self.month_day is None:
            return None
        try:
            return EdtfDate.of_day(date(year, *self.month_day))
        except ValueError:
            return None


_Found = tuple[EdtfDate | None, tuple[int, int] | None]
_Reader = Callable[[dict[str, str | None]], _Found]


def find_written_dates(text: str) -> list[WrittenDate]:
    """Find the dates in a short text, ranges before single days; none of them overlaps another."""
    found: list[WrittenDate] = []
    for pattern, reader in _get_forms():
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < other.end and other.start < end for other in found):
                continue
            try:
                told, month_day = reader(match.groupdict())
            except (InvalidDateError, ValueError):
                continue
            found.append(WrittenDate(start, end, told, month_day))
    return sorted(found, key=lambda item: item.start)


@lru_cache(maxsize=1)
def _get_forms() -> tuple[tuple[re.Pattern[str], _Reader], ...]:
    return tuple((re.compile(rf"(?<![\w.]){form}", re.IGNORECASE), reader) for form, reader in _make_forms())


def _make_forms() -> Iterator[tuple[str, _Reader]]:
    """Yield the forms of a date, those that say more first."""
    names = "|".join(sorted(map(re.escape, get_press().months), key=lambda name: (-len(name), name)))
    month = rf"(?P<m>{names})\b\.?"
    month2 = rf"(?P<m2>{names})\b\.?"
    day, day2 = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?(?!\d)", r"(?P<d2>\d{1,2})(?:st|nd|rd|th)?(?!\d)"
    year, year1 = r"(?P<y>(?:19|20)\d\d)(?!\d)", r"(?P<y1>(?:19|20)\d\d)"
    # "29 января по 4 февраля", "20 – 26 May": a dash or a word between the two ends.
    to = r"\s*(?:[-–—]|to|until|по|да)\s*"
    yield rf"{month}\s+{day}(?:,?\s*{year1})?{to}{month2}\s+{day2},?\s+{year}", _read_range
    yield rf"{month}\s+{day}{to}{day2},?\s+{year}", _read_range
    yield (
        rf"{day}\s+{month}(?:,?\s*{year1})?(?:\s*г(?:ода|\.)?)?{to}{day2}\s+{month2},?\s+{year}",
        _read_range,
    )
    yield rf"{day}{to}{day2}\s+{month},?\s+{year}", _read_range
    yield (
        (
            r"(?P<d>\d{1,2})\.(?P<n>\d{1,2})(?:\.(?P<y1>(?:19|20)\d\d))?\s*[-–—]\s*"
            r"(?P<d2>\d{1,2})\.(?P<n2>\d{1,2})\." + year
        ),
        _read_range,
    )
    yield r"(?P<y>(?:19|20)\d\d)(?P<sign>[-./])(?P<n>\d\d)(?P=sign)(?P<d>\d\d)(?!\d)", _read_day
    yield rf"{month}\s+{day},?\s+{year}", _read_day
    yield rf"{day}\s+{month},?\s*{year}", _read_day
    yield rf"(?P<d>\d{{1,2}})\.(?P<n>\d{{1,2}})\.{year}", _read_day
    yield rf"(?P<d>\d\d)-(?P<n>\d\d)-{year}", _read_day
    yield r"(?P<d>\d\d)\.(?P<n>\d\d)\.(?P<short>\d\d)(?![\d.,])", _read_short
    yield rf"(?P<d>\d{{1,2}})/(?P<n>\d{{1,2}})/{year}", _read_slashed
    yield rf"{month}\s+{day}{to}(?:{month2}\s+)?{day2}", _read_nothing
    yield rf"{day}\s+{month}{to}{day2}\s+{month2}", _read_nothing
    yield rf"{month}\s+{day}(?!:)", _read_month_day
    yield rf"{day}\s+{month}", _read_month_day
    # Not the rest of a day that does not exist ("31 February 2020").
    yield rf"(?<!\d\s){month},?\s+{year}", _read_month


def _get_month(groups: dict[str, str | None], second: bool = False) -> int:
    word, figure = (groups.get("m2"), groups.get("n2")) if second else (groups.get("m"), groups.get("n"))
    return get_press().months[word.lower()] if word else int(figure or 0)


def _read_range(groups: dict[str, str | None]) -> _Found:
    month = _get_month(groups)
    month2 = _get_month(groups, second=True) or month
    year = int(groups["y"] or 0)
    # "December 30 – January 5, 2025" began in the year before.
    year1 = int(groups.get("y1") or year - (month > month2))
    first = date(year1, month, int(groups["d"] or 0))
    last = date(year, month2, int(groups["d2"] or 0))
    return EdtfDate.of_days(first, last), None


def _read_day(groups: dict[str, str | None]) -> _Found:
    day = date(int(groups["y"] or 0), _get_month(groups), int(groups["d"] or 0))
    return EdtfDate.of_day(day), None


def _read_short(groups: dict[str, str | None]) -> _Found:
    """Read `19.03.09`; the century is the one in which the two states exist."""
    short = int(groups["short"] or 0)
    year = short + (1900 if short >= 90 else 2000)
    return EdtfDate.of_day(date(year, int(groups["n"] or 0), int(groups["d"] or 0))), None


def _read_slashed(groups: dict[str, str | None]) -> _Found:
    """Read `19/03/2009` and `03/19/2009`; where both orders give a day, which one is meant is not told."""
    first, second, year = int(groups["d"] or 0), int(groups["n"] or 0), int(groups["y"] or 0)
    if first <= 12 and second <= 12 and first != second:
        return None, None
    day, month = (second, first) if second > 12 else (first, second)
    return EdtfDate.of_day(date(year, month, day)), None


def _read_nothing(_: dict[str, str | None]) -> _Found:
    """Read a range without a year: a date that stands in the line and tells nothing."""
    return None, None


def _read_month_day(groups: dict[str, str | None]) -> _Found:
    month, day = _get_month(groups), int(groups["d"] or 0)
    date(2024, month, day)  # a leap year; raises ValueError for a day that no year has
    return None, (month, day)


def _read_month(groups: dict[str, str | None]) -> _Found:
    return EdtfDate.of_month(int(groups["y"] or 0), _get_month(groups)), None
