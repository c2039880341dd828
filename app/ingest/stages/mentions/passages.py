"""Find the passages that assert a contact of the two presidents: who, how, in which mood, when and where."""

from dataclasses import dataclass, replace
from itertools import pairwise

from app.domain.findings import FoundDate, FoundPerson, FoundPlace, Sentence
from app.domain.marks import Mark
from app.domain.spans import Span
from app.domain.vocabulary import Format, Kind, Status
from app.ingest.stages.mentions.actors import get_distance, has_others
from app.ingest.stages.mentions.contacts import Contact, find_contacts, tells_of_any
from app.ingest.stages.mentions.counted import counts
from app.ingest.stages.mentions.days import find_days_long
from app.ingest.stages.mentions.discourse import Discourse, find_item
from app.ingest.stages.mentions.moods import find_mood, find_rest, is_absent, is_behind, looks_back
from app.ingest.stages.mentions.occasions import (
    find_move,
    find_when,
    find_where,
    is_nearest,
    may_lend,
)
from app.ingest.stages.mentions.parts_of_day import find_parts_of_day, is_another_of_day, is_told_again
from app.ingest.stages.mentions.series import find_last_met, find_series, spread
from app.ingest.stages.mentions.view import View

# Nobody writes such a sentence about a meeting, but machines can.
_LONGEST_SENTENCE = 10_000

# So many sentences on, "the conversation" is still the call told of.
_REACH = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """One clause that asserts a contact, with the words it was read from. `mood` are the words that make it
    planned or cancelled. `number` counts the sentences of the text; of an `implied` passage the sentences before
    tell who takes part, `lent` is the day that the sentence before it tells, `item` what semicolons divide from
    the rest, `days` how many days the contact took, of which the date is the first (True) or the last, and
    `moved_from` the day that it was first set for; what is `put_off` has no day but one that is told beside it.
    Of a call, `part` is the part of its day; it is told `again`, or as `another` of a day on which one was told before.
    """

    sentence: Sentence
    number: int
    found: Contact
    status: Status
    mood: Span | None
    people: tuple[FoundPerson, ...]
    date: FoundDate | None
    places: tuple[FoundPlace, ...]
    is_recalled: bool = False
    implied: bool = False
    lent: FoundDate | None = None
    item: Span | None = None
    days: tuple[int, bool] | None = None
    moved_from: FoundDate | None = None
    put_off: bool = False
    part: Mark | None = None
    again: bool = False
    another: bool = False

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
    def clause(self) -> Span:
        """The clause that tells of the contact."""
        clauses = (clause for clause in self.sentence.clauses if clause.holds(self.contact))
        return next(clauses, self.sentence.span)

    @property
    def cities(self) -> tuple[str, ...]:
        """The cities told, each once, in the order of the text."""
        return tuple(dict.fromkeys(place.city for place in self.places if place.city))


def find_passages(view: View) -> tuple[Passage, ...]:
    """Find every clause that asserts a contact of both presidents, in the order of the text."""
    reader = _Reader(view)
    whole = Span(0, len(view.told))
    if not view.are_both_in(whole) and not any(
        view.match(name, whole) for name in ("summit_talks", "format_council")
    ):
        return ()
    for number, sentence in enumerate(view.findings.sentences):
        reader.read(number, sentence)
    return tuple(reader.found)


