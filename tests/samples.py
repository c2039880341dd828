"""Hand-made readings for pages and tests, and a database of them.

The articles, their publishers and addresses are invented; they show every kind, status and precision of date
that the application knows.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy import Engine

from app.domain.dates import EdtfDate
from app.domain.ids import make_id, make_slug
from app.domain.readings import Reading
from app.domain.resolution import Mention, ResolvedEvent
from app.domain.vocabulary import Field, Format, Status
from app.store.engine import open_database, write_session
from app.store.writer import list_neighbourhood, save_events, save_reading
from tests import sample_2019, sample_2020s
from tests.databases import make_url


def make_sample_readings() -> list[Reading]:
    """Make all the sample readings, oldest article first."""
    return [
        sample_2019.make_disagreeing_report(),
        sample_2019.make_digest(),
        sample_2019.make_original(),
        sample_2019.make_petersburg_report(),
        sample_2019.make_telephone_call(),
        sample_2020s.make_undated_article(),
        sample_2020s.make_month_only(),
        sample_2020s.make_russian(),
        sample_2020s.make_hostile(),
        sample_2020s.make_weekly(),
        sample_2020s.make_plans(),
        sample_2020s.make_coming(),
    ]


def make_sample_database(path: Path) -> Engine:
    """Create the database file `path` and store the samples through the real writer."""
    engine = open_database(make_url(path))
    save_readings(engine, make_sample_readings())
    return engine


def save_readings(engine: Engine, readings: Iterable[Reading]) -> None:
    """Store each reading and resolve its neighbourhood, one transaction a reading."""
    for reading in readings:
        with write_session(engine) as session:
            saved = save_reading(session, reading, None)
            if saved.changed:
                save_events(session, resolve_simply(list_neighbourhood(session, saved.touched)))


def resolve_simply(mentions: Sequence[Mention]) -> list[ResolvedEvent]:
    """Make one event of all mentions with one kind, date and city; the first value told of each field wins."""
    groups: dict[tuple[str, str, str], list[Mention]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda mention: mention.id):
        reading = mention.reading
        groups[reading.kind, str(reading.date or ""), reading.city or ""].append(mention)
    slugs: set[str] = set()
    # Meetings come first, so that they keep the plain slug of a day that they share.
    order = sorted(groups, key=lambda key: (key[0] != "meeting", key))
    return [_make_event(key, groups[key], slugs) for key in order]


def _make_event(key: tuple[str, str, str], mentions: list[Mention], slugs: set[str]) -> ResolvedEvent:
    readings = [mention.reading for mention in mentions]
    statuses = {reading.status for reading in readings}
    status = next(one for one in (Status.HELD, Status.CANCELLED, Status.PLANNED) if one in statuses)
    kind, date, city = readings[0].kind, EdtfDate.parse(key[1]) if key[1] else None, key[2]
    slug = f"{date.start if date else 'undated'}-{make_slug(city) or kind}"
    if slug in slugs:
        slug = f"{slug}-{kind}"
    slugs.add(slug)

    def told(field: Field) -> tuple[str, ...]:
        facts = [fact for reading in readings for fact in reading.facts if fact.field is field]
        return tuple(dict.fromkeys(fact.value for fact in facts))

    def first(field: Field) -> str | None:
        return next(iter(told(field)), None)

    return ResolvedEvent(
        id=make_id("sample event", *key),
        slug=slug,
        kind=kind,
        format=Format(first(Field.FORMAT)) if first(Field.FORMAT) else None,
        status=status,
        date=date,
        cities=told(Field.CITY),
        country=first(Field.COUNTRY),
        people=told(Field.PEOPLE),
        topics=tuple(sorted(told(Field.TOPICS))),
        outcome=first(Field.OUTCOME),
        duration_minutes_at_least=int(first(Field.DURATION) or 0) or None,
        mention_ids=tuple(sorted(mention.id for mention in mentions)),
    )
