"""Make the event that the passages of one contact tell of, with a fact for each of its values."""

from app.domain.readings import MOVED_FROM, EventReading, FactReading
from app.domain.spans import Span
from app.domain.vocabulary import Field, Format, Kind
from app.ingest.stages.mentions.details import (
    find_duration,
    find_format,
    find_outcome,
    find_present,
    make_fact,
)
from app.ingest.stages.mentions.group import Group
from app.ingest.stages.mentions.nearby import find_nearby_place
from app.ingest.stages.mentions.passages import Passage
from app.ingest.stages.mentions.subjects import find_topics
from app.ingest.stages.mentions.view import View


def make_event(view: View, group: Group, apart: set[Span], main: bool) -> EventReading:
    """Make the event of a group of passages, with a fact for each value.

    `main` is the contact that the article is about; topics and guests told around it are its own. `apart` are the
    sentences that tell of something else.
    """
    passages = sorted(group.passages, key=lambda passage: passage.contact)
    status = group.status
    clauses = [passage.clause for passage in passages]
    format = find_format(view, group, apart, main)
    facts = [
        make_fact(view, Field.KIND, group.kind, passages[0].contact, passages[0].found.rule),
        format,
        *(
            make_fact(view, Field.STATUS, passage.status, passage.mood or passage.contact, "mood")
            for passage in passages
            if passage.status is status
        ),
        *_date_facts(view, group, passages),
        *(
            make_fact(view, Field.PART_OF_DAY, passage.part.value, passage.part.span, "part-of-day")
            for passage in passages
            if passage.part and passage.status is status
        ),
        *_place_facts(view, group, passages, apart, main),
        *_people_facts(view, passages),
    ]
    if main:
        facts += find_present(view, [s for s in view.findings.sentences if s.span not in apart])
    facts += find_duration(view, clauses) if group.is_held else []
    facts += find_outcome(view, group, apart, main)
    facts += find_topics(view, group, apart, main)
    told = next((Format(fact.value) for fact in facts if fact.field is Field.FORMAT), None)
    return EventReading.of_facts(group.kind, status, told, group.when, tuple(facts))


def _date_facts(view: View, group: Group, passages: list[Passage]) -> list[FactReading]:
    dates = {passage.date.span: passage.date for passage in passages if passage.date}
    if group.date is not None:
        dates[group.date.span] = group.date
    ordered = sorted(dates.values(), key=lambda date: (date != group.date, date.span))
    facts = [make_fact(view, Field.DATE, date.date.text, date.span, date.rule) for date in ordered]
    # What was held is not known to be what another sentence, without its new day, says was moved.
    telling = [passage for passage in passages if passage.date or not group.is_held]
    moved = {p.moved_from.span: p.moved_from for p in telling if p.moved_from}
    facts += [
        make_fact(view, Field.DATE, date.date.text, span, MOVED_FROM)
        for span, date in moved.items()
        if span not in dates and group.when and not date.date.overlaps(group.when)
    ]
    if group.days is not None:
        words, rule = (ordered[0].span, "days-in-a-row") if ordered else (passages[0].contact, "published")
        facts.insert(0, make_fact(view, Field.DATE, group.days.text, words, rule))
    return facts


def _place_facts(
    view: View, group: Group, passages: list[Passage], apart: set[Span], main: bool
) -> list[FactReading]:
    """Make the facts of the cities told, or of the one near by; a call has no place."""
    if group.kind is Kind.CALL:
        return []
    return _told_places(view, passages) or find_nearby_place(view, group, apart, main)


def _told_places(view: View, passages: list[Passage]) -> list[FactReading]:
    """Make the facts of the cities told; where the talks were comes before where the two went besides."""
    facts = []
    ordered = sorted(passages, key=lambda passage: passage.found.weak)
    for place in {p.span: p for passage in ordered for p in passage.places}.values():
        if place.city:
            facts.append(make_fact(view, Field.CITY, place.city, place.span, "place"))
            facts.append(make_fact(view, Field.COUNTRY, place.country, place.span, "city-country"))
    return facts


def _people_facts(view: View, passages: list[Passage]) -> list[FactReading]:
    facts = {
        (slug, person.span): make_fact(view, Field.PEOPLE, slug, person.span, person.rule)
        for passage in passages
        for person in passage.people
        for slug in person.people
        if slug in view.presidents
    }
    # A pronoun is evidence only where nothing better is.
    named = {fact.value for fact in facts.values() if fact.rule != "pronoun"}
    kept = [fact for fact in facts.values() if fact.rule != "pronoun" or fact.value not in named]
    return sorted(kept, key=lambda fact: (view.presidents.index(fact.value), fact.span))
