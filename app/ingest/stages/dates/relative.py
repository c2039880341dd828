"""Days, weeks and months that are told by their distance from another day."""

from datetime import date, timedelta

from app.domain.dates import EdtfDate, Precision
from app.ingest.stages.dates.context import Context, Reading, pick
from app.ingest.stages.dates.mood import Tense

_LONGEST_STRETCH = 400
_DAY, _WEEKEND, _WEEK, _MONTH = 1, 2, 7, 30
_NEARER = 3


def read_nothing(start: int, end: int, context: Context) -> list[Reading] | None:
    """What sounds like a time and tells none: "every Friday"."""
    return []


def read_day_word(start: int, end: int, context: Context) -> list[Reading] | None:
    """Today, yesterday, tomorrow: from the day of publication."""
    today = context.today
    if today is None:
        return []
    shift = timedelta(days=context.shape.tokens[start].value)
    return [Reading(start, end, EdtfDate.of_day(today + shift))]


def read_day_told(start: int, end: int, context: Context) -> list[Reading] | None:
    """The day before, the same day, the next day: from the day told last; the day before also from today."""
    shift = context.shape.tokens[start].value
    told = context.anchor if shift >= 0 else context.told_near
    if told is not None and (shift >= 0 or context.is_told_here or not context.today):
        base = told.last if shift > 0 else told.first
        found = base + timedelta(days=shift)
        if not told.is_interval or shift:
            return [Reading(start, end, EdtfDate.of_day(found))]
    if shift < 0 and context.today:
        return [Reading(start, end, EdtfDate.of_day(context.today + timedelta(days=shift)))]
    return []


def read_weekday(start: int, end: int, context: Context) -> list[Reading] | None:
    """On Friday, last Friday, next Friday: on the side of publication that the mood tells."""
    letters = context.shape.letters[start:end]
    before = context.shape.letters[max(0, start - 2) : start]
    # "Until Friday" bounds, but "postponed until Friday" tells the new day.
    if before == "F " or (before == "Q " and not context.is_moved(start)):
        return []
    wanted = pick(context, start, end, "WE")[0].value
    if "E" in letters and not any(letter in "pAkgft" for letter in letters[:-1]):
        return None
    if context.told_days and "f" not in letters and "g" not in letters:
        days = [day for day in context.told_days if day.weekday() == wanted]
        if len(days) == 1:
            return [Reading(start, end, EdtfDate.of_day(days[0]))]
    today = context.today
    if today is None:
        return [Reading(start, end, _find_in_week(wanted, context.published))]
    return [Reading(start, end, EdtfDate.of_day(_find_weekday(wanted, letters, today, start, end, context)))]


def _find_weekday(wanted: int, letters: str, today: date, start: int, end: int, context: Context) -> date:
    behind = (today.weekday() - wanted) % 7
    last, coming = today - timedelta(days=behind), today + timedelta(days=-behind % 7)
    if "k" in letters:
        return last if behind else today - timedelta(days=7)
    if "f" in letters:
        # Of the week after this one, which from Monday on may be a week and more away.
        return today + timedelta(days=7 - today.weekday() + wanted)
    if "t" in letters:
        return _find_this(wanted, today, context.find_mood(start, end).tense)
    if "g" in letters:
        return today + timedelta(days=7 - behind)
    tense = context.find_mood(start, end).tense
    if tense is Tense.FUTURE or "A" in letters:
        return coming
    if tense is Tense.NEAR:
        # "Sunday marks …": whichever is nearer.
        return coming if behind > _NEARER else last
    return last


def _find_this(wanted: int, today: date, tense: Tense) -> date:
    """This Friday: that of this week, unless the verb tells of the other side."""
    day = today + timedelta(days=wanted - today.weekday())
    if tense is Tense.FUTURE and day < today:
        return day + timedelta(days=7)
    return day - timedelta(days=7) if tense is Tense.PAST and day > today else day


def _find_in_week(wanted: int, published: EdtfDate | None) -> EdtfDate | None:
    """In a weekly, a weekday is the one of the week that it covers."""
    if published is None or published.precision is not Precision.DAY:
        return None
    if (published.last - published.first).days > 6:
        return None
    day = published.first + timedelta(days=(wanted - published.first.weekday()) % 7)
    return EdtfDate.of_day(day) if day <= published.last else None


