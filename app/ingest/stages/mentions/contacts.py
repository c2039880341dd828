"""Find the words by which a clause tells of a contact of the presidents, and whose contact it is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from app.domain.dates import Precision
from app.domain.findings import FoundPerson, Sentence
from app.domain.spans import Span, iterate_within
from app.domain.vocabulary import Format, Kind
from app.ingest.stages.mentions.view import View

HOMES = frozenset({"RU", "BY"})
# Names no further apart than this, in characters, belong together: "talks of Putin with his guest, Lukashenko".
_LINK = 40
# How far behind a word for a contact the first name of who takes part stands.
_REACH = 45
# No further apart, in characters, stand a subject and an object with nothing but a verb of meeting between.
_OBJECT = 30
# "Putin had a telephone conversation on Monday with Lukashenko": so many characters stand between the two.
_PHRASE = 90
# A spokesman and his verb stand no further apart.
_BESIDE = 30
# "After two-hour talks", "talks are under way".
_TOUCH = 12
# "Held talks by telephone" is one contact; words further apart, in characters, tell of a call and of a meeting.
_APART = 20


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact as a clause tells it; `format` only where the words for it tell one, `rule` names what read it.

    A `weak` one does not say by itself that the two met: they "discussed", went "together", one "visited".
    """

    kind: Kind
    span: Span
    rule: str
    format: Format | None = None
    weak: bool = False


def find_contacts(view: View, sentence: Sentence, clause: Span) -> list[Contact]:
    """Find what a clause calls a contact of the two: a call, a meeting, or both ("agreed by telephone to meet")."""
    found: list[Contact] = []
    call = _find_call(view, clause)
    if call is not None and not _is_of_others(view, clause, call.span):
        found.append(call)
    taken = [contact.span for contact in found] + ([call.span] if call else [])
    meeting = _find_meeting(view, clause, taken)
    if meeting is not None and (call is None or _is_besides(view, meeting, call)):
        found.append(meeting)
    if found or call is not None:
        return found
    weak = (
        _find_ellipsis(view, sentence, clause)
        or _find_talk(view, clause)
        or _find_together(view, sentence, clause)
        or _find_visit(view, clause)
    )
    return [weak] if weak else []


def _is_besides(view: View, meeting: Contact, call: Contact) -> bool:
    """Tell whether a clause with a call tells of a meeting too: "they met in May and spoke by telephone in June"."""
    is_verb = view.findings.marks.at("meeting_verb", meeting.span.start) is not None
    return is_verb and get_distance(meeting.span, call.span) > _APART


def find_counterpart(view: View, within: Span) -> Span | None:
    """Find a word that stands for the other president: "his guest"; one that names a president is that name."""
    named = [person.span for person in iterate_within(view.findings.people, within)]
    spans = (mark.span for mark in view.marks("counterpart", within))
    return next((span for span in spans if not any(span.overlaps(name) for name in named)), None)


def has_others(view: View, within: Span) -> bool:
    """Tell whether anybody else than the two presidents is named or spoken of within a span."""
    return any(not actor.people for actor in _actors_in(view, within))


def tells_of_any(view: View, clause: Span) -> bool:
    """Tell whether a clause has words for a contact, be it of others: its day and place are not to be lent."""
    return any(view.match(name, clause) for name in ("meeting_verb", "meeting_noun", "telephone", "video"))


def _find_call(view: View, clause: Span) -> Contact | None:
    for name, format in (("telephone", Format.TELEPHONE), ("video", Format.VIDEO)):
        if span := view.match(name, clause):
            return Contact(Kind.CALL, span, "call-words", format)
    return None


