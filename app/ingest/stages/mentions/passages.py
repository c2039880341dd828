"""Find the passages that assert a contact of the two presidents: who, how, in which mood, when and where."""

import re
from dataclasses import dataclass, replace

from app.domain.dates import EdtfDate, Precision
from app.domain.findings import FoundDate, FoundPerson, FoundPlace, Sentence
from app.domain.spans import Span, iterate_within
from app.domain.vocabulary import Format, Kind, Status
from app.ingest.stages.mentions.contacts import (
    Contact,
    are_partners,
    find_contacts,
    find_counterpart,
    get_distance,
    has_others,
    tells_of_any,
)
from app.ingest.stages.mentions.moods import find_mood, find_rest
from app.ingest.stages.mentions.view import View

# Nobody writes such a sentence about a meeting, but machines can.
_LONGEST_SENTENCE = 10_000
# How many sentences back the other president, or the contact itself, may have been named.
_REACH_SENTENCES = 3
# Whom a text is about it names in its first sentences.
_LEAD_SENTENCES = 6
# "Since the disputed vote of 9 August": so many words stand between.
_BOUND_WORDS = 4
# What the two states signed so long ago is history.
_LONG_AGO_DAYS = 60
# "Talks with his guest on Friday": a contact and its day stand no further apart, in characters.
_NEAR = 40
# "The meeting was announced": so many characters do.
_TOUCH = 12
# Days that a visit takes at most.
_LONGEST_STAY = 10


