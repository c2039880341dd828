"""The newest of what a search finds, for who shows no more of it: a word that much of the record has must not have all
of it looked at.

An index gives what it finds in no order of ours. So the first rows are counted, and if there are more than
MOST_COUNTED, the record is gone through from its newest end and each thing looked up in the index until enough are
found: of a common word after a few, of one that a thousandth of the record has after some thousands. What is rarer is
found whole and put in order, as elsewhere.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session

from app.domain.filters import Filters
from app.domain.vocabulary import Origin
from app.store import found_sources, order, quotes
from app.store.found_sources import IS_SHOWN, list_sources, make_after, make_source_list
from app.store.full_text import Sought
from app.store.matching import make_sought
from app.store.quote_narrow import select_quotes
from app.store.quote_rows import ARTICLE_COLUMNS
from app.store.quotes import list_quotes, list_quotes_of
from app.store.rows import list_event_rows
from app.store.schema import article, event, quote
from app.store.search import ARTICLES, EVENTS, QUOTES, SearchIndex
from app.store.timeline import list_events
from app.store.views import EventList, QuoteList, SourceList

MOST_COUNTED = 1_000
"""What searches for words find is counted so far."""


def list_newest_events(session: Session, searches: Sequence[str], today: date, limit: int) -> EventList:
    """List the newest events that searches find; of more than MOST_COUNTED the number is not told."""
    sought = _find_common(session, EVENTS, searches, None)
    if sought is None:
        return list_events(session, Filters(q=tuple(sorted(searches))), today, limit)
    statement = select(event).where(EVENTS.make_probe(sought)).order_by(*order.NEWEST_FIRST)
    rows = list_event_rows(session, statement.limit(limit), today)
    return EventList(tuple(rows), MOST_COUNTED, rows[-1].slug, is_least=True)


def list_newest_quotes(session: Session, searches: Sequence[str], limit: int) -> QuoteList:
    """List the newest quotes that searches find, each once; of more than MOST_COUNTED the number is not told."""
    sought = _find_common(session, QUOTES, searches, quote.c.main_id)
    if sought is None:
        return list_quotes(session, Filters(q=tuple(sorted(searches))), limit)
    other = quote.alias()
    others = exists().where(
        other.c.main_id == quote.c.id,
        other.c.id != quote.c.id,
        QUOTES.make_probe(sought, other.c.search_row),
    )
    statement = select_quotes(quote.c.id).where(or_(QUOTES.make_probe(sought), others))
    ids = session.execute(statement.order_by(*quotes.NEWEST_FIRST).limit(limit)).scalars().all()
    return QuoteList(tuple(list_quotes_of(session, ids)), MOST_COUNTED, ids[-1], is_least=True)


def list_newest_sources(
    session: Session, searches: Sequence[str], limit: int, after: str | None = None
) -> SourceList:
    """List the newest sources that searches find, as `list_sources` does; of more than MOST_COUNTED the number is not
    told."""
    sought = _find_common(session, ARTICLES, searches, article.c.id, *IS_SHOWN)
    if sought is None:
        return list_sources(session, searches, limit, after)
    # Joined with nothing, so that SQLite goes through the sources in their order, not through all of the press.
    shown = (article.c.withdrawn.is_(None), article.c.origin.concat("") == Origin.PRESS)
    statement = select(*ARTICLE_COLUMNS).where(
        *shown, *make_after(session, after), ARTICLES.make_probe(sought)
    )
    rows = session.execute(statement.order_by(*found_sources.NEWEST_FIRST).limit(limit + 1)).all()
    return make_source_list(session, rows, searches, limit, MOST_COUNTED, is_least=True)


def _find_common(
    session: Session,
    index: SearchIndex,
    searches: Sequence[str],
    counted: ColumnElement[Any] | None,
    *conditions: ColumnElement[bool],
) -> Sought | None:
    """Return what searches look for if they look for words that more than MOST_COUNTED things have; None otherwise.

    `counted` is what is different for each of them that meets the conditions; without, each that the index has counts.
    """
    sought = make_sought(searches)
    if sought is None:
        return None
    first = index.select_found(sought, counted).where(*conditions).distinct()
    number = session.execute(
        select(func.count()).select_from(first.limit(MOST_COUNTED + 1).subquery())
    ).scalar_one()
    return sought if number > MOST_COUNTED else None
