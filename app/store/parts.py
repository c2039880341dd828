"""What a part of the record is made of: who was there, where, on what, by which publishers it is told, what was corrected.

A part is named by a view of the timeline, so that every count here is the number of rows of a narrower view.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.filters import Filters
from app.domain.vocabulary import Status
from app.store.correction_rows import list_corrections
from app.store.narrow import LISTS, get_column, make_conditions, make_status_column
from app.store.order import OLDEST_FIRST
from app.store.quote_rows import ARTICLE_COLUMNS, make_article_row
from app.store.rows import list_event_rows
from app.store.schema import AnySelect, article, correction_event, event, event_person, mention, mention_source
from app.store.timeline import list_events
from app.store.views import ArticleRow, CorrectionRow, EventList, EventRow, FacetCount


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


def count_sorts(session: Session, filters: Filters, today: date) -> tuple[SortCount, ...]:
    """Count the events of a view by year, kind and status, the years in order, events without a date first."""
    status = make_status_column(today)
    columns = (event.c.year, event.c.kind, status)
    rows = select(*columns, func.count()).where(*make_conditions(filters, today))
    return tuple(SortCount(*row) for row in session.execute(rows.group_by(*columns).order_by(*columns)))


def count_values(session: Session, filters: Filters, today: date, facet: str) -> tuple[FacetCount, ...]:
    """Count the values of a facet among the events of a view, the greatest count first, then by value."""
    if facet in LISTS:
        table, name = LISTS[facet]
        # Two cities of one event can be one place.
        column, number = table.c[name], func.count(table.c.event_id.distinct())
        statement = select(column, number).where(table.c.event_id.in_(_select_ids(filters, today)))
    else:
        column, number = get_column(facet, today), func.count()
        statement = select(column, number).where(column.is_not(None), *make_conditions(filters, today))
    rows = session.execute(statement.group_by(column).order_by(number.desc(), column))
    return tuple(FacetCount(str(value), count) for value, count in rows)


def find_first_held(session: Session, filters: Filters, today: date) -> EventRow | None:
    """Return the oldest event of a view that took place, `None` if none did."""
    conditions = make_conditions(filters, today)
    held = select(event).where(*conditions, event.c.status == Status.HELD, event.c.year.is_not(None))
    rows = list_event_rows(session, held.order_by(*OLDEST_FIRST).limit(1), today)
    return rows[0] if rows else None


def list_together(
    session: Session, person: str, other: str, today: date, limit: int, after: str | None
) -> EventList:
    """List the events at which both people were, as the timeline lists them (there, any of several people do)."""
    both = [
        event.c.id.in_(select(event_person.c.event_id).where(event_person.c.person == one))
        for one in (person, other)
    ]
    return list_events(session, replace(Filters(), after=after), today, limit, also=both)


def list_publishers(session: Session, filters: Filters, today: date) -> tuple[PublisherRow, ...]:
    """List who published the sources of a view's events, those with most sources first, then by name."""
    sources = (
        select(mention_source.c.article_id)
        .join(mention, mention.c.id == mention_source.c.mention_id)
        .where(mention.c.event_id.in_(_select_ids(filters, today)))
    )
    # Of each group SQLite gives the row that has the greatest date.
    groups = (
        select(*ARTICLE_COLUMNS, func.count().label("number"), func.max(func.coalesce(article.c.published, "")))
        .where(article.c.id.in_(sources))
        .group_by(article.c.publisher, article.c.language)
        .order_by(func.count().desc(), article.c.language)
    )
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


def list_corrections_of(session: Session, filters: Filters, today: date) -> tuple[CorrectionRow, ...]:
    """List the corrections that changed an event of a view, the newest first."""
    documents = select(correction_event.c.document_id).where(
        correction_event.c.event_id.in_(_select_ids(filters, today))
    )
    wanted = set(session.execute(documents).scalars())
    return tuple(one for one in list_corrections(session) if one.id in wanted) if wanted else ()


def _select_ids(filters: Filters, today: date) -> AnySelect:
    return select(event.c.id).where(*make_conditions(filters, today))
