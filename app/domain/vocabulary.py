"""The closed lists of the field: kinds, formats, statuses, topics and the two countries."""

from collections.abc import Iterable
from enum import StrEnum


class Kind(StrEnum):
    """What an event is."""

    MEETING = "meeting"
    CALL = "call"
    MILESTONE = "milestone"
    RELATED = "related"


class Format(StrEnum):
    """How a meeting or call took place; of a meeting, the first that fits in this order."""

    COUNCIL = "council"
    SIDELINES = "sidelines"
    INFORMAL = "informal"
    VISIT = "visit"
    BILATERAL = "bilateral"
    TELEPHONE = "telephone"
    VIDEO = "video"


class Status(StrEnum):
    """Whether an event took place, as the sources say. `overdue` is worked out when a page is made."""

    HELD = "held"
    PLANNED = "planned"
    CANCELLED = "cancelled"


class PartOfDay(StrEnum):
    """In which part of its day a call was."""

    MORNING = "morning"
    DAY = "day"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"

    @property
    def is_before_noon(self) -> bool | None:
        """Whether it lies before noon; None of those that are told loosely: a day has hours on both sides of noon,
        and a night is told of its beginning as well as of its end."""
        if self in (PartOfDay.DAY, PartOfDay.NIGHT):
            return None
        return self is PartOfDay.MORNING


def are_apart(ones: Iterable[PartOfDay], others: Iterable[PartOfDay]) -> bool:
    """Tell whether what was in the one parts of a day cannot have been in the others: before noon and after it."""
    one, other = ({part.is_before_noon for part in parts} - {None} for parts in (ones, others))
    return len(one) == len(other) == 1 and one != other


class QuoteKind(StrEnum):
    """How words are attributed to a speaker."""

    DIRECT = "direct"
    TRANSCRIPT = "transcript"
    REPORTED = "reported"


class Field(StrEnum):
    """The fields of an event that a fact can tell."""

    KIND = "kind"
    FORMAT = "format"
    STATUS = "status"
    DATE = "date"
    PART_OF_DAY = "part_of_day"
    CITY = "city"
    COUNTRY = "country"
    PEOPLE = "people"
    TOPICS = "topics"
    OUTCOME = "outcome"
    DURATION = "duration_minutes_at_least"
    VENUE = "venue"
    OTHERS = "others"
    NOTE = "note"


class Origin(StrEnum):
    """Who wrote a document: a source, the curated record (a row of it), or an editor (a correction)."""

    PRESS = "press"
    RECORD = "record"
    EDITOR = "editor"


class Action(StrEnum):
    """What a correction does."""

    SET = "set"
    REJECT = "reject"
    JOIN = "join"
    SPLIT = "split"


class Confidence(StrEnum):
    """How sure whoever curated a row of the record is of it, the surest first."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Scope(StrEnum):
    """What a count claim counts: meetings in person (where nothing else is told), only talks one-on-one, one
    president's visits, or contacts of every kind with calls among them."""

    MEETINGS = "meetings"
    ONE_ON_ONE = "one-on-one"
    VISITS = "visits"
    CONTACTS = "contacts"


TOPICS: tuple[str, ...] = (
    "energy",
    "security",
    "military",
    "nuclear",
    "integration",
    "trade",
    "finance",
    "industry",
    "agriculture",
    "transport",
    "technology",
    "space",
    "sanctions",
    "ukraine",
    "migration",
    "culture",
    "sport",
    "foreign-policy",
)

PUTIN = "vladimir-putin"
LUKASHENKO = "alexander-lukashenko"
