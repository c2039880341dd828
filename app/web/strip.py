"""The pictures of the years: the strip of bars, and the ruler of one year. Geometry only; the words are beside it."""

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from app.domain.dates import EdtfDate, Precision
from app.domain.vocabulary import Kind, Status
from app.store.views import EventMark, YearBar
from app.web.language import format_number, gettext, ngettext, nmark

Counts = Mapping[str, int]
"""How many events of a year are drawn of each sort: `held calls planned overdue cancelled other`."""

_UNIT = 8
_TALLEST = 24
# So many years without an event are drawn as one gap: a record that begins with few sources is no row of nothings.
_SHORTEST_GAP = 4
_PLANS = ("cancelled", "overdue", "planned")
# What a year holds besides meetings, as one and as several.
_COUNTED = {
    "calls": nmark("%(num)s call", "%(num)s calls"),
    "planned": nmark("%(num)s planned", "%(num)s planned"),
    "cancelled": nmark("%(num)s cancelled", "%(num)s cancelled"),
    "overdue": nmark("%(num)s overdue", "%(num)s overdue"),
    "other": nmark("%(num)s other event", "%(num)s other events"),
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its classes, its upper edge, and whether a stroke goes through it."""

    css: str
    y: float
    height: float
    struck: bool = False


@dataclass(frozen=True, slots=True)
class BarPath:
    """All bars of one sort as one SVG path, in a box one unit wide that is stretched to the width of the year."""

    css: str
    d: str


@dataclass(frozen=True, slots=True)
class StripYear:
    """One year of the strip: meetings stand on the line, calls hang below it."""

    year: int
    path: str
    chosen: bool
    figure: str
    most: bool
    words: str
    above: tuple[Bar, ...]
    above_height: int
    below: tuple[Bar, ...]
    below_height: int

    @property
    def above_paths(self) -> tuple[BarPath, ...]:
        """The bars above the line, drawn."""
        return _draw(self.above)

    @property
    def below_paths(self) -> tuple[BarPath, ...]:
        """The bars below the line, drawn."""
        return _draw(self.below)


@dataclass(frozen=True, slots=True)
class StripGap:
    """A run of years of which nothing is recorded."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Tick:
    """One event on the ruler of its year, `x` in hundredths of the year."""

    x: float
    css: str
    top: int


def make_strip(
    years: Sequence[YearBar],
    matching: Mapping[int, Sequence[tuple[str, str, int]]] | None,
    paths: Mapping[int, str],
    chosen: Iterable[str],
) -> tuple[StripYear | StripGap, ...]:
    """Make the strip; `matching` counts what the view shows, `None` if it shows all."""
    scale = max([1, *(-(-max(_count_above(year), year.calls) // _TALLEST) for year in years)])
    most = max((year.held for year in years), default=0)
    wanted = set(chosen)

    def make(year: YearBar) -> StripYear:
        shown = None if matching is None else _sort(matching.get(year.year, ()))
        lead = matching is None and 0 < most == year.held
        return _make_year(year, shown, paths[year.year], str(year.year) in wanted, lead, scale)

    strip: list[StripYear | StripGap] = []
    for empty, run in groupby(years, lambda year: count_events(year) == 0):
        several = list(run)
        if empty and len(several) >= _SHORTEST_GAP:
            strip.append(StripGap(several[0].year, several[-1].year))
        else:
            strip += map(make, several)
    return tuple(strip)


def make_ticks(marks: Iterable[EventMark]) -> tuple[Tick, ...]:
    """Make the ticks of one year's ruler; an event whose day is not known has none."""
    ticks = []
    for mark in marks:
        told = EdtfDate.parse(mark.date)
        if told.precision < Precision.DAY:
            continue
        length = 366 if calendar.isleap(told.first.year) else 365
        css = [] if mark.kind == Kind.MEETING else ["call"]
        css += [] if mark.status == Status.HELD else ["open"]
        css += [] if mark.matching else ["dim"]
        top = {Kind.MEETING.value: 2, Kind.CALL.value: 11}.get(mark.kind, 15)
        ticks.append(
            Tick(round((told.first.timetuple().tm_yday - 0.5) / length * 100, 1), " ".join(css), top)
        )
    return tuple(ticks)


def format_year_counts(year: YearBar) -> str:
    """Say what a year holds: `6 meetings, 1 call, 1 overdue`."""
    if not count_events(year):
        return gettext("Nothing recorded")
    held = ngettext("%(num)s meeting", "%(num)s meetings", year.held) if year.held else gettext("No meeting")
    parts = [held, *(ngettext(*_COUNTED[name], count) for name in _COUNTED if (count := getattr(year, name)))]
    return ", ".join(parts)


def count_events(year: YearBar) -> int:
    """Count all events of a year."""
    return year.held + year.calls + year.planned + year.cancelled + year.overdue + year.other


def _make_year(
    year: YearBar, shown: Counts | None, path: str, chosen: bool, most: bool, scale: int
) -> StripYear:
    held = _stack("", year.held, year.held if shown is None else shown["held"], scale)
    plans = [
        bar
        for name in _PLANS
        for bar in _stack(
            name, _count_plans(year)[name], _count_plans(year)[name] if shown is None else shown[name], scale
        )
    ]
    above = [*held, *plans]
    top = len(above)
    calls = _stack("u-call", year.calls, year.calls if shown is None else shown["calls"], scale)
    if shown is None:
        figure = format_number(year.held) if count_events(year) else ""
        words = format_year_counts(year)
    else:
        figure = format_number(year.matching) if year.matching else ""
        words = gettext(
            "%(matches)s of %(events)s",
            matches=ngettext("%(num)s match", "%(num)s matches", year.matching),
            events=ngettext("%(num)s event", "%(num)s events", count_events(year)),
        )
    return StripYear(
        year=year.year,
        path=path,
        chosen=chosen,
        figure=figure,
        most=most,
        words=words,
        above=tuple(_place(css, _UNIT * (top - 1 - number)) for number, css in enumerate(above)),
        above_height=max(1, _UNIT * top),
        below=tuple(Bar(css, _UNIT * number + 1.5, 6.5) for number, css in enumerate(calls)),
        below_height=_UNIT * len(calls) + 1,
    )


def _stack(css: str, total: int, shown: int, scale: int) -> list[str]:
    """Give the classes of the bars of one sort, those that match first."""
    count, lit = -(-total // scale), -(-shown // scale)
    return [css if number < lit else f"{css} dim".strip() for number in range(count)]


def _place(css: str, y: float) -> Bar:
    name, _, dim = css.partition(" ")
    if name not in _PLANS:
        return Bar(css, y, 6.5)
    return Bar(f"u-open {dim}".strip(), y + 0.5, 5.5, struck=name == "cancelled")


def _draw(bars: Iterable[Bar]) -> tuple[BarPath, ...]:
    """Draw bars sort by sort, each followed by the strokes through it."""
    shapes: dict[tuple[str, bool], list[str]] = {}
    for bar in bars:
        shapes.setdefault((bar.css, bar.struck), []).append(f"M0 {bar.y}h1v{bar.height}H0z")
        if bar.struck:
            shapes.setdefault((f"{bar.css} u-struck", False), []).append(f"M0 {bar.y + bar.height}L1 {bar.y}")
    paths = {key: "".join(several) for key, several in shapes.items()}
    return tuple(BarPath("u-struck" if css.endswith("u-struck") else css, d) for (css, _), d in paths.items())


def _count_plans(year: YearBar) -> dict[str, int]:
    return {"cancelled": year.cancelled, "overdue": year.overdue, "planned": year.planned}


def _count_above(year: YearBar) -> int:
    return year.held + year.cancelled + year.overdue + year.planned


def _sort(counts: Iterable[tuple[str, str, int]]) -> Counts:
    """Sort events into the bars as the counts of the whole record are."""
    sorts = dict.fromkeys(("held", "calls", "planned", "overdue", "cancelled", "other"), 0)
    for kind, status, number in counts:
        if kind in (Kind.MILESTONE, Kind.RELATED):
            sorts["other"] += number
        elif status != Status.HELD:
            sorts[status] += number
        else:
            sorts["calls" if kind == Kind.CALL else "held"] += number
    return sorts