@dataclass(frozen=True, slots=True)
class Passage:
    """One clause that asserts a contact, with the words it was read from. `mood` are the words that make it
    planned or cancelled. `number` counts the sentences of the text; of an `implied` passage the sentences before
    tell who takes part, `lent` is the day that the sentence before it tells, `item` what semicolons divide from
    the rest, and `days` how many days the contact took, of which the date is the first (True) or the last.
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


# How far into a text, in paragraphs, its news stands.
NEWS_PARAGRAPHS = 4


def find_head_days(view: View) -> list[FoundDate]:
    """Find the days that the head of a text tells, but those that it looks back on and those that only bound."""
    found = []
    for sentence in view.findings.sentences:
        if sentence.paragraph >= NEWS_PARAGRAPHS:
            break
        if view.match("recalled", sentence.span) is None and view.match("tie", sentence.span) is None:
            days = find_days(view, sentence.span)
            found += [day for day in days if day.exact and day.date.precision is Precision.DAY]
    return found


def find_passages(view: View) -> tuple[Passage, ...]:
    """Find every clause that asserts a contact of both presidents, in the order of the text."""
    reader = _Reader(view)
    whole = Span(0, len(view.told))
    if not view.are_both_in(whole) and not view.match("summit_talks", whole):
        return ()
    for number, sentence in enumerate(view.findings.sentences):
        if sentence.span.end - sentence.span.start <= _LONGEST_SENTENCE:
            reader.read(number, sentence)
    return tuple(reader.found)


class _Reader:
    """Reads sentence after sentence and remembers what the ones before have told."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.found: list[Passage] = []
        self._last_told = -10
        self._last_visit = -10
        self._named: list[set[str]] = []

    def read(self, number: int, sentence: Sentence) -> None:
        """Read one sentence; `number` counts the sentences of the text from 0."""
        self._named.append(self.view.named_in(sentence.span))
        contacts = {clause: find_contacts(self.view, sentence, clause) for clause in sentence.clauses}
        lent = self._find_lent(number, sentence)
        lenders = [clause for clause in sentence.clauses if _may_lend(self.view, clause)]
        for clause in sentence.clauses:
            for contact in contacts[clause]:
                implied = self._takes_both(number, sentence, clause, contact)
                if implied is None:
                    continue
                if self.found and all(p.rule == "pronoun" for p in self.view.presidents_in(clause)):
                    contact = self._with_kind_before(contact)
                others = [one for one in lenders if one != clause and not self._are_apart(one, clause)]
                people = self._list_people(sentence, clause, contact)
                item = self._find_item(sentence, clause)
                days = _find_days_long(self.view, clause)
                rivals = [one.span for one in contacts[clause] if one is not contact]
                passages = [
                    Passage(
                        sentence,
                        number,
                        contact,
                        *mood,
                        people,
                        when,
                        where,
                        recalled,
                        implied,
                        lent,
                        item,
                        days,
                    )
                    for mood, when, where, recalled in _read_clause(
                        self.view, item, clause, contact, others, rivals
                    )
                ]
                if contact.format is Format.VIDEO and not any(p.date for p in passages):
                    self._make_call(number, contact)
                self.found.extend(passages)
                if passages:
                    self._last_told = number

    def _goes_back(self, number: int, clause: Span) -> bool:
        """Tell whether "they last met" or "they met in Sochi on 7 December" speaks of whom the text is about."""
        view = self.view
        if view.match("recalled", clause) is not None:
            return True
        before = view.findings.sentences[number - 1] if number else None
        if view.match("they", clause) is None or (before and has_others(view, before.span)):
            return False
        return bool(find_days(view, clause)) and bool(view.places_in(clause))

    def _find_item(self, sentence: Sentence, clause: Span) -> Span:
        """Find the item of a list that a clause stands in: what semicolons divide has no subject in common."""
        told = self.view.told
        start = told.rfind(";", sentence.span.start, clause.start + 1) + 1 or sentence.span.start
        end = told.find(";", clause.start + 1, sentence.span.end)
        return Span(start, end if end > start else sentence.span.end)

    def _make_call(self, number: int, video: Contact) -> None:
        """Let the session just told of be a call: "It was held by video link"."""
        for index, passage in enumerate(self.found):
            if passage.kind is Kind.MEETING and 0 <= number - passage.number <= 1 and not passage.is_recalled:
                found = replace(passage.found, kind=Kind.CALL, format=video.format)
                self.found[index] = replace(passage, found=found)

    def _with_kind_before(self, contact: Contact) -> Contact:
        """After a call "the conversation" is that call, not a meeting."""
        last = self.found[-1]
        if last.kind is not Kind.CALL or self.view.findings.marks.at("talk_noun", contact.span.start) is None:
            return contact
        return replace(contact, kind=Kind.CALL, format=last.format)

    def _are_apart(self, one: Span, other: Span) -> bool:
        """Tell whether a semicolon stands between two clauses of a sentence: each tells of something else."""
        return ";" in self.view.told[min(one.start, other.start) : max(one.start, other.start) + 1]

    def _list_people(self, sentence: Sentence, clause: Span, contact: Contact) -> tuple[FoundPerson, ...]:
        """List who is named for a contact; whom the sentence leaves out, the text before it names."""
        view = self.view
        people = view.people_in(clause) if view.are_both_in(clause) else view.people_in(sentence.span)
        missing = set(view.presidents) - {slug for person in people for slug in person.people}
        if (missing and view.match("format_council", clause)) or view.match("summit_talks", clause):
            return (*people, FoundPerson(contact.span, view.presidents, "pair", contact.span.of(view.told)))
        before = view.presidents_in(Span(0, sentence.span.start)) if missing and sentence.span.start else ()
        found = [next((p for p in reversed(before) if slug in p.people), None) for slug in sorted(missing)]
        return (*people, *(person for person in found if person))

    def _takes_both(self, number: int, sentence: Sentence, clause: Span, contact: Contact) -> bool | None:
        """Tell whether the contact is the two presidents'; True where that is implied; None if it is not."""
        view = self.view
        if view.match("summit_talks", clause) or view.match("format_council", clause):
            return False
        if contact.rule == "visit-words":
            return self._is_visit(number, sentence, clause)
        if view.are_both_in(clause):
            return False if are_partners(view, clause) else None
        if has_others(view, clause):
            return None
        named = view.named_in(self._find_item(sentence, clause))
        if len(named) == 2 and (view.named_in(clause) or sentence.clauses[0] != clause):
            return False if are_partners(view, sentence.span) else None
        if named:
            is_verb = view.findings.marks.at("meeting_verb", contact.span.start) is not None
            if is_verb and find_counterpart(view, clause) is None and not self._has_object(clause):
                # "Medvedev sat down": whom one meets must be said.
                return None
            if view.match("format_sidelines", clause) is not None:
                # One of them at a session of many says nothing of the other.
                return None
            near = set().union(*self._named[max(0, number - _REACH_SENTENCES) : number + 1])
            is_theirs = len(near) == 2 or self._is_about_both() or find_counterpart(view, clause)
            return True if is_theirs else None
        told_just_before = 0 <= number - self._last_told <= _REACH_SENTENCES
        told_just_before |= self._is_about_both() and self._goes_back(number, clause)
        return True if told_just_before and not contact.weak and not has_others(view, sentence.span) else None

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

    def _find_lent(self, number: int, sentence: Sentence) -> FoundDate | None:
        """Find the one day that the nearest of the sentences before tells, if it looks back on nothing."""
        before = self.view.findings.sentences[number - 1] if number else None
        if (
            before is None
            or before.paragraph != sentence.paragraph
            or self.view.match("recalled", before.span)
        ):
            return None
        days = [d for d in find_days(self.view, before.span) if d.exact and d.date.precision is Precision.DAY]
        return days[0] if len(days) == 1 else None

    def _has_object(self, clause: Span) -> bool:
        """Tell whether a pronoun stands for whom a president met: "the Russian president received him"."""
        possessive = self.view.language.particles["possessive"]
        marks = self.view.marks("he", clause)
        return any(mark.span.of(self.view.told).lower() not in possessive for mark in marks)

    def _is_about_both(self) -> bool:
        """Tell whether the text names both presidents at its beginning: what one does in it concerns the other."""
        first = self.view.findings.sentences[:_LEAD_SENTENCES]
        return self.view.are_both_in(Span(0, first[-1].span.end))

    def _goes_to_the_other(self, clause: Span, named: set[str]) -> bool:
        """Tell whether a journey leads one president to the country of the other, of whom the text speaks too."""
        homes = dict(zip(self.view.presidents, ("RU", "BY"), strict=False))
        countries = {place.country for place in iterate_within(self.view.findings.places, clause)}
        return self._is_about_both() and any(
            home in countries for who, home in homes.items() if who not in named
        )


