"""A part of the record in short: what it counts, its first and latest events, what is announced, and its list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.filters import Choice, Filters
from app.domain.vocabulary import Status
from app.store.engine import Session
from app.store.marks import list_marks
from app.store.parts import Brief, SortCount, count_sorts, get_highlights
from app.store.rows import OVERDUE
from app.store.timeline import list_years
from app.store.views import EventList, EventMark, EventRow, YearBar
from app.web.language import ngettext
from app.web.query import make_path
from app.web.sorts import count_by_sort, format_sort, list_sorts
from app.web.year_bars import Bars, make_bars
from app.web.years import YearSection, get_year, make_sections

MOST_EVENTS = 50
_MOST_PLANS = 5


@dataclass(frozen=True, slots=True)
class Count:
    """A number in words, and where as many events are."""

    words: str
    path: str


@dataclass(frozen=True, slots=True)
class Plans:
    """The announced or the overdue events of a part, `events` of `total`; the whole list is at `path`."""

    events: tuple[EventRow, ...]
    total: int
    path: str


@dataclass(frozen=True, slots=True)
class Part:
    """What a part of the record holds. `counts` add up to `total`; `undated` of them have no date.

    `first` and `latest` took place.
    """

    total: int
    whole: Count
    counts: tuple[Count, ...]
    undated: int
    first: EventRow | None
    latest: EventRow | None
    coming: Plans | None
    overdue: Plans | None
    bars: Bars | None


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the events of a part, newest first: `shown` of `total`, and where the next page is."""

    sections: tuple[YearSection, ...]
    undated: tuple[EventRow, ...]
    shown: int
    total: int
    more: str | None


def read_part(session: Session, filters: Filters, briefs: Sequence[Brief], today: date) -> Part:
    """Read what the part of the record holds that a view names; `briefs` are its events."""
    counts = count_sorts(briefs)
    named = get_highlights(session, briefs, today, _MOST_PLANS)
    return Part(
        total=len(briefs),
        whole=Count(ngettext("%(num)s event", "%(num)s events", len(briefs)), make_path(filters)),
        counts=_make_counts(counts, filters),
        undated=sum(one.count for one in counts if one.year is None),
        first=named.first,
        latest=named.latest,
        coming=_make_plans(named.coming, briefs, filters, Status.PLANNED),
        overdue=_make_plans(named.overdue, briefs, filters, OVERDUE),
        bars=make_bars(counts, filters),
    )


def make_listing(
    session: Session, listed: EventList, filters: Filters, after: str | None, today: date, path: str
) -> Listing:
    """Put a page of the events of a view under their years; `path` is that of its first page."""
    on_page = {get_year(event) for event in listed.events if event.first}
    years, marks = list_years(session, filters, today), list_marks(session, filters, today, on_page)
    return _make_listing(listed, years, marks, after, path)


def make_bare_listing(listed: EventList, after: str | None, path: str) -> Listing:
    """The same for a list that no view of the timeline shows: of its years only the events listed are known."""
    marks = [
        EventMark(get_year(one), one.date, one.kind, one.status, matching=True)
        for one in listed.events
        if one.first and one.date
    ]
    return _make_listing(listed, (), marks, after, path)


def _make_listing(
    listed: EventList,
    years: Sequence[YearBar],
    marks: Sequence[EventMark],
    after: str | None,
    path: str,
) -> Listing:
    after_year = int(after[:4]) if after and after[:4].isascii() and after[:4].isdecimal() else None
    sections, undated = make_sections(listed.events, years, marks, after_year=after_year, whole=False)
    more = None
    if listed.next_after:
        more = f"{path}{'&' if '?' in path else '?'}after={listed.next_after}"
    return Listing(sections, undated, len(listed.events), listed.total, more)


def _make_counts(counts: Sequence[SortCount], filters: Filters) -> tuple[Count, ...]:
    numbers = count_by_sort(counts)
    return tuple(
        Count(format_sort(sort.name, numbers[sort.name]), sort.make_path(filters))
        for sort in list_sorts(numbers)
    )


def _make_plans(
    events: tuple[EventRow, ...], briefs: Iterable[Brief], filters: Filters, status: str
) -> Plans | None:
    if not events:
        return None
    total = sum(one.status == status for one in briefs)
    return Plans(events, total, make_path(filters.with_choice("status", Choice((status,)))))
