"""What the record is made from and what it is known to lack, counted for the page that tells readers."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import ColumnElement, Table, func, select
from sqlalchemy.orm import Session

from app.domain.resolution import CORRECTION
from app.domain.vocabulary import Confidence, Kind, Origin, Scope, Status
from app.lexicon.language import has_language
from app.store.counting import hold_claims, list_claims
from app.store.schema import article, claim, correction, event, fact, mention, mention_source, quote
from app.store.views import Coverage, Gaps, HeldClaim, LanguageCount, PublisherCount

# Of these a source counts what the record counts as well.
_COMPARABLE = (Scope.MEETINGS, Scope.CONTACTS)
_MOST_PUBLISHERS = 12
_IS_CONTACT = event.c.kind.in_((Kind.MEETING, Kind.CALL))


def get_coverage(session: Session) -> Coverage:
    """Count the sources by what they are, by language and publisher, and what was read from them."""
    is_press = (article.c.origin == Origin.PRESS, article.c.withdrawn.is_(None))
    has_text = article.c.version_id.is_not(None)
    sources = _count(session, article, *is_press)
    languages = select(article.c.language, func.count()).where(*is_press, has_text)
    publishers = select(article.c.publisher, func.count()).where(*is_press, article.c.publisher.is_not(None))
    named = session.execute(publishers.group_by(article.c.publisher)).all()
    ordered = sorted(named, key=lambda row: (-row[1], row[0]))
    facts = select(func.count()).select_from(fact).join(mention, mention.c.id == fact.c.mention_id)
    return Coverage(
        sources=sources,
        texts=_count(session, article, *is_press, has_text),
        digests=_count(session, article, *is_press, has_text, article.c.digest),
        rows=_count(session, article, article.c.origin == Origin.RECORD),
        corrections=_count(session, correction),
        facts=session.execute(facts.where(mention.c.kind != CORRECTION)).scalar_one(),
        quotes=_count(session, quote),
        claims=_count(session, claim),
        languages=tuple(
            LanguageCount(code, number, has_language(code))
            for code, number in sorted(
                session.execute(languages.group_by(article.c.language)).all(),
                key=lambda row: (-row[1], row[0] or ""),
            )
        ),
        publishers=tuple(PublisherCount(name, number) for name, number in ordered[:_MOST_PUBLISHERS]),
        publishers_total=len(ordered),
    )


def get_gaps(session: Session, today: date) -> Gaps:
    """Work out what the record is known to lack: counts that it does not reach, years without an event, and events
    that are unsure or overdue."""
    first, last = session.execute(select(func.min(event.c.year), func.max(event.c.year))).one()
    years = set(session.execute(select(event.c.year).distinct().where(event.c.year.is_not(None))).scalars())
    unsure = event.c.confidence == Confidence.LOW
    overdue = (event.c.status == Status.PLANNED, event.c.last < today.isoformat())
    return Gaps(
        counts=tuple(_find_widest(hold_claims(session, list_claims(session)))),
        empty_years=tuple(year for year in range(first, last + 1) if year not in years) if years else (),
        unsure=_count(session, event, unsure),
        overdue=_count(session, event, *overdue),
        undated=_count(session, event, event.c.date.is_(None)),
        told_once=_count_told_once(session),
        contacts=_count(session, event, _IS_CONTACT),
    )


def _find_widest(held: tuple[HeldClaim, ...]) -> Iterator[HeldClaim]:
    """Find for each year the count of which most is missing, of equals the highest; years newest first."""
    widest: dict[int, HeldClaim] = {}
    for one in held:
        if one.claim.scope in _COMPARABLE:
            there = widest.get(one.claim.year)
            if there is None or _get_rank(one) > _get_rank(there):
                widest[one.claim.year] = one
    return (widest[year] for year in sorted(widest, reverse=True))


def _get_rank(one: HeldClaim) -> tuple[int, int]:
    return one.reckoning.in_person.missing, one.claim.count


def _count_told_once(session: Session) -> int:
    """Count the meetings and calls of which one source alone tells."""
    told = (
        select(event.c.id)
        .join(mention, mention.c.event_id == event.c.id)
        .join(mention_source, mention_source.c.mention_id == mention.c.id)
        .where(_IS_CONTACT)
        .group_by(event.c.id)
        .having(func.count(mention_source.c.article_id.distinct()) == 1)
    )
    return int(session.execute(select(func.count()).select_from(told.subquery())).scalar_one())


def _count(session: Session, table: Table, *conditions: ColumnElement[bool]) -> int:
    return int(session.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one())
