"""Put the passages of one article together: those that tell of one contact become one event."""

from dataclasses import dataclass, field

from app.domain.dates import Precision
from app.domain.findings import FoundDate
from app.domain.readings import EventReading, FactReading
from app.domain.spans import Span, iterate_within
from app.domain.vocabulary import Field, Format, Kind, Status
from app.ingest.stages.mentions.details import (
    find_duration,
    find_format,
    find_outcome,
    find_present,
    find_topics,
    make_fact,
)
from app.ingest.stages.mentions.passages import Passage
from app.ingest.stages.mentions.view import View


@dataclass(slots=True)
class _Group:
    """The passages of one contact while they are collected."""

    kind: Kind
    passages: list[Passage] = field(default_factory=list)
    is_held: bool = False
    date: FoundDate | None = None
    cities: set[str] = field(default_factory=set)

    def add(self, passage: Passage) -> None:
        """Add a passage; of its dates the exact one is kept, then the more precise, then the first told."""
        self.passages.append(passage)
        self.is_held = self.is_held or passage.status is Status.HELD
        self.cities.update(passage.cities)
        dates = [date for date in (self.date, passage.date) if date]
        self.date = min(dates, key=lambda d: (not d.exact, -d.date.precision, d.span), default=None)

    def fits_place(self, passage: Passage) -> bool:
        return not passage.cities or not self.cities or not self.cities.isdisjoint(passage.cities)

    def fits_date(self, passage: Passage) -> bool:
        if not (self.date and passage.date and self.date.date.overlaps(passage.date.date)):
            return False
        # "They met on Saturday and will meet again in two weeks": one month, two meetings.
        same_status = self.is_held == (passage.status is Status.HELD)
        return same_status or (
            self.date.exact and passage.date.exact and _is_day(self.date) and _is_day(passage.date)
        )


def _is_day(date: FoundDate) -> bool:
    return date.date.precision is Precision.DAY


def group_passages(passages: tuple[Passage, ...]) -> list[list[Passage]]:
    """Group the passages that tell of one contact: same kind, dates that overlap, places that agree.

    A passage without a date joins the first contact of its status that its place allows; a plan without a date
    stands alone if there is none, and a report without date and place tells nothing.
    """
    groups: list[_Group] = []
    for passage in sorted(
        (p for p in passages if p.date), key=lambda p: not p.date.exact if p.date else True
    ):
        fitting = (
            g for g in groups if g.kind is passage.kind and g.fits_date(passage) and g.fits_place(passage)
        )
        _join(groups, next(fitting, None), passage)
    groups.sort(key=lambda group: min(passage.sentence.span.start for passage in group.passages))
    for passage in passages:
        if passage.date is None:
            _place_undated(groups, passage)
    return [sorted(group.passages, key=lambda p: p.contact) for group in groups]


def _join(groups: list[_Group], group: _Group | None, passage: Passage) -> None:
    if group is None:
        group = _Group(passage.kind)
        groups.append(group)
    group.add(passage)


def _place_undated(groups: list[_Group], passage: Passage) -> None:
    held = passage.status is Status.HELD
    fitting = [g for g in groups if g.kind is passage.kind and g.is_held == held and g.fits_place(passage)]
    alone = not groups and (bool(passage.cities) or not held) and not (held and passage.sentence.heading)
    if fitting:
        fitting[0].add(passage)
    elif alone or (not held and passage.cities):
        _join(groups, None, passage)


def make_event(view: View, passages: list[Passage], apart: set[Span], main: bool) -> EventReading:
    """Make the event that the passages of one contact tell of, with a fact for each value.

    `main` is the contact that the article is about; topics and guests told around it are its own.
    """
    group = _Group(passages[0].kind)
    for passage in passages:
        group.add(passage)
    status = _choose_status(passages)
    date = group.date
    clauses = [_clause_of(passage) for passage in passages]
    format = find_format(view, [p for p in passages if p.status is status] or passages)
    facts = [
        make_fact(view, Field.KIND, group.kind, passages[0].contact, passages[0].found.rule),
        format,
        *_status_facts(view, passages, status),
        *_date_facts(view, passages, date),
        *_place_facts(view, passages),
        *_people_facts(view, passages),
    ]
    if main:
        sentences = [s for s in view.findings.sentences if s.span not in apart]
        around = [s.span for s in sentences if _is_about(view, s.span, group)]
        facts += find_present(view, sentences)
        facts += find_duration(view, clauses)
        facts += find_outcome(view, list(dict.fromkeys([*clauses, *around])))
        facts += find_topics(view, passages, apart)
    else:
        facts += find_duration(view, clauses) if status is Status.HELD else []
        facts += find_topics(view, passages)
    told = date.date if date else None
    return EventReading.of_facts(group.kind, status, _format_of(facts), told, tuple(facts))


def _choose_status(passages: list[Passage]) -> Status:
    statuses = {passage.status for passage in passages}
    for status in (Status.HELD, Status.CANCELLED):
        if status in statuses:
            return status
    return Status.PLANNED


def _clause_of(passage: Passage) -> Span:
    return next(
        (one for one in passage.sentence.clauses if one.holds(passage.contact)), passage.sentence.span
    )


def _is_about(view: View, span: Span, group: _Group) -> bool:
    """Tell whether a sentence without a contact word goes on about the contact: both presidents and its place."""
    in_place = any(place.city in group.cities for place in iterate_within(view.findings.places, span))
    return in_place and view.are_both_in(span)


def _status_facts(view: View, passages: list[Passage], status: Status) -> list[FactReading]:
    return [
        make_fact(view, Field.STATUS, passage.status, passage.mood or passage.contact, "mood")
        for passage in passages
        if passage.status is status
    ]


def _date_facts(view: View, passages: list[Passage], chosen: FoundDate | None) -> list[FactReading]:
    dates = {passage.date.span: passage.date for passage in passages if passage.date}
    ordered = sorted(dates.values(), key=lambda date: (date != chosen, date.span))
    return [make_fact(view, Field.DATE, date.date.text, date.span, date.rule) for date in ordered]


def _place_facts(view: View, passages: list[Passage]) -> list[FactReading]:
    facts = []
    for place in {p.span: p for passage in passages for p in passage.places}.values():
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


def _format_of(facts: list[FactReading]) -> Format | None:
    return next((Format(fact.value) for fact in facts if fact.field is Field.FORMAT), None)
