"""One source: its values, what was read from it, and what of its text is shown."""

from dataclasses import replace
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select, union_all
from sqlalchemy.orm import Session

from app.domain.resolution import CORRECTION
from app.domain.spans import Span
from app.domain.vocabulary import Origin
from app.store.passages import make_passages
from app.store.quote_rows import (
    ARTICLE_COLUMNS,
    CLAIMS,
    QUOTES,
    make_article_row,
    make_claim_rows,
    make_quote_rows,
)
from app.store.rows import list_event_rows
from app.store.schema import (
    AnyRow,
    article,
    citation,
    claim,
    event,
    fact,
    mention,
    mention_source,
    quote,
    version,
)
from app.store.sentences import Sentences, list_sentences
from app.store.shown import list_marks_read
from app.store.versions import list_versions, read_marks
from app.store.views import ArticleDetail, ArticleRow, EventRow, Passage, VagueRow, VersionRow


def get_article(
    session: Session, article_id: str, full_text: bool, today: date, version_id: str | None = None
) -> ArticleDetail | None:
    """Return everything that the page of a source shows, `None` if there is no such source or version of it.

    A digest and a document of our own are shown whole; of other people's texts only the sentences read and one on
    either side, unless `full_text`. That goes for an earlier version too. Of a withdrawn source nothing is left but
    its name and the reason.
    """
    columns = (*ARTICLE_COLUMNS, article.c.version_id, article.c.withdrawn_reason)
    row = session.execute(select(*columns).where(article.c.id == article_id)).first()
    if row is None:
        return None
    shown_id = row.version_id if version_id is None else version_id
    history = list_versions(session, article_id, row.version_id, shown_id)
    whole = full_text or row.digest or row.origin != Origin.PRESS
    cites = _list_named(session, citation.c.document_id == article_id, citation.c.article_id)
    # A row of the record holds what a source said; of one that was withdrawn nothing is shown, there neither.
    is_cut = any(one.withdrawn for one in cites)
    if shown_id != row.version_id and not row.withdrawn:
        if not any(one.shown for one in history):
            return None
        return _get_earlier(session, make_article_row(row), shown_id, history, whole=whole)
    return ArticleDetail(
        article=make_article_row(row),
        withdrawn=row.withdrawn,
        withdrawn_reason=row.withdrawn_reason,
        passages=() if row.withdrawn else _list_passages(session, row, whole=whole and not is_cut),
        events=_list_events(session, article_id, today),
        quotes=tuple(
            make_quote_rows(
                session,
                QUOTES.where(
                    or_(quote.c.article_id == article_id, quote.c.document_id == article_id)
                ).order_by(quote.c.document_id, quote.c.position),
            )
        ),
        claims=tuple(
            make_claim_rows(
                session,
                CLAIMS.where(
                    or_(claim.c.article_id == article_id, claim.c.document_id == article_id)
                ).order_by(claim.c.document_id, claim.c.position),
            )
        ),
        versions=len(history),
        history=history,
        vague=_list_vague(session, article_id),
        named_by=_list_named(session, citation.c.article_id == article_id, citation.c.document_id),
        cites=cites,
    )


def list_article_ids(session: Session) -> list[str]:
    """List the ids of all sources that have not been withdrawn; documents of our own are none."""
    return list(
        session.execute(
            select(article.c.id)
            .where(article.c.withdrawn.is_(None), article.c.origin == Origin.PRESS)
            .order_by(article.c.id)
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


def _list_vague(session: Session, article_id: str) -> tuple[VagueRow, ...]:
    """List what a source tells of contacts that belongs to no event: too vague for one of several, or rejected."""
    columns = (mention.c.kind, mention.c.status, mention.c.date, mention.c.version_id)
    start, end = func.min(fact.c.start), func.min(fact.c.end)
    rows = session.execute(
        select(*columns, start.label("start"), end.label("end"))
        .join(fact, fact.c.mention_id == mention.c.id)
        .where(mention.c.article_id == article_id, mention.c.event_id.is_(None), mention.c.kind != CORRECTION)
        .group_by(mention.c.id)
        .order_by(mention.c.position)
    ).all()
    texts = list_sentences(session, {row.version_id for row in rows})
    vague = []
    for row in rows:
        text = texts[row.version_id]
        sentence = text.around(Span(row.start, max(row.end, row.start + 1)))
        words = sentence.of(text.text)
        vague.append(VagueRow(row.kind, row.status, row.date, words, text.index(sentence.start)))
    return tuple(vague)


def _list_named(
    session: Session, of: ColumnElement[bool], column: ColumnElement[str]
) -> tuple[ArticleRow, ...]:
    """List the documents on the other side of a citation, by their place in it."""
    ids = dict.fromkeys(session.execute(select(column).where(of).order_by(citation.c.position)).scalars())
    rows = session.execute(select(*ARTICLE_COLUMNS).where(article.c.id.in_(ids)))
    by_id = {row.article_id: make_article_row(row) for row in rows}
    return tuple(by_id[one] for one in ids)


def _list_passages(session: Session, row: AnyRow, *, whole: bool) -> tuple[Passage, ...]:
    columns = (version.c.text, version.c.sentences, version.c.body_start)
    last = session.execute(select(*columns).where(version.c.id == row.version_id)).first()
    if last is None:
        return ()
    marks = list_marks_read(session, [row.article_id]).get(row.article_id, [])
    return make_passages(
        Sentences.read(last.text, last.sentences), marks, body_start=last.body_start, whole=whole
    )


def _list_events(session: Session, article_id: str, today: date) -> tuple[EventRow, ...]:
    """List the events that a source tells of, in the order in which it does."""
    tells = select(mention.c.event_id, mention.c.position)
    is_source = mention_source.c.article_id == article_id
    # Two selects, each by an index: either of two conditions would be looked for in all mentions.
    of_either = union_all(
        tells.where(mention.c.article_id == article_id),
        tells.join(mention_source, mention_source.c.mention_id == mention.c.id).where(is_source),
    ).subquery()
    position = func.min(of_either.c.position).label("position")
    told = select(of_either.c.event_id, position).group_by(of_either.c.event_id).subquery()
    events = select(event).join(told, told.c.event_id == event.c.id).order_by(told.c.position)
    return tuple(list_event_rows(session, events, today))
