"""How often: the days from one event to the next, year by year, by length, and the longest."""

from bisect import bisect_right
from calendar import isleap
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from app.domain.dates import tells_days
from app.domain.filters import Filters
from app.store.views import OverviewRow
from app.web.counted import Figure, make_figure, narrow
from app.web.language import ENGLISH, format_number, get_language, gettext, ngettext, pgettext

_MOST_LONGEST = 10
_MOST_LISTED = 60
# The last day of each class of waits.
_LENGTHS = (7, 14, 30, 60, 90, 180, 365)


@dataclass(frozen=True, slots=True)
class Wait:
    """The days from the last day of one event to the first of the next; `doubts` lie or may lie between them: events
    of which no day is told."""

    days: int
    start: OverviewRow
    end: OverviewRow
    doubts: tuple[OverviewRow, ...] = ()


@dataclass(frozen=True, slots=True)
class RhythmYear:
    """One year: its events, with ticks at hundredths of the year for those whose day is told, and of the waits that
    ended in it the median and the longest."""

    year: int
    figure: Figure
    ticks: tuple[float, ...]
    median: str | None
    longest: Wait | None


@dataclass(frozen=True, slots=True)
class Length:
    """The waits of about one length: how many, how wide the bar for them is in hundredths, and the newest of them."""

    words: str
    count: int
    width: float
    waits: tuple[Wait, ...]


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Everything of the rhythm. `half` says how long half of the waits are at most. `since` are the days since the
    last event, `None` where that cannot be said; of those `left_out` the day is not told."""

    left_out: tuple[OverviewRow, ...]
    half: str | None
    longest: tuple[Wait, ...]
    last: OverviewRow | None
    since: int | None
    years: tuple[RhythmYear, ...]
    lengths: tuple[Length, ...]


def make_rhythm(rows: Sequence[OverviewRow], years: Sequence[int], filters: Filters, today: date) -> Rhythm:
    """Reckon with the events of a view, oldest first. Only those whose day is told count."""
    exact: list[OverviewRow] = []
    vague: list[OverviewRow] = []
    for row in rows:
        if row.date is not None:
            (exact if tells_days(row.date) else vague).append(row)
    waits = list_waits(exact)
    last = max(exact, key=lambda row: row.last or "", default=None)
    longest = sorted(waits, key=lambda wait: (-wait.days, wait.end.first))[:_MOST_LONGEST]
    return Rhythm(
        left_out=tuple(vague),
        half=_say_half(waits),
        longest=tuple(_add_doubts(wait, vague) for wait in longest),
        last=last,
        since=_count_since(last, vague, today),
        years=_make_years(exact, vague, waits, years, filters),
        lengths=make_lengths(waits),
    )


def list_waits(rows: Iterable[OverviewRow]) -> list[Wait]:
    """List the waits between events whose days are told: from the latest day so far to the first day of the next."""
    waits = []
    latest, until = None, date.min
    # As text, days of one form sort as they follow one another.
    for row in sorted(rows, key=lambda one: (one.first or "", one.last or "")):
        first, last = _get_first(row), _get_last(row)
        if latest is not None:
            waits.append(Wait(max((first - until).days, 0), latest, row))
        if last >= until:
            latest, until = row, last
    return waits


def make_lengths(waits: Iterable[Wait]) -> tuple[Length, ...]:
    """Sort waits into classes by their length, shortest first, each with the newest first."""
    classes: dict[int, list[Wait]] = defaultdict(list)
    for wait in waits:
        classes[bisect_right(_LENGTHS, wait.days - 1)].append(wait)
    if not classes:
        return ()
    most = max(map(len, classes.values()))
    return tuple(
        Length(
            _format_length(number),
            len(classes[number]),
            round(100 * len(classes[number]) / most, 1),
            tuple(classes[number][::-1][:_MOST_LISTED]),
        )
        for number in range(len(_LENGTHS) + 1)
    )


def make_ticks(rows: Iterable[OverviewRow]) -> tuple[float, ...]:
    """Return where in their year events lie of which the day is told, in hundredths of the year, each place once."""
    ticks = set()
    for row in rows:
        day = _get_first(row)
        length = 366 if isleap(day.year) else 365
        ticks.add(round((day.toordinal() - date(day.year, 1, 1).toordinal() + 0.5) / length * 100, 1))
    return tuple(sorted(ticks))


def _make_years(
    exact: Iterable[OverviewRow],
    vague: Iterable[OverviewRow],
    waits: Iterable[Wait],
    years: Sequence[int],
    filters: Filters,
) -> tuple[RhythmYear, ...]:
    of_year: dict[int, list[OverviewRow]] = defaultdict(list)
    for row in exact:
        of_year[row.year or 0].append(row)
    undrawn = Counter(row.year for row in vague)
    ended: dict[int, list[Wait]] = defaultdict(list)
    for wait in waits:
        ended[wait.end.year or 0].append(wait)
    return tuple(
        RhythmYear(
            year,
            make_figure(len(of_year[year]) + undrawn[year], narrow(filters, "year", str(year))),
            make_ticks(of_year[year]),
            _format_median(ended[year]),
            max(ended[year], key=lambda wait: wait.days, default=None),
        )
        for year in reversed(years)
    )


def _format_length(number: int) -> str:
    if number == 0:
        return gettext("up to %(last)s days", last=_LENGTHS[0])
    if number == len(_LENGTHS):
        return gettext("more than a year")
    return pgettext(
        "a length of time", "%(first)s–%(last)s days", first=_LENGTHS[number - 1] + 1, last=_LENGTHS[number]
    )


def _format_median(waits: Sequence[Wait]) -> str | None:
    if not waits:
        return None
    return _format_days(median(wait.days for wait in waits))


def _say_half(waits: Sequence[Wait]) -> str | None:
    if not waits:
        return None
    middle = median(wait.days for wait in waits)
    # Languages with cases say a fraction with the noun in the singular, "12,5 дня", English in the plural.
    fraction = 2 if get_language() == ENGLISH else 1
    return ngettext(
        "Half of the waits from one event to the next are %(num)s day or shorter.",
        "Half of the waits from one event to the next are %(num)s days or shorter.",
        int(middle) if middle == int(middle) else fraction,
        num=_format_days(middle),
    )


def _format_days(days: float) -> str:
    whole = format_number(int(days))
    if days == int(days):
        return whole
    # The middle of two whole numbers is half a day off, never anything else.
    return pgettext("a number and a half", "%(number)s.5", number=whole)


def _add_doubts(wait: Wait, vague: Iterable[OverviewRow]) -> Wait:
    start, end = _get_last(wait.start), _get_first(wait.end)
    doubts = tuple(row for row in vague if _get_last(row) > start and _get_first(row) < end)
    return Wait(wait.days, wait.start, wait.end, doubts)


def _count_since(last: OverviewRow | None, vague: Iterable[OverviewRow], today: date) -> int | None:
    """Count the days since the last event; not where a later one may have been, or where that is still to come."""
    if last is None or _get_last(last) > today or any(_get_last(row) > _get_last(last) for row in vague):
        return None
    return (today - _get_last(last)).days


def _get_first(row: OverviewRow) -> date:
    return date.fromisoformat(row.first or "")


def _get_last(row: OverviewRow) -> date:
    return date.fromisoformat(row.last or "")
