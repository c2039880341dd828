"""The value of `/compare`: two views of the timeline that differ in one value, held side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from app.domain.filters import Choice, Filters
from app.store.brief import count_dates, count_kinds, count_years, find_ends, list_brief
from app.store.counting import hold_claims, list_claims, list_contacts
from app.store.engine import Session
from app.store.facets import count_values
from app.store.narrow import LISTS
from app.store.views import BriefRow
from app.web.comparing import (
    COMPARE,
    OFFERED,
    Form,
    Lack,
    describe_lack,
    find_comparison,
    make_common,
    make_form,
    make_side,
)
from app.web.counting import Count, make_year_count
from app.web.deps import Frame
from app.web.facets import Chip, format_facet, make_chips
from app.web.formatting import format_value
from app.web.language import gettext
from app.web.names import put_inside
from app.web.page import Page
from app.web.periods import Line, Period, make_lines, make_periods
from app.web.phrases import format_counted, make_heading
from app.web.query import make_path
from app.web.side_table import Group, Row, make_groups, make_kind_rows

MOST_EVENTS = 100
_TABLES = ("topic", "place", "person", "format")
# Where the pages of the values of a facet are.
_PAGES = {"year": "/years/", "topic": "/topics/", "place": "/places/", "person": "/people/"}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two values: its view of the timeline with how many events that shows, and its own page, if any.

    `first` and `latest` are events that took place. `counts` are the counts of a year's meetings by sources. Of the
    events `shown` are in the list.
    """

    value: str
    name: str
    counted: str
    total: int
    path: str
    page: str | None
    first: BriefRow | None
    latest: BriefRow | None
    counts: tuple[Count, ...]
    shown: int


