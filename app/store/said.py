"""The newest quotes of a person by how they are attributed, and those told of a place."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.store.quote_rows import QUOTES, make_quote_rows
from app.store.schema import article, event, event_city, mention, quote
from app.store.views import QuoteList

# As in `app.store.quotes`: the day of what was said there, else that of publication.
_NEWEST_FIRST = (
    func.coalesce(event.c.last, func.substr(article.c.published, -10), "").desc(),
    quote.c.article_id,
    quote.c.position,
)


def list_said(session: Session, speaker: str, kinds: Collection[str], limit: int) -> QuoteList:
    """List the newest quotes of a speaker that are of one of these kinds; `total` counts them all."""
    return _list_quotes(session, [quote.c.speaker == speaker, quote.c.kind.in_(kinds)], limit)


def list_said_at(session: Session, place: str, limit: int) -> QuoteList:
    """List the newest quotes around the events of a place; `total` counts them all."""
    there = select(event_city.c.event_id).where(event_city.c.place == place)
    of_place = select(mention.c.id).where(mention.c.event_id.in_(there))
    return _list_quotes(session, [quote.c.mention_id.in_(of_place)], limit)


def _list_quotes(session: Session, conditions: list[ColumnElement[bool]], limit: int) -> QuoteList:
    total = session.execute(select(func.count()).select_from(quote).where(*conditions)).scalar_one()
    rows = make_quote_rows(session, QUOTES.where(*conditions).order_by(*_NEWEST_FIRST).limit(limit))
    return QuoteList(tuple(rows), total)
