"""Which of the values that mentions assert an event shows: the one place that states the rule.

1. What an editor set, the last correction of a field (`corrections`).
2. The value that most independent publishers assert (`voices`): a digest and its original, an agency and its copies,
   and copies of one text count once; a row of the record counts for the publishers that it names.
3. Of equals the more exact, then the earlier published.

A vaguer telling does not speak against a more exact one within it: "in May" counts for 24 May. A value that tells more,
several days or several cities, has the voices of those that tell a part of it, if the record or two publishers tell it.
What was announced is no evidence of where and when it then took place, nor is a day from which it was moved.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from app.domain.dates import EdtfDate
from app.domain.readings import EventReading
from app.domain.resolution import Mention, ResolvedEvent
from app.domain.vocabulary import TOPICS, Confidence, Field, Format, Kind, Origin, Status
from app.domain.voices import Voices
from app.ingest.stages.resolve.exactness import Exactness, get_exactness, list_moved_from, overlap
from app.ingest.stages.resolve.where import is_outdone
from app.lexicon.people import get_people

Value = TypeVar("Value")
Within = Callable[[Value, Value], bool]

_FORMAT_ORDER = tuple(Format)
_CONFIDENCE_ORDER = tuple(Confidence)
_TWO = 2


def choose_values(id: str, mentions: Sequence[Mention], set_values: Mapping[Field, str]) -> ResolvedEvent:
    """Choose the values of the event `id` from its mentions and what an editor has set; its slug is still empty."""
    choice = _Choice(mentions)
    status = Status(set_values.get(Field.STATUS) or choice.choose_status())
    telling = choice.list_telling(status)
    date = choice.choose(telling, lambda r: r.date, _get_exactness, _is_vaguer, _is_part_of_days)
    cities = choice.choose_cities(telling)
    if Field.CITY in set_values:
        cities = split_values(set_values[Field.CITY])
    there = [mention for mention in telling if mention.reading.cities == cities] or telling
    if Field.DATE in set_values:
        date = EdtfDate.parse(set_values[Field.DATE])
    kind = Kind(set_values.get(Field.KIND, mentions[0].reading.kind))

    def choose_text(field: Field, among: Sequence[Mention] = telling) -> str | None:
        return set_values.get(field) or choice.choose(among, lambda r: r.get_value(field))

    format = set_values.get(Field.FORMAT)
    duration = set_values.get(Field.DURATION)
    people, topics = set_values.get(Field.PEOPLE), set_values.get(Field.TOPICS)
    return ResolvedEvent(
        id=id,
        slug="",
        kind=kind,
        format=Format(format) if format else choice.choose_format(telling),
        status=status,
        date=date,
        cities=cities,
        country=set_values.get(Field.COUNTRY) or choice.choose(there, lambda r: r.country),
        people=split_values(people) if people else choice.order_people(kind),
        topics=split_values(topics) if topics else choice.order(lambda r: r.topics, TOPICS.index),
        outcome=set_values.get(Field.OUTCOME) or choice.choose(telling, lambda r: r.outcome),
        duration_minutes_at_least=int(duration)
        if duration
        else choice.choose(telling, lambda r: r.duration_minutes_at_least, lambda minutes: minutes),
        mention_ids=tuple(sorted(mention.id for mention in mentions)),
        venue=choose_text(Field.VENUE),
        others=choose_text(Field.OTHERS),
        note=choose_text(Field.NOTE, mentions),
        confidence=min(
            (mention.reading.confidence for mention in mentions if mention.reading.confidence),
            key=_CONFIDENCE_ORDER.index,
            default=None,
        ),
    )


def split_values(values: str) -> tuple[str, ...]:
    """Split a list of values as a correction writes it, `energy;security`."""
    return tuple(dict.fromkeys(part for part in (one.strip() for one in values.split(";")) if part))


class _Choice:
    """The choice among the values of one event's mentions."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = mentions
        self._voices = Voices(mentions)

    def choose_status(self) -> Status:
        """Held if anybody reports it and no more voices say that it was called off; else what the record says, else
        what was said last."""
        held, off = (
            self._voices.count([m for m in self._mentions if m.reading.status is status])
            for status in (Status.HELD, Status.CANCELLED)
        )
        if held:
            return Status.HELD if held >= off else Status.CANCELLED
        last = max(
            self._mentions,
            key=lambda m: (
                m.origin is Origin.RECORD,
                m.published.last.isoformat() if m.published else "",
                m.id,
            ),
        )
        return last.reading.status

    def list_telling(self, status: Status) -> list[Mention]:
        """List the mentions that are evidence of where and when an event of this status is or was."""
        moved = {day for mention in self._mentions for day in list_moved_from(mention)}
        with_status = [mention for mention in self._mentions if mention.reading.status is status]
        still = [
            mention
            for mention in with_status
            if mention.reading.date is None
            or list_moved_from(mention)
            or not any(mention.reading.date.holds(day) for day in moved)
            or get_exactness(mention.reading.date) is not Exactness.DAYS
        ]
        return still or with_status or list(self._mentions)

    def choose(
        self,
        mentions: Sequence[Mention],
        value_of: Callable[[EventReading], Value | None],
        exactness: Callable[[Value], int] = lambda value: 0,
        is_vaguer: Within[Value] = lambda one, other: False,
        is_part: Within[Value] = lambda one, other: False,
    ) -> Value | None:
        """Choose the value that most voices tell, then the more exact, then the earlier published.

        `is_vaguer(one, other)` and `is_part(one, other)` tell whether the voices of `one` count for `other` as well,
        because it is a vaguer telling of it or, if `other` is sure, a part of it.
        """
        told: dict[Value, list[Mention]] = {}
        for mention in mentions:
            value = value_of(mention.reading)
            if value is not None:
                told.setdefault(value, []).append(mention)

        def rank(value: Value) -> tuple[int, int, tuple[str, str]]:
            behind = list(told[value])
            is_sure = self._is_sure(behind)
            for other in told:
                if other != value and (is_vaguer(other, value) or (is_sure and is_part(other, value))):
                    behind += told[other]
            return -self._voices.count(behind), -exactness(value), min(map(_get_told, told[value]))

        return min(told, key=rank, default=None)

    def choose_cities(self, mentions: Sequence[Mention]) -> tuple[str, ...]:
        """Choose the cities; a capital's name in an article yields to another city of its country.

        In a row of the record the capital is the city, not the country.
        """
        told = [mention.reading.cities for mention in mentions if mention.reading.cities]
        named = [
            mention
            for mention in mentions
            if mention.origin is Origin.RECORD or not is_outdone(mention.reading.cities, told)
        ]
        return self.choose(named, lambda r: r.cities or None, len, is_part=_is_part_of_cities) or ()

    def choose_format(self, mentions: Sequence[Mention]) -> Format | None:
        """Choose among the formats that are told in words; "bilateral" stands where none is."""
        told = [
            mention
            for mention in mentions
            if any(f.field is Field.FORMAT and f.rule != "format-default" for f in mention.reading.facts)
        ]
        return self.choose(told or mentions, lambda r: r.format, lambda f: -_FORMAT_ORDER.index(f))

    def order(
        self,
        values_of: Callable[[EventReading], tuple[str, ...]],
        position: Callable[[str], int | str],
    ) -> tuple[str, ...]:
        """Join the values of all mentions, those that more voices tell first."""
        told: dict[str, list[Mention]] = {}
        for mention in self._mentions:
            for value in values_of(mention.reading):
                told.setdefault(value, []).append(mention)
        return tuple(
            sorted(told, key=lambda value: (-self._voices.count(told[value]), str(position(value)).zfill(3)))
        )

    def order_people(self, kind: Kind) -> tuple[str, ...]:
        """Join the people of all mentions, the presidents first, the others as in `order`."""
        people = self.order(lambda r: r.people, lambda slug: slug)
        if kind in (Kind.MEETING, Kind.CALL):
            leading = get_people().presidents
            return tuple(
                sorted(people, key=lambda slug: leading.index(slug) if slug in leading else len(leading))
            )
        return people

    def _is_sure(self, mentions: Iterable[Mention]) -> bool:
        behind = list(mentions)
        return any(m.origin is Origin.RECORD for m in behind) or self._voices.count(behind) >= _TWO


def _get_told(mention: Mention) -> tuple[str, str]:
    return mention.published.first.isoformat() if mention.published else "9999", mention.id


def _get_exactness(date: EdtfDate) -> int:
    return -get_exactness(date)


def _is_vaguer(one: EdtfDate, other: EdtfDate) -> bool:
    return get_exactness(one) > get_exactness(other) and overlap(one, other)


def _is_part_of_days(one: EdtfDate, other: EdtfDate) -> bool:
    return other.first <= one.first and one.last <= other.last


def _is_part_of_cities(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return set(one) < set(other)
