"""What is taken away of a view: its events, each with the sentence that tells it best and all its sources; its quotes,
each with the sentence that it stands in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.filters import Filters
from app.domain.spans import Span
from app.store.quotes import list_quotes
from app.store.schema import quote
from app.store.sentences import list_sentences
from app.store.telling import list_tellers, list_telling_sentences
from app.store.timeline import list_events
from app.store.views import ArticleRow, EventRow, Evidence, QuoteRow

_BATCH = 200


@dataclass(frozen=True, slots=True)
class TakenEvent:
    """An event, its sources, oldest first, and of the sentences that it was read from the one to show for it."""

    event: EventRow
    telling: Evidence | None
    sources: tuple[ArticleRow, ...]


@dataclass(frozen=True, slots=True)
class TakenQuote:
    """A quote, the attestation of it that is read in its text, and the sentences that this one touches; neither of a
    quote that only rows of the record have: around it there is nothing."""

    quote: QuoteRow
    read: QuoteRow | None
    sentence: str | None


def list_taken_events(session: Session, filters: Filters, today: date) -> tuple[TakenEvent, ...]:
    """List every event of a view, in the order of the timeline; never a page of it."""
    return list_taken(session, list_events(session, filters, today, None).events)


def list_taken(session: Session, events: Sequence[EventRow]) -> tuple[TakenEvent, ...]:
    """Add to events what they are taken away with."""
    ids = [event.id for event in events]
    tellings, sources = list_telling_sentences(session, ids), list_tellers(session, ids)
    return tuple(TakenEvent(one, tellings.get(one.id), sources.get(one.id, ())) for one in events)


def list_taken_quotes(session: Session, filters: Filters) -> tuple[TakenQuote, ...]:
    """List every quote of a view, in the order of its page; never a page of it."""
    quotes = list_quotes(session, filters, None).quotes
    read = [_find_read(one) for one in quotes]
    sentences = _list_around(session, [one.id for one in read if one])
    return tuple(
        TakenQuote(one, attested, sentences[attested.id] if attested else None)
        for one, attested in zip(quotes, read, strict=True)
    )


def _find_read(main: QuoteRow) -> QuoteRow | None:
    return next((one for one in (main, *main.others) if one.number is not None), None)


def _list_around(session: Session, quote_ids: Sequence[str]) -> dict[str, str]:
    """List the sentences that each of these attestations touches, a few texts at a time."""
    found: dict[str, str] = {}
    columns = (quote.c.id, quote.c.version_id, quote.c.start, quote.c.end)
    for start in range(0, len(quote_ids), _BATCH):
        rows = session.execute(
            select(*columns).where(quote.c.id.in_(quote_ids[start : start + _BATCH]))
        ).all()
        texts = list_sentences(session, {row.version_id for row in rows})
        for row in rows:
            text = texts[row.version_id]
            found[row.id] = text.around(Span(row.start, row.end)).of(text.text)
    return found
