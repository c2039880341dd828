"""Make the event that the passages of one contact tell of, with a fact for each of its values."""

from app.domain.dates import EdtfDate, Precision
from app.domain.findings import Sentence
from app.domain.marks import Mark
from app.domain.readings import EventReading, FactReading
from app.domain.spans import Span, iterate_within
from app.domain.vocabulary import Field, Format
from app.ingest.stages.mentions.contacts import tells_of_any
from app.ingest.stages.mentions.days import find_days
from app.ingest.stages.mentions.details import (
    find_duration,
    find_format,
    find_outcome,
    find_present,
    make_fact,
)
from app.ingest.stages.mentions.groups import JOURNEY_DAYS, Group
from app.ingest.stages.mentions.moods import looks_back
from app.ingest.stages.mentions.passages import Passage
from app.ingest.stages.mentions.subjects import find_topics
from app.ingest.stages.mentions.view import View
from app.lexicon.places import get_places

# A city that nothing ties to the contact but one sentence is not said to be its place.
# The two capitals are named in every such text, and seldom for that.
_LEAST_WEIGHT = 2
_LEAST_WEIGHT_OF_CAPITAL = 3


# A line with a day, a clock time and a place has few words, and stands near the title.
_LINE_WORDS, _HEAD_SENTENCES = 9, 4


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
        *(_place_facts(view, passages) or _nearby_place(view, group, apart, main)),
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
    moved = {p.moved_from.span: p.moved_from for p in passages if p.moved_from}
    facts += [
        make_fact(view, Field.DATE, date.date.text, span, "moved-from")
        for span, date in moved.items()
        if span not in dates and group.when and not date.date.overlaps(group.when)
    ]
    if group.days is not None:
        words, rule = (ordered[0].span, "days-in-a-row") if ordered else (passages[0].contact, "published")
        facts.insert(0, make_fact(view, Field.DATE, group.days.text, words, rule))
    return facts


def _place_facts(view: View, passages: list[Passage]) -> list[FactReading]:
    """Make the facts of the cities told; where the talks were comes before where the two went besides."""
    facts = []
    ordered = sorted(passages, key=lambda passage: passage.found.weak)
    for place in {p.span: p for passage in ordered for p in passage.places}.values():
        if place.city:
            facts.append(make_fact(view, Field.CITY, place.city, place.span, "place"))
            facts.append(make_fact(view, Field.COUNTRY, place.country, place.span, "city-country"))
    return facts


def _nearby_place(view: View, group: Group, apart: set[Span], main: bool) -> list[FactReading]:
    """Find the city of a contact whose own sentences name none.

    It is the one city that the sentence around it names, else, of the article's main contact, the one that most
    sentences on its subject name: those that name a president or a journey, and the title.
    """
    for passage in group.passages:
        own = passage.clause
        clauses = [c for c in _item_clauses(passage) if c == own or not tells_of_any(view, c)]
        places = [place for clause in clauses for place in view.places_in(clause)]
        if len({place.city for place in places}) == 1:
            return _facts_of(view, places[0].span, places[0].city, places[0].country)
    for passage in group.passages:
        before = view.findings.sentences[passage.number - 1] if passage.number else None
        if before is None or before.paragraph != passage.sentence.paragraph or passage.is_recalled:
            continue
        places = [] if looks_back(view, before.span) else view.places_in(before.span)
        if len({place.city for place in places}) == 1 and before.span not in apart:
            return _facts_of(view, places[0].span, places[0].city, places[0].country)
    if group.date is not None:
        # The sentence that tells the day tells the place too.
        sentence = view.findings.sentence_at(group.date.span.start)
        its_own = {p.clause for p in group.passages}
        parts = sentence.clauses if sentence else ()
        told = [part for part in parts if part in its_own or not tells_of_any(view, part)]
        places = [place for clause in told for place in view.places_in(clause)]
        if len({place.city for place in places}) == 1:
            return _facts_of(view, places[0].span, places[0].city, places[0].country)
    if not main:
        return []
    for sentence in view.findings.sentences:
        # Where they stood before the journalists, there they had met.
        named = {place.city for place in view.places_in(sentence.span)}
        if len(named) == 1 and sentence.span not in apart and _is_joint(view, sentence):
            place = view.places_in(sentence.span)[0]
            return _facts_of(view, place.span, place.city, place.country)
    if line := _find_place_line(view):
        known = get_places().cities[line.value]
        return _facts_of(view, line.span, known.name, known.country)
    weights: dict[str, int] = {}
    first: dict[str, tuple[Span, str]] = {}
    for sentence in view.findings.sentences:
        if sentence.span in apart:
            continue
        weight = _weigh(view, sentence, group)
        for place in view.places_in(sentence.span):
            if place.city and weight:
                weights[place.city] = weights.get(place.city, 0) + weight
                first.setdefault(place.city, (place.span, place.country))
    if not weights:
        return []
    city = max(weights, key=lambda name: (weights[name], -first[name][0].start))
    if weights[city] < (_LEAST_WEIGHT_OF_CAPITAL if city in get_places().capitals else _LEAST_WEIGHT):
        return []
    return _facts_of(view, first[city][0], city, first[city][1])


def _is_joint(view: View, sentence: Sentence) -> bool:
    """Tell whether a sentence tells of the two before journalists, and of nobody else there."""
    return view.match("joint", sentence.span) is not None and len(view.named_in(sentence.span)) != 1


def _find_place_line(view: View) -> Mark | None:
    """Find the line of official notes that tells day, time and place: "August 22, 2018 16:10 Sochi"."""
    for sentence in view.findings.sentences[:_HEAD_SENTENCES]:
        dates = list(iterate_within(view.findings.dates, sentence.span))
        if len(sentence.span.of(view.findings.text).split()) > _LINE_WORDS or not dates:
            continue
        city = view.findings.marks.last("city", sentence.span)
        if city is not None and city.span.start > dates[0].span.end:
            return city
    return None


def _item_clauses(passage: Passage) -> list[Span]:
    item = passage.item or passage.sentence.span
    return [
        clause
        for clause in passage.sentence.clauses
        if clause.start >= item.start - 1 and clause.end <= item.end
    ]


def _weigh(view: View, sentence: Sentence, group: Group) -> int:
    """Weigh how much a sentence says of where a contact was; nothing if it tells of quite another day, most if it
    tells of the same and of no other contact."""
    days = [d.date for d in find_days(view, sentence.span) if d.exact and d.date.precision is Precision.DAY]
    if group.when is not None and days:
        apart = [_days_between(day, group.when) for day in days]
        if min(apart) > JOURNEY_DAYS:
            return 0
        if min(apart) == 0 and not tells_of_any(view, sentence.span):
            return 3
    near = any(abs(sentence.paragraph - p.sentence.paragraph) <= 1 for p in group.passages)
    named, visit = view.named_in(sentence.span), view.match("visit", sentence.span)
    if named and visit:
        return 3 if near else 2
    if sentence.heading:
        return 3 if named and tells_of_any(view, sentence.span) else 2
    if named or visit:
        return 2 if near else 1
    return 1 if near else 0


def _days_between(one: EdtfDate, other: EdtfDate) -> int:
    return max((one.first - other.last).days, (other.first - one.last).days, 0)


def _facts_of(view: View, span: Span, city: str | None, country: str) -> list[FactReading]:
    return [
        make_fact(view, Field.CITY, city or "", span, "place-nearby"),
        make_fact(view, Field.COUNTRY, country, span, "city-country"),
    ]


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
