"""One event: what its slug stands for, and everything that its page shows."""

import re
from datetime import date

from sqlalchemy import case, func, or_, select, union
from sqlalchemy.orm import Session

from app.domain.dates import EdtfDate
from app.domain.vocabulary import Kind, Scope, Status
from app.store.correction_rows import list_corrections
from app.store.counting import hold_claims, list_claims
from app.store.evidence import list_fact_groups
from app.store.order import NEWEST_FIRST, OLDEST_FIRST, is_newer, is_older
from app.store.quote_rows import (
    ARTICLE_COLUMNS,
    OLDEST_ARTICLE_FIRST,
    QUOTES,
    add_attestations,
    make_article_row,
    make_quote_rows,
)
from app.store.rows import list_event_rows
from app.store.schema import (
    AnyRow,
    article,
    event,
    event_person,
    fact,
    former_slug,
    mention,
    mention_source,
    quote,
)
from app.store.story import get_story
from app.store.views import EventDetail, EventRow, HeldClaim, QuoteRow, SlugAnswer, SourceRow

_MET = (Kind.MEETING, Kind.CALL)


def find_slug(session: Session, slug: str, today: date) -> SlugAnswer | None:
    """Find what a slug stands for: an event's slug, past or present, or the bare slug that several share.

    Returns `None` if it never stood for anything. `slug` of the answer is the current one, `None` if the event
    vanished.
    """
    if session.execute(select(event.c.id).where(event.c.slug == slug)).first():
        return SlugAnswer(slug)
    shared = _list_sharing(session, slug, today)
    if len(shared) > 1:
        return SlugAnswer(None, tuple(shared))
    current = select(event.c.slug).select_from(former_slug)
    current = current.outerjoin(event, event.c.id == former_slug.c.event_id)
    row = session.execute(current.where(former_slug.c.slug == slug)).first()
    return SlugAnswer(row.slug) if row else None


def list_former_slugs(session: Session) -> list[str]:
    """List the slugs that events had and none has now, in order: each leads on, or its event is gone."""
    return list(session.execute(select(former_slug.c.slug).order_by(former_slug.c.slug)).scalars())


def get_event(session: Session, slug: str, today: date) -> EventDetail:
    """Return everything about the event with this current slug, which `find_slug` has found."""
    row = session.execute(select(event).where(event.c.slug == slug)).one()
    earlier, later = _find_earlier(session, row), _find_later(session, row)
    next_ids = _find_announced_next(session, row)
    ids = {one for one in (row.id, earlier, later, *next_ids) if one is not None}
    rows = {one.id: one for one in list_event_rows(session, select(event).where(event.c.id.in_(ids)), today)}
    return EventDetail(
        event=rows[row.id],
        facts=list_fact_groups(session, rows[row.id], row.status),
        quotes=_list_quotes(session, row.id),
        claims=_list_claims(session, row),
        sources=_list_sources(session, row.id),
        earlier=rows[earlier] if earlier else None,
        later=rows[later] if later else None,
        announced_next=tuple(rows[one] for one in next_ids),
        story=get_story(session, row.id),
        corrections=list_corrections(session, row.id),
    )


def list_events_of(session: Session, slug: str, today: date) -> list[EventRow]:
    """List the one event with this current slug, without what its page shows of it; nothing if there is none."""
    return list_event_rows(session, select(event).where(event.c.slug == slug), today)


def _list_sharing(session: Session, bare: str, today: date) -> tuple[EventRow, ...]:
    """List the events whose slug is the bare one and the first four hex digits of their id."""
    near = select(event).where(
        event.c.slug > f"{bare}-", event.c.slug < f"{bare}.", func.length(event.c.slug) == len(bare) + 5
    )
    rows = list_event_rows(session, near.order_by(event.c.slug), today)
    return tuple(row for row in rows if re.fullmatch(r"-[0-9a-f]{4}", row.slug.removeprefix(bare)))


def _list_quotes(session: Session, event_id: str) -> tuple[QuoteRow, ...]:
    """List what was said around an event, each quote once, with all its attestations."""
    told = QUOTES.where(mention.c.event_id == event_id, quote.c.main_id == quote.c.id)
    rows = make_quote_rows(session, told.order_by(*OLDEST_ARTICLE_FIRST))
    return tuple(add_attestations(session, rows))


