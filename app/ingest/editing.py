"""An entry of a file of corrections to a reading: checked key by key, or refused with the reason."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.domain.countries import COUNTRIES
from app.domain.dates import EdtfDate
from app.domain.errors import InvalidDateError, SourceError
from app.domain.ids import ID_LENGTH, make_id, make_slug
from app.domain.readings import Article, CorrectionReading, FactReading, Reading
from app.domain.spans import Span
from app.domain.vocabulary import TOPICS, Action, Field, Format, Kind, Origin, PartOfDay, Status
from app.ingest.stages.read.addresses import is_address, make_canonical
from app.ingest.stages.read.decode import has_invisible
from app.ingest.stages.record import Lines
from app.lexicon.places import get_places

RULE = "editor"

_LARGEST = 10**9
# Nobody reads a longer text, and every page that shows it would carry it.
_LONGEST = 20_000

_KEYS = ("action", "event", "events", "field", "value", "article", "articles", "mention", "mentions")
_ALL_KEYS = (*_KEYS, "reason", "author", "date")
_SLUG = re.compile(r"(?P<start>\d{4}(?:-\d{2}){0,2}|undated)-[a-z][a-z0-9-]*", re.ASCII)
_ID = re.compile(f"[0-9a-f]{{{ID_LENGTH}}}")
_SLUG_OF_PERSON = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
# How many events each action names, least and most.
_EVENTS = {Action.SET: (1, 1), Action.REJECT: (1, 1), Action.SPLIT: (1, 1), Action.JOIN: (2, 9)}


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """One `[[correction]]` of a file, its keys and values as TOML gives them."""

    file: str
    entries: tuple[tuple[str, Any], ...]


def read_correction(row: CorrectionRow) -> Reading:
    """Read a correction; raise SourceError, whose text is the reason, for one that cannot be meant."""
    entries = dict(row.entries)
    for key, value in entries.items():
        if isinstance(value, int) and abs(value) > _LARGEST:
            raise _refuse(f"{key}: a number too long")
    for key in entries:
        if key not in _ALL_KEYS:
            raise _refuse(f"an unknown key: {key!r}")
    action = _read_action(entries)
    events = _read_list(entries, "event", "events", _check_slug)
    least, most = _EVENTS[action]
    if not least <= len(set(events)) <= most:
        raise _refuse(f"{action} names {'one event' if most == 1 else 'two events or more'}")
    articles = _read_list(entries, "article", "articles", _check_article)
    mentions = _read_list(entries, "mention", "mentions", _check_mention)
    if action in (Action.REJECT, Action.SPLIT) and not (articles or mentions):
        raise _refuse(f"{action} needs the articles or the mentions that it means")
    lines = Lines()
    lines.add("action", action)
    for event in events:
        lines.add("event", event)
    facts = _write_value(lines, entries) if action is Action.SET else ()
    if action is not Action.SET and {"field", "value"} & entries.keys():
        raise _refuse(f"{action} has no field and no value")
    for name, values in (("article", articles), ("mention", mentions)):
        for value in values:
            lines.add(name, value)
    reason, author, made = _read_text(entries, "reason"), _read_text(entries, "author"), _read_made(entries)
    for name, value in (("reason", reason), ("author", author), ("date", made)):
        lines.add(name, value)
    correction = CorrectionReading(
        action=action,
        events=events,
        reason=reason,
        author=author,
        made=made,
        days=_list_days(events, facts),
        articles=articles,
        mentions=mentions,
        facts=facts,
    )
    return Reading(
        _make_document(lines.text, row.file, f"Correction of {', '.join(events)}"),
        lines.spans,
        correction=correction,
    )


def _read_action(entries: dict[str, Any]) -> Action:
    value = entries.get("action")
    try:
        return Action(str(value))
    except ValueError as error:
        raise _refuse(f"action: {_show(value)} is none of {', '.join(Action)}") from error


def _read_text(entries: dict[str, Any], key: str) -> str:
    value = entries.get(key)
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if not text:
        raise _refuse(f"no {key}" if value in (None, "") else f"{key}: not a text: {_show(value)}")
    return _check_visible(key, text)


def _check_visible(key: str, text: str) -> str:
    if len(text) > _LONGEST:
        raise _refuse(f"{key}: longer than {_LONGEST:,} characters")
    if has_invisible(text):
        raise _refuse(f"{key}: it holds invisible characters: {text[:80]!r}")
    return text


def _read_made(entries: dict[str, Any]) -> str:
    value = entries.get("date")
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise _refuse("no date" if value is None else f"date: not a day: {_show(value)}") from error


def _read_list(entries: dict[str, Any], one: str, many: str, check: Callable[[str], str]) -> tuple[str, ...]:
    """Read the values of a key that may stand for one value or, in the plural, for a list."""
    if one in entries and many in entries:
        raise _refuse(f"both {one} and {many}")
    value = entries.get(many, [entries[one]] if one in entries else [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _refuse(f"{many}: not a list of texts: {_show(value)}")
    return tuple(dict.fromkeys(check(item.strip()) for item in value))


def _check_slug(text: str) -> str:
    if not _SLUG.fullmatch(text):
        raise _refuse(f"event: not the slug of an event: {text[:80]!r}")
    return text


def _check_article(text: str) -> str:
    if _ID.fullmatch(text):
        return text
    if not is_address(text):
        raise _refuse(f"article: neither an address nor an id: {text[:80]!r}")
    return make_canonical(text)


def _check_mention(text: str) -> str:
    if not _ID.fullmatch(text):
        raise _refuse(f"mention: not the id of a mention: {text[:80]!r}")
    return text


def _write_value(lines: Lines, entries: dict[str, Any]) -> tuple[FactReading, ...]:
    """Write field and value, and make a fact of each value."""
    name = _read_text(entries, "field")
    if name not in _CHECKS:
        raise _refuse(f"field: {_show(name)} is none of {', '.join(_CHECKS)}")
    raw = entries.get("value")
    value = " ".join(str(raw).split()) if isinstance(raw, str | int) and not isinstance(raw, bool) else ""
    if not value:
        raise _refuse("no value" if raw in (None, "") else f"value: not a text: {_show(raw)}")
    _check_visible("value", value)
    field = Field(name)
    lines.add("field", name)
    values = [part.strip() for part in value.split(";") if part.strip()] if field in _LISTS else [value]
    if not values:
        raise _refuse("no value")
    span = lines.add("value", ";".join(values))
    facts, start = [], span.start
    for words in values:
        fact = _CHECKS[name](words)
        facts.append(FactReading(field, fact, words, Span(start, start + len(words)), RULE))
        start += len(words) + 1
    return tuple(facts)


def _check_word(words: type[Kind | Format | PartOfDay | Status]) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value not in set(words):
            raise _refuse(f"value: {_show(value)} is none of {', '.join(words)}")
        return value

    return check


def _check_date(value: str) -> str:
    try:
        return EdtfDate.parse(value).text
    except InvalidDateError as error:
        raise _refuse(f"value: {error}") from error


def _check_city(value: str) -> str:
    places = get_places().cities
    if not make_slug(value):
        raise _refuse(f"value: not the English name of a city: {_show(value)}")
    return places[value].name if value in places else value


def _check_country(value: str) -> str:
    if value not in COUNTRIES:
        raise _refuse(f"value: not a country of the record (ISO 3166 alpha-2): {_show(value)}")
    return value


def _check_person(value: str) -> str:
    if not _SLUG_OF_PERSON.fullmatch(value):
        raise _refuse(f"value: not the slug of a person: {_show(value)}")
    return value


def _check_topic(value: str) -> str:
    if value not in TOPICS:
        raise _refuse(f"value: not one of the topics: {_show(value)}")
    return value


def _check_minutes(value: str) -> str:
    if not (value.isascii() and value.isdecimal() and len(value) <= 9 and 0 < int(value) <= 14_400):
        raise _refuse(f"value: not a number of minutes: {_show(value)}")
    return str(int(value))


def _check_text(value: str) -> str:
    return value


def check_value(field: Field, value: str) -> None:
    """Refuse a value that a field cannot have: raise SourceError, whose text is the reason."""
    _CHECKS[field](value)


_LISTS = (Field.CITY, Field.PEOPLE, Field.TOPICS)
_CHECKS: dict[str, Callable[[str], str]] = {
    Field.KIND: _check_word(Kind),
    Field.FORMAT: _check_word(Format),
    Field.STATUS: _check_word(Status),
    Field.DATE: _check_date,
    Field.PART_OF_DAY: _check_word(PartOfDay),
    Field.CITY: _check_city,
    Field.COUNTRY: _check_country,
    Field.PEOPLE: _check_person,
    Field.TOPICS: _check_topic,
    Field.OUTCOME: _check_text,
    Field.DURATION: _check_minutes,
    Field.VENUE: _check_text,
    Field.OTHERS: _check_text,
    Field.NOTE: _check_text,
}
"""The fields that a correction can set, and how each of their values is checked."""


def _list_days(events: tuple[str, ...], facts: tuple[FactReading, ...]) -> tuple[EdtfDate | None, ...]:
    """List the days that a correction brings together: those of its slugs and that of a date which it sets."""
    days: list[EdtfDate | None] = []
    for event in events:
        match = _SLUG.fullmatch(event)
        start = match["start"] if match else "undated"
        try:
            days.append(None if start == "undated" else EdtfDate.parse(start))
        except InvalidDateError as error:
            raise _refuse(f"event: not the slug of an event: {event!r}") from error
    return (*days, *(EdtfDate.parse(fact.value) for fact in facts if fact.field is Field.DATE))


def _make_document(text: str, file: str, title: str) -> Article:
    return Article(
        source=file,
        title=title,
        publisher=None,
        url=None,
        published=None,
        language="en",
        text=text,
        origin=Origin.EDITOR,
        # Whatever is said otherwise is another correction: the file no longer holds the former one.
        key=make_id(text),
        file=file,
    )


def _show(value: object) -> str:
    """Write what was given, as far as it tells which one is meant."""
    try:
        return repr(value if isinstance(value, str) else str(value))[:80]
    except ValueError:
        return "a number too long"


def _refuse(reason: str) -> SourceError:
    return SourceError("", reason)
