"""The one replaceable clock: what day it is, in UTC."""

from collections.abc import Callable
from datetime import UTC, date, datetime

Clock = Callable[[], date]


def get_utc_day() -> date:
    """Return today's date in UTC."""
    return datetime.now(UTC).date()
