"""Find the passages that assert a contact of the two presidents: who, how, in which mood, when and where."""

import re
from dataclasses import dataclass

from app.domain.findings import FoundDate, FoundPerson, FoundPlace, Sentence
from app.domain.spans import Span, iterate_within
from app.domain.vocabulary import Format, Kind, Status
from app.ingest.stages.mentions.contacts import Contact, are_partners, find_contact, get_distance
from app.ingest.stages.mentions.view import View

# Nobody writes such a sentence about a meeting, but machines can.
_LONGEST_SENTENCE = 10_000


@dataclass(frozen=True, slots=True)
class Passage:
    """One clause that asserts a contact, with the words it was read from. `mood` are the words that make it
    planned or cancelled."""

    sentence: Sentence
    found: Contact
    status: Status
    mood: Span | None
    people: tuple[FoundPerson, ...]
    date: FoundDate | None
    places: tuple[FoundPlace, ...]
    is_recalled: bool = False

    @property
    def kind(self) -> Kind:
        """Meeting or call."""
        return self.found.kind

    @property
    def format(self) -> Format | None:
        """Of a call, how it was made."""
        return self.found.format

    @property
    def contact(self) -> Span:
        """The words for the contact."""
        return self.found.span

    @property
    def cities(self) -> tuple[str, ...]:
        """The cities told, each once, in the order of the text."""
        return tuple(dict.fromkeys(place.city for place in self.places if place.city))


def find_passages(view: View) -> tuple[Passage, ...]:
    """Find every clause that asserts a contact of both presidents, in the order of the text."""
    found: list[Passage] = []
    for sentence in view.findings.sentences:
        if not view.are_both_in(sentence.span) or view.match("denied", sentence.span) is not None:
            continue
        if sentence.span.end - sentence.span.start > _LONGEST_SENTENCE:
            continue
        clauses = [clause for clause in sentence.clauses if find_contact(view, clause) is not None]
        for clause in clauses:
            others = [
                other for other in sentence.clauses if other not in clauses and not _tells_of_any(view, other)
            ]
            found.extend(_find_in_clause(view, sentence, clause, others))
    return tuple(found)


def _tells_of_any(view: View, clause: Span) -> bool:
    """Tell whether a clause has words for a contact, be it of others: its day and place are not to be lent."""
    phrases = ("meeting_verb", "meeting_noun", "telephone", "video")
    return any(view.match(phrase, clause) is not None for phrase in phrases)


def _find_in_clause(view: View, sentence: Sentence, clause: Span, others: list[Span]) -> list[Passage]:
    contact = find_contact(view, clause)
    if contact is None or not _names_both(view, sentence, clause):
        return []
    if _counts(view, clause) or not are_partners(view, clause):
        return []
    dates = view.dates_in(clause) or [date for other in others for date in view.dates_in(other)]
    postponed = view.match("postponed", clause)
    if postponed is not None:
        # "Set for 3 May, put off to 15 May": the day that no longer holds is told before the word.
        dates = [date for date in dates if date.span.start >= postponed.end]
    places = view.places_in(clause) or [place for other in others for place in view.places_in(other)]
    people = view.people_in(clause) if view.are_both_in(clause) else view.people_in(sentence.span)
    recalled = view.match("recalled", clause) is not None
    lists_several = recalled or len({place.city for place in places}) > 1
    if len(dates) > 1 and all(date.exact for date in dates) and lists_several:
        # "They met in Sochi on 7 December and again in Minsk on 20 December": each with its own place.
        chosen: list[tuple[FoundDate | None, list[FoundPlace]]] = [
            (date, _nearest_to(date, dates, places)) for date in dates
        ]
    else:
        nearest = min(
            dates, key=lambda date: (not date.exact, get_distance(date.span, contact.span)), default=None
        )
        chosen = [(nearest, places)]
    passages = []
    for when, where in chosen:
        mood = _find_mood(view, clause, when)
        if mood is not None:
            passage = Passage(sentence, contact, mood[0], mood[1], people, when, tuple(where), recalled)
            passages.append(passage)
    return passages


def _nearest_to(date: FoundDate, dates: list[FoundDate], places: list[FoundPlace]) -> list[FoundPlace]:
    return [
        place
        for place in places
        if min(dates, key=lambda other: get_distance(other.span, place.span)) == date
    ]


_YEAR = re.compile(r"(?<![\w/-])(?:19|20)\d\d(?![\w-])")


def _counts(view: View, clause: Span) -> bool:
    """Tell whether a clause tells a year that is no part of a date: "in 2023, they met six times" counts."""
    dates = list(iterate_within(view.findings.dates, clause))
    return any(
        not any(date.span.start <= year.start() < date.span.end for date in dates)
        for year in _YEAR.finditer(view.told, clause.start, clause.end)
    )


def _names_both(view: View, sentence: Sentence, clause: Span) -> bool:
    """Tell whether the contact of a clause is theirs: both stand in it, or one does and the sentence names both."""
    if view.are_both_in(clause):
        return True
    first = sentence.clauses.index(clause) == 0
    named = {slug for person in view.people_in(clause) for slug in person.people}
    # "Talks were held in Sochi, where Putin received Lukashenko": the clause with the contact may name neither.
    return named <= set(view.presidents) if first or named else not view.match("other_talks", sentence.span)


def _find_mood(view: View, clause: Span, date: FoundDate | None) -> tuple[Status, Span | None] | None:
    """Return the status that a clause asserts and the words for it; None if it asserts nothing."""
    published = view.findings.published
    if (words := view.match("cancelled", clause)) is not None:
        return Status.CANCELLED, words
    if view.match("hypothetical", clause) is not None:
        return None
    ahead = date is not None and published is not None and date.date.first > published.last
    behind = date is not None and published is not None and date.date.last < published.first
    words = view.match("planned", clause) or view.match("postponed", clause)
    if words is not None:
        # "were to meet on Friday", told on Sunday: whether they did is not said.
        return None if behind else (Status.PLANNED, words)
    if not (ahead and date):
        return Status.HELD, None
    # "A meeting on 20 December" is still to come; "met on 20 December" was misread and tells nothing.
    return None if view.match("meeting_past", clause) else (Status.PLANNED, date.span)
