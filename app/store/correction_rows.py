"""Corrections for the pages: what an editor said, why, and which events it changed."""

import json
from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store.schema import correction, correction_event, event
from app.store.views import CorrectionRow


def list_corrections(session: Session, event_id: str | None = None) -> tuple[CorrectionRow, ...]:
    """List the corrections, or those that changed one event, the newest first."""
    statement = select(correction)
    if event_id is not None:
        of_event = select(correction_event.c.document_id).where(correction_event.c.event_id == event_id)
        statement = statement.where(correction.c.document_id.in_(of_event))
    rows = session.execute(statement.order_by(correction.c.made.desc(), correction.c.document_id)).all()
    changed = _list_changed(session)
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
            changed=tuple(changed[row.document_id]),
        )
        for row in rows
    )


def _list_changed(session: Session) -> dict[str, list[tuple[str, str]]]:
    """Return the slugs and titles of the events that each correction changed."""
    changed: dict[str, list[tuple[str, str]]] = defaultdict(list)
    rows = (
        select(correction_event.c.document_id, event.c.slug, event.c.title)
        .join(event, event.c.id == correction_event.c.event_id)
        .order_by(event.c.slug)
    )
    for document_id, slug, title in session.execute(rows):
        changed[document_id].append((slug, title))
    return changed