def _find_meeting(view: View, clause: Span, taken: list[Span]) -> Contact | None:
    taken = [*taken, *(mark.span for mark in view.marks("other_talks", clause))]
    spans = [
        mark.span
        for name in ("summit_talks", "meeting_verb", "meeting_noun")
        for mark in view.marks(name, clause)
        if not any(mark.span.overlaps(other) for other in taken)
    ]
    spans = [
        span for span in spans if not _is_of_others(view, clause, span) and not _is_topic(view, clause, span)
    ]
    council = view.match("format_council", clause)
    if not spans:
        session = view.match("session_noun", clause) if council else None
        return _make_council(council, session) if council else None
    # Of several words for meetings the one beside the presidents' names is theirs.
    presidents = view.presidents_in(clause)
    nearest = min(spans, key=lambda span: sum(get_distance(span, person.span) for person in presidents))
    if view.findings.marks.at("meeting_verb", nearest.start) or _is_told_of(view, clause, nearest):
        return Contact(Kind.MEETING, nearest, "meeting-words")
    return Contact(Kind.MEETING, nearest, "meeting-noun", weak=True)


def _is_topic(view: View, clause: Span, noun: Span) -> bool:
    """Tell whether a meeting is what is talked about, not what was: "the question of a meeting"."""
    return any(0 <= noun.start - mark.span.end <= _TOUCH for mark in view.marks("about", clause))


def _make_council(council: Span, session: Span | None) -> Contact:
    """Make the contact of a council: a session of it, or no more than its name."""
    if session is not None:
        return Contact(Kind.MEETING, session, "meeting-words")
    return Contact(Kind.MEETING, council, "council-words", weak=True)


def _is_told_of(view: View, clause: Span, noun: Span) -> bool:
    """Tell whether a clause says of a meeting that it was, is or will be, and does not only name it."""
    names = ("happened", "ongoing", "began", "ended", "planned", "cancelled", "postponed", "recalled")
    if any(view.match(name, clause) for name in names) or view.dates_in(clause):
        return True
    return any(get_distance(mark.span, noun) <= _TOUCH for mark in view.marks("during", clause))


@dataclass(frozen=True, slots=True)
class _Actor:
    """Somebody who takes part: which presidents, none of them if somebody else."""

    span: Span
    people: frozenset[str]


def _actors_in(view: View, clause: Span) -> list[_Actor]:
    people = [
        _Actor(person.span, frozenset(person.people) & frozenset(view.presidents))
        for person in view.people_in(clause)
    ]
    spans = [actor.span for actor in people]
    people += [
        _Actor(person.span, frozenset())
        for person in iterate_within(view.findings.people, clause)
        if person.span in view.disowned and not view.is_speech(person.span)
    ]
    others = [
        _Actor(span, frozenset())
        for span in [
            *(mark.span for name in ("other_actors", "audience") for mark in view.marks(name, clause)),
            *_find_foreign_heads(view, clause),
        ]
        if not any(span.overlaps(other) for other in spans)
    ]
    # "The presidents of Mongolia and Belarus" are one of ours and one who is not.
    others += [
        _Actor(mark.span, frozenset())
        for person in view.presidents_in(clause)
        if person.rule in ("role", "pair")
        for mark in view.findings.marks.within("country", person.span)
        if mark.value not in HOMES
    ]
    actors = sorted(people + others, key=lambda actor: actor.span)
    sources = _find_sources(view, clause, actors)
    return [actor for actor in actors if actor.people or actor.span not in sources]


def _find_sources(view: View, clause: Span, actors: list[_Actor]) -> set[Span]:
    """Find who only reports the contact: "…, Kremlin spokesman Dmitry Peskov said"."""
    sources: set[Span] = set()
    told = [mark.span for mark in view.marks("talk_verb", clause)]
    verbs = [
        mark.span
        for name in ("reporting_verb", "according")
        for mark in view.marks(name, clause)
        if not any(mark.span.overlaps(other) for other in told)
    ]
    for verb in verbs:
        if any(actor.people and 0 <= actor.span.start - verb.end <= 1 for actor in actors):
            # "Xi tells Putin": whom a president hears is no reporter.
            continue
        for side in (
            [a for a in actors if a.span.start >= verb.end],
            [a for a in reversed(actors) if a.span.end <= verb.start],
        ):
            last = verb
            for actor in side:
                if actor.people or get_distance(last, actor.span) > _BESIDE:
                    break
                sources.add(actor.span)
                last = actor.span
    return sources


