"""Find the words by which a clause tells of a contact: a call, a meeting, or both presidents together in a place."""

from dataclasses import dataclass

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
    others = [
        Span(match.start(), match.end())
        for match in view.language.phrases["other_talks"].finditer(view.told, clause.start, clause.end)
    ]
    for phrase in ("meeting_verb", "meeting_noun"):
        for match in view.language.phrases[phrase].finditer(view.told, clause.start, clause.end):
            span = Span(match.start(), match.end())
            if not any(other.overlaps(span) for other in others):
                return Contact(Kind.MEETING, span, "meeting-words")
    return None


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
