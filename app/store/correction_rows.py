"""Corrections for the pages: what an editor said, why, and which events it changed."""

import json
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store.schema import correction, correction_event, event
from app.store.views import CorrectionRow

_BATCH = 500


def list_corrections(
    session: Session, event_id: str | None = None, days: tuple[str, str] | None = None
) -> tuple[CorrectionRow, ...]:
    """List the corrections, or those that changed one event, or were made on the days (ISO) from one to another; the
    newest first."""
    statement = select(correction)
    if event_id is not None:
        of_event = select(correction_event.c.document_id).where(correction_event.c.event_id == event_id)
        statement = statement.where(correction.c.document_id.in_(of_event))
    if days is not None:
        statement = statement.where(correction.c.made.between(*days))
    rows = session.execute(statement.order_by(correction.c.made.desc(), correction.c.document_id)).all()
    changed = _list_changed(session, [row.document_id for row in rows])
    return tuple(
        CorrectionRow(
            id=row.document_id,
            action=row.action,
            events=tuple(json.loads(row.events)),
            articles=tuple(json.loads(row.articles)),
            mentions=tuple(json.loads(row.mentions)),
            field=row.field,
            value=row.value,
            reason=row.reason,
            author=row.author,
            made=row.made,
            changed=tuple(changed.get(row.document_id, ())),
        )
        for row in rows
    )


def _list_changed(session: Session, ids: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    """Return the slugs and titles of the events that each of these corrections changed."""
    changed: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for start in range(0, len(ids), _BATCH):
        rows = (
            select(correction_event.c.document_id, event.c.slug, event.c.title)
            .join(event, event.c.id == correction_event.c.event_id)
            .where(correction_event.c.document_id.in_(ids[start : start + _BATCH]))
        )
        for document_id, slug, title in session.execute(rows):
            changed[document_id].append((slug, title))
    return {one: sorted(events) for one, events in changed.items()}
