"""The database's promises of itself, and the proof of each: functions of a session that yield what is broken.

They only read, a batch at a time. That the events are those which the mentions give is proved in `app.ingest.proving`,
because resolution is a stage of the ingestion.
"""

from collections.abc import Callable, Iterator

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.store.checks.attestations import check_attestations
from app.store.checks.counts import check_counts
from app.store.checks.events import check_idle_corrections, compare_events, iterate_neighbourhoods
from app.store.checks.faults import Fault, Promise
from app.store.checks.files import check_file, check_references
from app.store.checks.indexes import check_search
from app.store.checks.links import check_links
from app.store.checks.revisions import check_revisions
from app.store.checks.slugs import check_slugs
from app.store.checks.texts import check_texts
from app.store.checks.values import check_values
from app.store.schema import claim, event, fact, former_slug, quote, version

__all__ = [
    "Check",
    "Fault",
    "Promise",
    "compare_events",
    "count_proved",
    "iterate_neighbourhoods",
    "run_checks",
]

Check = Callable[[Session], Iterator[Fault]]

_CHECKS: tuple[Check, ...] = (
    check_references,
    check_texts,
    check_values,
    check_links,
    check_slugs,
    check_search,
    check_attestations,
    check_idle_corrections,
    check_revisions,
    check_counts,
)


def run_checks(session: Session, *more: Check) -> Iterator[Fault]:
    """Yield every broken promise, of `more` checks as well; of a damaged file only what SQLite says of it.

    What cannot be read at all is a fault too, and the other promises are looked at all the same.
    """
    damaged = False
    for fault in _run(session, check_file):
        damaged = True
        yield fault
    if not damaged:
        for check in (*_CHECKS, *more):
            yield from _run(session, check)


def count_proved(session: Session) -> dict[str, int]:
    """Count what the promises are about."""
    tables = {
        "facts": fact,
        "quotes": quote,
        "claims": claim,
        "texts": version,
        "events": event,
        "former_slugs": former_slug,
    }
    return {
        noun: session.execute(select(func.count()).select_from(table)).scalar_one()
        for noun, table in tables.items()
    }


def _run(session: Session, check: Check) -> Iterator[Fault]:
    try:
        yield from check(session)
    except DBAPIError as error:
        # After an error PostgreSQL takes no more statements in that transaction.
        session.rollback()
        yield Fault(Promise.FILE, "database", f"cannot be read ({check.__name__}): {error.orig}")
    except (ValueError, KeyError, TypeError) as error:
        yield Fault(Promise.WORD, "database", f"holds what cannot be meant ({check.__name__}): {error}")