def _list_claims(session: Session, row: AnyRow) -> tuple[HeldClaim, ...]:
    """List the counts in which a meeting is told to be one: its sources make them, of its year.

    The day of the count is one of its own, or it is the last that the record has up to that day: "they have met
    nine times this year" in a report of the day after. A call is so counted only where calls count, and where one
    person's meetings are counted only one with them.
    """
    if row.kind not in _MET or row.year is None:
        return ()
    told = select(mention.c.id).where(mention.c.event_id == row.id)
    sources = union(
        select(mention.c.article_id).where(mention.c.event_id == row.id),
        select(mention_source.c.article_id).where(mention_source.c.mention_id.in_(told)),
    )
    held = hold_claims(session, list_claims(session, row.year, sources))
    days = EdtfDate.parse(row.date)
    people = set(
        session.execute(select(event_person.c.person).where(event_person.c.event_id == row.id)).scalars()
    )
    with_them = (one for one in held if one.claim.person is None or one.claim.person in people)
    return tuple(one for one in with_them if _is_counted_in(row, days, one))


def _is_counted_in(row: AnyRow, days: EdtfDate, held: HeldClaim) -> bool:
    if held.claim.as_of is None or (row.kind == Kind.CALL and held.claim.scope != Scope.CONTACTS):
        return False
    as_of = EdtfDate.parse(held.claim.as_of)
    if days.first <= as_of.first and as_of.last <= days.last:
        return True
    if held.claim.scope not in (Scope.MEETINGS, Scope.CONTACTS):
        return False
    contacts = held.reckoning.in_person.contacts
    return as_of.first >= days.first and bool(contacts) and contacts[-1].slug == row.slug


def _list_sources(session: Session, event_id: str) -> tuple[SourceRow, ...]:
    """List the articles that tell of an event, oldest first, with how much each tells."""
    facts = select(func.count()).select_from(fact).where(fact.c.mention_id == mention.c.id).scalar_subquery()
    quotes = (
        select(func.count()).select_from(quote).where(quote.c.mention_id == mention.c.id).scalar_subquery()
    )
    rows = session.execute(
        select(
            func.sum(case((mention.c.article_id == article.c.id, facts), else_=0)).label("facts"),
            func.sum(case((mention.c.article_id == article.c.id, quotes), else_=0)).label("quotes"),
            *ARTICLE_COLUMNS,
        )
        .join(mention_source, mention_source.c.article_id == article.c.id)
        .join(mention, mention.c.id == mention_source.c.mention_id)
        .where(mention.c.event_id == event_id)
        .group_by(article.c.id)
        .order_by(article.c.published.is_(None), article.c.published, article.c.id)
    )
    return tuple(SourceRow(make_article_row(row), row.facts, row.quotes) for row in rows)


def _find_earlier(session: Session, row: AnyRow) -> str | None:
    """Find the meeting or call before an event; an event without a date has none."""
    if row.year is None:
        return None
    met = select(event.c.id).where(event.c.kind.in_(_MET), event.c.year <= row.year, is_older(row))
    return session.execute(met.order_by(*NEWEST_FIRST).limit(1)).scalar()


def _find_later(session: Session, row: AnyRow) -> str | None:
    """Find the meeting or call after an event; an event without a date has none."""
    if row.year is None:
        return None
    met = select(event.c.id).where(event.c.kind.in_(_MET), event.c.year >= row.year, is_newer(row))
    return session.execute(met.order_by(*OLDEST_FIRST).limit(1)).scalar()


def _find_announced_next(session: Session, row: AnyRow) -> list[str]:
    """Find the later events that the reports of a meeting or call announced, soonest first, undated last."""
    if row.kind not in _MET or row.last is None:
        return []
    reports = select(mention.c.article_id).where(
        mention.c.event_id == row.id, mention.c.status != Status.PLANNED
    )
    plans = select(mention.c.event_id).where(
        mention.c.article_id.in_(reports), mention.c.status == Status.PLANNED
    )
    later = select(event.c.id).where(
        event.c.id.in_(plans), event.c.id != row.id, or_(event.c.first.is_(None), event.c.first > row.last)
    )
    order = (event.c.first.is_(None), event.c.first, event.c.slug)
    return list(session.execute(later.order_by(*order)).scalars())
