"""What a part of the record is made of: who was there, where, on what, who tells of it, what was corrected.

A part is named by a view of the timeline, so that every count here is the number of rows of a narrower view. Its
events are listed once, in brief, and everything else is asked of them.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.domain.filters import Filters
from app.domain.vocabulary import Status
from app.store.correction_rows import list_corrections
from app.store.dialects import is_one_of_ids
from app.store.narrow import LISTS, make_conditions, make_status_column
from app.store.quote_rows import ARTICLE_COLUMNS, make_article_row
from app.store.rows import OVERDUE, list_event_rows
from app.store.schema import (
    article,
    correction_event,
    event,
    event_person,
    mention,
    mention_source,
)
from app.store.timeline import list_events
from app.store.views import ArticleRow, CorrectionRow, EventList, EventRow, FacetCount

Days = tuple[int, str, str]
"""Year, last and first day of an event: by these the timeline orders those that have a date."""


class Brief(NamedTuple):
    """An event of a part in brief; `status` is the one that is shown, `first` and `last` bound its date."""

    id: str
    slug: str
    kind: str
    format: str | None
    status: str
    year: int | None
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class SortCount:
    """How many events of one kind and status (as shown) a year has; `year` is `None` for those without a date."""

    year: int | None
    kind: str
    status: str
    count: int


@dataclass(frozen=True, slots=True)
class PublisherRow:
    """A publisher: how many sources, in which languages (most sources first), and the one published last."""

    name: str | None
    count: int
    languages: tuple[str | None, ...]
    latest: ArticleRow


@dataclass(frozen=True, slots=True)
class Highlights:
    """The events of a part to be named: the first and the latest that took place, next plans, latest overdue."""

    first: EventRow | None
    latest: EventRow | None
    coming: tuple[EventRow, ...]
    overdue: tuple[EventRow, ...]


def list_briefs(session: Session, filters: Filters, today: date) -> tuple[Brief, ...]:
    """List the events of a view in brief, in no order."""
    status = make_status_column(today).label("status")
    columns = (event.c.id, event.c.slug, event.c.kind, event.c.format, status)
    rows = select(*columns, event.c.year, event.c.first, event.c.last)
    narrowed = rows.where(*make_conditions(filters, today))
    # All at once: thousands of rows that are fetched one by one take several times as long.
    return tuple(map(Brief._make, session.execute(narrowed).all()))


def count_sorts(briefs: Iterable[Brief]) -> tuple[SortCount, ...]:
    """Count events by year, kind and status."""
    numbers = Counter((one.year, one.kind, one.status) for one in briefs)
    return tuple(SortCount(*key, number) for key, number in numbers.items())


def count_values(session: Session, briefs: Sequence[Brief], facet: str) -> tuple[FacetCount, ...]:
    """Count the values of a facet among events, the greatest count first, then by value."""
    counts: dict[str, int] = {}
    if facet in LISTS:
        table, name = LISTS[facet]
        # Two cities of one event can be one place.
        column, number = table.c[name], func.count(table.c.event_id.distinct())
        rows = select(column, number).where(_is_any(table.c.event_id, briefs)).group_by(column)
        counts = dict(session.execute(rows).all())
    else:
        counts = Counter(value for one in briefs if (value := getattr(one, facet)) is not None)
    order = sorted(counts, key=lambda value: (-counts[value], value))
    return tuple(FacetCount(value, counts[value]) for value in order)


def get_highlights(session: Session, briefs: Sequence[Brief], today: date, most: int) -> Highlights:
    """Return the events to be named, `most` plans and as many overdue."""
    held = [one for one in briefs if one.status == Status.HELD and one.first is not None]
    # As the timeline has it: of one day the event with the lesser slug is the newer.
    first = max(_keep_best(held, min), key=_get_slug, default=None)
    latest = min(_keep_best(held, max), key=_get_slug, default=None)
    planned = [one for one in briefs if one.status == Status.PLANNED]
    coming = sorted(planned, key=lambda one: (one.first or "9999", one.slug))[:most]
    late = [one for one in briefs if one.status == OVERDUE]
    overdue = sorted(sorted(late, key=_get_slug), key=_get_days, reverse=True)[:most]
    wanted = {one.id for one in (first, latest, *coming, *overdue) if one is not None}
    rows = {
        row.id: row for row in list_event_rows(session, select(event).where(event.c.id.in_(wanted)), today)
    }
    return Highlights(
        rows[first.id] if first else None,
        rows[latest.id] if latest else None,
        tuple(rows[one.id] for one in coming),
        tuple(rows[one.id] for one in overdue),
    )


def list_together(
    session: Session, person: str, other: str, today: date, limit: int, after: str | None
) -> EventList:
    """List the events at which both people were, as the timeline lists them (there, any of several people do)."""
    both = [
        event.c.id.in_(select(event_person.c.event_id).where(event_person.c.person == one))
        for one in (person, other)
    ]
    return list_events(session, replace(Filters(), after=after), today, limit, also=both)


def list_publishers(session: Session, briefs: Sequence[Brief]) -> tuple[PublisherRow, ...]:
    """List who published the sources of events, those with most sources first, then by name."""
    sources = (
        select(mention_source.c.article_id)
        .join(mention, mention.c.id == mention_source.c.mention_id)
        .where(_is_any(mention.c.event_id, briefs))
    )
    newest = (func.coalesce(article.c.published, "").desc(), article.c.id.desc())
    group = (article.c.publisher, article.c.language)
    rows = (
        select(
            *ARTICLE_COLUMNS,
            func.count().over(partition_by=group).label("number"),
            func.row_number().over(partition_by=group, order_by=newest).label("place"),
        )
        .where(article.c.id.in_(sources))
        .subquery()
    )
    language = func.coalesce(rows.c.language, "")
    groups = select(rows).where(rows.c.place == 1).order_by(rows.c.number.desc(), language, rows.c.publisher)
    by_name: dict[str | None, list[tuple[int, ArticleRow]]] = defaultdict(list)
    for row in session.execute(groups):
        by_name[row.publisher].append((row.number, make_article_row(row)))
    publishers = [
        PublisherRow(
            name,
            sum(number for number, _ in several),
            tuple(one.language for _, one in several),
            max((one for _, one in several), key=lambda one: (one.published or "", one.id)),
        )
        for name, several in by_name.items()
    ]
    return tuple(sorted(publishers, key=lambda one: (one.name is None, -one.count, one.name or "")))


def list_corrections_of(session: Session, briefs: Iterable[Brief]) -> tuple[CorrectionRow, ...]:
    """List the corrections that changed one of these events, the newest first."""
    ids = {one.id for one in briefs}
    changed = session.execute(select(correction_event.c.document_id, correction_event.c.event_id))
    wanted = {document_id for document_id, event_id in changed if event_id in ids}
    return tuple(one for one in list_corrections(session) if one.id in wanted) if wanted else ()


def _is_any(event_id: ColumnElement[str], briefs: Iterable[Brief]) -> ColumnElement[bool]:
    return is_one_of_ids(event_id, [one.id for one in briefs])


def _keep_best(briefs: Sequence[Brief], choose: Callable[[Iterable[Days]], Days]) -> list[Brief]:
    if not briefs:
        return []
    best = choose(map(_get_days, briefs))
    return [one for one in briefs if _get_days(one) == best]


def _get_days(one: Brief) -> Days:
    return one.year or 0, one.last or "", one.first or ""


def _get_slug(one: Brief) -> str:
    return one.slug