def read_weekdays(start: int, end: int, context: Context) -> list[Reading] | None:
    """From Thursday to Friday; "Thursday and Friday" where they follow one another."""
    letters = context.shape.letters[start:end]
    first, last = (token.value for token in pick(context, start, end, "WE"))
    today = context.today
    if today is None or context.is_moved(start) or ("C" in letters and (last - first) % 7 != 1):
        return None
    tense = context.find_mood(start, end).tense
    if tense is Tense.FUTURE:
        begin = today + timedelta(days=(first - today.weekday()) % 7)
        return [Reading(start, end, _make_days(begin, last))]
    begin = today - timedelta(days=(today.weekday() - first) % 7)
    days = _make_days(begin, last)
    if days.last > today and tense is Tense.PAST:
        days = _make_days(begin - timedelta(days=7), last)
    return [Reading(start, end, days)]


def _make_days(begin: date, last: int) -> EdtfDate:
    return EdtfDate.of_days(begin, begin + timedelta(days=(last - begin.weekday()) % 7))


def read_weekday_of_week(start: int, end: int, context: Context) -> list[Reading] | None:
    """On Friday next week."""
    unit, wanted = context.shape.tokens[end - 1].value, pick(context, start, end, "WE")[0].value
    week = _find_week(context.shape.letters[start:end].split("W")[-1], context)
    if unit != _WEEK or week is None:
        return None
    return [Reading(start, end, EdtfDate.of_day(week + timedelta(days=wanted)))]


def _find_week(letters: str, context: Context) -> date | None:
    """Return the Monday of last, this or next week."""
    today = context.today
    if today is None:
        return None
    shift = -7 if "k" in letters else 7 if "f" in letters or "g" in letters else 0
    return today - timedelta(days=today.weekday()) + timedelta(days=shift)


def read_stretch(start: int, end: int, context: Context) -> list[Reading] | None:
    """Last week: Monday to Sunday, which tells no day; next month."""
    letters, today = context.shape.letters[start:end], context.today
    # Words that mean this week by themselves have no unit.
    unit = _WEEK if letters == "q" else context.shape.tokens[end - 1].value
    if unit not in (_WEEKEND, _WEEK, _MONTH):
        return None
    week = _find_week(letters, context)
    if today is None or week is None:
        return []
    if unit == _WEEKEND:
        return [
            Reading(
                start, end, EdtfDate.of_days(week + timedelta(days=5), week + timedelta(days=6)), exact=False
            )
        ]
    if unit == _WEEK:
        return [Reading(start, end, EdtfDate.of_days(week, week + timedelta(days=6)), exact=False)]
    number = (
        today.year * 12
        + today.month
        - 1
        + (-1 if "k" in letters else 1 if "f" in letters or "g" in letters else 0)
    )
    return [Reading(start, end, EdtfDate.of_month(number // 12, number % 12 + 1), exact=False)]


def read_ago(start: int, end: int, context: Context) -> list[Reading] | None:
    """Three days ago is a day; two weeks ago may be a few days off: the month is told, the day is not."""
    return _shift(start, end, context, context.today, -1)


def read_ahead(start: int, end: int, context: Context) -> list[Reading] | None:
    """In two weeks: the month alone, and only of what is still to come."""
    stretch, today = _find_stretch(start, end, context), context.today
    # "Five hours later", "within two weeks of the vote" tell nothing of the calendar.
    if today is None or stretch is None or context.find_mood(start, end).tense is not Tense.FUTURE:
        return []
    then = today + timedelta(days=stretch)
    return [Reading(start, end, EdtfDate.of_month(then.year, then.month), exact=False)]


def read_after(start: int, end: int, context: Context) -> list[Reading] | None:
    """Two days later, a week earlier: from the day told last; without one, only ahead of publication."""
    told = context.anchor
    is_later = "l" in context.shape.letters[start:end]
    if told is None or told.is_interval:
        return read_ahead(start, end, context) if is_later else []
    return _shift(start, end, context, told.first, 1 if is_later else -1)


def _shift(start: int, end: int, context: Context, base: date | None, sign: int) -> list[Reading]:
    stretch = _find_stretch(start, end, context)
    if base is None or stretch is None:
        return []
    then = base + timedelta(days=sign * stretch)
    if pick(context, start, end, "uv")[0].value == _DAY:
        return [Reading(start, end, EdtfDate.of_day(then))]
    return [Reading(start, end, EdtfDate.of_month(then.year, then.month), exact=False)]


def _find_stretch(start: int, end: int, context: Context) -> int | None:
    """Return how many days the tokens tell, None if that is no stretch to count days from."""
    unit = pick(context, start, end, "uv")[0].value
    number = next((token.value for token in pick(context, start, end, "ndD")), 1)
    return number * unit if unit != _WEEKEND and 0 < number * unit <= _LONGEST_STRETCH else None
