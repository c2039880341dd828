"""The events that are stored against those that their mentions give: what a check of resolution reads and compares."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from app.domain.resolution import CORRECTION, ResolvedEvent
from app.store.checks.faults import Fault, Promise
from app.store.mentions import Neighbourhood, read_neighbourhood
from app.store.resolved import list_links, make_event_values
from app.store.schema import correction_event, event, event_city, event_person, event_topic, mention

_BATCH = 500


def iterate_neighbourhoods(session: Session) -> Iterator[Neighbourhood]:
    """Iterate over all that is resolved together, each neighbourhood once; only the ids of mentions stay in memory."""
    seen: set[str] = set()
    columns = (mention.c.id, mention.c.first, mention.c.last)
    rows = select(*columns).where(mention.c.kind != CORRECTION).order_by(mention.c.first, mention.c.id)
    for one, first, last in session.execute(rows, execution_options={"yield_per": 1000}):
        if one not in seen:
            near = read_neighbourhood(session, [(first, last) if first and last else None])
            seen.update(near.mention_ids)
            yield near
            if one not in seen:
                seen.add(one)


def compare_events(
    session: Session, events: Sequence[ResolvedEvent], mention_ids: Sequence[str]
) -> Iterator[Fault]:
    """Compare the events that a neighbourhood gives with those that are stored for its mentions."""
    links = list_links(session, mention_ids)
    stored_ids = sorted({one for one in links.values() if one} | {resolved.id for resolved in events})
    stored = _list_stored(session, stored_ids)
    expected = {resolved.id: _make_expected(resolved) for resolved in events}
    for one in stored_ids:
        if one not in expected:
            yield Fault(Promise.RESOLUTION, f"event {one}", "is not what its mentions give")
        elif one not in stored:
            yield Fault(Promise.RESOLUTION, f"event {expected[one]['slug']}", "is missing")
        else:
            for name, value in expected[one].items():
                if stored[one][name] != value:
                    what = f"has {name} {stored[one][name]!r}; its mentions give {value!r}"
                    yield Fault(Promise.RESOLUTION, f"event {stored[one]['slug']}", what)
    now = {one: resolved.id for resolved in events for one in resolved.mention_ids}
    for one, event_id in links.items():
        if event_id != now.get(one):
            what = f"is of the event {event_id}; resolution gives {now.get(one)}"
            yield Fault(Promise.RESOLUTION, f"mention {one}", what)


def check_idle_corrections(session: Session) -> Iterator[Fault]:
    """Yield mentions that carry a value for an event that the correction has not changed."""
    rows = (
        select(mention.c.id)
        .outerjoin(
            correction_event,
            (correction_event.c.document_id == mention.c.article_id)
            & (correction_event.c.event_id == mention.c.event_id),
        )
        .where(
            mention.c.kind == CORRECTION,
            mention.c.event_id.is_not(None),
            correction_event.c.event_id.is_(None),
        )
    )
    for one in session.execute(rows).scalars():
        yield Fault(
            Promise.RESOLUTION,
            f"mention {one}",
            "carries a value to an event that its correction does not change",
        )


def _make_expected(resolved: ResolvedEvent) -> dict[str, Any]:
    return {
        **make_event_values(resolved),
        "cities": list(resolved.cities),
        "people": list(resolved.people),
        "topics": list(resolved.topics),
        "corrections": sorted(resolved.correction_ids),
    }


def _list_stored(session: Session, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    stored: dict[str, dict[str, Any]] = {}
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        rows = session.execute(select(event).where(event.c.id.in_(batch))).all()
        lists = {
            "cities": _list_values(session, event_city, "city", "position", batch),
            "people": _list_values(session, event_person, "person", "position", batch),
            "topics": _list_values(session, event_topic, "topic", "position", batch),
            "corrections": _list_values(session, correction_event, "document_id", "document_id", batch),
        }
        stored |= {
            row.id: {**row._asdict(), **{name: values[row.id] for name, values in lists.items()}}
            for row in rows
        }
    return stored


def _list_values(
    session: Session, table: Table, column: str, order: str, ids: Sequence[str]
) -> dict[str, list[str]]:
    values: dict[str, list[str]] = defaultdict(list)
    rows = select(table.c.event_id, table.c[column]).where(table.c.event_id.in_(ids))
    for one, value in session.execute(rows.order_by(table.c.event_id, table.c[order])):
        values[one].append(value)
    return values
