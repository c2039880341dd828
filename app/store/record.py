"""The record as a whole: how much is in it."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.store.schema import claim, event, quote


def count_record(session: Session) -> tuple[int, int, int]:
    """Count the events, quotes and count claims of the whole record."""
    events, quotes, claims = (
        session.execute(select(func.count()).select_from(table)).scalar_one()
        for table in (event, quote, claim)
    )
    return events, quotes, claims
