"""Find the words by which a clause tells of a contact of the presidents: a call, a meeting, a journey to one."""

from dataclasses import dataclass

from app.domain.dates import Precision
from app.domain.findings import FoundPerson, Sentence
from app.domain.spans import Span
from app.domain.vocabulary import Format, Kind
from app.ingest.stages.mentions.actors import (
    REACH,
    are_partners,
    find_counterpart,
    get_distance,
    is_of_others,
)
from app.ingest.stages.mentions.view import View

# "After two-hour talks", "talks are under way".
_TOUCH = 12

# "Held talks by telephone" is one contact; words further apart, in characters, tell of a call and of a meeting.
_APART = 20


# A day or two of a weekend, by the days between the first and the last.
_WEEKEND = 1


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact as a clause tells it; `format` only where the words for it tell one, `rule` names what read it.

    A `weak` one does not say by itself that the two met: they "discussed", went "together", one "visited".
    Behind a `paired` noun both stand: "the talks of Putin and Lukashenko".
    """

    kind: Kind
    span: Span
    rule: str
    format: Format | None = None
    weak: bool = False
    paired: bool = False


def find_contacts(view: View, sentence: Sentence, clause: Span) -> list[Contact]:
    """Find what a clause calls a contact of the two: a call, a meeting, or both ("agreed by telephone to meet")."""
    found: list[Contact] = []
    call = _find_call(view, clause)
    if call is not None and not is_of_others(view, clause, call.span):
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
        or _find_joint(view, clause)
        or _find_together(view, sentence, clause)
        or _find_visit(view, clause)
    )
    return [weak] if weak else []


def _is_besides(view: View, meeting: Contact, call: Contact) -> bool:
    """Tell whether a clause with a call tells of a meeting too: "they met in May and spoke by telephone in June"."""
    is_verb = view.findings.marks.at("meeting_verb", meeting.span.start) is not None
    return is_verb and get_distance(meeting.span, call.span) > _APART


def tells_of_any(view: View, clause: Span) -> bool:
    """Tell whether a clause has words for a contact, be it of others: its day and place are not to be lent."""
    return any(view.match(name, clause) for name in ("meeting_verb", "meeting_noun", "telephone", "video"))


def _find_call(view: View, clause: Span) -> Contact | None:
    for name, format in (("telephone", Format.TELEPHONE), ("video", Format.VIDEO)):
        if span := view.match(name, clause):
            return Contact(Kind.CALL, span, "call-words", format)
    return _find_ringing(view, clause)


def _find_ringing(view: View, clause: Span) -> Contact | None:
    """Find one president who "called" the other, and not what he called him: "Putin called Lukashenko a friend"."""
    people = view.presidents_in(clause)
    for mark in view.marks("calls", clause):
        before = {slug for p in people if p.span.end <= mark.span.start for slug in p.people}
        called = [p for p in people if 0 <= p.span.start - mark.span.end <= _TOUCH]
        if not called or not before or set(called[0].people) & before:
            continue
        last = max(p.span.end for p in people if p.span.start - called[0].span.end <= 1 or p is called[0])
        following = view.told[last : clause.end].split(maxsplit=1)
        if not following or following[0].lower() not in view.language.particles["article"]:
            return Contact(Kind.CALL, mark.span, "call-words", Format.TELEPHONE)
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
        span for span in spans if not is_of_others(view, clause, span) and not _is_topic(view, clause, span)
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
    paired = view.match("about", clause) is None and _has_pair_behind(view, clause, nearest)
    return Contact(Kind.MEETING, nearest, "meeting-noun", weak=True, paired=paired)


def _is_topic(view: View, clause: Span, noun: Span) -> bool:
    """Tell whether a meeting is what is talked about, not what was: "the question of a meeting"; one that they
    "agreed on" is to come."""
    if any(mark.span.overlaps(noun) for mark in view.marks("planned", clause)):
        return False
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


def _find_talk(view: View, clause: Span) -> Contact | None:
    """Find both presidents doing what takes two: they "discussed", "signed", "agreed"."""
    words = view.match("talk_verb", clause)
    are_they = view.are_both_in(clause) and are_partners(view, clause)
    if words is None or not (are_they or _talk_they(view, clause, words)):
        return None
    if view.match("remote", clause) or any(view.match(name, clause) for name in ("founding", "anniversary")):
        return None
    verbs = [mark.span for mark in view.marks("talk_verb", clause)]
    if all(view.findings.marks.at("founded", verb.start) for verb in verbs) and not view.places_in(clause):
        # Each may have signed at home.
        return None
    return Contact(Kind.MEETING, words, "talk-words", weak=True)


def _talk_they(view: View, clause: Span, verb: Span) -> bool:
    """Tell whether a pronoun is the only subject of a verb of talking: "they talked on Saturday"."""
    they = view.match("they", clause)
    return they is not None and 0 <= verb.start - they.end <= 1 and not view.people_in(clause)


def _find_joint(view: View, clause: Span) -> Contact | None:
    """Find both presidents before the same journalists: "the press conference of Putin and Lukashenko"."""
    people, particles = view.presidents_in(clause), view.language.particles
    for mark in view.marks("joint", clause):
        words = view.told[mark.span.end : clause.end].lower().split(maxsplit=1)
        near = any(0 <= p.span.start - mark.span.end <= REACH for p in people)
        is_with = bool(words) and near and words[0] in particles["with"] and view.are_both_in(clause)
        if is_with or _has_pair_behind(view, clause, mark.span):
            return Contact(Kind.MEETING, mark.span, "together", weak=True)
    return None


def _has_pair_behind(view: View, clause: Span, noun: Span) -> bool:
    """Tell whether both presidents stand behind a noun as its bearers: "talks of Putin and Lukashenko"."""
    after = [p for p in view.presidents_in(clause) if p.span.start >= noun.end]
    if not after or len(view.told[noun.end : after[0].span.start].split()) > 1:
        return False
    if len(after[0].people) > 1:
        return True
    between = view.told[after[0].span.end : after[1].span.start] if len(after) > 1 else "."
    return between.strip().lower() in view.language.particles["joined"]


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
    days = [date.date for date in view.dates_in(clause) if date.date.precision is Precision.DAY]
    has_day = any((day.last - day.first).days <= _WEEKEND for day in days)
    if not has_day or not _is_placed(view, sentence, clause):
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


def _is_placed(view: View, sentence: Sentence, clause: Span) -> bool:
    """Tell whether a clause names a city, or the one behind it one: "on 6 December they argued: it was in Sochi"."""
    if view.places_in(clause):
        return True
    after = next((other for other in sentence.clauses if other.start >= clause.end), None)
    if (
        after is None
        or sentence.heading
        or tells_of_any(view, after)
        or view.people_in(after)
        or view.dates_in(after)
    ):
        return False
    return len({place.city for place in view.places_in(after)}) == 1


def _is_possessive(view: View, person: FoundPerson) -> bool:
    return person.text.lower() in view.language.particles["possessive"]


def _find_ellipsis(view: View, sentence: Sentence, clause: Span) -> Contact | None:
    """Find a meeting that is called no more than "the previous one", with its time."""
    words = view.match("ellipsis", clause)
    at_start = words is not None and words.start - sentence.span.start <= _TOUCH
    if words is None or not at_start or not view.dates_in(sentence.span):
        return None
    following = view.told[words.end : words.end + 2]
    verbs = ("happened", "ongoing", "began", "ended")
    if not following.startswith(",") and not any(
        view.findings.marks.at(name, words.end + 1) for name in verbs
    ):
        # "The last visit took place" is no meeting.
        return None
    return Contact(Kind.MEETING, words, "ellipsis")


def _find_visit(view: View, clause: Span) -> Contact | None:
    """Find one president's journey to the other's country."""
    words = view.match("visit", clause)
    if words is None or is_of_others(view, clause, words):
        return None
    return Contact(Kind.MEETING, words, "visit-words", weak=True)