_Told = tuple[tuple[Status, Span | None], FoundDate | None, tuple[FoundPlace, ...], bool]


def _read_clause(
    view: View, item: Span, clause: Span, contact: Contact, others: list[Span], rivals: list[Span]
) -> list[_Told]:
    """Read mood, day, places and whether it is looked back on, of each time that a clause tells a contact."""
    if _counts(view, clause):
        return []
    recalled = view.match("recalled", clause) is not None
    dates = [
        d for d in _find_when(view, clause, contact.span, others) if _is_nearest(d.span, contact.span, rivals)
    ]
    places = [
        p for p in _find_where(view, clause, contact, others) if _is_nearest(p.span, contact.span, rivals)
    ]
    series = [] if rivals else _find_series(view, item)
    chosen: list[tuple[FoundDate | None, list[FoundPlace]]] = [
        (day, where) for date, where in series for day in _spread(contact, date, view)
    ] or [(None, places)]
    if not series and dates:
        nearest = min(dates, key=lambda date: (not date.exact, get_distance(date.span, contact.span)))
        chosen = [(day, places) for day in _spread(contact, nearest, view)]
    told = []
    rest = _find_rest(view, item, clause, contact)
    for when, where in chosen:
        mood = rest or find_mood(view, item, clause, contact.span, when)
        if mood is not None:
            told.append((mood, when, tuple(where), recalled))
    return told


