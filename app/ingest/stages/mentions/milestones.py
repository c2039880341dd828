"""Find milestones: when the two states made a tie, told with its own day or as a dated anniversary."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from app.domain.dates import EdtfDate, Precision
from app.domain.findings import FoundDate, Sentence
from app.domain.readings import EventReading, FactReading
from app.domain.spans import Span, iterate_within
from app.domain.vocabulary import Field, Kind, Status
from app.ingest.stages.mentions.actors import get_distance
from app.ingest.stages.mentions.anniversaries import find_terms, shift_back
from app.ingest.stages.mentions.details import make_fact
from app.ingest.stages.mentions.view import View
from app.lexicon.places import get_places
from app.lexicon.ties import get_ties

# A treaty signed at the meeting itself is its outcome; one signed long before it is a milestone.
_LONG_AGO_DAYS = 60
_HOMES = frozenset({"RU", "BY"})
# How far apart, in characters, words stand that belong together: side by side, with a word between, in a phrase.
_BESIDE, _NEAR, _PHRASE, _CLAUSE = 6, 14, 30, 100
_BEFORE = 300
# A sentence of more dates, or terms of years, than this is a list, and read as far as that.
_MOST = 20


@dataclass(frozen=True, slots=True)
class _Told:
    """What a sentence says of a tie: its `name`, the `bond` that any two states may have, or no more than that it
    is a `treaty`, and the word for its making. `theirs` tells that the text is about the two states and no third,
    `outright` that this sentence says so."""

    sentence: Sentence
    name: Span | None
    bond: Span | None
    treaty: Span | None
    making: Span | None
    theirs: bool
    outright: bool

    @property
    def tie(self) -> Span | None:
        """The words for the tie."""
        return self.name or self.bond or self.treaty


def find_milestones(view: View) -> list[tuple[Sentence, EventReading]]:
    """Find the foundings and signings of the two states' ties that are told with a day or a month.

    What officials say of a tie's day is read in speech as well. Each day once: the first sentence that tells of
    it, or the first that also tells the city.
    """
    found: dict[str, tuple[Sentence, EventReading]] = {}
    dated = {
        sentence.span: sentence
        for date in view.findings.dates
        if (sentence := view.findings.sentence_at(date.span.start)) is not None
    }
    named, about_both = bool(view.findings.marks.all("tie")), _is_about_both(view)
    for sentence in dated.values():
        told = _read_told(view, sentence, named, about_both)
        for event in list(_read_makings(view, told)) or list(_read_anniversaries(view, told)):
            day = event.date.text if event.date else ""
            before = found.get(day)
            if before is None or (event.city and not before[1].city):
                found[day] = (sentence, event)
    days = [event.date for _, event in found.values() if event.date]
    # "In December 1999" is the day that another sentence tells.
    return [(sentence, event) for sentence, event in found.values() if not _is_told_better(event.date, days)]


def _is_told_better(date: EdtfDate | None, days: list[EdtfDate]) -> bool:
    if date is None or date.precision is Precision.DAY:
        return False
    return any(day.precision is Precision.DAY and date.overlaps(day) for day in days)


def _read_told(view: View, sentence: Sentence, named: bool, about_both: bool) -> _Told:
    name, bond, treaty = (_first(view, phrase, sentence.span) for phrase in ("tie", "bond", "treaty"))
    making = _first(view, "founding", sentence.span) or _first(view, "founded", sentence.span)
    countries = _countries_in(view, sentence.span)
    outright = countries == _HOMES or (countries <= _HOMES and view.are_both_in(sentence.span))
    # Of "the two countries" the sentences just before tell which they are.
    start = sentence.span.start
    paragraph = view.findings.text.rfind("\n", max(0, start - _BEFORE), start) + 1 or max(0, start - _BEFORE)
    around = _countries_in(view, Span(paragraph, sentence.span.end))
    if around <= _HOMES and about_both:
        outright = outright or _first(view, "two_states", sentence.span) is not None
        return _Told(sentence, name, bond, treaty, making, True, outright)
    return _Told(sentence, name, bond, treaty, making, outright or (named and countries <= _HOMES), outright)


def _first(view: View, phrase: str, within: Span) -> Span | None:
    mark = view.findings.marks.first(phrase, within)
    return mark.span if mark else None


def _countries_in(view: View, within: Span) -> frozenset[str]:
    """Return the countries named within a span; a capital stands for its country."""
    places, marks = get_places(), view.findings.marks
    cities = (mark.value for mark in marks.within("city", within) if mark.value in places.capitals)
    return frozenset(
        {
            *(mark.value for mark in marks.within("country", within)),
            *(places.cities[c].country for c in cities),
        }
    )


def _is_about_both(view: View) -> bool:
    """Tell whether a text is about the two states: each named, or its president."""
    named = {slug for person in view.findings.people for slug in person.people}
    countries = {mark.value for mark in view.findings.marks.all("country")}
    return len(view.presidents) == 2 and all(
        president in named or country in countries
        for president, country in zip(view.presidents, ("RU", "BY"), strict=True)
    )


def _dates_of(view: View, told: _Told) -> Iterator[FoundDate]:
    for date in islice(iterate_within(view.findings.dates, told.sentence.span), _MOST):
        if date.exact and not date.date.is_interval and date.date.precision >= Precision.MONTH:
            yield date


def _read_makings(view: View, told: _Told) -> Iterator[EventReading]:
    """Read "the treaty on the Union State was signed on 8 December 1999", if that is long before publication."""
    for date in _dates_of(view, told):
        if not _is_long_ago(view, date):
            continue
        is_known = get_ties().find(date.date) is not None
        if (is_known and _is_meant(told)) or (not is_known and _is_said_outright(view, told, date)):
            words = told.tie or told.making or date.span
            title = make_fact(view, Field.OUTCOME, words.of(view.findings.text), words, "milestone-words")
            extra = (*_city_facts(view, told, date), *_signer_facts(view, told))
            yield _make_milestone(view, date.date, date.span, (title, *extra), "founding")


def _is_long_ago(view: View, date: FoundDate) -> bool:
    """Tell whether a date is told with its year, after the first tie, and long before publication."""
    published = view.findings.published
    if str(date.date.first.year) not in date.span.of(view.findings.text):
        return False
    return date.date.last >= get_ties().first and (
        published is None or (published.first - date.date.last).days > _LONG_AGO_DAYS
    )


def _is_meant(told: _Told) -> bool:
    """Tell whether a sentence with the day of a known tie is about that tie."""
    return told.name is not None or (told.theirs and (told.making or told.tie) is not None)


def _is_said_outright(view: View, told: _Told, date: FoundDate) -> bool:
    """Tell whether a sentence says by itself that a tie of the two states was made on a day."""
    if date.date.precision is not Precision.DAY or told.making is None:
        return False
    # What the presidents of the day signed when they met is a meeting that the text recalls.
    if view.are_both_in(told.sentence.span) or _first(view, "format_council", told.sentence.span):
        return False
    if get_distance(told.making, date.span) > _CLAUSE:
        return False
    if told.name is not None:
        return get_distance(told.name, told.making) <= _NEAR
    return told.bond is not None and told.outright and get_distance(told.bond, told.making) <= _CLAUSE


def _read_anniversaries(view: View, told: _Told) -> Iterator[EventReading]:
    """Read "Sunday marks the 20th anniversary of the creation of the Union State": twenty years before that day."""
    if told.name is None and not (told.tie and told.theirs):
        return
    for date in _dates_of(view, told):
        if _is_long_ago(view, date):
            continue
        for term, years in islice(find_terms(view, told.sentence.span), _MOST):
            day = shift_back(date.date, years)
            if day is None or day.last < get_ties().first:
                continue
            if get_ties().find(day) or _falls_on(view, told, term, date):
                words = Span(min(term.start, date.span.start), max(term.end, date.span.end))
                title = _read_title(view, told, term)
                city = _city_facts(view, told, None)
                yield _make_milestone(view, day, words, (title, *city), "anniversary")
                return


def _falls_on(view: View, told: _Told, term: Span, date: FoundDate) -> bool:
    """Tell whether the words put the anniversary itself on a day, and not what is done about it: "Sunday marks the
    20th anniversary", "twenty years ago, on 8 December, … was signed"."""
    if date.date.precision is not Precision.DAY or (told.name is None and not (told.bond and told.outright)):
        return False
    within = told.sentence.span
    beside = Span(max(within.start, term.start - _CLAUSE), min(within.end, term.end + _CLAUSE))
    marks = view.findings.marks
    if marks.has("years_ago", term):
        return told.making is not None and get_distance(term, date.span) <= _NEAR
    if marks.has("turns", term):
        return get_distance(term, date.span) <= _BESIDE
    verbs = [mark.span for mark in marks.within("marks", beside)]
    return any(
        get_distance(verb, date.span) <= _BESIDE
        and (get_distance(verb, term) <= _NEAR or 0 < verb.start - term.end <= _CLAUSE)
        for verb in verbs
    )


