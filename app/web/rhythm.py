"""How often: the days from one event to the next, year by year, by length, and the longest."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from app.domain.dates import EdtfDate, Precision
from app.domain.filters import Filters
from app.store.views import EventMark, OverviewRow
from app.web.counted import Figure, make_figure, narrow
from app.web.language import gettext, pgettext
from app.web.strip import Tick, make_ticks

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
    """One year: its events as ticks, and of the waits that ended in it the median and the longest."""

    year: int
    figure: Figure
    ticks: tuple[Tick, ...]
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
    """Everything of the rhythm. `since` are the days since the last event, `None` where that cannot be said; `exact`
    events tell their days, those `left_out` do not."""

    exact: int
    left_out: tuple[OverviewRow, ...]
    median: str | None
    longest: tuple[Wait, ...]
    last: OverviewRow | None
    since: int | None
    years: tuple[RhythmYear, ...]
    lengths: tuple[Length, ...]


def make_rhythm(rows: Sequence[OverviewRow], years: Sequence[int], filters: Filters, today: date) -> Rhythm:
    """Reckon with the events of a view, oldest first. Only those whose day is told count."""
    dated = [row for row in rows if row.date is not None]
    exact = [row for row in dated if _is_exact(row)]
    vague = tuple(row for row in dated if not _is_exact(row))
    waits = [_add_doubts(wait, vague) for wait in list_waits(exact)]
    last = max(exact, key=_get_last, default=None)
    longest = sorted(waits, key=lambda wait: (-wait.days, wait.end.first))[:_MOST_LONGEST]
    return Rhythm(
        exact=len(exact),
        left_out=vague,
        median=_format_median(waits),
        longest=tuple(longest),
        last=last,
        since=_count_since(last, vague, today),
        years=_make_years(dated, waits, years, filters),
        lengths=make_lengths(waits),
    )


def list_waits(rows: Iterable[OverviewRow]) -> list[Wait]:
    """List the waits between events whose days are told: from the latest day so far to the first day of the next."""
    waits = []
    latest: OverviewRow | None = None
    for row in sorted(rows, key=lambda one: (_get_first(one), _get_last(one))):
        if latest is not None:
            waits.append(Wait(max((_get_first(row) - _get_last(latest)).days, 0), latest, row))
        if latest is None or _get_last(row) >= _get_last(latest):
            latest = row
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


def _make_years(
    rows: Iterable[OverviewRow], waits: Iterable[Wait], years: Sequence[int], filters: Filters
) -> tuple[RhythmYear, ...]:
    of_year: dict[int, list[OverviewRow]] = defaultdict(list)
    for row in rows:
        of_year[row.year or 0].append(row)
    ended: dict[int, list[Wait]] = defaultdict(list)
    for wait in waits:
        ended[wait.end.year or 0].append(wait)
    return tuple(
        RhythmYear(
            year,
            make_figure(len(of_year[year]), narrow(filters, "year", str(year))),
            make_ticks(
                EventMark(row.slug, year, row.date or "", row.kind, row.status, True) for row in of_year[year]
            ),
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
    middle = median(wait.days for wait in waits)
    return f"{middle:,.0f}" if middle == int(middle) else f"{middle:,.1f}"


def _add_doubts(wait: Wait, vague: Iterable[OverviewRow]) -> Wait:
    start, end = _get_last(wait.start), _get_first(wait.end)
    doubts = tuple(row for row in vague if _get_last(row) > start and _get_first(row) < end)
    return Wait(wait.days, wait.start, wait.end, doubts)


def _count_since(last: OverviewRow | None, vague: Iterable[OverviewRow], today: date) -> int | None:
    """Count the days since the last event; not where a later one may have been, or where that is still to come."""
    if last is None or _get_last(last) > today or any(_get_last(row) > _get_last(last) for row in vague):
        return None
    return (today - _get_last(last)).days


def _is_exact(row: OverviewRow) -> bool:
    told = EdtfDate.parse(row.date or "")
    return told.precision == Precision.DAY and not told.approximate


def _get_first(row: OverviewRow) -> date:
    return date.fromisoformat(row.first or "")


def _get_last(row: OverviewRow) -> date:
    return date.fromisoformat(row.last or "")
