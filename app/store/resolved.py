"""Events as rows: what resolution made of a neighbourhood, and the slugs that events once had."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.orm import Session

from app.domain.dates import EdtfDate
from app.domain.ids import make_search_row, make_slug
from app.domain.resolution import ResolvedEvent
from app.domain.titles import make_title
from app.store.attestations import group_quotes, mark_quotes_stale
from app.store.corrections import link_corrections
from app.store.dialects import insert_or_update
from app.store.event_values import count_events
from app.store.mentions import DayRange, read_neighbourhood
from app.store.order import make_sort_key
from app.store.revisions import follow_events, note_gone
from app.store.schema import event, event_city, event_person, event_topic, former_slug, mention, quote
from app.store.search import EVENTS

_BATCH = 500


def save_events(
    session: Session, events: Sequence[ResolvedEvent], considered: Sequence[str] | None = None
) -> None:
    """Put the events of a neighbourhood in the place of all those that its mentions had.

    `considered` are the ids of all mentions that were resolved, by default those near the events. Events that
    vanished go; the slug of each leads to the event that holds most of its mentions now, if any
    does. A mention that is in none of `events` belongs to no event. Only what differs is written. What is then to be
    said of the quotes, which of them are one, follows in the end, and what of all this readers see changed.
    """
    before = list_links(session, _list_near(session, events) if considered is None else considered)
    if events or before:
        changed, successors = _replace_events(session, events, before)
    else:
        changed, successors = set(), {}  # Most articles tell of no event.
    quoted = group_quotes(session)
    follow_events(session, {*changed, *quoted}, successors)


def _replace_events(
    session: Session, events: Sequence[ResolvedEvent], before: Mapping[str, str | None]
) -> tuple[set[str], dict[str, str]]:
    """Write events in the place of those that the mentions had `before`; return the ids of all of them, and of each
    that went the one that holds most of its mentions now."""
    now = {one: resolved.id for resolved in events for one in resolved.mention_ids}
    slugs = _get_slugs(session, before.values())
    gone = slugs.keys() - {resolved.id for resolved in events}
    _save_rows(session, events, gone)
    _link_mentions(session, before, now)
    successors = _find_successors(before, now)
    _move_slugs(session, events, slugs, successors)
    _remove_events(session, gone)
    link_corrections(session, events)
    EVENTS.save_rows(session, [resolved.id for resolved in events])
    changed = {*(resolved.id for resolved in events), *gone}
    count_events(session, changed)
    return changed, successors


def remove_empty_events(session: Session, event_ids: Collection[str]) -> None:
    """Remove those of these events that no mention tells of any more; their slugs are remembered as gone."""
    told = select(mention.c.event_id).where(mention.c.event_id.in_(event_ids))
    gone = set(event_ids) - set(session.execute(told).scalars())
    for event_id, slug in _get_slugs(session, gone).items():
        _save_former_slug(session, slug, event_id)
    _remove_events(session, gone)
    count_events(session, gone)
    note_gone(session, gone)


def _list_near(session: Session, events: Sequence[ResolvedEvent]) -> Sequence[str]:
    """List the mentions of the neighbourhood of these events."""
    mention_ids = [one for resolved in events for one in resolved.mention_ids]
    days = {row for batch in _make_batches(mention_ids) for row in _list_days(session, batch)}
    return read_neighbourhood(session, days).mention_ids


def list_links(session: Session, mention_ids: Sequence[str]) -> dict[str, str | None]:
    """Return the event that each of these mentions has, `None` if it has none."""
    links: dict[str, str | None] = {}
    for batch in _make_batches(mention_ids):
        rows = session.execute(select(mention.c.id, mention.c.event_id).where(mention.c.id.in_(batch)))
        links.update(rows.all())
    return links


def _list_days(session: Session, mention_ids: Sequence[str]) -> list[DayRange]:
    rows = session.execute(
        select(mention.c.first, mention.c.last).where(mention.c.id.in_(mention_ids)).distinct()
    )
    return [(first, last) if first and last else None for first, last in rows]


def _make_batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))


def _get_slugs(session: Session, event_ids: Iterable[str | None]) -> dict[str, str]:
    rows = select(event.c.id, event.c.slug).where(event.c.id.in_(set(event_ids) - {None}))
    return dict(session.execute(rows).all())


def _save_rows(session: Session, events: Sequence[ResolvedEvent], gone: Collection[str]) -> None:
    """Write the rows of events that are new or differ, without two of them ever holding one slug."""
    ids = [resolved.id for resolved in events]
    rows = session.execute(select(event).where(event.c.id.in_(ids)))
    there = {row.id: row._asdict() for row in rows}
    changed = [values for values in map(make_event_values, events) if values != there.get(values["id"])]
    # Slugs may be exchanged between events, so all that change let go of theirs first.
    leaving = {*gone, *(values["id"] for values in changed)}
    session.execute(update(event).where(event.c.id.in_(leaving)).values(slug="~" + event.c.id))
    moved = [one["id"] for one in changed if _has_moved(there.get(one["id"]), one)]
    told = select(mention.c.id).where(mention.c.event_id.in_(moved))
    mark_quotes_stale(session, quote.c.mention_id.in_(told))
    for values in changed:
        statement = insert_or_update(session, event).values(**values)
        session.execute(statement.on_conflict_do_update(index_elements=[event.c.id], set_=values))
    for table, column, lists in (
        (event_city, "city", {resolved.id: resolved.cities for resolved in events}),
        (event_person, "person", {resolved.id: resolved.people for resolved in events}),
        (event_topic, "topic", {resolved.id: resolved.topics for resolved in events}),
    ):
        _save_lists(session, table, column, lists)


def make_event_values(resolved: ResolvedEvent) -> dict[str, Any]:
    """Make the row of an event."""
    dates = make_date_values(resolved.date)
    return {
        "id": resolved.id,
        "slug": resolved.slug,
        "sort_key": make_sort_key(dates["year"], dates["first"], dates["last"], resolved.slug),
        "kind": resolved.kind,
        "format": resolved.format,
        "status": resolved.status,
        **dates,
        "title": make_title(resolved.kind, resolved.format, resolved.city, resolved.outcome),
        "city": resolved.city,
        "country": resolved.country,
        "outcome": resolved.outcome,
        "duration_minutes_at_least": resolved.duration_minutes_at_least,
        "venue": resolved.venue,
        "others": resolved.others,
        "note": resolved.note,
        "confidence": resolved.confidence,
        "search_row": make_search_row(resolved.id),
    }


def make_date_values(date: EdtfDate | None) -> dict[str, Any]:
    """Make the columns of an event's row that follow from its date."""
    return {
        "date": date.text if date else None,
        "date_start": date.start if date else None,
        "date_end": date.end if date else None,
        "first": date.first.isoformat() if date else None,
        "last": date.last.isoformat() if date else None,
        "year": date.first.year if date else None,
    }


