"""One source: its values, what was read from it, and what of its text is shown."""

from datetime import date

from sqlalchemy import func, literal, select, union_all
from sqlalchemy.orm import Session

from app.domain.spans import Span
from app.store.passages import Mark, make_passages
from app.store.quote_rows import (
    ARTICLE_COLUMNS,
    CLAIMS,
    QUOTES,
    make_article_row,
    make_claim_rows,
    make_quote_rows,
)
from app.store.rows import list_event_rows
from app.store.schema import AnyRow, article, claim, event, fact, mention, quote, version
from app.store.sentences import Sentences
from app.store.views import ArticleDetail, EventRow, Passage


def get_article(session: Session, article_id: str, full_text: bool, today: date) -> ArticleDetail | None:
    """Return everything that the page of a source shows, `None` if there is no such source.

    A digest is shown whole; of other people's texts only the sentences read and one on either side, unless
    `full_text`. Of a withdrawn source nothing is left but its name and the reason.
    """
    columns = (*ARTICLE_COLUMNS, article.c.version_id, article.c.withdrawn, article.c.withdrawn_reason)
    row = session.execute(select(*columns).where(article.c.id == article_id)).first()
    if row is None:
        return None
    versions = select(func.count()).select_from(version).where(version.c.article_id == article_id)
    return ArticleDetail(
        article=make_article_row(row),
        withdrawn=row.withdrawn,
        withdrawn_reason=row.withdrawn_reason,
        passages=() if row.withdrawn else _list_passages(session, row, whole=full_text or row.digest),
        events=_list_events(session, article_id, today),
        quotes=tuple(
            make_quote_rows(
                session, QUOTES.where(quote.c.article_id == article_id).order_by(quote.c.position)
            )
        ),
        claims=tuple(
            make_claim_rows(
                session, CLAIMS.where(claim.c.article_id == article_id).order_by(claim.c.position)
            )
        ),
        versions=session.execute(versions).scalar_one(),
    )


def list_article_ids(session: Session) -> list[str]:
    """List the ids of all sources that have not been withdrawn."""
    return list(
        session.execute(
            select(article.c.id).where(article.c.withdrawn.is_(None)).order_by(article.c.id)
        ).scalars()
    )


def _list_passages(session: Session, row: AnyRow, *, whole: bool) -> tuple[Passage, ...]:
    columns = (version.c.text, version.c.sentences, version.c.body_start)
    last = session.execute(select(*columns).where(version.c.id == row.version_id)).first()
    if last is None:
        return ()
    marks = _list_marks(session, row.article_id)
    return make_passages(
        Sentences.read(last.text, last.sentences), marks, body_start=last.body_start, whole=whole
    )


def _list_marks(session: Session, article_id: str) -> list[Mark]:
    facts = select(fact.c.start, fact.c.end, fact.c.field).join(mention, mention.c.id == fact.c.mention_id)
    quotes = select(quote.c.start, quote.c.end, literal("quote"))
    claims = select(claim.c.start, claim.c.end, literal("claim"))
    rows = union_all(
        facts.where(mention.c.article_id == article_id),
        quotes.where(quote.c.article_id == article_id),
        claims.where(claim.c.article_id == article_id),
    )
    return [Mark(Span(start, end), kind) for start, end, kind in session.execute(rows)]


def _list_events(session: Session, article_id: str, today: date) -> tuple[EventRow, ...]:
    """List the events that a source tells of, in the order in which it does."""
    told = (
        select(mention.c.event_id, func.min(mention.c.position).label("position"))
        .where(mention.c.article_id == article_id)
        .group_by(mention.c.event_id)
        .subquery()
    )
    events = select(event).join(told, told.c.event_id == event.c.id).order_by(told.c.position)
    return tuple(list_event_rows(session, events, today))
