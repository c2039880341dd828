"""The words of the closed lists, for the translators: each is said by `pgettext` under the name of its list."""

from app.domain.titles import FORMAT_WORDS, KIND_WORDS
from app.domain.vocabulary import TOPICS, PartOfDay
from app.web.language import ENGLISH, get_language, mark_in, pgettext

TERMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "kind",
        (
            mark_in("kind", "meeting"),
            mark_in("kind", "call"),
            mark_in("kind", "milestone"),
            mark_in("kind", "related event"),
        ),
    ),
    (
        "format",
        (
            mark_in("format", "Supreme State Council"),
            mark_in("format", "on the sidelines"),
            mark_in("format", "informal meeting"),
            mark_in("format", "visit"),
            mark_in("format", "bilateral talks"),
            mark_in("format", "telephone call"),
            mark_in("format", "video call"),
        ),
    ),
    (
        "status",
        (
            mark_in("status", "held"),
            mark_in("status", "planned"),
            mark_in("status", "cancelled"),
            mark_in("status", "overdue"),
        ),
    ),
    (
        "part of day",
        (
            mark_in("part of day", "morning"),
            mark_in("part of day", "daytime"),
            mark_in("part of day", "afternoon"),
            mark_in("part of day", "evening"),
            mark_in("part of day", "night"),
        ),
    ),
    (
        "topic",
        (
            mark_in("topic", "energy"),
            mark_in("topic", "security"),
            mark_in("topic", "military"),
            mark_in("topic", "nuclear"),
            mark_in("topic", "integration"),
            mark_in("topic", "trade"),
            mark_in("topic", "finance"),
            mark_in("topic", "industry"),
            mark_in("topic", "agriculture"),
            mark_in("topic", "transport"),
            mark_in("topic", "technology"),
            mark_in("topic", "space"),
            mark_in("topic", "sanctions"),
            mark_in("topic", "Ukraine"),
            mark_in("topic", "migration"),
            mark_in("topic", "culture"),
            mark_in("topic", "sport"),
            mark_in("topic", "foreign policy"),
        ),
    ),
    (
        "field",
        (
            mark_in("field", "kind"),
            mark_in("field", "format"),
            mark_in("field", "status"),
            mark_in("field", "date"),
            mark_in("field", "part of day"),
            mark_in("field", "city"),
            mark_in("field", "country"),
            mark_in("field", "people"),
            mark_in("field", "topics"),
            mark_in("field", "outcome"),
            mark_in("field", "duration minutes at least"),
            mark_in("field", "venue"),
            mark_in("field", "others"),
            mark_in("field", "note"),
        ),
    ),
    # Where the tables of a language tell another case of a name, or more than the name, it is told here.
    (
        "place",
        (
            mark_in("place", "Vostochny"),
            mark_in("place", "Grozny"),
            mark_in("place", "Borisov"),
            mark_in("place", "Goa"),
            mark_in("place", "Almaty"),
        ),
    ),
)


def say_kind(kind: str) -> str:
    """Say what an event is: `meeting`, `related event`."""
    return pgettext("kind", KIND_WORDS.get(kind, kind))


def say_format(format: str) -> str:
    """Say how a meeting or call took place: `bilateral talks`."""
    return pgettext("format", FORMAT_WORDS.get(format, format))


def say_status(status: str) -> str:
    """Say how an event stands: `held`, `overdue`."""
    return pgettext("status", status)


def say_part_of_day(part: str) -> str:
    """Say in which part of a day something was: `morning`, `daytime`."""
    return pgettext("part of day", "daytime" if part == PartOfDay.DAY else part)


def say_topic(topic: str) -> str:
    """Say a topic as it stands in a list: `foreign policy`."""
    english = "Ukraine" if topic == "ukraine" else topic.replace("-", " ")
    return pgettext("topic", english) if topic in TOPICS else english


def say_field(field: str) -> str:
    """Say which field of an event is meant: `date`, `duration minutes at least`."""
    return pgettext("field", field.replace("_", " "))


def say_place_specially(name: str) -> str | None:
    """Say the name of a place that the tables of the language do not tell as it stands in a heading; else None."""
    said = pgettext("place", name)
    return said if get_language() != ENGLISH and said != name else None
