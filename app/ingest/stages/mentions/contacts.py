"""Find the words by which a clause tells of a contact: a call, a meeting, or both presidents together in a place."""

from dataclasses import dataclass
from itertools import pairwise

from app.domain.dates import Precision
from app.domain.findings import FoundPerson
from app.domain.spans import Span
from app.domain.vocabulary import Format, Kind
from app.ingest.stages.mentions.view import View


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
    return _find_meeting(view, clause) or _find_together(view, clause)


def _find_meeting(view: View, clause: Span) -> Contact | None:
    others = _match_all(view, "other_talks", clause)
    verbs = [
        span for span in _match_all(view, "meeting_verb", clause) if not _is_by_others(view, clause, span)
    ]
    words = verbs + _match_all(view, "meeting_noun", clause)
    spans = [span for span in words if not any(other.overlaps(span) for other in others)]
    if not spans:
        return None
    # Of several words for meetings the one beside the presidents' names is theirs.
    presidents = [person for person in view.people_in(clause) if set(person.people) & set(view.presidents)]
    nearest = min(spans, key=lambda span: sum(get_distance(span, person.span) for person in presidents))
    return Contact(Kind.MEETING, nearest, "meeting-words")


def _is_by_others(view: View, clause: Span, verb: Span) -> bool:
    """Tell whether a verb's subject is somebody else: "their prime ministers met in Minsk"."""
    if verb.start == clause.start:
        return False
    before = Span(clause.start, verb.start)
    others = _match_all(view, "other_actors", before)
    presidents = [p.span.start for p in view.people_in(before) if set(p.people) & set(view.presidents)]
    # A possessive before them ("their ministers") is no subject either.
    return bool(others) and not any(start > others[-1].end for start in presidents)


def _match_all(view: View, phrase: str, clause: Span) -> list[Span]:
    matches = view.language.phrases[phrase].finditer(view.told, clause.start, clause.end)
    return [Span(match.start(), match.end()) for match in matches]


def are_partners(view: View, clause: Span) -> bool:
    """Tell whether the presidents can be each other's partners: no third person is named between them.

    "Putin had talks with Pashinyan, and Lukashenko met Tokayev" names both and tells of two other meetings.
    """
    people = [
        person for person in view.people_in(clause) if person.rule != "pronoun" or len(person.people) > 1
    ]
    named = [person.people for person in people]
    if any(set(slugs) >= set(view.presidents) for slugs in named):
        return True
    pairs = pairwise(named)
    others = any(not set(slugs) & set(view.presidents) for slugs in named)
    return not others or any({*one, *other} >= set(view.presidents) for one, other in pairs)


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
