"""Find the words by which a clause tells of a contact: a call, a meeting, or both presidents together in a place."""

from dataclasses import dataclass
from itertools import pairwise

from app.domain.dates import Precision
from app.domain.findings import FoundPerson
from app.domain.spans import Span
from app.domain.vocabulary import Format, Kind
from app.ingest.stages.mentions.view import View

# How far behind a word for a meeting, in characters, whom it is with is named.
_OBJECT_REACH = 30


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact as a clause tells it; `format` only where the words for it tell one, `rule` names what read it."""

    kind: Kind
    span: Span
    rule: str
    format: Format | None = None


def find_contact(view: View, clause: Span) -> Contact | None:
    """Find what a clause calls the contact; None if it tells of none."""
    for phrase, format in (("telephone", Format.TELEPHONE), ("video", Format.VIDEO)):
        if span := view.match(phrase, clause):
            return Contact(Kind.CALL, span, "call-words", format)
    if view.match("meeting_verb", clause) or view.match("meeting_noun", clause):
        return _find_meeting(view, clause)
    return _find_together(view, clause)


def _find_meeting(view: View, clause: Span) -> Contact | None:
    others = _match_all(view, "other_talks", clause)
    verbs = [
        span for span in _match_all(view, "meeting_verb", clause) if not _is_of_others(view, clause, span)
    ]
    nouns = [
        span for span in _match_all(view, "meeting_noun", clause) if not _is_with_others(view, clause, span)
    ]
    spans = [span for span in verbs + nouns if not any(other.overlaps(span) for other in others)]
    if not spans:
        return None
    # Of several words for meetings the one beside the presidents' names is theirs.
    presidents = [person for person in view.people_in(clause) if view.is_president(person)]
    nearest = min(spans, key=lambda span: sum(get_distance(span, person.span) for person in presidents))
    return Contact(Kind.MEETING, nearest, "meeting-words")


def _is_of_others(view: View, clause: Span, verb: Span) -> bool:
    """Tell whether a verb's subject or object is somebody else: "their prime ministers met", "Putin met Xi"."""
    subject = _last_actor(view, Span(clause.start, verb.start)) if verb.start > clause.start else None
    if subject is not None and not subject:
        return True
    return view.match("meeting_with", verb) is not None and _is_with_others(view, clause, verb)


def _last_actor(view: View, before: Span) -> bool | None:
    """Tell whether a president is among those named last in `before`, alone or in a list; None if nobody is."""
    people = view.people_in(before)
    others = _match_all(view, "other_actors", before)
    last_other = others[-1].end if others else -1
    if not people or people[-1].span.end <= last_other:
        return False if others else None
    listed = [people[-1]]
    for earlier, later in reversed(list(pairwise(people))):
        if view.told[earlier.span.end : later.span.start].strip() not in view.language.particles["listed"]:
            break
        listed.append(earlier)
    return any(view.is_president(person) for person in listed)


def _is_with_others(view: View, clause: Span, word: Span) -> bool:
    """Tell whether somebody else stands right behind a word for a meeting: "met reporters", "talks with Xi"."""
    after = Span(word.end, min(clause.end, word.end + _OBJECT_REACH)) if word.end < clause.end else None
    if after is None:
        return False
    audience = view.match("audience", after)
    named = next((person for person in view.people_in(after)), None)
    if named is not None and (audience is None or named.span.start <= audience.start):
        return not view.is_president(named)
    return audience is not None and audience.start - word.end <= len(" with ")


def _match_all(view: View, phrase: str, clause: Span) -> list[Span]:
    matches = view.language.phrases[phrase].finditer(view.told, clause.start, clause.end)
    return [Span(match.start(), match.end()) for match in matches]


def are_partners(view: View, clause: Span) -> bool:
    """Tell whether the presidents can be each other's partners, though a third person is named beside them.

    "Putin had talks with Pashinyan, and Lukashenko met Tokayev" names both and tells of two other meetings: with
    a third person there, the two must stand together ("Putin and Lukashenko", "Putin met Lukashenko").
    """
    people = [p for p in view.people_in(clause) if p.rule != "pronoun" or len(p.people) > 1]
    if all(view.is_president(person) for person in people):
        return True
    if any(set(person.people) >= set(view.presidents) for person in people):
        return True
    return any(_stand_together(view, one, other) for one, other in pairwise(people))


def _stand_together(view: View, one: FoundPerson, other: FoundPerson) -> bool:
    if {*one.people, *other.people} != set(view.presidents):
        return False
    between = Span(one.span.end, other.span.start) if one.span.end < other.span.start else None
    if between is None or _are_joined(view, one, other):
        return True
    if between.of(view.told).strip() in view.language.particles["listed"]:
        return True
    return len(between.of(view.told)) <= _OBJECT_REACH and view.match("meeting_verb", between) is not None


def get_distance(one: Span, other: Span) -> int:
    """Return how many characters lie between two spans, 0 if they touch or overlap."""
    return max(one.start - other.end, other.start - one.end, 0)


def _find_together(view: View, clause: Span) -> Contact | None:
    """Find both presidents named together ("he and Lukashenko", "the pair") with a day and a city: who is in one
    place on one day has met, whatever the verb. Words of saying tell of the words and not of the place."""
    if view.match("reporting_verb", clause) is not None or not view.places_in(clause):
        return None
    if not any(date.exact and date.date.precision is Precision.DAY for date in view.dates_in(clause)):
        return None
    people = view.people_in(clause)
    for number, person in enumerate(people):
        is_possessive = person.text.lower() in view.language.particles["possessive"]
        if set(person.people) >= set(view.presidents) and not is_possessive:
            return Contact(Kind.MEETING, person.span, "together")
        following = people[number + 1] if number + 1 < len(people) else None
        if following and _are_joined(view, person, following):
            return Contact(Kind.MEETING, Span(person.span.start, following.span.end), "together")
    return None


def _are_joined(view: View, one: FoundPerson, other: FoundPerson) -> bool:
    between = view.told[one.span.end : other.span.start].strip().lower()
    return {*one.people, *other.people} == set(view.presidents) and between in view.language.particles[
        "joined"
    ]
