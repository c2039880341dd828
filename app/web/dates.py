"""Dates in English words, exactly as precise as they were told: "May 2024" is never 1 May."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from app.domain.dates import EdtfDate, Precision

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class DateWords:
    """A date ready for `<time>`: one part, or two for an interval, each (machine form, words)."""

    prefix: str
    parts: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return self.prefix + "–".join(words for _, words in self.parts)


def make_date_words(text: str, *, year: bool = True) -> DateWords:
    """Make the words of an EDTF date: `23–24 May 2024`, `about February 2021`; `year=False` leaves the year out."""
    told = EdtfDate.parse(text)
    prefix = "about " if told.approximate else ""
    if not told.is_interval:
        return DateWords(prefix, ((told.start, _format_one(told.first, told.precision, year)),))
    first, last = told.first, told.last
    same_year = first.year == last.year
    same_month = same_year and first.month == last.month and told.precision == Precision.DAY
    left = str(first.day) if same_month else _format_one(first, told.precision, year and not same_year)
    return DateWords(
        prefix, ((told.start, left), (told.end, _format_one(last, told.precision, year or not same_year)))
    )


def format_date(text: str | None, *, year: bool = True) -> str:
    """Write an EDTF date in words; `date not told` if there is none."""
    return "date not told" if text is None else str(make_date_words(text, year=year))


def format_day(day: date) -> str:
    """Write a calendar day with its weekday: `Saturday, 7 December 2019`."""
    return f"{WEEKDAYS[day.weekday()]}, {_format_one(day, Precision.DAY, True)}"


def format_moment(text: str) -> str:
    """Write a UTC timestamp to the minute: `6 December 2024, 10:05 UTC`."""
    moment = datetime.fromisoformat(text).astimezone(UTC)
    return f"{_format_one(moment.date(), Precision.DAY, True)}, {moment:%H:%M} UTC"


def format_weekday(text: str) -> str:
    """Say beside a date what it does not say itself: the weekday, or that no day was told but that of the report."""
    told = EdtfDate.parse(text)
    if told.precision == Precision.MONTH:
        return "day not told"
    if told.precision == Precision.YEAR:
        return "month not told"
    if told.is_interval:
        return f"{WEEKDAYS[told.first.weekday()][:3]}–{WEEKDAYS[told.last.weekday()][:3]}"
    if told.approximate:
        return "day of the report"
    return WEEKDAYS[told.first.weekday()]


def _format_one(day: date, precision: Precision, year: bool) -> str:
    if precision == Precision.YEAR:
        return str(day.year)
    words = MONTHS[day.month - 1]
    if precision == Precision.DAY:
        words = f"{day.day} {words}"
    return f"{words} {day.year}" if year else words