def _has_moved(before: Mapping[str, Any] | None, now: Mapping[str, Any]) -> bool:
    """Tell whether the days changed by which the quotes of an event are listed."""
    return before is not None and (before["last"], before["year"]) != (now["last"], now["year"])


def _save_lists(session: Session, table: Table, column: str, lists: dict[str, tuple[str, ...]]) -> None:
    """Write one list of values (cities, people, topics) of each event where it differs."""
    there: dict[str, list[str]] = {one: [] for one in lists}
    rows = (
        select(table.c.event_id, table.c[column])
        .where(table.c.event_id.in_(there))
        .order_by(table.c.position)
    )
    for one, value in session.execute(rows):
        there[one].append(value)
    changed = {one: values for one, values in lists.items() if list(values) != there[one]}
    session.execute(delete(table).where(table.c.event_id.in_(changed)))
    new: list[dict[str, Any]] = [
        {"event_id": one, "position": position, column: value}
        for one, values in changed.items()
        for position, value in enumerate(values)
    ]
    if table is event_city:
        new = [{**values, "place": make_slug(values["city"])} for values in new]
    if new:
        session.execute(insert(table), new)


def _link_mentions(session: Session, before: Mapping[str, str | None], now: Mapping[str, str]) -> None:
    """Give each mention its event, and each that is left out none."""
    moved: dict[str | None, list[str]] = defaultdict(list)
    for one, former in before.items():
        if now.get(one) != former:
            moved[now.get(one)].append(one)
    for event_id, ids in moved.items():
        for batch in _make_batches(ids):
            session.execute(update(mention).where(mention.c.id.in_(batch)).values(event_id=event_id))
            mark_quotes_stale(session, quote.c.mention_id.in_(batch))


def _find_successors(before: Mapping[str, str | None], now: Mapping[str, str]) -> dict[str, str]:
    """Find for each former event the one that holds most of its mentions now, the least id of equals."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for one, former in before.items():
        if former is not None and one in now:
            votes[former][now[one]] += 1
    return {former: min(count, key=lambda one: (-count[one], one)) for former, count in votes.items()}


def _move_slugs(
    session: Session, events: Sequence[ResolvedEvent], slugs: Mapping[str, str], successors: Mapping[str, str]
) -> None:
    """Let slugs that no event has any more, and those that led to vanished events, lead to the successors.

    Those of a vanished event without a successor keep its id: so they are known to be gone.
    """
    living = {resolved.slug: resolved.id for resolved in events}
    session.execute(delete(former_slug).where(former_slug.c.slug.in_(living)))
    for former, slug in sorted(slugs.items()):
        successor = successors.get(former, former)
        if former not in living.values():
            led_here = former_slug.c.event_id == former
            session.execute(update(former_slug).where(led_here).values(event_id=successor))
        if slug not in living:
            _save_former_slug(session, slug, successor)


def _save_former_slug(session: Session, slug: str, event_id: str) -> None:
    values = {"slug": slug, "event_id": event_id}
    statement = insert_or_update(session, former_slug).values(**values)
    session.execute(statement.on_conflict_do_update(index_elements=[former_slug.c.slug], set_=values))


def _remove_events(session: Session, event_ids: Collection[str]) -> None:
    session.execute(delete(event).where(event.c.id.in_(event_ids)))
    EVENTS.remove_rows(session, event_ids)