def _read_title(view: View, told: _Told, term: Span) -> FactReading:
    """Read what was made: from the word for it ("creation") to the tie's name."""
    tie = told.tie
    assert tie is not None
    making = _first(view, "founding", Span(term.end, tie.end)) if term.end < tie.start else None
    span = Span(making.start, tie.end) if making else tie
    return make_fact(view, Field.OUTCOME, span.of(view.findings.text), span, "milestone-words")


def _city_facts(view: View, told: _Told, date: FoundDate | None) -> list[FactReading]:
    """Read where a tie was made: the city beside its day, its name or the verb for its making."""
    verbs = islice(view.findings.marks.within("founded", told.sentence.span), _MOST)
    anchors, reach = [mark.span for mark in verbs], _PHRASE if date else _BESIDE
    if date is not None:
        anchors += [date.span, *([told.tie] if told.tie else [])]
    others = [other.span for other in _dates_of(view, told) if date is None or other.span != date.span]
    for place in iterate_within(view.findings.places, told.sentence.span):
        near = min((get_distance(place.span, anchor) for anchor in anchors), default=reach + 1)
        if place.city is None or near > reach:
            continue
        rivals = [*others, *_talks_in(view, told.sentence)]
        if all(get_distance(place.span, rival) > near for rival in rivals):
            return [
                make_fact(view, Field.CITY, place.city, place.span, "place"),
                make_fact(view, Field.COUNTRY, place.country, place.span, "place"),
            ]
    return []


