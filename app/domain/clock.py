"""The replaceable clocks: what day it is, and what moment, in UTC."""

from collections.abc import Callable
from datetime import UTC, date, datetime

Clock = Callable[[], date]
Moments = Callable[[], datetime]


def get_utc_day() -> date:
    """Return today's date in UTC."""
    return datetime.now(UTC).date()


def get_utc_moment() -> datetime:
    """Return this moment, in UTC."""
    return datetime.now(UTC)
