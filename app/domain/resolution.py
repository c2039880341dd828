"""What resolution takes and gives: mentions of several articles in, events out."""

from dataclasses import dataclass

from app.domain.dates import EdtfDate
from app.domain.readings import EventReading
from app.domain.vocabulary import Format, Kind, Status


@dataclass(frozen=True, slots=True)
class Mention:
    """What one article asserts of one event, with what is needed to weigh it against other articles.

    `source_key` is equal for sources that count as one publisher (a digest and its original, copies of one text).
    """

    id: str
    article_id: str
    source_key: str
    published: EdtfDate | None
    reading: EventReading


@dataclass(frozen=True, slots=True)
class ResolvedEvent:
    """One event and the values chosen for it from the facts of its mentions, `mention_ids` sorted."""

    id: str
    slug: str
    kind: Kind
    format: Format | None
    status: Status
    date: EdtfDate | None
    cities: tuple[str, ...]
    country: str | None
    people: tuple[str, ...]
    topics: tuple[str, ...]
    outcome: str | None
    duration_minutes_at_least: int | None
    mention_ids: tuple[str, ...]
    venue: str | None = None
    others: str | None = None
    note: str | None = None
    confidence: str | None = None

    @property
    def city(self) -> str | None:
        """The first city."""
        return self.cities[0] if self.cities else None
