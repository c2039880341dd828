"""What is announced: the plans without a date, and the sources that tell of a plan."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.vocabulary import Status
from app.store.quote_rows import ARTICLE_COLUMNS, make_article_row
from app.store.rows import list_event_rows
from app.store.schema import article, event, mention, mention_source
from app.store.views import ArticleRow, EventRow


def list_undated_plans(session: Session, today: date) -> tuple[EventRow, ...]:
    """List the plans of which no date is told: they are never overdue."""
    plans = select(event).where(event.c.status == Status.PLANNED, event.c.last.is_(None))
    return tuple(list_event_rows(session, plans.order_by(event.c.slug), today))


def list_tellers(session: Session, event_ids: Collection[str]) -> dict[str, tuple[ArticleRow, ...]]:
    """List the articles that tell of each of these events, oldest first."""
    rows = session.execute(
        select(mention.c.event_id, *ARTICLE_COLUMNS)
        .join(mention_source, mention_source.c.mention_id == mention.c.id)
        .join(article, article.c.id == mention_source.c.article_id)
        .where(mention.c.event_id.in_(event_ids))
        .distinct()
        .order_by(article.c.published.is_(None), article.c.published, article.c.id)
    )
    tellers: dict[str, list[ArticleRow]] = defaultdict(list)
    for row in rows:
        tellers[row.event_id].append(make_article_row(row))
    return {one: tuple(tellers[one]) for one in event_ids}
