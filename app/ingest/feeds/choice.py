"""Which of the wanted pages are fetched in a run, and in which order."""

from datetime import UTC

from app.domain.dates import EdtfDate
from app.ingest.feeds.entries import Entry
from app.store.views import KnownEntry

# How often a page that cannot be read is tried, once a run.
MOST_TRIES = 3


def count_tries(entry: Entry, known: KnownEntry | None) -> int:
    """Return which try it would be to fetch a page now, 0 for one that need not be fetched."""
    if known is None:
        return 1
    changed = format_moment(entry)
    if changed is not None and changed != known.changed and (known.changed or changed > known.fetched):
        return 1
    return known.failures + 1 if 0 < known.failures < MOST_TRIES else 0


def format_moment(entry: Entry) -> str | None:
    """Write the last change that a feed tells as a UTC timestamp; None if it tells none."""
    return entry.changed.astimezone(UTC).isoformat(timespec="milliseconds") if entry.changed else None


def get_age(entry: Entry) -> float:
    """Order entries by what they tell of their last change: the newest first, those that tell none at the end."""
    return -entry.changed.timestamp() if entry.changed else float("inf")


def get_day(entry: Entry | None) -> EdtfDate | None:
    """Return the day of publication that a feed tells, in the feed's own time zone."""
    return EdtfDate.parse(entry.published.date().isoformat()) if entry and entry.published else None
