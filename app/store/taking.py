"""The events of a view as one takes them away: each with the sentence that tells it best, and all its sources."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.filters import Filters
from app.domain.spans import Span
from app.domain.vocabulary import Field, Origin
from app.store.quote_rows import ARTICLE_COLUMNS, make_article_row
from app.store.schema import AnyRow, article, fact, mention, mention_source
from app.store.sentences import list_sentences
from app.store.timeline import list_events
from app.store.views import ArticleRow, EventRow

_BATCH = 500
_ORIGINS = (Origin.PRESS, Origin.RECORD, Origin.EDITOR)


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence that tells of an event, and the document in which it stands."""

    sentence: str
    article: ArticleRow


@dataclass(frozen=True, slots=True)
class TakenEvent:
    """An event, its sources, oldest first, and of the sentences that it was read from the one to show for it."""

    event: EventRow
    telling: Telling | None
    sources: tuple[ArticleRow, ...]


def list_taken_events(session: Session, filters: Filters, today: date) -> tuple[TakenEvent, ...]:
    """List every event of a view, in the order of the timeline; never a page of it."""
    return list_taken(session, list_events(session, filters, today, None).events)


def list_taken(session: Session, events: Sequence[EventRow]) -> tuple[TakenEvent, ...]:
    """Add to events what they are taken away with, a fixed number of statements for every 500 of them."""
    return tuple(
        one
        for start in range(0, len(events), _BATCH)
        for one in _take(session, events[start : start + _BATCH])
    )


def _take(session: Session, events: Sequence[EventRow]) -> list[TakenEvent]:
    tellings = _choose_tellings(session, events)
    sources = _list_sources(session, [event.id for event in events])
    return [TakenEvent(event, tellings.get(event.id), tuple(sources[event.id])) for event in events]


def _choose_tellings(session: Session, events: Sequence[EventRow]) -> dict[str, Telling]:
    """Choose for each event one sentence: that which tells its date as it is shown, else that it was; from an article
    before a digest of ours, from both before a row of the record and a correction; the earliest."""
    dates = {event.id: event.date for event in events}
    rows = session.execute(
        select(
            mention.c.event_id,
            mention.c.version_id,
            fact.c.field,
            fact.c.value,
            fact.c.start,
            fact.c.end,
            *ARTICLE_COLUMNS,
        )
        .join(mention, mention.c.id == fact.c.mention_id)
        .join(article, article.c.id == mention.c.article_id)
        .where(mention.c.event_id.in_(dates), fact.c.field.in_((Field.DATE, Field.KIND)))
    )
    chosen: dict[str, AnyRow] = {}
    for row in rows:
        best = chosen.get(row.event_id)
        if best is None or _rank(row, dates) < _rank(best, dates):
            chosen[row.event_id] = row
    texts = list_sentences(session, {row.version_id for row in chosen.values()})
    return {
        one: Telling(
            texts[row.version_id].around(Span(row.start, row.end)).of(texts[row.version_id].text),
            make_article_row(row),
        )
        for one, row in chosen.items()
    }


def _rank(row: AnyRow, dates: dict[str, str | None]) -> tuple[object, ...]:
    """Return the place of a fact among those of its event, by nothing that depends on the order of reading."""
    return (
        row.field != Field.DATE or row.value != dates[row.event_id],
        _ORIGINS.index(Origin(row.origin)),
        row.digest,
        row.published is None,
        row.published or "",
        row.article_id,
        row.start,
        row.end,
    )


def _list_sources(session: Session, event_ids: Sequence[str]) -> dict[str, list[ArticleRow]]:
    sources: dict[str, list[ArticleRow]] = defaultdict(list)
    rows = session.execute(
        select(mention.c.event_id, *ARTICLE_COLUMNS)
        .join(mention_source, mention_source.c.mention_id == mention.c.id)
        .join(article, article.c.id == mention_source.c.article_id)
        .where(mention.c.event_id.in_(event_ids))
        .group_by(mention.c.event_id, article.c.id)
        .order_by(article.c.published.is_(None), article.c.published, article.c.id)
    )
    for row in rows:
        sources[row.event_id].append(make_article_row(row))
    return sources
