"""What is kept for the lists of the timeline: the values of exactly the events there are, and the counts of views."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store.checks.faults import Fault, Promise
from app.store.checks.rules import Rule, check_rules
from app.store.event_values import Key, list_kept_values, list_keys, list_values
from app.store.order import make_sort_key
from app.store.schema import event, view_count

_BATCH = 500
_RULES = (
    Rule(
        Promise.COUNT,
        "is kept as a value of an event that is not there",
        "SELECT facet || '=' || value FROM event_value WHERE event_id NOT IN (SELECT id FROM event)",
    ),
    Rule(
        Promise.COUNT,
        "is not the number of sources that are there",
        "SELECT number || ' in the language ' || '''' || language || '''' FROM source_count"
        " WHERE number <> (SELECT count(*) FROM article WHERE withdrawn IS NULL AND origin = 'press'"
        " AND CASE WHEN version_id IS NULL THEN '' ELSE coalesce(article.language, 'und') END = source_count.language)",
    ),
    Rule(
        Promise.COUNT,
        "has sources that are not counted",
        "SELECT DISTINCT 'language ' || '''' || coalesce(language, 'und') || '''' FROM article WHERE withdrawn IS NULL"
        " AND origin = 'press' AND CASE WHEN version_id IS NULL THEN '' ELSE coalesce(language, 'und') END"
        " NOT IN (SELECT language FROM source_count)",
    ),
)


def check_counts(session: Session) -> Iterator[Fault]:
    """Yield events that stand elsewhere in the timeline than their dates say or whose kept values are not their own,
    and views of which other numbers are kept than are found by counting."""
    yield from check_rules(session, _RULES)
    numbers: Counter[Key] = Counter()
    columns = (event.c.id, event.c.slug, event.c.sort_key, event.c.year, event.c.first, event.c.last)
    rows = session.execute(select(*columns).order_by(event.c.id), execution_options={"yield_per": _BATCH})
    for batch in rows.partitions(_BATCH):
        ids = [row.id for row in batch]
        kept, values = list_kept_values(session, ids), list_values(session, ids)
        for row in batch:
            if row.sort_key != make_sort_key(row.year, row.first, row.last, row.slug):
                yield Fault(Promise.COUNT, f"event {row.slug}", "stands elsewhere than its date says")
            if kept.get(row.id) != values[row.id]:
                yield Fault(Promise.COUNT, f"event {row.slug}", "is listed under other values than it has")
            numbers.update(list_keys(values[row.id].pairs))
    stored = session.execute(select(view_count), execution_options={"yield_per": 1000})
    for view, facet, value, number in stored:
        counted = numbers.pop((view, facet, value), 0)
        if counted != number:
            yield _make_fault((view, facet, value), f"{number} are kept, {counted} are there")
    for key, counted in numbers.items():
        yield _make_fault(key, f"none are kept, {counted} are there")


def _make_fault(key: Key, what: str) -> Fault:
    view, facet, value = key
    return Fault(Promise.COUNT, f"view {view or 'of everything'}, {facet} {value}", what)
