"""How many events a view has, by their values, as it is kept (`app.store.event_values`): one statement, however many
events there are."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.dates import tells_days
from app.domain.filters import FACETS, Filters
from app.domain.vocabulary import Status
from app.store.event_values import BAR, COUNTED, MARK, Bar, Pair, read_bar, write_view
from app.store.found import remember
from app.store.rows import OVERDUE, get_status
from app.store.schema import AnyRow, view_count

MOST_VALUES = 2
"""So many values a view can ask for whose counts are kept."""

Sort = tuple[int | None, str, str]
"""A year, a kind and a status as it is shown."""


Day = tuple[str, str, str]
"""A date as told, a kind and a status as it is shown."""


@dataclass(frozen=True, slots=True)
class ViewCounts:
    """The number of events of a view, by facet and value, and by year, kind and status (as shown)."""

    total: int
    sorts: Mapping[Sort, int]
    values: Mapping[str, Mapping[str, int]]


def list_pairs(filters: Filters) -> tuple[Pair, ...] | None:
    """List the values that all events of a view have, and only they; None if no kept view is asked for.

    None are kept of searches, of what is left out, of any of several values, and of plans, of which only the day of
    asking tells which are overdue.
    """
    if filters.q:
        return None
    pairs: list[Pair] = []
    for facet in FACETS:
        choice = filters.of(facet)
        if choice.unwanted or (len(choice.wanted) > 1 and facet != "topic"):
            return None
        if facet == "status" and choice.wanted and choice.wanted[0] in (Status.PLANNED, OVERDUE):
            return None
        pairs += [(facet, value) for value in choice.wanted]
    return tuple(pairs)


def find_counts(session: Session, filters: Filters, today: date) -> ViewCounts | None:
    """Return the counts of a view, whatever of it is asked for; None if they are not kept."""
    pairs = list_pairs(filters)
    return None if pairs is None or len(pairs) > MOST_VALUES else _remember_counts(session, pairs, today)


def find_days(session: Session, filters: Filters, today: date) -> frozenset[Day] | None:
    """Return the dates of the events of a view of one year, with their kinds and statuses; None if none are kept."""
    pairs = list_pairs(filters)
    if pairs is None or len(pairs) > MOST_VALUES:
        return None
    rows = select(view_count.c.value).where(
        view_count.c.view == write_view(pairs), view_count.c.facet == MARK
    )
    marks = map(read_bar, session.execute(rows).scalars())
    return frozenset((mark.when or "", mark.kind, _get_status(mark, today)) for mark in marks)


def read_counts(session: Session, today: date) -> ViewCounts:
    """Return the counts of the whole timeline."""
    return _remember_counts(session, (), today)


def list_values(session: Session, facet: str) -> dict[str, int]:
    """List the values that events have of a facet of which they can have several, with the number of events, most
    events first."""
    rows = select(view_count.c.value, view_count.c.number).where(
        view_count.c.view == write_view(()), view_count.c.facet == facet
    )
    ordered = rows.order_by(view_count.c.number.desc(), view_count.c.value)
    return dict(session.execute(ordered).all())


def count_told_days(session: Session) -> Counter[tuple[str, str]]:
    """Count the events of which the day or days are told, by these (EDTF) and their status."""
    bars = list_values(session, BAR)
    years = {bar.when for bar in map(read_bar, bars) if bar.when}
    marks = select(view_count.c.value, view_count.c.number).where(
        view_count.c.view.in_([write_view([("year", year)]) for year in sorted(years)]),
        view_count.c.facet == MARK,
    )
    days: Counter[tuple[str, str]] = Counter()
    for value, number in session.execute(marks):
        mark = read_bar(value)
        if mark.when and tells_days(mark.when):
            days[mark.when, mark.status] += number
    return days


def _remember_counts(session: Session, pairs: Sequence[Pair], today: date) -> ViewCounts:
    view = write_view(pairs)
    return remember(session, ("counts", view, today), lambda: _read_counts(session, view, today))


def _read_counts(session: Session, view: str, today: date) -> ViewCounts:
    def find() -> Sequence[AnyRow]:
        columns = (view_count.c.facet, view_count.c.value, view_count.c.number)
        rows = select(*columns).where(view_count.c.view == view, view_count.c.facet.in_(COUNTED))
        return session.execute(rows).all()

    values: dict[str, dict[str, int]] = {facet: {} for facet in (*FACETS, BAR)}
    # Some ask who cannot tell the day, and for whom it makes no difference.
    for facet, value, number in remember(session, ("rows", view), find):
        values[facet][value] = number
    sorts: Counter[Sort] = Counter()
    for text, number in values.pop(BAR).items():
        bar = read_bar(text)
        year = None if bar.when is None else int(bar.when)
        sorts[year, bar.kind, _get_status(bar, today)] += number
    for place, facet in enumerate(("year", "kind", "status")):
        numbers: Counter[str] = Counter()
        for sort, number in sorts.items():
            if sort[place] is not None:
                numbers[str(sort[place])] += number
        values[facet] = dict(numbers)
    return ViewCounts(sum(sorts.values()), sorts, values)


def _get_status(bar: Bar, today: date) -> str:
    return get_status(bar.status, bar.last, today)
