"""The proof that the record is what its sources give: every event is resolved anew and held against the stored one."""

from collections.abc import Iterator

from app.ingest.stages.resolve import resolve_events
from app.store.checks import Fault, compare_events, iterate_neighbourhoods, run_checks
from app.store.engine import Session


def prove_database(session: Session) -> Iterator[Fault]:
    """Yield every promise of the database that is broken; nothing is changed."""
    yield from run_checks(session, check_resolution)


def check_resolution(session: Session) -> Iterator[Fault]:
    """Yield the events, and the mentions of them, that are not what resolution gives; one neighbourhood at a time."""
    for near in iterate_neighbourhoods(session):
        yield from compare_events(session, resolve_events(near.mentions, near.corrections), near.mention_ids)
