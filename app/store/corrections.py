"""Corrections by an editor as rows: what each says, the days it has to do with, the events that it changed."""

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.domain.ids import make_id
from app.domain.readings import CorrectionReading
from app.domain.resolution import CORRECTION, ResolvedEvent
from app.store.schema import correction, correction_day, correction_event, fact, mention


def save_correction(session: Session, document_id: str, version_id: str, told: CorrectionReading) -> None:
    """Write the rows of a correction, which has none; a value that it sets is a fact of a mention of its own."""
    mention_id = make_id("mention", document_id, "", "0") if told.facts else None
    session.execute(
        insert(correction).values(
            document_id=document_id,
            action=told.action,
            events=_write(told.events),
            articles=_write(told.articles),
            mentions=_write(told.mentions),
            field=told.facts[0].field if told.facts else None,
            value=";".join(fact.value for fact in told.facts) or None,
            reason=told.reason,
            author=told.author,
            made=told.made,
            mention_id=mention_id,
        )
    )
    session.execute(
        insert(correction_day),
        [
            {
                "document_id": document_id,
                "position": position,
                "first": day.first.isoformat() if day else None,
                "last": day.last.isoformat() if day else None,
            }
            for position, day in enumerate(dict.fromkeys(told.days))
        ],
    )
    if mention_id:
        session.execute(
            insert(mention).values(
                id=mention_id,
                article_id=document_id,
                version_id=version_id,
                position=0,
                kind=CORRECTION,
                status="",
            )
        )
        session.execute(
            insert(fact),
            [
                {
                    "mention_id": mention_id,
                    "position": position,
                    "field": one.field,
                    "value": one.value,
                    "text": one.text,
                    "start": one.span.start,
                    "end": one.span.end,
                    "rule": one.rule,
                }
                for position, one in enumerate(told.facts)
            ],
        )


def remove_correction(session: Session, document_id: str) -> None:
    """Remove the rows of a correction; its mention goes with those of every document."""
    session.execute(delete(correction).where(correction.c.document_id == document_id))


def list_correction_days(session: Session, document_id: str) -> list[tuple[str, str] | None]:
    """List the days with which a correction has to do; none for any other document."""
    columns = (correction_day.c.first, correction_day.c.last)
    rows = session.execute(select(*columns).where(correction_day.c.document_id == document_id))
    return [(first, last) if first and last else None for first, last in rows]


def link_corrections(session: Session, events: Sequence[ResolvedEvent]) -> None:
    """Note which corrections changed each of these events, writing only what differs."""
    ids = [event.id for event in events]
    there: dict[str, set[str]] = defaultdict(set)
    for start in range(0, len(ids), 500):
        batch = ids[start : start + 500]
        rows = select(correction_event.c.event_id, correction_event.c.document_id)
        for one, document_id in session.execute(rows.where(correction_event.c.event_id.in_(batch))):
            there[one].add(document_id)
    new: list[dict[str, Any]] = []
    for event in events:
        if there[event.id] != set(event.correction_ids):
            session.execute(delete(correction_event).where(correction_event.c.event_id == event.id))
            new += [{"event_id": event.id, "document_id": one} for one in event.correction_ids]
    if new:
        session.execute(insert(correction_event), new)


def _write(values: Sequence[str]) -> str:
    return json.dumps(list(values), ensure_ascii=False, separators=(",", ":"))
