"""Dates in the words of the page's language, exactly as precise as they were told: "May 2024" is never 1 May."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from app.domain.dates import EdtfDate, Precision
from app.web.language import get_locale, gettext, pgettext

# Babel's words for the cases of a name: "декабрь" by itself, "7 декабря" and "около декабря" with something before it.
_ALONE, _GOVERNED = "stand-alone", "format"


@dataclass(frozen=True, slots=True)
class DateWords:
    """A date ready for `<time>`: one part, or two for an interval, each (machine form, words).

    `prefix` stands before them: "about ".
    """

    prefix: str
    parts: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return self.prefix + "–".join(words for _, words in self.parts)


def make_date_words(text: str, *, year: bool = True) -> DateWords:
    """Make the words of an EDTF date: `23–24 May 2024`, `about February 2021`; `year=False` leaves the year out."""
    told = EdtfDate.parse(text)
    # In Russian and Belarusian "about" takes another case of the month's name.
    case = _GOVERNED if told.approximate else _ALONE
    prefix = pgettext("date", "about ") if told.approximate else ""
    if not told.is_interval:
        return DateWords(prefix, ((told.start, _format_one(told.first, told.precision, year, case)),))
    first, last = told.first, told.last
    same_year = first.year == last.year
    same_month = same_year and first.month == last.month and told.precision == Precision.DAY
    left = str(first.day) if same_month else _format_one(first, told.precision, year and not same_year, case)
    right = _format_one(last, told.precision, year or not same_year, case)
    return DateWords(prefix, ((told.start, left), (told.end, right)))


def format_date(text: str | None, *, year: bool = True) -> str:
    """Write an EDTF date in words; `date not told` if there is none."""
    return gettext("date not told") if text is None else str(make_date_words(text, year=year))


def format_day(day: date) -> str:
    """Write a calendar day with its weekday: `Saturday, 7 December 2019`."""
    words = f"{_format_weekday(day)}, {_format_one(day, Precision.DAY, True)}"
    return words[:1].upper() + words[1:]


def format_moment(text: str) -> str:
    """Write a UTC timestamp to the minute: `6 December 2024, 10:05 UTC`."""
    moment = datetime.fromisoformat(text).astimezone(UTC)
    return f"{_format_one(moment.date(), Precision.DAY, True)}, {moment:%H:%M} UTC"


def format_weekday(text: str) -> str:
    """Say beside a date what it does not say itself: the weekday, or that no day was told but that of the report."""
    told = EdtfDate.parse(text)
    if told.precision == Precision.MONTH:
        return gettext("day not told")
    if told.precision == Precision.YEAR:
        return gettext("month not told")
    if told.is_interval:
        return f"{_format_weekday(told.first, short=True)}–{_format_weekday(told.last, short=True)}"
    if told.approximate:
        return gettext("day of the report")
    return _format_weekday(told.first)


def get_month_names() -> tuple[str, ...]:
    """Return the names of the twelve months as they stand alone."""
    names = get_locale().months[_ALONE]["wide"]
    return tuple(names[number] for number in range(1, 13))


def _format_weekday(day: date, *, short: bool = False) -> str:
    name: str = get_locale().days[_ALONE]["abbreviated" if short else "wide"][day.weekday()]
    return name


def _format_one(day: date, precision: Precision, year: bool, case: str = _ALONE) -> str:
    if precision == Precision.YEAR:
        return str(day.year)
    words: str = get_locale().months[_GOVERNED if precision == Precision.DAY else case]["wide"][day.month]
    if precision == Precision.DAY:
        words = f"{day.day} {words}"
    return f"{words} {day.year}" if year else words
