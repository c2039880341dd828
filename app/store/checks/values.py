"""Every displayed value has a fact, and what is worked out from values agrees with them."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.dates import EdtfDate
from app.domain.ids import make_slug
from app.domain.readings import BESIDE, MOVED_FROM
from app.domain.resolution import CORRECTION
from app.domain.titles import make_title
from app.domain.vocabulary import (
    TOPICS,
    Action,
    Confidence,
    Field,
    Format,
    Kind,
    Origin,
    QuoteKind,
    Scope,
    Status,
)
from app.store.checks.faults import Fault, Promise
from app.store.checks.rules import Rule, check_rules
from app.store.resolved import make_date_values
from app.store.schema import event, event_city

_FIELDS = (
    Field.KIND,
    Field.FORMAT,
    Field.STATUS,
    Field.DATE,
    Field.COUNTRY,
    Field.OUTCOME,
    Field.DURATION,
    Field.VENUE,
    Field.OTHERS,
    Field.NOTE,
)
_LISTS = (
    (Field.CITY, "event_city", "city"),
    (Field.PEOPLE, "event_person", "person"),
    (Field.TOPICS, "event_topic", "topic"),
)
_WORDS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("article", "id", "origin", tuple(Origin)),
    ("event", "slug", "kind", tuple(Kind)),
    ("event", "slug", "format", tuple(Format)),
    ("event", "slug", "status", tuple(Status)),
    ("event", "slug", "confidence", tuple(Confidence)),
    ("event_topic", "event_id", "topic", TOPICS),
    ("mention", "id", "kind", (*Kind, CORRECTION)),
    ("mention", "id", "format", tuple(Format)),
    ("mention", "id", "status", (*Status, "")),
    ("mention", "id", "confidence", tuple(Confidence)),
    ("fact", "mention_id", "field", tuple(Field)),
    ("quote", "id", "kind", tuple(QuoteKind)),
    ("claim", "id", "scope", tuple(Scope)),
    ("correction", "document_id", "action", tuple(Action)),
)


def _make_rules() -> Iterator[Rule]:
    """Make the rules: a value is one of its list; an event shows, and a mention says, what a fact of it tells."""
    for table, key, column, words in _WORDS:
        known = ", ".join(f"'{word}'" for word in words)
        yield Rule(
            Promise.WORD,
            f"has a {column} that is none of those we know",
            f"SELECT '{table} ' || {key} FROM {table} WHERE {column} NOT IN ({known})",
        )
    told = f"fact.field = '{{}}' AND fact.rule NOT IN ('{BESIDE}', '{MOVED_FROM}') AND fact.value = CAST({{}} AS TEXT)"
    of_event = "SELECT 1 FROM mention JOIN fact ON fact.mention_id = mention.id WHERE mention.event_id = event.id AND "
    for field in _FIELDS:
        yield Rule(
            Promise.VALUE,
            f"shows a {field} that no fact of its mentions tells",
            f"SELECT 'event ' || slug FROM event WHERE {field} IS NOT NULL "
            f"AND NOT EXISTS ({of_event}{told.format(field, f'event.{field}')})",
        )
    for field, table, column in _LISTS:
        yield Rule(
            Promise.VALUE,
            f"shows a {column} that no fact of its mentions tells",
            f"SELECT 'event ' || slug || ' (' || {column}.value || ')' FROM event JOIN "
            f"(SELECT event_id, {column} AS value FROM {table}) AS {column} ON {column}.event_id = event.id "
            f"WHERE NOT EXISTS ({of_event}{told.format(field, f'{column}.value')})",
        )
        yield Rule(
            Promise.VALUE,
            f"has a list of {field} with gaps",
            f"SELECT 'event ' || event_id FROM {table} GROUP BY event_id "
            "HAVING min(position) <> 0 OR max(position) <> count(*) - 1",
        )
    for field in (Field.KIND, Field.FORMAT, Field.STATUS, Field.DATE):
        yield Rule(
            Promise.VALUE,
            f"says a {field} that no fact of it tells",
            f"SELECT 'mention ' || id FROM mention WHERE kind <> 'correction' AND {field} IS NOT NULL AND NOT EXISTS "
            f"(SELECT 1 FROM fact WHERE fact.mention_id = mention.id AND {told.format(field, f'mention.{field}')})",
        )
    yield Rule(
        Promise.VALUE,
        "has a confidence that no mention of it has",
        "SELECT 'event ' || slug FROM event WHERE confidence IS NOT NULL AND NOT EXISTS (SELECT 1 FROM mention "
        "WHERE mention.event_id = event.id AND mention.confidence = event.confidence)",
    )
    yield Rule(
        Promise.VALUE,
        "shows another city than the first of its list",
        "SELECT 'event ' || slug FROM event LEFT JOIN event_city ON event_id = event.id AND position = 0 "
        "WHERE coalesce(event.city, '') <> coalesce(event_city.city, '')",
    )


_RULES = tuple(_make_rules())


def check_values(session: Session) -> Iterator[Fault]:
    """Yield events and mentions whose values have no fact, and events whose days, year or title do not follow from
    their values."""
    yield from check_rules(session, _RULES)
    for row in session.execute(select(event).order_by(event.c.slug), execution_options={"yield_per": 500}):
        name = f"event {row.slug}"
        try:
            dated = make_date_values(EdtfDate.parse(row.date) if row.date is not None else None)
            title = make_title(row.kind, row.format, row.city, row.outcome)
        except (ValueError, KeyError) as error:
            yield Fault(Promise.DATE, name, f"has a date or kind that cannot be read: {error}")
            continue
        for column, value in dated.items():
            if getattr(row, column) != value:
                yield Fault(
                    Promise.DATE,
                    name,
                    f"has {column} {getattr(row, column)!r}; its date {row.date} gives {value!r}",
                )
        if row.title != title:
            yield Fault(Promise.VALUE, name, f"has the title {row.title!r}; its values give {title!r}")
    places = session.execute(select(event_city.c.city, event_city.c.place).distinct())
    for city, place in places:
        if make_slug(city) != place:
            yield Fault(Promise.VALUE, f"city {city}", f"is filed as {place!r}")
