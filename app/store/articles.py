"""One source: its values, what was read from it, and what of its text is shown."""

from dataclasses import replace
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
from app.store.versions import list_versions, read_marks
from app.store.views import ArticleDetail, ArticleRow, EventRow, Passage, VersionRow


def get_article(
    session: Session, article_id: str, full_text: bool, today: date, version_id: str | None = None
) -> ArticleDetail | None:
    """Return everything that the page of a source shows, `None` if there is no such source or version of it.

    A digest is shown whole; of other people's texts only the sentences read and one on either side, unless
    `full_text`. That goes for an earlier version too. Of a withdrawn source nothing is left but its name and
    the reason.
    """
    columns = (*ARTICLE_COLUMNS, article.c.version_id, article.c.withdrawn, article.c.withdrawn_reason)
    row = session.execute(select(*columns).where(article.c.id == article_id)).first()
    if row is None:
        return None
    shown_id = row.version_id if version_id is None else version_id
    history = list_versions(session, article_id, row.version_id, shown_id)
    whole = full_text or row.digest
    if shown_id != row.version_id and not row.withdrawn:
        if not any(one.shown for one in history):
            return None
        return _get_earlier(session, make_article_row(row), shown_id, history, whole=whole)
    return ArticleDetail(
        article=make_article_row(row),
        withdrawn=row.withdrawn,
        withdrawn_reason=row.withdrawn_reason,
        passages=() if row.withdrawn else _list_passages(session, row, whole=whole),
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
        versions=len(history),
        history=history,
    )


def list_article_ids(session: Session) -> list[str]:
    """List the ids of all sources that have not been withdrawn."""
    return list(
        session.execute(
            select(article.c.id).where(article.c.withdrawn.is_(None)).order_by(article.c.id)
        ).scalars()
    )


def _get_earlier(
    session: Session,
    article_row: ArticleRow,
    version_id: str,
    history: tuple[VersionRow, ...],
    *,
    whole: bool,
) -> ArticleDetail:
    """Return what is kept of an earlier version; the text of one of which it is not known what was read from it
    is shown whole or not at all.
    """
    row = session.execute(select(version).where(version.c.id == version_id)).one()
    marks = read_marks(row.marks)
    passages: tuple[Passage, ...] = ()
    if whole or marks is not None:
        sentences = Sentences.read(row.text, row.sentences)
        passages = make_passages(sentences, marks or (), body_start=row.body_start, whole=whole)
    told = {name: getattr(row, name) for name in ("title", "publisher", "published", "language")}
    return ArticleDetail(
        article=replace(article_row, **told),
        withdrawn=None,
        withdrawn_reason=None,
        passages=passages,
        events=(),
        quotes=(),
        claims=(),
        versions=len(history),
        history=history,
        marks_known=marks is not None,
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
