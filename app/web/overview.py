"""The value of `/overview`: a view of the record as tables and pictures of which every figure leads to its events."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from app.domain.filters import FACETS, Filters
from app.domain.vocabulary import Format, Kind
from app.store.engine import Session
from app.store.overview import count_values, count_view, list_overview_rows, list_placed
from app.store.timeline import list_known
from app.store.views import OverviewRow
from app.web.bars import Bars, make_bars
from app.web.company import Company, make_company
from app.web.counted import (
    STATUSES,
    Figure,
    has_left_out,
    list_shown_years,
    make_contacts,
    make_counted,
    make_figure,
    make_judge,
    make_kind_judge,
    narrow,
)
from app.web.deps import Frame
from app.web.facets import Chip, format_facet, make_chips
from app.web.formatting import format_value
from app.web.grid import Grid, make_grid, without_topic
from app.web.language import format_number, gettext
from app.web.maps import Map, Outlines, make_map
from app.web.names import put_inside
from app.web.nouns import count_events
from app.web.page import Page
from app.web.phrases import format_counted, make_heading
from app.web.query import list_pairs, make_path
from app.web.rhythm import Rhythm, make_rhythm

OVERVIEW = "/overview"


@dataclass(frozen=True, slots=True)
class Said:
    """Words that count, and the timeline with exactly what they count."""

    words: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Select:
    """One facet in the form: its values in words, and which of them is chosen."""

    facet: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class Form:
    """The form that narrows the page. `kept` is what its fields cannot say, as names and values."""

    selects: tuple[Select, ...]
    searched: str
    kept: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Pictures:
    """Everything that is drawn of the `counted` events; `bars` also draw calls, unless the view asks for a kind.

    `gaps`: years without any event between the others are left out.
    """

    gaps: bool
    most: Said | None
    grid: Grid
    bars: Bars | None
    map: Map
    company: Company
    rhythm: Rhythm


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewPage(Page):
    """The overview of one view. `apart` are the events of the view that are not counted, by kind and status."""

    template: ClassVar[str] = "overview"
    section: ClassVar[str] = OVERVIEW

    heading: str
    counted: Said
    apart: tuple[Said, ...]
    chips: tuple[Chip, ...]
    unknown: tuple[str, ...]
    form: Form | None
    pictures: Pictures | None


def make_overview_page(
    session: Session, frame: Frame, filters: Filters, unknown: Sequence[str], outlines: Outlines
) -> OverviewPage:
    """Read one view of the record and make its overview; `filters.after` means nothing here."""
    filters = replace(filters, after=None)
    counted = make_counted(filters)
    rows = list_overview_rows(session, filters, frame.today)
    held = [*filter(make_judge(counted), rows)]
    total = len(held)
    chips = make_chips(filters, OVERVIEW)
    counts = gettext("Counted on this page: %(events)s", events=put_inside(format_counted(counted, total)))
    return OverviewPage(
        frame=frame,
        title=gettext("Overview: %(events)s", events=put_inside(make_heading(counted)))
        if filters
        else gettext("Overview"),
        canonical=make_path(filters, OVERVIEW),
        image=make_path(filters, "/share.png"),
        description=gettext(
            "%(counts)s. Years and topics, places, people and the days between, as tables and pictures.",
            counts=counts,
        ),
        noindex=bool(filters.q or len(chips) > 1),
        heading=make_heading(counted) if filters else gettext("The meetings at a glance"),
        counted=Said(counts, make_figure(total, counted)),
        apart=_list_apart(rows, held, filters),
        chips=chips,
        unknown=tuple(unknown),
        form=_make_form(session, filters),
        pictures=_make_pictures(session, frame, filters, rows, held, outlines) if total else None,
    )


def _make_pictures(
    session: Session,
    frame: Frame,
    filters: Filters,
    rows: Sequence[OverviewRow],
    held: Sequence[OverviewRow],
    outlines: Outlines,
) -> Pictures:
    today, counted, contacts = frame.today, make_counted(filters), make_contacts(filters)
    years = list_shown_years(filter(make_kind_judge(contacts), rows), filters)
    by_year = Counter(row.year for row in held)
    topics = count_values(session, counted, today, "topic")
    people = count_values(session, counted, today, "person")
    return Pictures(
        gaps=not filters.of("year").wanted and has_left_out(years),
        most=_find_most(by_year, counted),
        grid=make_grid(topics, by_year, count_view(session, without_topic(counted), today), years, counted),
        bars=make_bars(rows, years, filters),
        map=make_map(list_placed(session, counted, today), len(held), counted, outlines),
        company=make_company(people, held, years, counted),
        rhythm=make_rhythm(held, years, counted, today),
    )


def _list_apart(
    rows: Iterable[OverviewRow], held: Iterable[OverviewRow], filters: Filters
) -> tuple[Said, ...]:
    """Count what the view holds and the page does not count, by kind and status."""
    numbers = Counter((row.kind, row.status) for row in rows)
    numbers.subtract((row.kind, row.status) for row in held)
    apart = []
    for kind in Kind:
        for status in STATUSES:
            if number := numbers[kind, status]:
                view = narrow(narrow(filters, "kind", kind), "status", status)
                of_sort = Filters({facet: view.of(facet) for facet in ("kind", "status")})
                apart.append(Said(put_inside(count_events(of_sort, number)), make_figure(number, view)))
    return tuple(apart)


def _find_most(by_year: Counter[int | None], counted: Filters) -> Said | None:
    """Find the one year with most events; `None` if several share that."""
    first, *further = sorted(
        ((number, year) for year, number in by_year.items() if year is not None), reverse=True
    )
    if not further or further[0][0] == first[0]:
        return None
    number, year = first
    words = gettext("The busiest year was %(year)s with %(number)s.", year=year, number=format_number(number))
    return Said(words, make_figure(number, narrow(counted, "year", str(year))))


def _make_form(session: Session, filters: Filters) -> Form | None:
    """Make the form; `None` while there is nothing to choose from. A facet with more than one chosen value, or with
    any that is left out, keeps them: a list to choose one from cannot say so."""
    selects, fields = [], set()
    for facet in FACETS:
        choice = filters.of(facet)
        if choice.unwanted or len(choice.wanted) > 1:
            continue
        fields.add(facet)
        known = sorted(list_known(session, facet), key=lambda value: _get_order(facet, value))
        options = tuple((value, format_value(facet, value)) for value in known)
        if options:
            selects.append(Select(facet, format_facet(facet), options, "".join(choice.wanted)))
    searched = filters.q[0] if len(filters.q) == 1 else ""
    kept = tuple(
        (name, value)
        for name, value in list_pairs(filters)
        if name not in fields and not (name == "q" and searched)
    )
    return Form(tuple(selects), searched, kept) if filters or list_known(session, "year") else None


def _get_order(facet: str, value: str) -> tuple[int, str]:
    """Newest year first, kinds and the like as their lists have them, names by the alphabet."""
    if facet == "year":
        return -int(value), ""
    listed: dict[str, list[str]] = {"kind": [*Kind], "format": [*Format], "status": [*STATUSES]}
    return (listed[facet].index(value), "") if facet in listed else (0, format_value(facet, value).casefold())
