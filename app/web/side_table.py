"""The numbers of two views beside each other, each with the way to a timeline that shows just as many events."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.domain.filters import Choice, Filters
from app.domain.vocabulary import Kind, Status
from app.store.narrow import LISTS
from app.store.rows import OVERDUE
from app.web.facets import choose
from app.web.formatting import format_value
from app.web.language import gettext
from app.web.phrases import make_heading
from app.web.query import make_path

MOST_ROWS = 12

_STATUSES = (Status.HELD, Status.PLANNED, Status.CANCELLED, OVERDUE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, and the view that shows as many events; none where there are none."""

    count: int
    path: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """One thing counted on both sides."""

    words: str
    figures: tuple[Figure, Figure]


@dataclass(frozen=True, slots=True)
class Group:
    """The values of a facet that both sides have, or one alone; those that do not fit are in `rest`."""

    title: str
    rows: tuple[Row, ...]
    rest: tuple[Row, ...]


def make_kind_rows(
    views: tuple[Filters, Filters], counts: Sequence[Mapping[tuple[str, str], int]]
) -> tuple[Row, ...]:
    """Make a row for each kind and status that either side has, in the order of the closed lists."""
    rows = []
    for kind in Kind:
        for status in _STATUSES:
            if any(of_side.get((kind, status)) for of_side in counts):
                pair = Filters({"kind": Choice((kind.value,)), "status": Choice((str(status),))})
                figures = [
                    _make_figure(
                        of_side.get((kind, status), 0), replace(view, choices=view.choices | pair.choices)
                    )
                    for view, of_side in zip(views, counts, strict=True)
                ]
                rows.append(Row(make_heading(pair), (figures[0], figures[1])))
    return tuple(rows)


def make_groups(
    facet: str, views: tuple[Filters, Filters], counts: Sequence[Mapping[str, int]], names: Sequence[str]
) -> tuple[Group, ...]:
    """Make the groups of a facet's values: on both sides, on the first alone, on the second alone."""
    values = sorted({*counts[0], *counts[1]}, key=lambda one: (-sum(c.get(one, 0) for c in counts), one))
    titles = {
        (True, True): gettext("On both sides"),
        (True, False): gettext("Only %(name)s", name=names[0]),
        (False, True): gettext("Only %(name)s", name=names[1]),
    }
    groups = []
    for sides, title in titles.items():
        rows = tuple(
            row
            for value in values
            if tuple(value in of_side for of_side in counts) == sides
            and (row := _make_row(facet, value, views, counts))
        )
        if rows:
            groups.append(Group(title, rows[:MOST_ROWS], rows[MOST_ROWS:]))
    return tuple(groups)


def narrow(view: Filters, facet: str, value: str) -> Filters | None:
    """Return the view with only those of its events that have a value; `None` if no view of the timeline does that."""
    choice = view.of(facet)
    if facet == "topic":
        return choose(view, facet, value)
    if facet in LISTS and choice.wanted and choice.wanted != (value,):
        # The view wants any of some people, and there is none that wants one of them and this one as well.
        return None
    return view.with_choice(facet, Choice((value,), choice.unwanted))


def _make_row(
    facet: str, value: str, views: tuple[Filters, Filters], counts: Sequence[Mapping[str, int]]
) -> Row | None:
    narrowed = [narrow(view, facet, value) for view in views]
    if None in narrowed:
        return None
    figures = [
        _make_figure(of_side.get(value, 0), view) for view, of_side in zip(narrowed, counts, strict=True)
    ]
    return Row(format_value(facet, value), (figures[0], figures[1]))


def _make_figure(count: int, view: Filters | None) -> Figure:
    return Figure(count, make_path(view) if count and view else None)
