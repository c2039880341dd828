"""What is noted of the changes of events: of each event one row, in step with what is shown of it."""

import re
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store.checks.faults import Fault, Promise
from app.store.checks.rules import Rule, check_rules
from app.store.revisions import digest_events
from app.store.schema import event, event_revision

_BATCH = 500
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", re.ASCII)
_RULES = (
    Rule(
        Promise.REVISION,
        "has no lasting name",
        "SELECT 'event ' || slug FROM event WHERE id NOT IN (SELECT event_id FROM event_revision)",
    ),
    Rule(
        Promise.REVISION,
        "has vanished, and it is not noted",
        "SELECT 'revision ' || uid FROM event_revision WHERE digest <> '' AND event_id NOT IN (SELECT id FROM event)",
    ),
    Rule(
        Promise.REVISION,
        "has changed less than never, or before it was there",
        "SELECT 'revision ' || uid FROM event_revision WHERE sequence < 0 OR updated < published",
    ),
)


def check_revisions(session: Session) -> Iterator[Fault]:
    """Yield events without a lasting name, those of which other things are shown than were noted, and moments that
    are none."""
    yield from check_rules(session, _RULES)
    columns = (event.c.id, event.c.slug, event_revision.c.digest)
    rows = select(*columns).join(event_revision, event_revision.c.event_id == event.c.id)
    for batch in session.execute(rows.order_by(event.c.id)).partitions(_BATCH):
        shown = digest_events(session, [row.id for row in batch])
        for row in batch:
            if shown[row.id] != row.digest:
                yield Fault(Promise.REVISION, f"event {row.slug}", "shows something else than was noted")
    moments = select(event_revision.c.uid, event_revision.c.published, event_revision.c.updated)
    for uid, *told in session.execute(moments, execution_options={"yield_per": 1000}):
        if not all(_MOMENT.fullmatch(one) for one in told):
            yield Fault(Promise.REVISION, f"revision {uid}", "tells a moment that is none")
