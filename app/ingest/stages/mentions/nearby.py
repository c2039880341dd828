"""Find where a contact was whose own sentences name no city: beside it, with its day, in the title."""

from collections.abc import Iterator

from app.domain.dates import Precision
from app.domain.findings import FoundPlace, Sentence
from app.domain.marks import Mark
from app.domain.readings import FactReading
from app.domain.spans import Span, iterate_within
from app.domain.vocabulary import Field
from app.ingest.stages.mentions.contacts import tells_of_any
from app.ingest.stages.mentions.days import find_days
from app.ingest.stages.mentions.details import make_fact
from app.ingest.stages.mentions.group import Group
from app.ingest.stages.mentions.groups import JOURNEY_DAYS
from app.ingest.stages.mentions.moods import looks_back
from app.ingest.stages.mentions.passages import Passage
from app.ingest.stages.mentions.view import View
from app.lexicon.places import get_places

# A city that nothing ties to the contact but one sentence is not said to be its place.
# The two capitals are named in every such text, and seldom for that.
_LEAST_WEIGHT = 2
_LEAST_WEIGHT_OF_CAPITAL = 3


# A line with a day, a clock time and a place has few words, and stands near the title.
_LINE_WORDS, _HEAD_SENTENCES = 9, 4


def find_nearby_place(view: View, group: Group, apart: set[Span], main: bool) -> list[FactReading]:
    """Find the city of a contact whose own sentences name none.

    It is the one city that the sentence around it names, else, of the article's main contact, the one that most
    sentences on its subject name: those that name a president or a journey, and the title. `apart` are the
    sentences that tell of something else.
    """
    goal = _find_goal(view, group)
    for places in _list_candidates(view, group, apart, main):
        fitting = [place for place in places if place.city and (goal is None or place.country == goal)]
        if len({place.city for place in fitting}) == 1:
            return _facts_of(view, fitting[0])
    return []


def _find_goal(view: View, group: Group) -> str | None:
    """Return the country that a journey of one president leads to, of which nothing but the journey is told."""
    if group.rules != {"visit-words"}:
        return None
    travellers = {slug for passage in group.passages for slug in view.named_in(passage.sentence.span)}
    goals = [home for slug, home in view.homes.items() if slug not in travellers]
    return goals[0] if len(goals) == 1 else None


def _list_candidates(view: View, group: Group, apart: set[Span], main: bool) -> Iterator[list[FoundPlace]]:
    """List the cities of each stretch that can tell the place, the nearest to the contact first."""
    for passage in group.passages:
        own = passage.clause
        clauses = [c for c in _item_clauses(passage) if c == own or not tells_of_any(view, c)]
        yield [place for clause in clauses for place in view.places_in(clause)]
    for passage in group.passages:
        before = view.findings.sentences[passage.number - 1] if passage.number else None
        if before is None or before.paragraph != passage.sentence.paragraph or passage.is_recalled:
            continue
        if before.span not in apart and not looks_back(view, before.span):
            yield view.places_in(before.span)
    if group.date is not None:
        # The sentence that tells the day tells the place too.
        sentence = view.findings.sentence_at(group.date.span.start)
        its_own = {p.clause for p in group.passages}
        parts = sentence.clauses if sentence else ()
        told = [part for part in parts if part in its_own or not tells_of_any(view, part)]
        yield [place for clause in told for place in view.places_in(clause)]
    if not main:
        return
    for sentence in view.findings.sentences:
        # Where they stood before the journalists, there they had met.
        if sentence.span not in apart and _is_joint(view, sentence):
            yield view.places_in(sentence.span)
    if line := _find_place_line(view):
        known = get_places().cities[line.value]
        yield [FoundPlace(line.span, known.name, known.country)]
    yield _find_heaviest(view, group, apart)


def _find_heaviest(view: View, group: Group, apart: set[Span]) -> list[FoundPlace]:
    """Find the city that most sentences on the subject name, none if they say too little of any."""
    weights: dict[str, int] = {}
    first: dict[str, FoundPlace] = {}
    for sentence in view.findings.sentences:
        if sentence.span in apart:
            continue
        weight = _weigh(view, sentence, group)
        for place in view.places_in(sentence.span):
            if place.city and weight:
                weights[place.city] = weights.get(place.city, 0) + weight
                first.setdefault(place.city, place)
    if not weights:
        return []
    city = max(weights, key=lambda name: (weights[name], -first[name].span.start))
    least = _LEAST_WEIGHT_OF_CAPITAL if city in get_places().capitals else _LEAST_WEIGHT
    return [first[city]] if weights[city] >= least else []


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
        apart = [day.days_apart(group.when) for day in days]
        if min(apart) > JOURNEY_DAYS:
            return 0
        if min(apart) == 0 and not tells_of_any(view, sentence.span):
            return 3
    near = any(abs(sentence.paragraph - p.sentence.paragraph) <= 1 for p in group.passages)
    named, visit = view.named_in(sentence.span), view.match("visit", sentence.span)
    if named and visit:
        return 3 if near else 2
    if sentence.heading:
        return 3 if named else 2
    if named or visit:
        return 2 if near else 1
    return 1 if near else 0


def _facts_of(view: View, place: FoundPlace) -> list[FactReading]:
    return [
        make_fact(view, Field.CITY, place.city or "", place.span, "place-nearby"),
        make_fact(view, Field.COUNTRY, place.country, place.span, "city-country"),
    ]
