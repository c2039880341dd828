"""What the overview counts of a view, and the addresses of the parts of it that its figures lead to."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from app.domain.filters import Choice, Filters
from app.domain.vocabulary import Kind, Status
from app.store.rows import OVERDUE
from app.store.views import OverviewRow
from app.web.query import make_path

# Fewer empty years than this between two years with events are shown, more are left out.
_SHORTEST_GAP = 4
STATUSES = (Status.HELD, Status.PLANNED, OVERDUE, Status.CANCELLED)
"""Every status that a row can have."""

_SINGLE = ("year", "kind", "format", "status")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and the timeline with exactly so many events; no address where there is none."""

    count: int
    path: str | None


def make_counted(filters: Filters) -> Filters:
    """Return what is counted of a view: meetings that were held, unless it asks for a kind or a status itself."""
    return _choose(_choose(filters, "kind", Kind.MEETING), "status", Status.HELD)


def make_contacts(filters: Filters) -> Filters:
    """Return what is drawn by kind and format: calls beside meetings, unless the view asks for a kind itself."""
    return _choose(_choose(filters, "kind", Kind.CALL, Kind.MEETING), "status", Status.HELD)


def narrow(filters: Filters, facet: str, *values: str) -> Filters:
    """Return the part of a view of which the events have one of these values; of topics, all of them."""
    choice = filters.of(facet)
    if facet in _SINGLE:
        return filters.with_choice(facet, Choice(tuple(sorted(values))))
    wanted = {*choice.wanted, *values} if facet == "topic" else values
    return filters.with_choice(facet, Choice(tuple(sorted(wanted)), choice.unwanted))


def leave_out(filters: Filters, facet: str, values: Iterable[str]) -> Filters:
    """Return the part of a view of which the events have none of these values."""
    choice = filters.of(facet)
    return filters.with_choice(facet, Choice(choice.wanted, tuple(sorted({*choice.unwanted, *values}))))


def make_figure(count: int, filters: Filters) -> Figure:
    """Make the figure of so many events, which are those of the view `filters`."""
    return Figure(count, make_path(filters) if count else None)


def make_judge(filters: Filters) -> Callable[[OverviewRow], bool]:
    """Make the judge of whether a row has the kind and the status of a view that holds it in every other respect."""
    kinds, statuses = _list_wanted(filters, "kind", Kind), _list_wanted(filters, "status", STATUSES)
    return lambda row: row.kind in kinds and row.status in statuses


def make_kind_judge(filters: Filters) -> Callable[[OverviewRow], bool]:
    """Make the judge of whether a row has the kind of a view, whatever its status."""
    kinds = _list_wanted(filters, "kind", Kind)
    return lambda row: row.kind in kinds


def list_shown_years(rows: Iterable[OverviewRow], filters: Filters) -> tuple[int, ...]:
    """List the years to show, oldest first: those asked for, or those from the first event to the last.

    Runs of years without any event are left out, as the strip of the front page does.
    """
    there = {row.year for row in rows if row.year is not None}
    if wanted := filters.of("year").wanted:
        return tuple(sorted(int(year) for year in wanted))
    years: list[int] = []
    for year in sorted(there):
        if years and year - years[-1] <= _SHORTEST_GAP:
            years += range(years[-1] + 1, year)
        years.append(year)
    return tuple(years)


def has_left_out(years: Sequence[int]) -> bool:
    """Tell whether years are missing between the first and the last."""
    return bool(years) and years[-1] - years[0] + 1 > len(years)


def _choose(filters: Filters, facet: str, *values: str) -> Filters:
    return filters if filters.of(facet) else filters.with_choice(facet, Choice(values))


def _list_wanted(filters: Filters, facet: str, values: Iterable[str]) -> frozenset[str]:
    choice = filters.of(facet)
    return frozenset(choice.wanted or values) - frozenset(choice.unwanted)
