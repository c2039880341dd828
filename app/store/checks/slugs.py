"""Slugs: well-formed, each of one event, and the former ones alive."""

import re
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.ids import ID_LENGTH
from app.store.checks.faults import Fault, Promise
from app.store.checks.rules import Rule, check_rules
from app.store.schema import event, former_slug

_SLUG = re.compile(r"(?P<start>\d{4}(?:-\d{2}){0,2}|undated)-[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_ID = re.compile(f"[0-9a-f]{{{ID_LENGTH}}}", re.ASCII)
_RULES = (
    Rule(
        Promise.SLUG,
        "is the slug of several events",
        "SELECT 'slug ' || slug FROM event GROUP BY slug HAVING count(*) > 1",
    ),
    Rule(
        Promise.SLUG,
        "is a former slug and that of an event at once",
        "SELECT 'slug ' || slug FROM former_slug WHERE slug IN (SELECT slug FROM event)",
    ),
)


def check_slugs(session: Session) -> Iterator[Fault]:
    """Yield slugs that are shared or malformed, that do not begin with their event's date, and former ones that lead
    to neither an event nor one that was there."""
    yield from check_rules(session, _RULES)
    rows = session.execute(select(event.c.slug, event.c.date_start), execution_options={"yield_per": 1000})
    for slug, start in rows:
        match = _SLUG.fullmatch(slug)
        if not match:
            yield Fault(Promise.SLUG, f"slug {slug}", "is malformed")
        elif match["start"] != (start or "undated"):
            yield Fault(Promise.SLUG, f"slug {slug}", f"does not begin with the day of its event, {start}")
    former = select(former_slug.c.slug, former_slug.c.event_id)
    for slug, event_id in session.execute(former, execution_options={"yield_per": 1000}):
        if not _SLUG.fullmatch(slug):
            yield Fault(Promise.SLUG, f"former slug {slug}", "is malformed")
        if not _ID.fullmatch(event_id):
            yield Fault(
                Promise.SLUG, f"former slug {slug}", f"leads to {event_id!r}, which no event was ever named"
            )