def _find_foreign_heads(view: View, clause: Span) -> Iterator[Span]:
    """Find the heads of other countries: "the leaders of France and Germany"."""
    for mark in view.marks("foreign_head", clause):
        after = (
            Span(mark.span.end, min(clause.end, mark.span.end + _REACH))
            if mark.span.end < clause.end
            else None
        )
        country = view.findings.marks.first("country", after) if after else None
        if country is not None and country.value not in HOMES:
            between = view.told[mark.span.end : country.span.start].lower().split()
            if set(between) <= {*view.language.particles["of"], *view.language.particles["the"]}:
                yield mark.span


def _is_of_others(view: View, clause: Span, word: Span) -> bool:
    """Tell whether the contact is with or of somebody else: "their prime ministers met", "talks with Xi"."""
    actors = _actors_in(view, clause)
    before = list(_chain([a for a in reversed(actors) if a.span.end <= word.start], word))
    after = [a for a in actors if a.span.start >= word.end]
    if after and after[0].span.start - word.end > _REACH:
        after = []
    if (
        before
        and not any(actor.people for actor in before)
        and view.findings.marks.at("meeting_verb", word.start)
    ):
        return True
    if not before and not after and any(a.people for a in actors):
        # "Spoke of the constitution and of what both presidents had agreed": whoever spoke is not said.
        return True
    subjects = {slug for actor in before for slug in actor.people}
    is_call = view.findings.marks.at("telephone", word.start) is not None
    if len(subjects) < 2 and not is_call and _is_with_another(view, clause, word, after):
        return True
    partners = [*before, *_chain(after, word)]
    named = {slug for actor in partners for slug in actor.people}
    return len(named) < len(view.presidents) and any(not actor.people for actor in partners)


def _is_with_another(view: View, clause: Span, word: Span, after: list[_Actor]) -> bool:
    """Tell whether a preposition behind the word names another partner, known or not: "talks with Xi"."""
    words = view.told[word.end : min(clause.end, word.end + _REACH)].lower().split()
    if not words or words[0] not in view.language.particles["with"]:
        return False
    near = Span(word.end, min(clause.end, word.end + _REACH))
    if find_counterpart(view, near) is not None:
        return False
    return not any(actor.people for actor in _chain(after, word))


def _chain(actors: list[_Actor], word: Span) -> Iterator[_Actor]:
    """Follow the names from a word outwards as long as they stand close to one another."""
    last: Span | None = None
    for actor in actors:
        if last is not None and get_distance(last, actor.span) > _LINK:
            return
        yield actor
        last = actor.span


def are_partners(view: View, clause: Span) -> bool:
    """Tell whether the presidents can be each other's partners, though a third person is named beside them.

    "Putin had talks with Pashinyan, and Lukashenko met Tokayev" names both and tells of two other meetings: with
    a third person there, the two must stand together ("Putin and Lukashenko", "Putin met Lukashenko").
    """
    actors = _actors_in(view, clause)
    if all(actor.people for actor in actors) or any(len(actor.people) > 1 for actor in actors):
        return True
    if any(_stand_together(view, one, other) for one, other in pairwise(actors)):
        return True
    # "Putin met Japarov and Lukashenko": whom a list joins took part alike.
    lists = _group_listed(view, actors)
    return any(
        _stand_together(view, replace(one, people=frozenset().union(*(a.people for a in first))), other)
        for first, second in pairwise(lists)
        for one, other in [
            (first[-1], replace(second[0], people=frozenset().union(*(a.people for a in second))))
        ]
    )


