"""Meetings and calls by year, kind and format: stacked bars and their table. Geometry in pixels."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.filters import Filters
from app.domain.vocabulary import Format, Kind, Status
from app.store.rows import OVERDUE
from app.store.views import OverviewRow
from app.web.counted import Figure, leave_out, make_contacts, make_counted, make_figure, make_judge, narrow
from app.web.formatting import format_value
from app.web.language import format_number, gettext, pgettext

Sort = tuple[str, str | None]
"""A kind, and of meetings and calls a format, `None` where none is told."""

Figures = Mapping[Sort, Figure]

_STEP, _WIDTH = 36, 30
_TALLEST, _UNIT = 180, 10
_LABEL = 20
_OPEN = (Status.PLANNED, Status.CANCELLED, OVERDUE)
_FORMATTED = (Kind.MEETING, Kind.CALL)


@dataclass(frozen=True, slots=True)
class Segment:
    """The part of a bar that stands for one sort: where it is drawn, its figure, and what it says aloud."""

    css: str
    y: float
    height: float
    figure: Figure
    words: str


@dataclass(frozen=True, slots=True)
class Top:
    """The figure over the bar above the line."""

    y: float
    figure: Figure
    words: str


@dataclass(frozen=True, slots=True)
class BarYear:
    """One year: the bar above the line and, of calls, below it."""

    year: int
    x: int
    segments: tuple[Segment, ...]
    top: Top | None


@dataclass(frozen=True, slots=True)
class BarRow:
    """One year in the table: the figures of all that is counted, of each sort, and of what did not take place."""

    year: int
    total: Figure
    sorts: tuple[Figure, ...]
    open: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """The picture, `width` by `height` with its line at `line`, and its table; `key` names the classes and `sorts` and
    `open` the columns."""

    width: int
    height: float
    line: float
    years: tuple[BarYear, ...]
    key: tuple[tuple[str, str], ...]
    sorts: tuple[str, ...]
    open: tuple[str, ...]
    rows: tuple[BarRow, ...]


def make_bars(rows: Iterable[OverviewRow], years: Sequence[int], filters: Filters) -> Bars | None:
    """Draw the rows of a view, whatever their kind and status; `None` if nothing is to be drawn."""
    contacts = make_contacts(filters)
    told = [row for row in rows if row.year is not None]
    numbers = Counter((row.year, _get_sort(row)) for row in filter(make_judge(contacts), told))
    if not numbers:
        return None
    sorts = sorted({sort for _, sort in numbers}, key=_get_order)
    views = {sort: _narrow_sort(contacts, sort) for sort in sorts}
    figures = {
        year: {
            sort: make_figure(numbers[year, sort], narrow(view, "year", str(year)))
            for sort, view in views.items()
        }
        for year in years
    }
    open_views = _list_open_views(filters)
    above, below = ([sort for sort in sorts if _is_below(sort) is side] for side in (False, True))
    tallest = [max(_add(figures[year], side) for year in years) for side in (above, below)]
    unit = min(_UNIT, _TALLEST / max(tallest))
    line = round(tallest[0] * unit + _LABEL, 2)
    of_above = narrow(contacts, "kind", *{kind for kind, _ in above}) if above else contacts
    return Bars(
        width=_STEP * len(years),
        height=round(line + _LABEL + tallest[1] * unit + 4, 2),
        line=line,
        years=tuple(
            BarYear(
                year,
                place * _STEP + (_STEP - _WIDTH) // 2,
                (
                    *_stack(figures[year], above, year, line, -unit),
                    *_stack(figures[year], below, year, line + _LABEL, unit),
                ),
                _make_top(_add(figures[year], above), year, line, unit, of_above),
            )
            for place, year in enumerate(years)
        ),
        key=tuple((_get_css(sort), format_sort(sort)) for sort in sorts),
        sorts=tuple(format_sort(sort) for sort in sorts),
        open=tuple(format_value("status", one) for one in open_views),
        rows=_make_table(told, figures, contacts, open_views),
    )


def _make_table(
    rows: Sequence[OverviewRow],
    figures: Mapping[int, Figures],
    contacts: Filters,
    open_views: Mapping[str, Filters],
) -> tuple[BarRow, ...]:
    """Make the rows of the table, newest year first."""
    undone: Counter[tuple[int | None, str]] = Counter()
    for view in open_views.values():
        undone.update((row.year, row.status) for row in filter(make_judge(view), rows))
    return tuple(
        BarRow(
            year,
            make_figure(_add(of_year, of_year), narrow(contacts, "year", str(year))),
            tuple(of_year.values()),
            tuple(
                make_figure(undone[year, one], narrow(view, "year", str(year)))
                for one, view in open_views.items()
            ),
        )
        for year, of_year in reversed(list(figures.items()))
    )


def _list_open_views(filters: Filters) -> dict[str, Filters]:
    """List the views of what did not take place, of the kind that the rest of the page counts; none where the view
    asks for a status itself."""
    if filters.of("status"):
        return {}
    return {one: narrow(make_counted(filters), "status", one) for one in _OPEN}


def format_sort(sort: Sort) -> str:
    """Name a sort: `bilateral talks`, `meeting, form not told`."""
    kind, format = sort
    if format is not None:
        return format_value("format", format)
    if kind in _FORMATTED:
        return gettext("%(kind)s, form not told", kind=format_value("kind", kind))
    return format_value("kind", kind)


def _stack(figures: Figures, sorts: Sequence[Sort], year: int, start: float, unit: float) -> list[Segment]:
    """Put the parts of a bar on one another, upwards from `start` where `unit` is negative."""
    segments, edge = [], start
    for sort in sorts:
        figure = figures[sort]
        if figure.count:
            end = edge + figure.count * unit
            words = pgettext(
                "a part of a bar", "%(year)s, %(sort)s: %(number)s",
                year=year, sort=format_sort(sort), number=format_number(figure.count),
            )  # fmt: skip
            height = round(abs(end - edge), 2)
            segments.append(Segment(_get_css(sort), round(min(edge, end), 2), height, figure, words))
            edge = end
    return segments


def _make_top(number: int, year: int, line: float, unit: float, filters: Filters) -> Top | None:
    if not number:
        return None
    words = gettext("%(year)s, above the line: %(number)s", year=year, number=format_number(number))
    return Top(
        round(line - number * unit - 5, 2), make_figure(number, narrow(filters, "year", str(year))), words
    )


def _add(figures: Figures, sorts: Iterable[Sort]) -> int:
    return sum(figures[sort].count for sort in sorts)


def _get_sort(row: OverviewRow) -> Sort:
    return row.kind, row.format if row.kind in _FORMATTED else None


def _get_order(sort: Sort) -> tuple[int, bool, int]:
    kind, format = sort
    return list(Kind).index(Kind(kind)), format is None, list(Format).index(Format(format)) if format else 0


def _get_css(sort: Sort) -> str:
    kind, format = sort
    return f"b-{format or (f'{kind}-untold' if kind in _FORMATTED else kind)}"


def _is_below(sort: Sort) -> bool:
    return sort[0] == Kind.CALL


def _narrow_sort(filters: Filters, sort: Sort) -> Filters:
    kind, format = sort
    of_kind = narrow(filters, "kind", kind)
    if format is not None:
        return narrow(of_kind, "format", format)
    # Nothing can ask for what is not told, but everything else can be left out.
    return leave_out(of_kind, "format", list(Format)) if kind in _FORMATTED else of_kind
