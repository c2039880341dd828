"""Which of the values that mentions assert an event shows: the one place that states the rule.

A value that more independent publishers assert is preferred, then the more precise, then the earlier published.
A digest and its original, and copies of one text, count as one publisher.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from app.domain.dates import EdtfDate
from app.domain.resolution import Mention, ResolvedEvent
from app.domain.vocabulary import TOPICS, Field, Format, Kind, Status
from app.lexicon.people import get_people

Value = TypeVar("Value")

_FORMAT_ORDER = tuple(Format)


def choose_values(id: str, mentions: Sequence[Mention]) -> ResolvedEvent:
    """Choose the values of the event `id` from its mentions; its slug is still empty."""
    status = _choose_status(mentions)
    # What was announced is no evidence of where and when it then took place.
    telling = [mention for mention in mentions if mention.reading.status is status]
    date = _choose(telling, lambda m: m.reading.date, _precision)
    cities = _choose(telling, lambda m: m.reading.cities or None) or ()
    return ResolvedEvent(
        id=id,
        slug="",
        kind=mentions[0].reading.kind,
        format=_choose_format(telling),
        status=status,
        date=date,
        cities=cities,
        country=_choose(
            [m for m in telling if m.reading.cities == cities] or telling, lambda m: m.reading.country
        ),
        people=_order_people(mentions),
        topics=_order(mentions, lambda m: m.reading.topics, TOPICS.index),
        outcome=_choose(telling, lambda m: m.reading.outcome),
        duration_minutes_at_least=_choose(
            telling, lambda m: m.reading.duration_minutes_at_least, lambda n: n
        ),
        mention_ids=tuple(sorted(mention.id for mention in mentions)),
    )


def _choose_status(mentions: Sequence[Mention]) -> Status:
    """Held if anybody reports it; else what was said last."""
    if any(mention.reading.status is Status.HELD for mention in mentions):
        return Status.HELD
    last = max(mentions, key=lambda m: (m.published.last.isoformat() if m.published else "", m.id))
    return last.reading.status


def _precision(date: EdtfDate) -> int:
    return date.precision * 2 + (not date.approximate)


def _choose(
    mentions: Iterable[Mention],
    value_of: Callable[[Mention], Value | None],
    precision: Callable[[Value], int] = lambda value: 0,
) -> Value | None:
    """Choose the value that most publishers assert, then the more precise, then the earlier published."""
    sources: dict[Value, set[str]] = defaultdict(set)
    first_told: dict[Value, tuple[str, str]] = {}
    for mention in mentions:
        value = value_of(mention)
        if value is None:
            continue
        sources[value].add(mention.source_key)
        told = (mention.published.first.isoformat() if mention.published else "9999", mention.id)
        first_told[value] = min(first_told.get(value, told), told)
    ranked = sorted(sources, key=lambda value: (-len(sources[value]), -precision(value), first_told[value]))
    return ranked[0] if ranked else None


def _choose_format(mentions: Sequence[Mention]) -> Format | None:
    """Choose among the formats that are told in words; "bilateral" stands where none is."""
    told = [
        mention
        for mention in mentions
        if any(f.field is Field.FORMAT and f.rule != "format-default" for f in mention.reading.facts)
    ]
    return _choose(told or mentions, lambda m: m.reading.format, lambda f: -_FORMAT_ORDER.index(f))


def _order(
    mentions: Iterable[Mention],
    values_of: Callable[[Mention], tuple[str, ...]],
    position: Callable[[str], int | str],
) -> tuple[str, ...]:
    """Join the values of all mentions, those that more publishers tell first."""
    sources: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        for value in values_of(mention):
            sources[value].add(mention.source_key)
    return tuple(sorted(sources, key=lambda value: (-len(sources[value]), str(position(value)).zfill(3))))


def _order_people(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Join the people of all mentions, the presidents first, the others as in `_order`."""
    people = _order(mentions, lambda m: m.reading.people, lambda slug: slug)
    if mentions[0].reading.kind in (Kind.MEETING, Kind.CALL):
        leading = get_people().presidents
        return tuple(
            sorted(people, key=lambda slug: leading.index(slug) if slug in leading else len(leading))
        )
    return people
