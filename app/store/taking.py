"""The events of a view as one takes them away: each with the sentence that tells it best, and all its sources."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.domain.filters import Filters
from app.store.telling import list_tellers, list_telling_sentences
from app.store.timeline import list_events
from app.store.views import ArticleRow, EventRow, Evidence


@dataclass(frozen=True, slots=True)
class TakenEvent:
    """An event, its sources, oldest first, and of the sentences that it was read from the one to show for it."""

    event: EventRow
    telling: Evidence | None
    sources: tuple[ArticleRow, ...]


def list_taken_events(session: Session, filters: Filters, today: date) -> tuple[TakenEvent, ...]:
    """List every event of a view, in the order of the timeline; never a page of it."""
    return list_taken(session, list_events(session, filters, today, None).events)


def list_taken(session: Session, events: Sequence[EventRow]) -> tuple[TakenEvent, ...]:
    """Add to events what they are taken away with."""
    ids = [event.id for event in events]
    tellings, sources = list_telling_sentences(session, ids), list_tellers(session, ids)
    return tuple(TakenEvent(one, tellings.get(one.id), sources.get(one.id, ())) for one in events)
