"""Find what is told around a meeting: milestones of the two states, protests, a third person's visit."""

import re

from app.domain.dates import EdtfDate, Precision
from app.domain.findings import FoundDate, FoundPlace, Sentence
from app.domain.readings import EventReading, FactReading
from app.domain.spans import Span, iterate_within
from app.domain.vocabulary import Field, Kind, Status
from app.ingest.stages.mentions.details import make_fact
from app.ingest.stages.mentions.view import View
from app.lexicon.people import get_people

# A treaty signed at the meeting itself is its outcome; one signed long before it is a milestone.
_LONG_AGO_DAYS = 60
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)\s$|([a-z]+)\s$", re.IGNORECASE)
_HOMES = frozenset({"RU", "BY"})


def find_milestones(view: View) -> list[tuple[Sentence, EventReading]]:
    """Find foundings and signings of the two states' ties: told with their day, or as a dated anniversary."""
    found: dict[str, tuple[Sentence, EventReading]] = {}
    for sentence in view.findings.sentences:
        event = _read_anniversary(view, sentence) or _read_founding(view, sentence)
        if event and event.date:
            found.setdefault(event.date.text, (sentence, event))
    return list(found.values())


def _read_anniversary(view: View, sentence: Sentence) -> EventReading | None:
    """Read "Sunday marks the 20th anniversary of the creation of the Union State": twenty years before that day."""
    word, tie = view.match("anniversary", sentence.span), view.match("tie", sentence.span)
    verb = view.match("marks", sentence.span)
    if word is None or tie is None or verb is None or not word.end <= tie.start:
        return None
    years = _read_ordinal(view, word)
    day = next((d for d in _days_in(view, sentence) if d.span.end <= word.start), None)
    if years is None or day is None or day.date.is_interval:
        return None
    try:
        first = day.date.first.replace(year=day.date.first.year - years)
    except ValueError:
        return None
    title = _read_title(view, Span(word.end, tie.end), tie)
    return _make_milestone(view, EdtfDate.of_day(first), Span(day.span.start, word.end), title, "anniversary")


def _read_ordinal(view: View, word: Span) -> int | None:
    match = _ORDINAL.search(view.told[max(0, word.start - 20) : word.start])
    if match is None:
        return None
    return int(match[1]) if match[1] else view.language.ordinals.get(match[2].lower())


def _days_in(view: View, sentence: Sentence) -> list[FoundDate]:
    return [
        date
        for date in iterate_within(view.findings.dates, sentence.span)
        if date.date.precision is Precision.DAY and not view.is_speech(date.span)
    ]


def _read_founding(view: View, sentence: Sentence) -> EventReading | None:
    """Read "the treaty on the Union State was signed on 8 December 1999", if that is long before publication."""
    tie = view.match("tie", sentence.span)
    word = view.match("founded", sentence.span) or view.match("founding", sentence.span)
    published = view.findings.published
    if tie is None or word is None or published is None:
        return None
    for day in _days_in(view, sentence):
        told_year = str(day.date.first.year) in day.span.of(view.findings.text)
        if told_year and (published.first - day.date.last).days > _LONG_AGO_DAYS:
            title = make_fact(view, Field.OUTCOME, tie.of(view.findings.text), tie, "milestone-words")
            return _make_milestone(view, day.date, day.span, title, "founding")
    return None


def _read_title(view: View, before: Span, tie: Span) -> FactReading:
    """Read what was founded: from the word for it ("creation") to the tie's name."""
    word = view.match("founding", before)
    span = Span(word.start, tie.end) if word else tie
    return make_fact(view, Field.OUTCOME, span.of(view.findings.text), span, "milestone-words")


def _make_milestone(view: View, date: EdtfDate, words: Span, title: FactReading, rule: str) -> EventReading:
    facts = (
        make_fact(view, Field.KIND, Kind.MILESTONE, words, rule),
        make_fact(view, Field.STATUS, Status.HELD, words, rule),
        make_fact(view, Field.DATE, date.text, words, rule),
        title,
        *_topic_facts(view, title.span),
    )
    return EventReading.of_facts(Kind.MILESTONE, Status.HELD, None, date, facts)


