"""Find the passages that assert a contact of the two presidents: who, how, in which mood, when and where."""

import re
from dataclasses import dataclass

from app.domain.dates import EdtfDate
from app.domain.findings import Findings, FoundDate, FoundPerson, FoundPlace, Sentence
from app.domain.spans import Span, iterate_within
from app.domain.vocabulary import Format, Kind, Status
from app.lexicon.language import Language

_SHORTEST_SPEECH = 4


@dataclass(frozen=True, slots=True)
class Passage:
    """One clause that asserts a contact, with the words it was read from. `contact` is the word for the contact,
    `mood` the words that make it planned or cancelled."""

    sentence: Sentence
    kind: Kind
    status: Status
    contact: Span
    mood: Span | None
    format: Format | None
    people: tuple[FoundPerson, ...]
    date: FoundDate | None
    places: tuple[FoundPlace, ...]

    @property
    def cities(self) -> tuple[str, ...]:
        """The cities told, each once, in the order of the text."""
        return tuple(dict.fromkeys(place.city for place in self.places if place.city))

    @property
    def when(self) -> EdtfDate | None:
        """The date told, if any."""
        return self.date.date if self.date else None


@dataclass(frozen=True, slots=True)
class View:
    """The findings as the article's own telling: `told` is the text with all speech blanked, same length."""

    findings: Findings
    told: str
    presidents: tuple[str, ...]
    language: Language

    def people_in(self, span: Span) -> tuple[FoundPerson, ...]:
        """Return who is named within `span`, outside quotation marks."""
        return tuple(p for p in iterate_within(self.findings.people, span) if not self.is_speech(p.span))

    def are_both_in(self, span: Span) -> bool:
        """Tell whether both presidents are named or referred to within `span`."""
        named = {slug for person in self.people_in(span) for slug in person.people}
        return len(self.presidents) == 2 and named >= set(self.presidents)

    def match(self, phrase: str, span: Span) -> Span | None:
        """Return where an entry of the named phrase list first stands within `span`, outside speech."""
        match = self.language.find(phrase, self.told, span.start, span.end)
        return Span(match.start(), match.end()) if match else None

    def is_speech(self, span: Span) -> bool:
        """Tell whether `span` was blanked as speech."""
        return not self.told[span.start : span.end].strip()


def make_view(findings: Findings, presidents: tuple[str, ...], language: Language) -> View:
    """Blank the speech of four and more words, so that no rule reads what a speaker says as the article's word."""
    told = list(findings.text)
    for quote in findings.quoted:
        if len(re.findall(r"\w+", quote.of(findings.text))) >= _SHORTEST_SPEECH:
            told[quote.start : quote.end] = " " * (quote.end - quote.start)
    return View(findings, "".join(told), presidents, language)


def find_passages(view: View) -> tuple[Passage, ...]:
    """Find every clause that asserts a contact of both presidents, in the order of the text."""
    found: list[Passage] = []
    for sentence in view.findings.sentences:
        if not view.are_both_in(sentence.span):
            continue
        clauses = [clause for clause in sentence.clauses if _contact_in(view, clause) is not None]
        for clause in clauses:
            others = [other for other in sentence.clauses if other not in clauses]
            found.extend(_find_in_clause(view, sentence, clause, others))
    return tuple(found)


def _contact_in(view: View, clause: Span) -> tuple[Kind, Format | None, Span] | None:
    for phrase, format in (("telephone", Format.TELEPHONE), ("video", Format.VIDEO)):
        if span := view.match(phrase, clause):
            return Kind.CALL, format, span
    others = [
        Span(m.start(), m.end())
        for m in view.language.phrases["other_talks"].finditer(view.told, clause.start, clause.end)
    ]
    for phrase in ("meeting_verb", "meeting_noun"):
        for match in view.language.phrases[phrase].finditer(view.told, clause.start, clause.end):
            span = Span(match.start(), match.end())
            if not any(other.overlaps(span) for other in others):
                return Kind.MEETING, None, span
    return None


def _find_in_clause(view: View, sentence: Sentence, clause: Span, others: list[Span]) -> list[Passage]:
    contact = _contact_in(view, clause)
    if contact is None or not _names_both(view, sentence, clause):
        return []
    kind, format, word = contact
    if _counts(view, clause):
        return []
    dates = _dates_in(view, clause) or [date for other in others for date in _dates_in(view, other)]
    places = _places_in(view, clause) or [place for other in others for place in _places_in(view, other)]
    people = view.people_in(clause) if view.are_both_in(clause) else view.people_in(sentence.span)
    if len(dates) > 1 and view.match("recalled", clause):
        # "They last met in Moscow on 9 May and before that on 12 April": two meetings, each with its own place.
        chosen: list[tuple[FoundDate | None, list[FoundPlace]]] = [
            (date, _nearest_to(date, dates, places)) for date in dates
        ]
    else:
        nearest = min(dates, key=lambda date: (not date.exact, _distance(date.span, word)), default=None)
        chosen = [(nearest, places)]
    passages = []
    for when, where in chosen:
        mood = _find_mood(view, clause, when)
        if mood is not None:
            passage = Passage(sentence, kind, mood[0], word, mood[1], format, people, when, tuple(where))
            passages.append(passage)
    return passages


def _nearest_to(date: FoundDate, dates: list[FoundDate], places: list[FoundPlace]) -> list[FoundPlace]:
    return [
        place for place in places if min(dates, key=lambda other: _distance(other.span, place.span)) == date
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


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _dates_in(view: View, clause: Span) -> list[FoundDate]:
    return [date for date in iterate_within(view.findings.dates, clause) if not view.is_speech(date.span)]


def _places_in(view: View, clause: Span) -> list[FoundPlace]:
    return [
        place
        for place in iterate_within(view.findings.places, clause)
        if place.city
        and not view.is_speech(place.span)
        and _word_before(view, place.span) not in view.language.particles["origin"]
    ]


def _word_before(view: View, span: Span) -> str:
    words = view.told[max(0, span.start - 30) : span.start].split()
    return words[-1].lower() if words else ""


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
    return (Status.PLANNED, date.span) if ahead and date else (Status.HELD, None)
