"""Pairs of events that may be one told twice: of one kind, at nearly the same time, at places that can be the same."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store.schema import AnyRow, event, event_city

_NEAR = timedelta(days=2)


def find_near_duplicates(session: Session) -> Iterator[tuple[AnyRow, str]]:
    """Find pairs of events of one kind whose dates lie within two days or overlap, at one place or where one is told
    of none. Gives the later event of each pair, and what it may repeat.

    Events are passed in the order of their first day, and only those that can still be near are kept: a record of
    many thousands takes no longer than they are many.
    """
    cities: dict[str, set[str]] = defaultdict(set)
    for one, city in session.execute(select(event_city.c.event_id, event_city.c.city)):
        cities[one].add(city)
    columns = (event.c.id, event.c.slug, event.c.kind, event.c.date, event.c.first, event.c.last)
    rows = select(*columns).where(event.c.first.is_not(None)).order_by(event.c.first, event.c.slug)
    open_: list[AnyRow] = []
    for row in session.execute(rows):
        reach = (
            date.fromisoformat(row.first) - min(_NEAR, date.fromisoformat(row.first) - date.min)
        ).isoformat()
        open_ = [other for other in open_ if other.last >= reach]
        for other in open_:
            if other.kind == row.kind and _can_share(cities[other.id], cities[row.id]):
                shared = ", ".join(sorted(cities[other.id] & cities[row.id]))
                at = f" at {shared} as well" if shared else ""
                yield row, f"{row.kind} of {row.date}; {other.slug} is of {other.date}{at}"
        open_.append(row)


def _can_share(one: set[str], other: set[str]) -> bool:
    return not one or not other or bool(one & other)