def _topic_facts(view: View, within: Span) -> list[FactReading]:
    return [
        make_fact(view, Field.TOPICS, topic.topic, topic.span, "topic-words")
        for topic in iterate_within(view.findings.topics, within)
    ]


def find_related(view: View) -> list[tuple[Sentence, EventReading]]:
    """Find dated protests, and dated visits of third people, in one of the two countries."""
    found = []
    for sentence in view.findings.sentences:
        if sentence.heading:
            continue
        event = _read_protest(view, sentence) or _read_arrival(view, sentence)
        if event:
            found.append((sentence, event))
    return found


def _read_protest(view: View, sentence: Sentence) -> EventReading | None:
    words = view.match("protest", sentence.span)
    days = _days_in(view, sentence)
    place = _nearest_place(view, sentence.span, words) if words else None
    if words is None or not days or place is None:
        return None
    start = _start_of_subject(view, sentence, words)
    if _is_unsure(view, Span(start, words.end)):
        return None
    title = make_fact(
        view,
        Field.OUTCOME,
        _capitalise(Span(start, words.end).of(view.told)),
        Span(start, words.end),
        "protest",
    )
    return _make_related(view, words, days[0], place, title, (), "protest")


def _read_arrival(view: View, sentence: Sentence) -> EventReading | None:
    """Read a third person's arrival: "Yanukovych into play (who, incidentally, arrived in Belarus on May 24)"."""
    for clause in sentence.clauses:
        words = view.match("arrival", clause)
        days = [day for day in _days_in(view, sentence) if clause.holds(day.span)]
        if words is None or not days or _is_unsure(view, clause):
            continue
        people = [
            p for p in view.people_in(Span(sentence.span.start, words.start)) if p.rule in ("name", "role")
        ]
        place = _place_after(view, clause, words)
        if not people or place is None:
            continue
        visitor = people[-1]
        if len(visitor.people) != 1 or visitor.people[0] in view.presidents:
            continue
        told = Span(words.start, place.span.end)
        what = f"{get_people().get_name(visitor.people[0])} {told.of(view.findings.text)}"
        title = make_fact(view, Field.OUTCOME, what, told, "arrival")
        who = make_fact(view, Field.PEOPLE, visitor.people[0], visitor.span, "arrival")
        return _make_related(view, words, days[0], place, title, (who,), "arrival")
    return None


def _place_after(view: View, clause: Span, words: Span) -> FoundPlace | None:
    for place in iterate_within(view.findings.places, clause):
        if 0 <= place.span.start - words.end <= 12 and place.country in _HOMES:
            return place
    return None


def _nearest_place(view: View, within: Span, words: Span) -> FoundPlace | None:
    places = iterate_within(view.findings.places, within)
    cities = [place for place in places if place.city and place.country in _HOMES]
    return min(cities, key=lambda place: abs(place.span.start - words.end), default=None)


def _is_unsure(view: View, span: Span) -> bool:
    return view.match("hypothetical", span) is not None or view.match("planned", span) is not None


def _start_of_subject(view: View, sentence: Sentence, words: Span) -> int:
    clause = next((one for one in sentence.clauses if one.holds(words)), sentence.span)
    start = clause.start
    for date in iterate_within(view.findings.dates, clause):
        # "On Saturday dozens of activists …": the day is told beside the title.
        if date.span.end < words.start and date.span.start - clause.start <= 3:
            start = date.span.end
    told = view.told[start : clause.end]
    return start + len(told) - len(told.lstrip(" ,—–-;()"))


def _capitalise(words: str) -> str:
    return words[:1].upper() + words[1:]


def _make_related(
    view: View,
    words: Span,
    day: FoundDate,
    place: FoundPlace,
    title: FactReading,
    people: tuple[FactReading, ...],
    rule: str,
) -> EventReading:
    facts = [
        make_fact(view, Field.KIND, Kind.RELATED, words, rule),
        make_fact(view, Field.STATUS, Status.HELD, words, rule),
        make_fact(view, Field.DATE, day.date.text, day.span, day.rule),
        make_fact(view, Field.COUNTRY, place.country, place.span, "place"),
        title,
        *people,
    ]
    if place.city:
        facts.insert(3, make_fact(view, Field.CITY, place.city, place.span, "place"))
    return EventReading.of_facts(Kind.RELATED, Status.HELD, None, day.date, tuple(facts))
