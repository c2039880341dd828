"""Values in words, in English: names, counts, kinds, statuses, lengths of time."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from app.domain.countries import COUNTRIES
from app.domain.dates import EdtfDate, Precision
from app.domain.ids import make_slug
from app.domain.languages import get_language_name
from app.domain.titles import FORMAT_WORDS, KIND_WORDS
from app.domain.vocabulary import Field, Kind, PartOfDay
from app.lexicon.people import get_people
from app.lexicon.places import get_places
from app.store.views import CorrectionRow, EventRow
from app.web.dates import format_date


def format_count(number: int, one: str, many: str | None = None) -> str:
    """Count in words that agree: `1 source`, `2 sources`, `12,000 sources`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def format_person(slug: str) -> str:
    """Write the English name of a person."""
    return get_people().get_name(slug)


def format_place(slug: str) -> str:
    """Write the English name of a place from its slug."""
    return _list_places().get(slug) or slug.replace("-", " ").title()


def format_topic(topic: str) -> str:
    """Write a topic as it stands in a sentence."""
    return "Ukraine" if topic == "ukraine" else topic.replace("-", " ")


def format_country(code: str) -> str:
    """Write the English name of a country; a code that is not in the table stays as it is."""
    return COUNTRIES.get(code, code)


def format_language(code: str | None) -> str:
    """Write the English name of a language."""
    return get_language_name(code) or "language not told"


def format_unread_article(code: str | None) -> str:
    """Say that nothing was read from an article, because its language has no rules or could not be told."""
    name = get_language_name(code)
    if name is None:
        return "The language of this article could not be told: nothing was read from it."
    return f"This article is in {name}, which summitry does not read yet: nothing was read from it."


def format_value(facet: str, value: str) -> str:
    """Write one value of a facet or of a fact's field as readers know it."""
    if facet == "year":
        return value
    if facet in ("topic", Field.TOPICS):
        return format_topic(value)
    if facet in ("person", Field.PEOPLE):
        return format_person(value)
    if facet == "place":
        return format_place(value)
    if facet == "format":
        return FORMAT_WORDS.get(value, value)
    if facet == "kind":
        return KIND_WORDS.get(value, value)
    return value


def format_field(field: str, value: str) -> str:
    """Write one value of a fact in words: `2019-12-07` becomes `7 December 2019`."""
    if field == Field.DATE:
        return format_date(value)
    if field == Field.PART_OF_DAY:
        return "daytime" if value == PartOfDay.DAY else value
    if field == Field.COUNTRY:
        return format_country(value)
    if field == Field.DURATION:
        return format_duration(int(value)) if value.isascii() and value.isdecimal() else value
    return format_value(field, value)


def format_values(values: Mapping[str, Sequence[str]]) -> str:
    """Write the values of one or several fields as one line: `Sochi, Russia`."""
    return ", ".join(format_field(field, value) for field, several in values.items() for value in several)


def format_duration(minutes: int) -> str:
    """Write a least duration: `at least 5 hours 30 minutes`."""
    hours, rest = divmod(minutes, 60)
    parts = [format_count(hours, "hour")] if hours else []
    if rest or not hours:
        parts.append(format_count(rest, "minute"))
    return "at least " + " ".join(parts)


def format_status(event: EventRow, today: date) -> str:
    """Say the kind and the status of an event: `Meeting held`, `Call planned for tomorrow`."""
    what = KIND_WORDS[event.kind].capitalize()
    if event.status == "held":
        return f"{what} held" if event.kind in (Kind.MEETING, Kind.CALL) else what
    if event.status == "planned":
        return f"{what} planned{_format_wait(event.date, today)}"
    if event.status == "overdue":
        return f"{what} overdue: no report that it was held"
    return f"{what} {event.status}"


def format_confidence(confidence: str) -> str:
    """Say how sure the record is of an event, where it is not wholly sure."""
    if confidence == "low":
        return "Uncertain: whoever curated the record has low confidence in this row."
    return "Whoever curated the record has medium confidence in this row."


def format_action(correction: CorrectionRow) -> str:
    """Say which correction it is: `2020-09-14-sochi: city set to Sochi`."""
    events = format_list(correction.events)
    match correction.action:
        case "set":
            return f"{events}: {(correction.field or '').replace('_', ' ')} set to {correction.value}"
        case "reject":
            return f"{events}: what a source tells of it rejected"
        case "join":
            return f"{events} joined"
        case _:
            return f"{events} split"


def format_correction(correction: CorrectionRow) -> str:
    """Say what an editor did to an event: `Corrected by an editor (date): the sources disagree.`"""
    what = {
        "set": f"Corrected by an editor ({(correction.field or '').replace('_', ' ')})",
        "reject": "An editor rejected what a source tells of it",
        "join": "An editor joined what sources tell as two events",
        "split": "An editor split what sources tell as one event",
    }[correction.action]
    return f"{what}: {correction.reason.rstrip('.')}."


def format_days(days: int) -> str:
    """Write a length of time in the unit that suits it: `12 days`, `5 months`, `2 years`."""
    if days < 60:
        return format_count(days, "day")
    if days < 730:
        return format_count(round(days / 30.44), "month")
    return format_count(int(days / 365.25), "year")


def format_list(values: Sequence[str], last: str = "and") -> str:
    """Join values as a sentence does: `a`, `a and b`, `a, b and c`."""
    if len(values) < 2:
        return "".join(values)
    return f"{', '.join(values[:-1])} {last} {values[-1]}"


def format_quote(text: str) -> str:
    """Write quoted words as they stand alone: the comma before `he said` belongs to the sentence left behind."""
    return text.rstrip().removesuffix(",")


def get_mark(event: EventRow) -> str:
    """Return the name of the mark that stands for an event: its status for meetings and open plans, else its kind."""
    if event.kind == Kind.MEETING or event.status != "held":
        return event.status
    return event.kind


def _format_wait(text: str | None, today: date) -> str:
    if text is None:
        return ", no date told"
    told = EdtfDate.parse(text)
    if told.precision < Precision.DAY:
        return ""
    if told.holds(today):
        return " for today"
    if told.first == today + timedelta(days=1):
        return " for tomorrow"
    return f", in {format_days((told.first - today).days)}"


@lru_cache(maxsize=1)
def _list_places() -> dict[str, str]:
    return {make_slug(city.name): city.name for city in get_places().cities.values()}
