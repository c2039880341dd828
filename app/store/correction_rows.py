"""Corrections for the pages: what an editor said, why, and which events it changed."""

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store.revisions import format_moment
from app.store.schema import article, correction, correction_event, event, run, version
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


def list_correction_moments(session: Session, ids: Sequence[str]) -> dict[str, str]:
    """Return by the id of each correction when its text was read here (RFC 3339), where that is known: what came from
    an export was read by no run."""
    moments: dict[str, str] = {}
    for start in range(0, len(ids), _BATCH):
        rows = (
            select(article.c.id, run.c.started)
            .join(version, version.c.id == article.c.version_id)
            .join(run, run.c.id == version.c.run_id)
            .where(article.c.id.in_(ids[start : start + _BATCH]))
        )
        for one, started in session.execute(rows):
            moments[one] = format_moment(datetime.fromisoformat(started))
    return moments


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
