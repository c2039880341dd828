"""Days and months that are told by their number or name, with or without their year."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from app.domain.dates import EdtfDate, Precision
from app.ingest.stages.dates.context import Context, Reading, pick
from app.ingest.stages.dates.mood import Mood, Tense

_DAYS, _MONTHS, _WEEKDAYS = "dD", "MLB", "WE"
# Further days of a list that shares one year: "on 6 April, 25 May and 23 November 2023".
_SHARED = re.compile(
    r"(?:(?:,| C|, C) (?:[pAhF] )?(?:[dD] [MB]|[MB]\.? [dD])){1,8},? ?(?:(?P<year>Y)|(?P<shift>[GH]))(?![.,/:-]?[9d])"
)
_TAIL = re.compile(r"(?:,? |,? p | \((?:p )?)(?P<weekday>[WE])\)?$")


def read_name(start: int, end: int, context: Context) -> list[Reading] | None:
    """ "8 Марта" in capitals after "street" is the name of a place."""
    month = pick(context, start, end, _MONTHS)[0]
    return [] if context.text[month.start].isupper() else None


def read_figures(start: int, end: int, context: Context) -> list[Reading] | None:
    """2024-05-24, 24.05.2024."""
    year, (month, day) = pick(context, start, end, "Y")[0].value, _pick_month_day(start, end, context)
    return [Reading(start, end, EdtfDate.of_day(date(year, month, day)))]


def _pick_month_day(start: int, end: int, context: Context) -> tuple[int, int]:
    first, second = (token.value for token in pick(context, start, end, "d"))
    return (first, second) if context.shape.letters[start] == "Y" else (second, first)


def read_slashed(start: int, end: int, context: Context) -> list[Reading] | None:
    """24/05/2024, 05/24/2024; where both orders are written and both give a day, none."""
    year = pick(context, start, end, "Y")[0].value
    first, second = (token.value for token in pick(context, start, end, "d"))
    if not context.language.month_first or first == second:
        return [Reading(start, end, EdtfDate.of_day(date(year, second, first)))]
    if first <= 12 and second <= 12:
        return []
    day, month = (first, second) if first > 12 else (second, first)
    return [Reading(start, end, EdtfDate.of_day(date(year, month, day)))]


def read_figures_range(start: int, end: int, context: Context) -> list[Reading] | None:
    """23–24.05.2024, 30.04–01.05.2024, 30.04.2024–01.05.2024."""
    years = [token.value for token in pick(context, start, end, "Y")]
    figures = [token.value for token in pick(context, start, end, "d")]
    last = date(years[-1], figures[-1], figures[-2])
    month = figures[1] if len(figures) == 4 else last.month
    first = date(years[0] if len(years) == 2 else last.year - (month > last.month), month, figures[0])
    return [Reading(start, end, EdtfDate.of_days(first, last))]


def read_two_months(start: int, end: int, context: Context) -> list[Reading] | None:
    """30 April – 1 May; "30 April and 1 May" where the days follow one another, otherwise two dates."""
    days, months = pick(context, start, end, _DAYS), pick(context, start, end, _MONTHS)
    (first_day, last_day), (first_month, last_month) = (
        (days[0].value, days[1].value),
        (months[0].value, months[1].value),
    )
    years = pick(context, start, end, "Y")

    def make(year: int) -> EdtfDate:
        # "December 30 – January 2, 2024": the year is that of the last day.
        first_year = years[0].value if len(years) == 2 else year - (first_month > last_month)
        return EdtfDate.of_days(date(first_year, first_month, first_day), date(year, last_month, last_day))

    letters = context.shape.letters[start:end]
    if "V" in letters:
        return []
    if context.is_moved(start):
        return None
    found = _resolve(make, start, end, context)
    is_list = "C" in letters and not letters.startswith("F")
    if is_list and (found is None or (found.last - found.first).days != 1):
        return None
    return [Reading(start, end, found)]


def read_two_months_first(start: int, end: int, context: Context) -> list[Reading] | None:
    """April 30 – May 1."""
    return read_two_months(start, end, context)


def read_days(start: int, end: int, context: Context) -> list[Reading] | None:
    """23–24 May, from 23 to 24 May, 23, 24 and 25 May: a range of days in a row, otherwise a date each."""
    tokens = pick(context, start, end, _DAYS)
    days, month = [token.value for token in tokens], pick(context, start, end, _MONTHS)[0].value
    letters = context.shape.letters[start:end]
    if "V" in letters or days != sorted(set(days)):
        return []
    if context.is_moved(start) and "C" not in letters:
        return None
    is_range = ("C" not in letters and len(days) == 2) or letters.startswith("F")
    if is_range or days == list(range(days[0], days[-1] + 1)):

        def make(year: int) -> EdtfDate:
            return EdtfDate.of_days(date(year, month, days[0]), date(year, month, days[-1]))

        return [Reading(_skip_lead(start, end, context), end, _resolve(make, start, end, context))]
    places = [index for index in range(start, end) if context.shape.letters[index] in _DAYS]
    readings: list[Reading] = []
    for number, (day, place) in enumerate(zip(days, places, strict=True)):
        is_last = number == len(days) - 1
        first = start if number == 0 and context.shape.letters[start] in "MLB" else place
        found = _resolve(partial(_make_day, month, day), start, end, context)
        readings.append(Reading(first, end if is_last else place + 1, found))
    return readings


def read_days_first(start: int, end: int, context: Context) -> list[Reading] | None:
    """May 23–24, May 23 and 24."""
    return read_days(start, end, context)


def read_month_day(start: int, end: int, context: Context) -> list[Reading] | None:
    """May 24, May 24, 2024; not "in May 24 people"."""
    letters = context.shape.letters
    if letters[max(0, start - 2) : start] == "i " and letters[end : end + 2] == " x":
        return None
    return read_day_month(start, end, context)


def read_day_month(start: int, end: int, context: Context) -> list[Reading] | None:
    """24 May, the 24th of May 2024; with a weekday or "yesterday" beside it the whole is one date."""
    month, day = pick(context, start, end, _MONTHS)[0].value, pick(context, start, end, _DAYS)[0].value
    found = _resolve(partial(_make_day, month, day), start, end, context)
    tail = _TAIL.search(context.shape.letters, start, end)
    if tail:
        weekday = context.shape.tokens[tail.start("weekday")].value
        # "On May 24, Monday's paper wrote": another day, which is read by itself.
        if found is None or found.first.weekday() != weekday:
            end = tail.start()
    elif context.shape.letters[end - 1] == ")" and "(" not in context.shape.letters[start:end]:
        end -= 1
    return [Reading(_skip_lead(start, end, context), end, found)]


def read_feast(start: int, end: int, context: Context) -> list[Reading] | None:
    """On New Year's Eve."""
    month, day = divmod(context.shape.tokens[end - 1].value, 100)
    return [
        Reading(
            _skip_lead(start, end, context),
            end,
            _resolve(partial(_make_day, month, day), start, end, context),
        )
    ]