def _talks_in(view: View, sentence: Sentence) -> list[Span]:
    """Return the words for meetings in a sentence: a city beside one of them is where that was."""
    return [
        mark.span
        for phrase in ("meeting_noun", "meeting_verb", "visit")
        for mark in islice(view.findings.marks.within(phrase, sentence.span), _MOST)
    ]


def _signer_facts(view: View, told: _Told) -> list[FactReading]:
    """Read who signed: the names beside the verb, where nobody is quoted who could be meant by them."""
    within = told.sentence.span
    making = _first(view, "founded", within)
    if making is None or _first(view, "reporting_verb", within):
        return []
    people = [p for p in iterate_within(view.findings.people, within) if p.rule == "name"]
    near = [person for person in people if get_distance(person.span, making) <= _BESIDE]
    if not near:
        return []
    chain = [person for person in people if get_distance(person.span, near[0].span) <= _PHRASE]
    return [make_fact(view, Field.PEOPLE, person.people[0], person.span, "signer") for person in chain]


def _make_milestone(
    view: View, date: EdtfDate, words: Span, told: tuple[FactReading, ...], rule: str
) -> EventReading:
    facts = (
        make_fact(view, Field.KIND, Kind.MILESTONE, words, rule),
        make_fact(view, Field.STATUS, Status.HELD, words, rule),
        make_fact(view, Field.DATE, date.text, words, rule),
        *told,
        *_topic_facts(view, date, told[0].span),
    )
    return EventReading.of_facts(Kind.MILESTONE, Status.HELD, None, date, facts)


def _topic_facts(view: View, date: EdtfDate, title: Span) -> list[FactReading]:
    """Read the topics of a tie from its name; where that has no word for one, they are the known tie's."""
    found = [
        make_fact(view, Field.TOPICS, topic.topic, topic.span, "topic-words")
        for topic in iterate_within(view.findings.topics, title)
    ]
    known = get_ties().find(date)
    return found or [
        make_fact(view, Field.TOPICS, topic, title, "tie-known") for topic in (known.topics if known else ())
    ]
