"""A part of the record year by year: the bars, and the table beside them whose every number leads to its events."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.domain.filters import Choice, Filters
from app.store.parts import SortCount
from app.store.views import YearBar
from app.web.language import format_number
from app.web.query import make_path
from app.web.sorts import Sort, count_by_sort, format_heading, list_sorts
from app.web.strip import StripGap, StripYear, make_strip


@dataclass(frozen=True, slots=True)
class Cell:
    """A number and the timeline that shows as many events; nothing to see is no link."""

    number: int
    path: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """One year, or all of them (`year` is `None`): its events by sort, and all."""

    year: int | None
    cells: tuple[Cell, ...]
    total: Cell


@dataclass(frozen=True, slots=True)
class Bars:
    """The picture and its table; `heads` are the heads of the columns, `undated` counts what has no year."""

    strip: tuple[StripYear | StripGap, ...]
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    foot: Row
    undated: int


def make_bars(counts: Sequence[SortCount], filters: Filters) -> Bars | None:
    """Make the bars of a view from its events by year; nothing if none has a year."""
    by_year: dict[int, list[SortCount]] = defaultdict(list)
    for one in counts:
        if one.year is not None:
            by_year[one.year].append(one)
    if not by_year:
        return None
    sorts = list_sorts(count_by_sort(counts))
    span = range(min(by_year), max(by_year) + 1)
    bars = [_make_bar(year, by_year[year]) for year in span]
    paths = {year: make_path(_of_year(filters, year)) for year in span}
    totals = {bar.year: bar.matching for bar in bars}
    most = max(totals.values())
    return Bars(
        strip=tuple(_count_all(one, totals, most) for one in make_strip(bars, None, paths, ())),
        heads=tuple(map(format_heading, sorts)),
        rows=tuple(
            _make_row(year, by_year[year], sorts, filters) for year in reversed(span) if by_year[year]
        ),
        foot=_make_row(None, counts, sorts, filters),
        undated=sum(one.count for one in counts if one.year is None),
    )


def _make_bar(year: int, counts: Iterable[SortCount]) -> YearBar:
    number = count_by_sort(counts)
    return YearBar(
        year=year,
        held=number["meetings"],
        calls=number["calls"],
        planned=number["planned"],
        cancelled=number["cancelled"],
        overdue=number["overdue"],
        other=number["milestones"] + number["related"],
        matching=sum(number.values()),
    )


def _count_all(one: StripYear | StripGap, totals: dict[int, int], most: int) -> StripYear | StripGap:
    """Let the figure above a bar count all events of the year: so many the timeline shows that it leads to."""
    if isinstance(one, StripGap):
        return one
    total = totals[one.year]
    return replace(one, figure=format_number(total) if total else "", most=total == most)


def _make_row(year: int | None, counts: Iterable[SortCount], sorts: Iterable[Sort], filters: Filters) -> Row:
    number = count_by_sort(counts)
    view = filters if year is None else _of_year(filters, year)
    return Row(
        year,
        tuple(_make_cell(number[sort.name], sort.make_path(view)) for sort in sorts),
        _make_cell(sum(number.values()), make_path(view)),
    )


def _make_cell(number: int, path: str) -> Cell:
    return Cell(number, path if number else None)


def _of_year(filters: Filters, year: int) -> Filters:
    return filters.with_choice("year", Choice((str(year),)))