def _group_listed(view: View, actors: list[_Actor]) -> list[list[_Actor]]:
    lists: list[list[_Actor]] = []
    for actor in actors:
        last = lists[-1][-1] if lists else None
        between = view.told[last.span.end : actor.span.start].strip().lower() if last else None
        if between is not None and _is_listing(view, between):
            lists[-1].append(actor)
        else:
            lists.append([actor])
    return lists


def _is_listing(view: View, between: str) -> bool:
    """Tell whether words join two names; a comma and a word begin a new clause: "with Pashinyan, and Lukashenko met"."""
    particles = view.language.particles
    words = between.replace(",", " , ").split()
    joined = set(words) <= {*particles["listed"], *particles["with"], ","}
    return joined and not ("," in words and len(words) > 1)


def _stand_together(view: View, one: _Actor, other: _Actor) -> bool:
    if len(one.people | other.people) < 2:
        return False
    if one.span.end >= other.span.start:
        return True
    between = Span(one.span.end, other.span.start)
    words = between.of(view.told).strip().lower()
    if not words or words in view.language.particles["joined"] or words in view.language.particles["listed"]:
        return True
    return len(words) <= _OBJECT and any(
        view.match(name, between) for name in ("meeting_verb", "meeting_noun")
    )


def get_distance(one: Span, other: Span) -> int:
    """Return how many characters lie between two spans, 0 if they touch or overlap."""
    return max(one.start - other.end, other.start - one.end, 0)


def _find_talk(view: View, clause: Span) -> Contact | None:
    """Find both presidents doing what takes two: they "discussed", "signed", "agreed"."""
    words = view.match("talk_verb", clause)
    if words is None or not view.are_both_in(clause) or not are_partners(view, clause):
        return None
    if view.match("remote", clause) or any(view.match(name, clause) for name in ("founding", "anniversary")):
        return None
    return Contact(Kind.MEETING, words, "talk-words", weak=True)


def _find_together(view: View, sentence: Sentence, clause: Span) -> Contact | None:
    """Find the presidents said to be together, or both named with a day and a city: who is in one place on one day
    has met, whatever the verb. Words of saying tell of the words and not of the place."""
    if view.match("remote", sentence.span) is not None:
        return None
    named = view.named_in(clause)
    if named and (words := view.match("together", clause)):
        return Contact(Kind.MEETING, words, "together", weak=True)
    if view.match("reporting_verb", clause) is not None:
        return None
    has_day = any(date.exact and date.date.precision is Precision.DAY for date in view.dates_in(clause))
    if not has_day or not view.places_in(clause):
        return None
    people = [person for person in view.presidents_in(clause) if not _is_possessive(view, person)]
    named = {slug for person in people for slug in person.people}
    if len(named) == 1 and (guest := find_counterpart(view, clause)):
        # "Putin promised his guest the money on Monday in Sochi."
        return Contact(Kind.MEETING, guest, "together", weak=True)
    if named < set(view.presidents):
        return None
    span = Span(people[0].span.start, people[-1].span.end)
    return Contact(Kind.MEETING, span, "together", weak=True)


def _is_possessive(view: View, person: FoundPerson) -> bool:
    return person.text.lower() in view.language.particles["possessive"]


def _find_ellipsis(view: View, sentence: Sentence, clause: Span) -> Contact | None:
    """Find a meeting that is called no more than "the previous one", with its time."""
    words = view.match("ellipsis", clause)
    at_start = words is not None and words.start - sentence.span.start <= _TOUCH
    if words is None or not at_start or not view.dates_in(sentence.span):
        return None
    return Contact(Kind.MEETING, words, "ellipsis")


def _find_visit(view: View, clause: Span) -> Contact | None:
    """Find one president's journey to the other's country."""
    words = view.match("visit", clause)
    if words is None or _is_of_others(view, clause, words):
        return None
    return Contact(Kind.MEETING, words, "visit-words", weak=True)
