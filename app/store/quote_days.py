"""On which day words were said or, where that is not told, first printed: by it a quote stands in a week."""

from collections import Counter

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import Session

from app.store.dialects import make_monday
from app.store.schema import AnySelect, article, quote

_BATCH = 20


def list_quote_days(session: Session, begin: str, end: str) -> dict[str, str]:
    """List the quotes of the days (ISO) from `begin` to `end`, by id, each with its day."""
    near = select(quote.c.main_id).where(quote.c.first >= begin, quote.c.first <= end)
    days = _select_days(quote.c.main_id.in_(near))
    return {one: day for one, day in session.execute(days) if begin <= day <= end}


def count_quotes_by_monday(session: Session) -> Counter[str]:
    """Count the quotes of each week, by its Monday."""
    days = _select_days().subquery()
    monday = make_monday(days.c.day)
    counts = select(monday, func.count()).group_by(monday)
    return Counter({one: number for one, number in session.execute(counts) if one})


def find_quote_day_beside(session: Session, day: str, *, later: bool) -> str | None:
    """Find the nearest day after, or before, a day (ISO) of which there are quotes."""
    while True:
        beyond = quote.c.first > day if later else quote.c.first < day
        order = quote.c.first if later else quote.c.first.desc()
        days = select(quote.c.first).where(beyond).distinct().order_by(order).limit(_BATCH)
        near = list(session.execute(days).scalars())
        if not near:
            return None
        told = select(quote.c.main_id).where(quote.c.first.in_(near))
        found: set[str] = {one for _, one in session.execute(_select_days(quote.c.main_id.in_(told)))}
        found &= {*near}
        if found:
            return min(found) if later else max(found)
        day = near[-1]


def _select_days(*conditions: ColumnElement[bool]) -> AnySelect:
    """Select by its id the day of each quote: the first on which any source that prints it tells it was said, else the
    first on which it was printed.

    Only what is told to days of one week counts, of an interval its first day.
    """
    told = func.coalesce(quote.c.said, article.c.published)
    is_of_one_week = make_monday(quote.c.first) == make_monday(quote.c.last)
    said = func.min(case((quote.c.said.is_not(None), quote.c.first)))
    return (
        select(quote.c.main_id, func.coalesce(said, func.min(quote.c.first)).label("day"))
        .join(article, article.c.id == quote.c.article_id)
        .where(*conditions, quote.c.main_id.is_not(None))
        .where(or_(quote.c.said.is_not(None), article.c.published.is_not(None)))
        .where(told.not_like("%~%"), is_of_one_week)
        .group_by(quote.c.main_id)
    )
