"""The values of events by which the timeline is narrowed, and how many events of each view have them: kept in the
transaction that saves the events, so that no page counts a large record.

A view is kept for every event and every one or two values that an event has (`topic=energy&year=2019`). What events of
it are counted by are their formats, topics, places and people, and their bar: year, kind, status and, of a plan, its
last day, from which the year's bars and the facets of these are made. Those of one year are counted by the marks that
they have in its picture as well, which have the date in place of the year.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert, select
from sqlalchemy.orm import Session

from app.domain.vocabulary import Status
from app.store.dialects import insert_or_update
from app.store.schema import event, event_city, event_person, event_topic, event_value, view_count

BAR = "bar"
MARK = "mark"
LISTED = ("topic", "place", "person")
ALONE = ("year", "kind", "format", "status")
COUNTED = (BAR, "format", *LISTED)
_BATCH = 500

Pair = tuple[str, str]
"""A facet and a value of it."""

Key = tuple[str, str, str]
"""A view, a facet, and a value that events of the view can have of it."""


class Bar(NamedTuple):
    """What a year's bars, or its marks, tell events apart by. `when` is a year or a date, as told; `last` is the last
    day (ISO) of a plan that has one."""

    when: str | None
    kind: str
    status: str
    last: str | None


class Values(NamedTuple):
    """Where an event stands in the timeline, and all its values."""

    sort_key: str
    pairs: frozenset[Pair]


def count_events(session: Session | Connection, event_ids: Collection[str]) -> None:
    """Bring what is kept of these events up to date; of those that are not there any more nothing is kept."""
    changed: list[str] = []
    numbers: Counter[Key] = Counter()
    # Events may exchange their places in the timeline, so all that change leave theirs first.
    for batch in _make_batches(sorted(event_ids)):
        before, now = list_kept_values(session, batch), list_values(session, batch)
        left = [one for one in batch if before.get(one) != now.get(one)]
        session.execute(delete(event_value).where(event_value.c.event_id.in_(left)))
        for one in left:
            numbers.subtract(list_keys(before[one].pairs) if one in before else ())
        changed += left
    for batch in _make_batches(changed):
        rows = []
        for one, values in list_values(session, batch).items():
            numbers.update(list_keys(values.pairs))
            told = {"sort_key": values.sort_key, "event_id": one}
            rows += [{"facet": facet, "value": value, **told} for facet, value in values.pairs]
        if rows:
            session.execute(insert(event_value), rows)
    _add_numbers(session, numbers)


def count_all_events(session: Session | Connection) -> None:
    """Count everything anew."""
    session.execute(delete(event_value))
    session.execute(delete(view_count))
    count_events(session, session.execute(select(event.c.id)).scalars().all())


def list_values(session: Session | Connection, event_ids: Sequence[str]) -> dict[str, Values]:
    """Return the values that these events have."""
    pairs: dict[str, set[Pair]] = defaultdict(set)
    for table, column, facet in (
        (event_topic, "topic", "topic"),
        # Two cities of one event can be one place.
        (event_city, "place", "place"),
        (event_person, "person", "person"),
    ):
        rows = select(table.c.event_id, table.c[column]).where(table.c.event_id.in_(event_ids))
        for one, value in session.execute(rows):
            pairs[one].add((facet, value))
    columns = [event.c[name] for name in ("sort_key", *ALONE, "date", "last")]
    found: dict[str, Values] = {}
    for row in session.execute(select(event.c.id, *columns).where(event.c.id.in_(event_ids))):
        own = {(facet, str(row._mapping[facet])) for facet in ALONE if row._mapping[facet] is not None}
        year = None if row.year is None else str(row.year)
        bar = Bar(year, row.kind, row.status, row.last if row.status == Status.PLANNED else None)
        mark = bar._replace(when=row.date)
        drawn = {(BAR, write_bar(bar)), (MARK, write_bar(mark))}
        found[row.id] = Values(row.sort_key, frozenset({*pairs[row.id], *own, *drawn}))
    return found


def list_kept_values(session: Session | Connection, event_ids: Sequence[str]) -> dict[str, Values]:
    """Return the values that are kept of these events."""
    pairs: dict[str, set[Pair]] = defaultdict(set)
    sort_keys: dict[str, str] = {}
    for row in session.execute(select(event_value).where(event_value.c.event_id.in_(event_ids))):
        pairs[row.event_id].add((row.facet, row.value))
        # Were there several, the values would count as changed, and be written anew.
        sort_keys[row.event_id] = min(row.sort_key, sort_keys.get(row.event_id, row.sort_key))
    return {one: Values(sort_keys[one], frozenset(several)) for one, several in pairs.items()}


def list_keys(pairs: Iterable[Pair]) -> Iterator[Key]:
    """List what an event with these values counts for."""
    counted = [pair for pair in pairs if pair[0] in COUNTED]
    marks = [pair for pair in pairs if pair[0] == MARK]
    narrowing = [pair for pair in pairs if pair[0] not in (BAR, MARK)]
    for size in (0, 1, 2):
        for several in combinations(narrowing, size):
            view = write_view(several)
            of_year = any(facet == "year" for facet, _ in several)
            for facet, value in (*counted, *(marks if of_year else ())):
                yield view, facet, value


def write_view(pairs: Iterable[Pair]) -> str:
    """Write the name of the view of all events that have these values."""
    return "&".join(f"{facet}={value}" for facet, value in sorted(pairs))


def write_bar(bar: Bar) -> str:
    """Write a bar or a mark as it is stored; what is not told is empty."""
    return "|".join("" if one is None else str(one) for one in bar)


def read_bar(text: str) -> Bar:
    """Read a bar or a mark as it is stored."""
    when, kind, status, last = text.split("|")
    return Bar(when or None, kind, status, last or None)


def _make_batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))


def _add_numbers(session: Session | Connection, numbers: Counter[Key]) -> None:
    rows: list[dict[str, Any]] = [
        {"view": view, "facet": facet, "value": value, "number": number}
        for (view, facet, value), number in numbers.items()
        if number
    ]
    if not rows:
        return
    statement = insert_or_update(session, view_count)
    added = statement.on_conflict_do_update(
        index_elements=[view_count.c.view, view_count.c.facet, view_count.c.value],
        set_={"number": view_count.c.number + statement.excluded.number},
    )
    session.execute(added, rows)
    less = [
        {f"its_{name}": row[name] for name in ("view", "facet", "value")} for row in rows if row["number"] < 0
    ]
    if less:
        # Whoever lists the values of a facet lists those that an event has.
        own = [view_count.c[name] == bindparam(f"its_{name}") for name in ("view", "facet", "value")]
        session.execute(delete(view_count).where(*own, view_count.c.number == 0), less)