class _Reader:
    """Reads sentence after sentence."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.found: list[Passage] = []
        self._discourse = Discourse(view)

    def read(self, number: int, sentence: Sentence) -> None:
        """Read one sentence; `number` counts the sentences of the text from 0."""
        self._discourse.begin(sentence)
        if sentence.span.end - sentence.span.start > _LONGEST_SENTENCE:
            return
        contacts = [(clause, find_contacts(self.view, sentence, clause)) for clause in sentence.clauses]
        lenders = [clause for clause in sentence.clauses if may_lend(self.view, clause)]
        for clause, found in contacts:
            if not found and self._discourse.counts_before(number, sentence):
                self._add_list(number, sentence, clause)
            for contact in found:
                implied = self._discourse.takes_both(number, sentence, clause, contact)
                if implied is not None:
                    rivals = [one.span for one in found if one is not contact]
                    self._add(number, sentence, clause, contact, implied, lenders, rivals)

    def _add(
        self,
        number: int,
        sentence: Sentence,
        clause: Span,
        contact: Contact,
        implied: bool,
        lenders: list[Span],
        rivals: list[Span],
    ) -> None:
        view = self.view
        if self.found:
            contact = self._with_kind_before(number, sentence, clause, contact)
        item = find_item(view, sentence, clause)
        others = [one for one in lenders if one != clause and not self._are_apart(one, clause)]
        told = _read_clause(view, sentence, item, clause, contact, others, rivals)
        last = None if told or contact.weak else find_last_met(view, sentence, clause)
        if last is not None:
            told = [((Status.HELD, None), last[0], tuple(last[1]))]
        marks = view.findings.marks
        passages = [
            Passage(
                sentence,
                number,
                contact,
                *mood,
                people=self._discourse.list_people(sentence, clause, contact),
                date=day or self._find_day_beside(number, sentence, clause, mood[0]),
                places=where,
                is_recalled=last is not None or looks_back(view, clause),
                implied=implied,
                lent=self._discourse.find_lent(number, sentence),
                item=item,
                days=find_days_long(view, clause) or self._discourse.find_days_before(number, sentence),
                moved_from=former,
                put_off=mood[1] is not None and marks.at("postponed", mood[1].start) is not None,
            )
            for mood, when, where in told
            for day, former in [find_move(view, item, when)]
        ]
        if contact.format is Format.VIDEO and not any(p.date for p in passages):
            self._make_call(number, contact)
        if contact.kind is Kind.CALL:
            passages = [part for passage in passages for part in self._list_parts(passage)]
        self.found.extend(passages)
        if passages:
            self._discourse.tell(number)

    def _find_day_beside(
        self, number: int, sentence: Sentence, clause: Span, status: Status
    ) -> FoundDate | None:
        """Find the day of what was called off further on, of what was "in the evening" in the sentence before."""
        if status is Status.CANCELLED:
            return self._discourse.find_lent_after(number)
        start = sentence.span.start
        marks = (self.view.match(name, clause) for name in ("part_of_day", "later_that_day"))
        if status is not Status.HELD or not any(mark and mark.start == start for mark in marks):
            return None
        return self._discourse.find_lent(number, sentence)

    def _list_parts(self, call: Passage) -> list[Passage]:
        """Tell a call in the part of its day, one of the morning and the evening once for each."""
        view, sentence = self.view, call.sentence
        before = self.found[-1] if self.found else None
        follows = (
            before is not None
            and before.kind is Kind.CALL
            and not (before.is_recalled or call.is_recalled)
            and before.sentence is not sentence
            and before.sentence.paragraph == sentence.paragraph
        )
        told = replace(
            call,
            again=is_told_again(view, call.clause),
            another=follows and is_another_of_day(view, call.clause),
        )
        parts = find_parts_of_day(view, sentence, call.clause, call.contact, call.date)
        return [replace(told, part=part) for part in parts] or [told]

    def _add_list(self, number: int, sentence: Sentence, clause: Span) -> None:
        """Add the meetings of a list: "It is their fourth. The earlier ones were in May, in Sochi, and in July"."""
        view = self.view
        is_earlier = any(view.match(name, clause) for name in ("recalled", "ahead", "together"))
        is_other = any(view.match(name, clause) for name in ("visit", "planned", "telephone"))
        if not is_earlier or is_other or has_others(view, clause):
            return
        for when, where in find_series(view, clause, is_list=True):
            contact = Contact(Kind.MEETING, when.span, "listed")
            people = self._discourse.list_people(sentence, clause, contact)
            told = Passage(sentence, number, contact, Status.HELD, None, people, when, tuple(where))
            self.found.append(replace(told, is_recalled=True, implied=True))

    def _with_kind_before(self, number: int, sentence: Sentence, clause: Span, contact: Contact) -> Contact:
        """After a call "the conversation" is that call, not a meeting, unless it has its own place or bearers."""
        view, last = self.view, self.found[-1]
        named = any(person.rule != "pronoun" for person in view.presidents_in(clause))
        is_talk = contact.rule == "talk-words" and not named
        is_talk |= view.findings.marks.at("talk_noun", contact.span.start) is not None
        if last.kind is not Kind.CALL or not is_talk:
            return contact
        if number - last.number > _REACH or view.places_in(sentence.span):
            return contact
        if named and (number - last.number > 1 or last.is_recalled):
            return contact
        return replace(contact, kind=Kind.CALL, format=last.format)

    def _make_call(self, number: int, video: Contact) -> None:
        """Let the session just told of be a call: "It was held by video link"."""
        for index in range(len(self.found) - 1, -1, -1):
            passage = self.found[index]
            if number - passage.number > 1:
                return
            is_journey = passage.found.rule == "visit-words"
            if passage.kind is Kind.MEETING and not passage.is_recalled and not is_journey:
                found = replace(passage.found, kind=Kind.CALL, format=video.format)
                self.found[index] = replace(passage, found=found)

    def _are_apart(self, one: Span, other: Span) -> bool:
        """Tell whether a semicolon stands between two clauses of a sentence: each tells of something else."""
        return ";" in self.view.told[min(one.start, other.start) : max(one.start, other.start) + 1]


_Told = tuple[tuple[Status, Span | None], FoundDate | None, tuple[FoundPlace, ...]]


def _read_clause(
    view: View,
    sentence: Sentence,
    item: Span,
    clause: Span,
    contact: Contact,
    others: list[Span],
    rivals: list[Span],
) -> list[_Told]:
    """Read mood, day and places of each time that a clause tells a contact."""
    if counts(view, clause):
        return []
    dates = [
        d
        for d in find_when(view, sentence.span, clause, contact.span, others)
        if is_nearest(d.span, contact.span, rivals)
    ]
    places = [
        p
        for p in find_where(view, sentence.span, clause, contact, others)
        if is_nearest(p.span, contact.span, rivals)
    ]
    series = [] if rivals else find_series(view, item)
    chosen: list[tuple[FoundDate | None, list[FoundPlace]]] = [
        (day, where) for date, where in series for day in spread(contact, date, view)
    ] or [(None, where) for where in _split_places(view, places)]
    if not series and dates:
        nearest = min(dates, key=lambda date: (not date.exact, get_distance(date.span, contact.span)))
        chosen = [(day, places) for day in spread(contact, nearest, view)]
    told: list[_Told] = []
    following = _find_following(view, item, clause, contact)
    if following is not None and is_absent(view, following):
        return []
    rest = find_rest(view, following) if following is not None else None
    if contact.rule == "visit-words" and rest and rest[0] is not Status.CANCELLED:
        rest = None
    for when, where in chosen:
        mood = rest or find_mood(view, item, clause, contact.span, when)
        is_plan = mood is not None and mood[0] is Status.PLANNED and when is None
        if is_plan and is_behind(view, clause, contact.span):
            # "After the talks they will play hockey": what is to come is the match.
            continue
        if mood is not None:
            told.append((mood, when, tuple(where)))
    return told


def _split_places(view: View, places: list[FoundPlace]) -> list[list[FoundPlace]]:
    """Split cities of several meetings: "agree to meet in Bishkek and later in Petersburg"; others stay together."""
    if len(places) < 2 or any(one.city == other.city for one, other in pairwise(places)):
        return [places]
    places = sorted(places, key=lambda place: place.span)
    if any(one.span.end >= other.span.start for one, other in pairwise(places)):
        return [places]
    gaps = [Span(one.span.end, other.span.start) for one, other in pairwise(places)]
    return [[place] for place in places] if all(view.match("again", gap) for gap in gaps) else [places]


def _is_bare_council(view: View, clause: Span) -> bool:
    """Tell whether a clause names a session of the council and says nothing of it: "The session, which …"."""
    told = ("happened", "ongoing", "began", "ended", "planned", "cancelled", "postponed", "meeting_verb")
    return view.match("format_council", clause) is not None and not any(view.match(n, clause) for n in told)


def _find_following(view: View, item: Span, clause: Span, contact: Contact) -> Span | None:
    """Return what follows the clause of a contact that it only names, if that tells of no other contact."""
    is_named = contact.rule in ("meeting-noun", "visit-words") or _is_bare_council(view, clause)
    if not is_named or clause.end >= item.end:
        return None
    following = Span(clause.end, item.end)
    return None if tells_of_any(view, following) else following