def _make_day(month: int, day: int, year: int) -> EdtfDate:
    return EdtfDate.of_day(date(year, month, day))


def _make_month(month: int, year: int) -> EdtfDate:
    return EdtfDate.of_month(year, month)


def _skip_lead(start: int, end: int, context: Context) -> int:
    """Let the words of a date begin at its weekday, article or figure, not at "on"."""
    letters = context.shape.letters
    while letters[start] in "pAi " and start < end - 1:
        start += 1
    return start


def read_month(start: int, end: int, context: Context) -> list[Reading] | None:
    """In May, in early May 2024, last May, в мае прошлого года."""
    month = pick(context, start, end, _MONTHS)[0].value
    letters = context.shape.letters[start:end]

    make = partial(_make_month, month)
    published = context.published
    if published and not any(letter in "YGH" for letter in letters):
        if "k" in letters:
            return [Reading(start, end, _last_before(make, published))]
        if "g" in letters or "f" in letters:
            return [Reading(start, end, context.find_nearest(make, Mood(Tense.FUTURE)))]
    return [Reading(start, end, _resolve(make, start, end, context))]


def read_months(start: int, end: int, context: Context) -> list[Reading] | None:
    """In February, April and May: a month each, of one year."""
    letters = context.shape.letters
    last = max(index for index in range(start, end) if letters[index] in _MONTHS)
    readings: list[Reading] = []
    for index in range(start, end):
        if letters[index] in _MONTHS:
            number = context.shape.tokens[index].value
            first = start if not readings else index
            found = _resolve(partial(_make_month, number), start, end, context)
            readings.append(Reading(first, end if index == last else index + 1, found))
    return readings


def _last_before(make: Callable[[int], EdtfDate], published: EdtfDate) -> EdtfDate:
    this_year = make(published.first.year)
    return this_year if this_year.last < published.first else make(published.first.year - 1)


def read_year(start: int, end: int, context: Context) -> list[Reading] | None:
    """ "In 2021", "last year": no date, but the year of the days that this sentence goes on to tell."""
    year = _find_year(start, end, context)
    is_past = context.published is None or (year is not None and year <= context.published.last.year)
    context.year = year if is_past else None
    return []


def read_day_alone(start: int, end: int, context: Context) -> list[Reading] | None:
    """ "On the 24th": of the month of the date told just before it."""
    told = context.told_near or (context.told.date if context.told and context.published is None else None)
    if told is None or told.precision is not Precision.DAY:
        return []
    day = pick(context, start, end, _DAYS)[0].value
    return [Reading(_skip_lead(start, end, context), end, _make_day(told.last.month, day, told.last.year))]


def _find_year(start: int, end: int, context: Context) -> int | None:
    """Return the year that the tokens tell, by its figures or by its distance from publication."""
    for token in reversed(pick(context, start, end, "Y")):
        return token.value
    for token in pick(context, start, end, "G"):
        return context.published.first.year + token.value if context.published else None
    if pick(context, start, end, "H"):
        return context.told.date.last.year if context.told else None
    return None


def _resolve(make: Callable[[int], EdtfDate], start: int, end: int, context: Context) -> EdtfDate | None:
    """Give a date its year: its own, that of its list, that of its sentence, or the nearest to publication."""
    letters = context.shape.letters
    if any(letter in "YGH" for letter in letters[start:end]):
        year = _find_year(start, end, context)
        return make(year) if year else None
    shared = _SHARED.match(letters, end)
    if shared:
        year = _find_year(end, shared.end(), context)
        return make(year) if year else None
    mood = context.find_mood(start, end)
    published = context.published
    if context.year and (
        mood.tense is not Tense.FUTURE or (published and context.year == published.last.year)
    ):
        found = make(context.year)
        if published is None or found.first <= published.last + timedelta(days=31):
            return found
    before = letters[max(0, start - 2) : start]
    if before == "h " or letters[start] == "h":
        # "They discussed the May 24 summit" does not tell when that is.
        mood = Mood(mood.tense)
    return context.find_nearest(make, mood, ahead=before == "A " or letters[start] == "A")
