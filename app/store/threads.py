"""The thread of one topic: its events in the order of time, and what each added to the issue, in the words read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from app.domain.vocabulary import QuoteKind
from app.lexicon.turns import read_issues
from app.store.issues import IssueReading, ToldTurn, read_issue
from app.store.order import OLDEST_FIRST, POSITION, is_newer
from app.store.quote_rows import QUOTES, make_quote_rows
from app.store.rows import list_event_rows
from app.store.schema import article, event, event_topic, former_slug, mention, quote
from app.store.views import ArticleRow, EventRow, Evidence, QuoteRow

LONGEST_QUOTE = 400


@dataclass(frozen=True, slots=True)
class ThreadStep:
    """One event of a thread: the sentences that bring the topic up, the turns that the issue took, and words said.

    `filed` is the row of the record that names the topic, where one does.
    """

    event: EventRow
    told: tuple[Evidence, ...]
    turns: tuple[ToldTurn, ...]
    filed: ArticleRow | None = None
    quote: QuoteRow | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """A page of a thread, oldest first, events without a date last.

    `total` counts the whole thread; `before` is the event after which the page goes on, `next_after` the slug after
    which the next one does.
    """

    steps: tuple[ThreadStep, ...]
    total: int
    before: EventRow | None = None
    next_after: str | None = None


def list_thread(session: Session, topic: str, today: date, limit: int, after: str | None = None) -> Thread:
    """List the events of a topic with what was read of it there; `after` is a slug, an unknown one is ignored."""
    of_topic = event.c.id.in_(select(event_topic.c.event_id).where(event_topic.c.topic == topic))
    total = session.execute(select(func.count()).select_from(event).where(of_topic)).scalar_one()
    going_on, before = _find_place(session, after, today)
    ordered = select(event).where(of_topic, *going_on).order_by(event.c.year.is_(None), *OLDEST_FIRST)
    # One more than asked for tells whether there is a next page.
    events = list_event_rows(session, ordered.limit(limit + 1), today)
    shown = events[:limit]
    read = read_issue(session, topic, shown)
    quotes = _list_quotes(session, topic, [one.id for one in shown])
    return Thread(
        tuple(_make_step(one, read, quotes) for one in shown),
        total,
        before,
        shown[-1].slug if shown and len(events) > limit else None,
    )


def _make_step(one: EventRow, read: IssueReading, quotes: Mapping[str, QuoteRow]) -> ThreadStep:
    return ThreadStep(
        event=one,
        told=read.told.get(one.id, ()),
        turns=read.turns.get(one.id, ()),
        filed=read.filed.get(one.id),
        quote=quotes.get(one.id),
    )


def _find_place(
    session: Session, slug: str | None, today: date
) -> tuple[list[ColumnElement[bool]], EventRow | None]:
    """Make the condition of standing after an event in the order of a thread, and give the event."""
    if slug is None:
        return [], None
    former = select(former_slug.c.event_id).where(former_slug.c.slug == slug)
    named = or_(event.c.slug == slug, event.c.id.in_(former))
    at = session.execute(select(event.c.id, *POSITION).where(named).order_by(event.c.slug != slug)).first()
    if at is None:
        return [], None
    before = list_event_rows(session, select(event).where(event.c.id == at.id), today)[0]
    if at.year is None:
        return [and_(event.c.year.is_(None), event.c.slug < at.slug)], before
    return [or_(event.c.year.is_(None), is_newer(at))], before


def _list_quotes(session: Session, topic: str, event_ids: Sequence[str]) -> dict[str, QuoteRow]:
    """Choose for each event words of a speaker that name the topic: from an original before a digest, the longest
    that is no speech."""
    statement = (
        select(
            mention.c.event_id,
            quote.c.id,
            quote.c.text,
            func.coalesce(quote.c.language, article.c.language).label("language"),
        )
        .join(quote, quote.c.mention_id == mention.c.id)
        .join(article, article.c.id == quote.c.article_id)
        .where(
            mention.c.event_id.in_(event_ids),
            quote.c.kind.in_((QuoteKind.DIRECT, QuoteKind.TRANSCRIPT)),
            func.length(quote.c.text) <= LONGEST_QUOTE,
        )
        .order_by(mention.c.event_id, article.c.digest, func.length(quote.c.text).desc(), quote.c.id)
    )
    chosen: dict[str, str] = {}
    for row in session.execute(statement):
        if row.event_id not in chosen and read_issues(row.text, row.language).find_topic(topic):
            chosen[row.event_id] = row.id
    rows = make_quote_rows(session, QUOTES.where(quote.c.id.in_(chosen.values())))
    by_id = {row.id: row for row in rows}
    return {one: by_id[quote_id] for one, quote_id in chosen.items()}