@dataclass(frozen=True, slots=True)
class Table:
    """The values of one facet on both sides: those of both, and those of one alone."""

    name: str
    title: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """The events that stand on both sides, and how many stand on one alone. `path` leads to them, where one does."""

    total: int
    path: str | None
    events: tuple[BriefRow, ...]
    alone: tuple[tuple[str, int, str], tuple[str, int, str]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides and everything that holds them against each other. `narrowed` says what narrows both."""

    facet: str
    sides: tuple[Side, Side]
    narrowed: str | None
    kinds: tuple[Row, ...]
    periods: tuple[Period, ...]
    tables: tuple[Table, ...]
    overlap: Overlap | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparePage(Page):
    """Two values side by side, or what is `lacking` before they can be, and the forms to choose them."""

    template: ClassVar[str] = "compare"
    section: ClassVar[str] = COMPARE

    heading: str
    comparison: Comparison | None
    lacking: Lack | None
    chips: tuple[Chip, ...]
    unknown: tuple[str, ...]
    forms: tuple[Form, ...]


def make_compare_page(
    session: Session, frame: Frame, asked: Filters, unknown: Sequence[str], base_url: str
) -> ComparePage:
    """Read the two sides that a URL asks for and make the page."""
    filters = replace(asked, after=None)
    facet = find_comparison(filters)
    heading = gettext("Compare two years, two topics, two places")
    if facet:
        first, second = (format_value(facet, value) for value in filters.of(facet).wanted)
        heading = _begin(gettext("%(first)s and %(second)s side by side", first=first, second=second))
    chips = make_chips(filters, COMPARE)
    return ComparePage(
        frame=frame,
        title=heading,
        heading=heading,
        canonical=make_path(filters, COMPARE),
        description=gettext(
            "%(what)s: the meetings and calls of the presidents of Russia and Belarus side by side, by month, topic, "
            "place and people.",
            what=heading,
        ),
        noindex=bool(filters if facet is None else make_common(filters, facet)),
        comparison=_read_comparison(session, frame, filters, facet, base_url) if facet else None,
        lacking=None if facet else describe_lack(filters),
        chips=tuple(chip for chip in chips if chip.facet != facet or chip.unwanted),
        unknown=tuple(unknown),
        forms=tuple(
            make_form(one, count_values(session, one, Filters(), frame.today), filters) for one in OFFERED
        ),
    )


def _read_comparison(
    session: Session, frame: Frame, filters: Filters, facet: str, base_url: str
) -> Comparison:
    today, common = frame.today, make_common(filters, facet)
    first, second = (make_side(filters, facet, value) for value in filters.of(facet).wanted)
    views = (first, second)
    listed = tuple(list_brief(session, (view,), today, MOST_EVENTS) for view in views)
    by_month = facet == "year"
    count = count_dates if by_month else count_years
    dates = tuple(count(session, view, today) for view in views)
    lines = make_lines((listed[0][0], listed[1][0]), by_month=by_month)
    return Comparison(
        facet=facet,
        sides=(
            _read_side(session, frame, facet, first, listed[0], base_url),
            _read_side(session, frame, facet, second, listed[1], base_url),
        ),
        narrowed=put_inside(make_heading(common)) if common else None,
        kinds=make_kind_rows(
            views, (count_kinds(session, first, today), count_kinds(session, second, today))
        ),
        periods=make_periods(views, (dates[0], dates[1]), lines, by_month=by_month),
        tables=_read_tables(session, frame, facet, views),
        overlap=_read_overlap(session, frame, filters, facet, (listed[0][1], listed[1][1]))
        if facet in LISTS
        else None,
        lines=lines,
    )


def _read_side(
    session: Session,
    frame: Frame,
    facet: str,
    view: Filters,
    listed: tuple[tuple[BriefRow, ...], int],
    base_url: str,
) -> Side:
    value, (events, total) = view.of(facet).wanted[0], listed
    ends = find_ends(session, view, frame.today)
    return Side(
        value=value,
        name=_begin(format_value(facet, value)),
        counted=format_counted(view, total),
        total=total,
        path=make_path(view),
        page=f"{_PAGES[facet]}{value}" if facet in _PAGES else None,
        first=ends[0] if ends else None,
        latest=ends[1] if ends else None,
        counts=_read_counts(session, int(value), base_url) if facet == "year" else (),
        shown=len(events),
    )


def _read_counts(session: Session, year: int, base_url: str) -> tuple[Count, ...]:
    held = hold_claims(session, list_claims(session, year))
    return make_year_count(year, list_contacts(session, {year})[year], held, base_url).counts


def _read_tables(
    session: Session, frame: Frame, facet: str, views: tuple[Filters, Filters]
) -> tuple[Table, ...]:
    compared = {value for view in views for value in view.of(facet).wanted}
    names = tuple(format_value(facet, view.of(facet).wanted[0]) for view in views)
    tables = []
    for other in _TABLES:
        # Of people and places any will do, so no view has exactly those events that tell of two of them.
        if other == facet and facet != "topic":
            continue
        counts = [count_values(session, other, view, frame.today) for view in views]
        if other == facet:
            counts = [_drop(of_side, compared) for of_side in counts]
        if groups := make_groups(other, views, (counts[0], counts[1]), names):
            tables.append(Table(other, format_facet(other), groups))
    return tuple(tables)


def _drop(counts: Mapping[str, int], values: set[str]) -> dict[str, int]:
    return {value: count for value, count in counts.items() if value not in values}


def _read_overlap(
    session: Session, frame: Frame, filters: Filters, facet: str, totals: Sequence[int]
) -> Overlap:
    first, second = (make_side(filters, facet, value) for value in filters.of(facet).wanted)
    # The second value alone: what narrows both is in the first view already.
    only_second = Filters({facet: Choice(second.of(facet).wanted)})
    events, both = list_brief(session, (first, only_second), frame.today, MOST_EVENTS)
    return Overlap(
        total=both,
        path=make_path(filters) if facet == "topic" else None,
        events=events,
        alone=(
            _make_alone(facet, first, second, totals[0] - both),
            _make_alone(facet, second, first, totals[1] - both),
        ),
    )


def _make_alone(facet: str, view: Filters, other: Filters, count: int) -> tuple[str, int, str]:
    (value,) = view.of(facet).wanted
    unwanted = {*view.of(facet).unwanted, *other.of(facet).wanted}
    alone = view.with_choice(facet, Choice((value,), tuple(sorted(unwanted))))
    return format_value(facet, value), count, make_path(alone)


def _begin(words: str) -> str:
    """Write words as a heading begins."""
    return words[:1].upper() + words[1:]
