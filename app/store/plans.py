"""What is announced without a date."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.vocabulary import Status
from app.store.rows import list_event_rows
from app.store.schema import event
from app.store.views import EventRow


def list_undated_plans(session: Session, today: date) -> tuple[EventRow, ...]:
    """List the plans of which no date is told: they are never overdue."""
    plans = select(event).where(event.c.status == Status.PLANNED, event.c.last.is_(None))
    return tuple(list_event_rows(session, plans.order_by(event.c.slug), today))
