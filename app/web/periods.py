"""Two views through time: how many events each has in a month or a year, and which stand beside each other there."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from app.domain.dates import EdtfDate, Precision
from app.domain.filters import Choice, Filters
from app.store.views import BriefRow
from app.web.dates import get_month_names
from app.web.language import gettext
from app.web.query import make_path

Dates = Mapping[tuple[int | None, str | None], int]
"""How many events have a year and a date."""

_UNTOLD = 0
# So many years without an event on either side are one row.
_SHORTEST_GAP = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """A number, its share of the greatest one in hundredths, and where its events are; `None` for none."""

    count: int
    share: int
    path: str | None


@dataclass(frozen=True, slots=True)
class Period:
    """One month or year, or a run of years without events."""

    name: str
    bars: tuple[Bar, Bar]


@dataclass(frozen=True, slots=True)
class Line:
    """The listed events of both sides in one month or year."""

    anchor: str
    name: str
    events: tuple[tuple[BriefRow, ...], tuple[BriefRow, ...]]


def make_periods(
    views: tuple[Filters, Filters], dates: tuple[Dates, Dates], lines: Sequence[Line], *, by_month: bool
) -> tuple[Period, ...]:
    """Make one row a month, from January on, or one a year, newest first; what is not told comes last.

    The timeline knows no months: their numbers lead to the lines of the page.
    """
    anchors = {line.anchor for line in lines} if by_month else set()
    counts = tuple(_count(of_side, by_month=by_month) for of_side in dates)
    most = max([1, *(number for of_side in counts for number in of_side.values())])
    keys = _list_keys(counts, by_month=by_month)
    periods = []
    for empty, run in groupby(keys, lambda key: not by_month and not any(of_side[key] for of_side in counts)):
        several = list(run)
        if empty and len(several) >= _SHORTEST_GAP:
            name = gettext("%(first)s–%(last)s", first=several[-1], last=several[0])
            periods.append(Period(name, (Bar(0, 0, None), Bar(0, 0, None))))
            continue
        for key in several:
            here = f"#{_make_anchor(key)}" if _make_anchor(key) in anchors else None
            bars = [
                _make_bar(of_side[key], most, here if by_month else _make_year_path(view, key, of_side))
                for view, of_side in zip(views, counts, strict=True)
            ]
            periods.append(Period(_name(key, by_month=by_month), (bars[0], bars[1])))
    return tuple(periods)


def make_lines(events: tuple[Sequence[BriefRow], Sequence[BriefRow]], *, by_month: bool) -> tuple[Line, ...]:
    """Put the events of both sides, newest first, beside each other by month or year, in the order of the periods."""
    found = tuple(
        {
            key: [one for one in of_side if _get_key(one.year, one.date, by_month=by_month) == key]
            for key in keys
        }
        for of_side in events
        for keys in [{_get_key(one.year, one.date, by_month=by_month) for one in of_side}]
    )
    return tuple(
        Line(
            _make_anchor(key),
            _name(key, by_month=by_month),
            (
                _order(found[0].get(key, []), by_month=by_month),
                _order(found[1].get(key, []), by_month=by_month),
            ),
        )
        for key in _sort({*found[0], *found[1]}, by_month=by_month)
    )


def _order(events: Sequence[BriefRow], *, by_month: bool) -> tuple[BriefRow, ...]:
    return tuple(events[::-1] if by_month else events)


def _count(dates: Dates, *, by_month: bool) -> Counter[int]:
    counts: Counter[int] = Counter()
    for (year, told), number in dates.items():
        counts[_get_key(year, told, by_month=by_month)] += number
    return counts


def _get_key(year: int | None, told: str | None, *, by_month: bool) -> int:
    if not by_month:
        return year or _UNTOLD
    date = EdtfDate.parse(told) if told else None
    return date.first.month if date and date.precision >= Precision.MONTH else _UNTOLD


def _list_keys(counts: Sequence[Counter[int]], *, by_month: bool) -> list[int]:
    told = {key for of_side in counts for key in of_side}
    if by_month:
        return _sort({*range(1, 13), *told}, by_month=True)
    years = told - {_UNTOLD}
    return _sort(told | ({*range(min(years), max(years) + 1)} if years else set()), by_month=False)


def _sort(keys: set[int], *, by_month: bool) -> list[int]:
    ordered = sorted(keys - {_UNTOLD}, reverse=not by_month)
    return [*ordered, _UNTOLD] if _UNTOLD in keys else ordered


def _name(key: int, *, by_month: bool) -> str:
    if key == _UNTOLD:
        return gettext("Month not told") if by_month else gettext("No date told")
    return get_month_names()[key - 1].capitalize() if by_month else str(key)


def _make_anchor(key: int) -> str:
    return f"in-{key or 'untold'}"


def _make_bar(count: int, most: int, path: str | None) -> Bar:
    return Bar(count, max(1, round(100 * count / most)) if count else 0, path if count else None)


def _make_year_path(view: Filters, key: int, counts: Mapping[int, int]) -> str:
    if key != _UNTOLD:
        return make_path(view.with_choice("year", Choice((str(key),))))
    # What has none of the years has no date.
    years = {str(year) for year in counts if year != _UNTOLD} | {*view.of("year").unwanted}
    return make_path(view.with_choice("year", Choice(unwanted=tuple(sorted(years)))) if years else view)