def _find_days_long(view: View, clause: Span) -> tuple[int, bool] | None:
    """Find of how many days' talks a clause tells the beginning (True) or the end: "the three-day talks ended"."""
    for name, count in (("days_two", 2), ("days_three", 3)):
        if view.match(name, clause) is not None:
            began, ended = view.match("began", clause), view.match("ended", clause)
            return (count, began is not None) if began or ended else None
    return (2, False) if view.match("second_day", clause) else None


def _find_rest(view: View, item: Span, clause: Span, contact: Contact) -> tuple[Status, Span] | None:
    if contact.rule != "meeting-noun" or clause.end >= item.end:
        return None
    rest = Span(clause.end, item.end)
    return None if tells_of_any(view, rest) else find_rest(view, rest)


def _is_nearest(told: Span, contact: Span, rivals: list[Span]) -> bool:
    return all(get_distance(told, contact) <= get_distance(told, rival) for rival in rivals)


def _spread(contact: Contact, date: FoundDate, view: View) -> list[FoundDate]:
    """Read "they spoke by telephone on 30 and 31 December" as two calls; a meeting of two days is one."""
    is_listed = not re.search(r"[-–—]", date.span.of(view.told))
    if contact.kind is not Kind.CALL or not date.date.is_interval or not is_listed:
        return [date]
    if date.date.precision is not Precision.DAY or (date.date.last - date.date.first).days != 1:
        return [date]
    return [replace(date, date=EdtfDate.of_day(day)) for day in (date.date.first, date.date.last)]


def _may_lend(view: View, clause: Span) -> bool:
    """Tell whether a clause's day and place can be those of a contact told beside it."""
    return not tells_of_any(view, clause) and not any(
        view.match(name, clause)
        for name in ("hypothetical", "postponed", "founding", "founded", "anniversary")
    )


def _find_when(view: View, clause: Span, contact: Span, others: list[Span]) -> list[FoundDate]:
    if any(0 <= mark.span.start - contact.end <= _TOUCH for mark in view.marks("announced", clause)):
        # "The meeting was announced on Monday."
        return []
    dates = find_days(view, clause)
    if not any(date.exact for date in dates):
        dates += [date for other in others for date in find_days(view, other)]
    dates = [date for date in dates if not _is_of_founding(view, clause, date)]
    if any(0 <= contact.start - mark.span.end <= _TOUCH for mark in view.marks("after", clause)):
        # "A day after the talks" tells of that day; "after talks on Friday" of theirs.
        dates = [date for date in dates if 0 <= date.span.start - contact.end <= _NEAR]
    stay = _find_stay(view, clause, dates)
    if stay is not None:
        return [stay]
    postponed = view.match("postponed", clause)
    if postponed is not None:
        # "Set for 3 May, put off to 15 May": the day that no longer holds is told before the word.
        published = view.findings.published
        dates = [
            date
            for date in dates
            if date.span.start >= postponed.end and not (published and date.date.first <= published.last)
        ]
    return dates


def find_days(view: View, within: Span) -> list[FoundDate]:
    """Return the times told within a span but those that only bound another: "since the vote of 9 August"."""
    return [
        date
        for date in view.dates_in(within)
        if date.date.is_interval or not (date.limit or _dates_another(view, within, date))
    ]


def _is_of_founding(view: View, within: Span, date: FoundDate) -> bool:
    """Tell whether a day long ago stands with words for a treaty and its signing: it is a milestone's."""
    published = view.findings.published
    if published is None or (published.first - date.date.last).days < _LONG_AGO_DAYS:
        return False
    founded = any(view.match(name, within) for name in ("founding", "founded", "anniversary"))
    return founded and view.match("tie", within) is not None


def _dates_another(view: View, within: Span, date: FoundDate) -> bool:
    for mark in view.marks("bounding", within):
        between = view.told[mark.span.end : date.span.start] if mark.span.end <= date.span.start else ","
        if "," not in between and len(between.split()) <= _BOUND_WORDS:
            return True
    return False


