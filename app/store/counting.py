"""Count claims and what they are held against: the meetings and calls of their years that were held."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy import CompoundSelect, select
from sqlalchemy.orm import Session

from app.domain.counting import Contact, find_last_day, hold_claim
from app.domain.vocabulary import Kind, Status
from app.domain.voices import Telling, find_repeated, make_voice
from app.store.quote_rows import CLAIMS, make_claim_rows
from app.store.schema import AnyRow, article, claim, event, event_person
from app.store.sentences import hash_words
from app.store.views import ClaimRow, HeldClaim

_CONTACTS = (Kind.MEETING, Kind.CALL)


def list_claims(
    session: Session, year: int | None = None, sources: CompoundSelect[Any] | None = None
) -> tuple[ClaimRow, ...]:
    """List what sources say of the number of meetings in a year (or in any), oldest source first.

    `sources` selects the ids of the articles that are asked; without it, all are.
    """
    order = (
        claim.c.year,
        article.c.published.is_(None),
        article.c.published,
        article.c.id,
        claim.c.position,
        # What a source says itself, before what a row of the record says of it.
        claim.c.document_id != claim.c.article_id,
        claim.c.id,
    )
    told = CLAIMS if year is None else CLAIMS.where(claim.c.year == year)
    if sources is not None:
        told = told.where(claim.c.article_id.in_(sources))
    return tuple(make_claim_rows(session, told.order_by(*order)))


def list_contacts(session: Session, years: Collection[int]) -> dict[int, tuple[Contact, ...]]:
    """List the meetings and calls held in each of these years, in the order of their days.

    The year is the one under which the timeline shows an event, so that both have the same number.
    """
    held = (event.c.kind.in_(_CONTACTS), event.c.status == Status.HELD, event.c.year.in_(years))
    people: dict[str, set[str]] = defaultdict(set)
    present = select(event.c.slug, event_person.c.person).join(
        event_person, event_person.c.event_id == event.c.id
    )
    for slug, person in session.execute(present.where(*held)):
        people[slug].add(person)
    columns = (event.c.slug, event.c.title, event.c.kind, event.c.format, event.c.date, event.c.first)
    rows = session.execute(select(event.c.year, *columns).where(*held).order_by(event.c.first, event.c.slug))
    contacts: dict[int, list[Contact]] = defaultdict(list)
    for year, slug, title, kind, format, told, first in rows:
        there = frozenset(people[slug])
        contacts[year].append(Contact(slug, title, kind, format, told, date.fromisoformat(first), there))
    return {year: tuple(contacts[year]) for year in years}


def hold_claims(session: Session, claims: Iterable[ClaimRow]) -> tuple[HeldClaim, ...]:
    """Hold each claim against the contacts of its year; by year and day of the count, of the whole year last."""
    told = tuple(claims)
    years = {one.year for one in told}
    if not years:
        # Asked for the events of no year, SQLite goes through those of all.
        return ()
    contacts, repeated = list_contacts(session, years), _find_repeated(session, years)
    held = [
        HeldClaim(
            one,
            hold_claim(
                one.year,
                one.count,
                one.as_of,
                one.scope,
                contacts[one.year],
                one.person,
                at_least=one.at_least,
            ),
            repeated.get(one.id),
        )
        for one in told
    ]
    return tuple(sorted(held, key=lambda one: (one.claim.year, one.reckoning.until or date.max)))


def _find_repeated(session: Session, years: Collection[int]) -> dict[str, str]:
    """Find which claims of these years only tell another one again, with the id of that."""
    columns = (article.c.publisher, article.c.url, article.c.published)
    rows = select(claim, *columns).join(article, article.c.id == claim.c.article_id)
    return find_repeated(map(_make_telling, session.execute(rows.where(claim.c.year.in_(years)))))


def _make_telling(row: AnyRow) -> Telling:
    """Make what `find_repeated` asks of a claim. The source's own words go before the note of a row of the record."""
    is_own = row.document_id == row.article_id
    marks = {
        "source": row.article_id,
        "address": row.url,
        "voice": make_voice(row.claimed_by or row.publisher, row.url, row.article_id),
        "sentence": hash_words(row.text) if is_own else None,
    }
    number = (row._mapping["count"], row.at_least)
    return Telling(
        id=row.id,
        what=(row.year, number, find_last_day(row.year, row.as_of), row.scope, row.person),
        marks=frozenset((name, mark) for name, mark in marks.items() if mark),
        rank=(not is_own, row.published or "~"),
    )
