"""Which rows of `quote` are one quote: found out anew where something has changed, in the transaction that changes it.

Whatever these columns depend on (the words, the article, the event that they are tied to and its days) marks rows as
stale when it changes; `group_quotes` then finds the attestations of the stale rows and of whatever can be one with
them. So the result is the same as if all were grouped at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, func, or_, select, update
from sqlalchemy.orm import Session

from app.domain.attestations import NEAR, Attestation, compare_attestations, group_attestations
from app.domain.dates import EdtfDate
from app.domain.vocabulary import Origin
from app.domain.voices import make_voice
from app.domain.wording import make_words
from app.store.schema import AnyRow, AnySelect, article, event, mention, quote

_BATCH = 500
# Of so many rows at once it is quicker to compare all than to look for the near ones of each.
_MANY = 2000

_DAYS = ("first", "last", "day", "year")
_document = article.alias()
_ATTESTATIONS: AnySelect = (
    select(
        quote.c.id,
        quote.c.article_id,
        quote.c.text,
        quote.c.kind,
        quote.c.speaker,
        quote.c.speaker_text,
        func.coalesce(quote.c.language, article.c.language).label("language"),
        quote.c.said,
        quote.c.main_id,
        *(quote.c[name] for name in _DAYS),
        mention.c.event_id,
        mention.c.date.label("told"),
        article.c.published,
        article.c.publisher,
        article.c.url,
        article.c.digest,
        _document.c.origin,
        event.c.last.label("event_last"),
        event.c.year.label("event_year"),
    )
    .join(article, article.c.id == quote.c.article_id)
    .join(_document, _document.c.id == quote.c.document_id)
    .outerjoin(mention, mention.c.id == quote.c.mention_id)
    .outerjoin(event, event.c.id == mention.c.event_id)
)


def mark_quotes_stale(session: Session | Connection, condition: ColumnElement[bool] | None = None) -> None:
    """Mark the rows that meet the condition, by default all, and whatever is one quote with them: `group_quotes` has
    to look at them."""
    stale = update(quote).values(main_id=None)
    if condition is not None:
        found = select(quote.c.main_id).where(condition, quote.c.main_id.is_not(None))
        stale = stale.where(quote.c.main_id.in_(found))
    session.execute(stale)


def group_quotes(session: Session | Connection) -> set[str]:
    """Find the attestations of every row that is marked as stale; return the events of all that were looked at."""
    number = session.execute(select(func.count()).where(quote.c.main_id.is_(None))).scalar_one()
    if not number:
        return set()
    stale = _ATTESTATIONS if number > _MANY else _ATTESTATIONS.where(quote.c.main_id.is_(None))
    rows = session.execute(stale).all()
    _save_days(session, rows)
    together = rows if number > _MANY else _list_together(session, rows)
    _save_groups(session, together)
    return {row.event_id for row in together if row.event_id is not None}


def make_main_ids(rows: Iterable[AnyRow]) -> dict[str, str]:
    """Find for each of these rows, which must be all that can be one with one another, the row that stands for it."""
    groups = group_attestations(map(_make_attestation, rows))
    return {one: group.main_id for group in groups for one in group.ids}


def list_attestation_rows(session: Session) -> Sequence[AnyRow]:
    """List what the attestations of all quotes are made from, for a check."""
    return session.execute(_ATTESTATIONS).all()


def make_days(row: AnyRow) -> dict[str, str | None]:
    """Make the columns of a row that tell of days, by its name: see `app.domain.tables.Quote`.

    Words were printed, or where it is told said, on one of the days from `first` to `last`; if neither is known, when
    what they are about took place.
    """
    told = row.said or row.published
    near = EdtfDate.parse(told or row.told) if told or row.told else None
    last = told.rpartition("/")[2].rstrip("~") if told else None
    return {
        "first": near.first.isoformat() if near else None,
        "last": near.last.isoformat() if near else None,
        "day": row.event_last or last,
        "year": str(row.event_year) if row.event_year else told[:4] if told else None,
    }


def _save_days(session: Session | Connection, rows: Iterable[AnyRow]) -> None:
    changed = [
        {"row": row.id, **{f"new_{name}": value for name, value in days.items()}}
        for row in rows
        for days in [make_days(row)]
        if any(days[name] != getattr(row, name) for name in _DAYS)
    ]
    if changed:
        values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in _DAYS}
        session.execute(update(quote).where(quote.c.id == bindparam("row")).values(**values), changed)


def _save_groups(session: Session | Connection, rows: Sequence[AnyRow]) -> None:
    there = {row.id: row.main_id for row in rows}
    changed = [{"row": one, "main": main} for one, main in make_main_ids(rows).items() if main != there[one]]
    if changed:
        statement = update(quote).where(quote.c.id == bindparam("row")).values(main_id=bindparam("main"))
        session.execute(statement, changed)


def _list_together(session: Session | Connection, rows: Sequence[AnyRow]) -> list[AnyRow]:
    """List these rows and all that are one with any of them, directly or over others: nothing else can change."""
    together = {row.id: row for row in rows}
    new: Sequence[AnyRow] = rows
    while new:
        found: dict[str, AnyRow] = {}
        for near, of_place in _group_by_place(new).items():
            others = [row for row in _list_near(session, *near) if row.id not in together]
            likely = [(row, _make_attestation(row)) for row in others]
            for one in map(_make_attestation, of_place):
                found |= {row.id: row for row, other in likely if compare_attestations(one, other)}
        together |= found
        new = list(found.values())
    return list(together.values())


def _group_by_place(
    rows: Iterable[AnyRow],
) -> dict[tuple[str, str | None, str | None, str | None], list[AnyRow]]:
    """Group rows by article, event and days: those of one place have the same rows near them."""
    places = defaultdict(list)
    for row in rows:
        days = make_days(row)
        places[row.article_id, row.event_id, days["first"], days["last"]].append(row)
    return places


def _list_near(
    session: Session | Connection, article_id: str, event_id: str | None, first: str | None, last: str | None
) -> Sequence[AnyRow]:
    """List the rows of this article, of this event, and of whose days all lie within a week with these."""
    near = [quote.c.article_id == article_id]
    if event_id is not None:
        told = select(mention.c.id).where(mention.c.event_id == event_id)
        near.append(quote.c.mention_id.in_(told))
    if first is not None and last is not None:
        earliest, latest = _shift(last, -1), _shift(first, 1)
        near.append(quote.c.first.between(earliest, latest) & (quote.c.last <= latest))
    return session.execute(_ATTESTATIONS.where(or_(*near))).all()


def _shift(day: str, direction: int) -> str:
    """Return the day a week before or after; at the ends of the calendar the day itself."""
    try:
        return (date.fromisoformat(day) + direction * NEAR).isoformat()
    except OverflowError:
        return day


def _make_attestation(row: AnyRow) -> Attestation:
    days = make_days(row)
    first, last = days["first"], days["last"]
    return Attestation(
        id=row.id,
        article_id=row.article_id,
        voice=make_voice(row.publisher, row.url, row.article_id),
        words=make_words(row.text),
        kind=row.kind,
        speaker=row.speaker,
        speaker_text=row.speaker_text,
        language=row.language,
        event_id=row.event_id,
        first=date.fromisoformat(first) if first else None,
        last=date.fromisoformat(last) if last else None,
        published=row.published,
        is_record=row.origin == Origin.RECORD,
        is_digest=bool(row.digest),
    )
