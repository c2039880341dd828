"""What the sentences before have told: who is spoken of, so that what is said of one or of none has its bearers."""

from functools import cached_property

from app.domain.dates import Precision
from app.domain.findings import FoundDate, FoundPerson, Sentence
from app.domain.spans import Span, iterate_within
from app.ingest.stages.mentions.actors import are_partners, find_counterpart, has_others
from app.ingest.stages.mentions.contacts import Contact
from app.ingest.stages.mentions.counted import counts_contacts
from app.ingest.stages.mentions.days import BESIDE_EVENT, find_days, find_days_long
from app.ingest.stages.mentions.moods import looks_back
from app.ingest.stages.mentions.series import find_last_met
from app.ingest.stages.mentions.view import View

# How many sentences back the other president, or the contact itself, may have been named.
_REACH_SENTENCES = 3
# How many sentences further on may be told when it was to be.
_REACH_AFTER = 2
# Whom a text is about it names in its first sentences.
_LEAD_SENTENCES = 8


class Discourse:
    """Remembers, sentence by sentence, who was named and where a contact was told of last."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._last_told = -10
        self._last_visit = -10
        self._named: list[set[str]] = []
        self._last_person: dict[str, FoundPerson] = {}

    def begin(self, sentence: Sentence) -> None:
        """Go on to the next sentence."""
        if self._named:
            before = self.view.findings.sentences[len(self._named) - 1]
            for person in self.view.presidents_in(before.span):
                self._last_person.update(dict.fromkeys(person.people, person))
        self._named.append(self.view.named_in(sentence.span))

    def tell(self, number: int) -> None:
        """Remember that the sentence of this number told of a contact."""
        self._last_told = number

    @cached_property
    def is_about_both(self) -> bool:
        """Whether the text names both presidents at its beginning: what one does in it concerns the other."""
        first = self.view.findings.sentences[:_LEAD_SENTENCES]
        return bool(first) and self.view.are_both_in(Span(0, first[-1].span.end))

    def takes_both(self, number: int, sentence: Sentence, clause: Span, contact: Contact) -> bool | None:
        """Tell whether a contact is the two presidents': False if the sentence says so, True where what was told
        before implies it, None if it is not theirs. `number` counts the sentences of the text."""
        view = self.view
        if view.match("summit_talks", clause) or view.match("format_council", clause):
            return False
        if contact.rule == "visit-words":
            return self._is_visit(number, sentence, clause)
        if view.are_both_in(clause):
            return False if are_partners(view, clause) else None
        if has_others(view, clause):
            return None
        named = view.named_in(find_item(view, sentence, clause))
        if len(named) == 2 and (view.named_in(clause) or sentence.clauses[0] != clause):
            return False if are_partners(view, sentence.span) else None
        if self.is_about_both and view.match("they", clause) and find_last_met(view, sentence, clause):
            return True
        if named:
            return self._implies_the_other(number, clause, contact)
        told_just_before = 0 <= number - self._last_told <= _REACH_SENTENCES
        told_just_before |= self.is_about_both and self._goes_back(number, clause)
        if contact.rule == "talk-words" and number - self._last_told <= 1 and find_days(view, clause):
            # "It was their third call. They talked on Saturday as well."
            return True
        return True if told_just_before and not contact.weak and not has_others(view, sentence.span) else None

    def _implies_the_other(self, number: int, clause: Span, contact: Contact) -> bool | None:
        view = self.view
        counterpart = find_counterpart(view, clause)
        is_verb = view.findings.marks.at("meeting_verb", contact.span.start) is not None
        if is_verb and counterpart is None and not self._has_object(clause):
            # "Medvedev sat down": whom one meets must be said.
            return None
        if view.match("format_sidelines", clause) is not None:
            # One of them at a session of many says nothing of the other.
            return None
        near = set().union(*self._named[max(0, number - _REACH_SENTENCES) : number + 1])
        return True if len(near) == 2 or self.is_about_both or counterpart else None

    def _has_object(self, clause: Span) -> bool:
        """Tell whether a pronoun stands for whom a president met: "the Russian president received him"."""
        possessive = self.view.language.particles["possessive"]
        marks = self.view.marks("he", clause)
        return any(mark.span.of(self.view.told).lower() not in possessive for mark in marks)

    def _goes_back(self, number: int, clause: Span) -> bool:
        """Tell whether "they last met" or "they met in Sochi on 7 December" speaks of whom the text is about."""
        view = self.view
        if looks_back(view, clause):
            return True
        before = view.findings.sentences[number - 1] if number else None
        if view.match("they", clause) is None or (before and has_others(view, before.span)):
            return False
        return bool(find_days(view, clause)) and bool(view.places_in(clause))

    def _is_visit(self, number: int, sentence: Sentence, clause: Span) -> bool | None:
        """Tell whether one president goes to the other, or the sentence before said so: "The visit lasts until…"."""
        view = self.view
        people = {slug for p in view.presidents_in(clause) if p.rule != "pronoun" for slug in p.people}
        if len(people) == 2:
            return False if are_partners(view, clause) else None
        if has_others(view, clause):
            return None
        named = view.named_in(clause)
        if named and len(named) < 2 and self._goes_to_the_other(sentence.span, named):
            self._last_visit = number
            return True
        return True if not named and number - self._last_visit == 1 and find_days(view, clause) else None

    def _goes_to_the_other(self, within: Span, named: set[str]) -> bool:
        """Tell whether a journey leads one president to the country of the other, of whom the text speaks too."""
        countries = {place.country for place in iterate_within(self.view.findings.places, within)}
        return self.is_about_both and any(
            home in countries for who, home in self.view.homes.items() if who not in named
        )

    def list_people(self, sentence: Sentence, clause: Span, contact: Contact) -> tuple[FoundPerson, ...]:
        """List who is named for a contact; whom the sentence leaves out, the text before it names."""
        view = self.view
        people = view.people_in(clause) if view.are_both_in(clause) else view.people_in(sentence.span)
        missing = set(view.presidents) - {slug for person in people for slug in person.people}
        if (missing and view.match("format_council", clause)) or view.match("summit_talks", clause):
            return (*people, FoundPerson(contact.span, view.presidents, "pair", contact.span.of(view.told)))
        return (*people, *(self._last_person[slug] for slug in sorted(missing) if slug in self._last_person))

    def find_lent(self, number: int, sentence: Sentence) -> FoundDate | None:
        """Find the one day that the sentence before tells, if it is of this paragraph and looks back on nothing."""
        before = self._find_before(number, sentence)
        if before is None or looks_back(self.view, before.span):
            return None
        days = [d for d in find_days(self.view, before.span) if d.exact and d.date.precision is Precision.DAY]
        return days[0] if len(days) == 1 and days[0].rule not in BESIDE_EVENT else None

    def find_lent_after(self, number: int) -> FoundDate | None:
        """Find the days for which what was called off had been set, told in one of the next sentences."""
        for sentence in self.view.findings.sentences[number + 1 : number + 1 + _REACH_AFTER]:
            days = find_days(self.view, sentence.span)
            exact = [d for d in days if d.exact and d.date.precision is Precision.DAY]
            if exact:
                another = any(
                    self.view.match(name, sentence.span) for name in ("meeting_verb", "meeting_noun")
                )
                return exact[0] if len(exact) == 1 and not another else None
        return None

    def counts_before(self, number: int, sentence: Sentence) -> bool:
        """Tell whether this sentence or the one before, in its paragraph, says how often the two have met."""
        near = (sentence, self._find_before(number, sentence))
        return self.is_about_both and any(one and counts_contacts(self.view, one.span) for one in near)

    def find_days_before(self, number: int, sentence: Sentence) -> tuple[int, bool] | None:
        """Find of how many days' talks the sentence before tells, if it names nobody: "The second day of talks."."""
        before = self._find_before(number, sentence)
        if before is None or self.view.people_in(before.span):
            return None
        return find_days_long(self.view, before.span)

    def _find_before(self, number: int, sentence: Sentence) -> Sentence | None:
        """Find the sentence before, if it is of the same paragraph."""
        before = self.view.findings.sentences[number - 1] if number else None
        return before if before and before.paragraph == sentence.paragraph else None


def find_item(view: View, sentence: Sentence, clause: Span) -> Span:
    """Find the item of a list that a clause stands in: what semicolons divide has no subject in common."""
    told = view.told
    start = told.rfind(";", sentence.span.start, clause.start + 1) + 1 or sentence.span.start
    end = told.find(";", clause.start + 1, sentence.span.end)
    return Span(start, end if end > start else sentence.span.end)
