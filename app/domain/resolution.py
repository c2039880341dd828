"""What resolution takes and gives: mentions of several documents and corrections in, events out."""

from dataclasses import dataclass
from datetime import timedelta

from app.domain.dates import EdtfDate
from app.domain.readings import EventReading
from app.domain.vocabulary import Action, Confidence, Field, Format, Kind, Origin, Status

BEFORE_NEWS = timedelta(days=7)
"""News that tells no day is dated with its publication, as about it; what it tells of is this much older at most."""

CORRECTION = "correction"
"""The kind of a mention that only carries a value which an editor sets: it is no telling of its own."""


@dataclass(frozen=True, slots=True)
class Mention:
    """What one document asserts of one event, with what is needed to weigh it against others.

    `article_ids` are the sources behind it: the article itself, or those that a row of the record names. `voices`
    are their publishers, each once (a digest and its original, an agency and its copies are one); `sentences` are
    hashes of what it was read from: sources that share one copy one another. `published` is the earliest day.
    """

    id: str
    document_id: str
    article_ids: frozenset[str]
    voices: frozenset[str]
    published: EdtfDate | None
    reading: EventReading
    origin: Origin = Origin.PRESS
    sentences: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Correction:
    """What an editor says of the record.

    `events` are slugs, `article_ids` and `mention_ids` tell which mentions are meant. A correction that sets a
    value has its `field` and `value`, and the mention that carries them, `mention_id`. `made` (ISO day) and `id`
    order corrections of one value: the last one holds.
    """

    id: str
    action: Action
    events: tuple[str, ...]
    article_ids: frozenset[str] = frozenset()
    mention_ids: frozenset[str] = frozenset()
    field: Field | None = None
    value: str | None = None
    mention_id: str | None = None
    made: str = ""


@dataclass(frozen=True, slots=True)
class ResolvedEvent:
    """One event and the values chosen for it from the facts of its mentions, `mention_ids` sorted.

    `correction_ids` are the corrections that made it what it is.
    """

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
    confidence: Confidence | None = None
    correction_ids: tuple[str, ...] = ()

    @property
    def city(self) -> str | None:
        """The first city."""
        return self.cities[0] if self.cities else None