def _find_stay(view: View, clause: Span, dates: list[FoundDate]) -> FoundDate | None:
    """Read a stay from arrival to departure: "came on Thursday and left on Friday"."""
    if view.match("visit", clause) is None or (leave := view.match("leave", clause)) is None:
        return None
    days = [date for date in dates if date.exact and date.date.precision is Precision.DAY]
    if len(days) != 2 or not days[0].span.end <= leave.start < days[1].span.start:
        return None
    first, last = days[0].date.first, days[1].date.last
    if not 0 < (last - first).days <= _LONGEST_STAY:
        return None
    return FoundDate(Span(days[0].span.start, days[1].span.end), EdtfDate.of_days(first, last), "stay")


def _find_where(view: View, clause: Span, contact: Contact, others: list[Span]) -> list[FoundPlace]:
    if contact.rule == "visit-words":
        # A journey's goal is told behind the word for it.
        return [place for place in view.places_in(clause) if place.span.start >= contact.span.end]
    return view.places_in(clause) or [place for other in others for place in view.places_in(other)]


def _find_series(view: View, item: Span) -> list[tuple[FoundDate, list[FoundPlace]]]:
    """Read "they met in Sochi on 7 December and in Petersburg on 20 December": each day with its own place.

    It takes two days at least, each with a city beside it, or two months or days of a contact looked back on.
    """
    dates = [date for date in view.dates_in(item) if date.exact]
    if len(dates) < 2 or len({date.date.text for date in dates}) < 2:
        return []
    places = view.places_in(item)
    published = view.findings.published
    if published and any(date.date.last > published.last for date in dates):
        return []
    is_told = any(view.match(name, item) for name in ("recalled", "again"))
    before = bool(places) and places[0].span.start < dates[0].span.start
    series: list[tuple[FoundDate, list[FoundPlace]]] = []
    for number, date in enumerate(dates):
        start = dates[number - 1].span.end if before and number else item.start
        end = dates[number + 1].span.start if number + 1 < len(dates) else item.end
        window = (start, date.span.start) if before else (date.span.end, end)
        own = [place for place in places if window[0] <= place.span.start < window[1]]
        if not own and before and series:
            # "In Moscow in April, May and October": the city goes on for the months after it.
            own = series[-1][1]
        elif own and not before and series and not series[-1][1] and _are_listed(view, series[-1][0], date):
            # "In February and March in Moscow": the city holds for the month before it too.
            series[-1] = (series[-1][0], own)
        series.append((date, own[:1]))
        if len(own) > 1 and not before and _are_listed(view, own[0], own[1]):
            # "In May in Moscow and in Sochi": two meetings.
            series.append((date, own[1:2]))
    # "Landed in Minsk on Saturday, held talks on Sunday" are not two meetings.
    return series if is_told or sum(bool(own) for _, own in series) > 1 else []


def _are_listed(view: View, one: FoundDate | FoundPlace, other: FoundDate | FoundPlace) -> bool:
    """Tell whether a comma or "and", with a preposition at most, joins two times or places."""
    words = view.told[one.span.end : other.span.start].replace(",", " , ").lower().split()
    return 0 < len(words) <= 2 and words[0] in view.language.particles["listed"]


_YEAR = re.compile(r"(?<![\w/-])(?:19|20)\d\d(?![\w-])")


def _counts(view: View, clause: Span) -> bool:
    """Tell whether a clause tells a year that is no part of a date: "in 2023, they met six times" counts."""
    dates = list(iterate_within(view.findings.dates, clause))
    if any(date.date.precision is Precision.DAY for date in dates):
        return False
    return any(
        not any(date.span.start <= year.start() < date.span.end for date in dates)
        for year in _YEAR.finditer(view.told, clause.start, clause.end)
    )
