"""Find what is told around a meeting: protests, a third person's visit."""

from app.domain.dates import Precision
from app.domain.findings import FoundDate, FoundPlace, Sentence
from app.domain.readings import EventReading, FactReading
from app.domain.spans import Span, iterate_within
from app.domain.vocabulary import Field, Kind, Status
from app.ingest.stages.mentions.actors import get_distance
from app.ingest.stages.mentions.details import make_fact
from app.ingest.stages.mentions.view import View
from app.lexicon.people import get_people
from app.lexicon.places import get_places

_HOMES = frozenset({"RU", "BY"})
# How far behind the words for a protest, in characters, a capital without "in" before it is still where it was.
_REACH = 40
# How far back, in characters, the day is told that "on the same day" means.
_EARLIER = 2000
# How far around a sentence, in characters, its story goes on.
_STORY = 250


def find_related(view: View) -> list[tuple[Sentence, EventReading]]:
    """Find dated protests, and dated visits of third people, in one of the two countries.

    They are part of the story only where the text is about both presidents.
    """
    found: list[tuple[Sentence, EventReading]] = []
    if not _is_about_both(view):
        return found
    for sentence in view.findings.sentences:
        if sentence.heading:
            continue
        event = _read_protest(view, sentence) or _read_arrival(view, sentence)
        if event:
            found.append((sentence, event))
    return found


def _is_about_both(view: View) -> bool:
    named = {slug for person in view.findings.people for slug in person.people}
    return len(view.presidents) == 2 and named >= set(view.presidents)


def _days_in(view: View, sentence: Sentence) -> list[FoundDate]:
    return [date for date in view.dates_in(sentence.span) if date.date.precision is Precision.DAY]


def _read_protest(view: View, sentence: Sentence) -> EventReading | None:
    words = _find_protest(view, sentence)
    if words is None:
        return None
    day = _find_day(view, sentence, words)
    place = _nearest_place(view, sentence.span, words)
    if day is None or place is None:
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
    return _make_related(view, words, day, place, title, (), "protest")


def _find_protest(view: View, sentence: Sentence) -> Span | None:
    """Find the words for a protest: by themselves, or said of a crowd that is against something.

    A government protests by a note, and on a holiday crowds march as well.
    """
    words = view.match("protest", sentence.span)
    if words is not None or view.match("crowd", sentence.span) is None:
        return words
    near = Span(max(0, sentence.span.start - _STORY), sentence.span.end + _STORY)
    return view.match("protest_verb", sentence.span) if view.findings.marks.has("dissent", near) else None


def _find_day(view: View, sentence: Sentence, words: Span) -> FoundDate | None:
    """Find the day told for a protest; "on the same day" is the day told last before."""
    days = _days_in(view, sentence)
    same = view.match("same_time", sentence.span)
    if days or same is None:
        return min(days, key=lambda day: get_distance(day.span, words), default=None)
    earlier = view.dates_in(Span(max(0, same.start - _EARLIER), same.start)) if same.start else []
    return next((day for day in reversed(earlier) if day.date.precision is Precision.DAY), None)


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
        if len(visitor.people) != 1 or _is_of_the_two_states(view, visitor.people[0], days[0]):
            continue
        told = Span(words.start, place.span.end)
        what = f"{get_people().get_name(visitor.people[0])} {told.of(view.findings.text)}"
        title = make_fact(view, Field.OUTCOME, what, told, "arrival")
        who = make_fact(view, Field.PEOPLE, visitor.people[0], visitor.span, "arrival")
        return _make_related(view, words, days[0], place, title, (who,), "arrival")
    return None


def _is_of_the_two_states(view: View, person: str, day: FoundDate) -> bool:
    """Tell whether somebody holds an office of one of the two states: whose journeys are the talks' own."""
    return person in view.presidents or any(
        term.person == person and term.country in _HOMES and term.holds(day.date.first)
        for term in get_people().offices
    )


def _place_after(view: View, clause: Span, words: Span) -> FoundPlace | None:
    for place in iterate_within(view.findings.places, clause):
        if 0 <= place.span.start - words.end <= 12 and place.country in _HOMES:
            return place
    return None


def _nearest_place(view: View, within: Span, words: Span) -> FoundPlace | None:
    places = iterate_within(view.findings.places, within)
    cities = [place for place in places if place.city and place.country in _HOMES]
    cities += _capitals_after(view, within, words)
    return min(cities, key=lambda place: get_distance(place.span, words), default=None)


def _capitals_after(view: View, within: Span, words: Span) -> list[FoundPlace]:
    """Find the cities shortly behind the words for a protest: "marched through central Minsk" means the place."""
    known = get_places().cities
    after = Span(words.start, min(words.end + _REACH, within.end))
    return [
        FoundPlace(mark.span, known[mark.value].name, known[mark.value].country)
        for mark in view.marks("city", after)
        if known[mark.value].country in _HOMES
    ]


def _is_unsure(view: View, span: Span) -> bool:
    return any(
        view.match(mood, span) is not None for mood in ("hypothetical", "planned", "cancelled", "denied")
    )


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
