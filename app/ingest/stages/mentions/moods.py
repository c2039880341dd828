"""Read in which mood a clause tells of a contact: held, to come, cancelled, or asserted not at all."""

import re
from collections.abc import Iterator

from app.domain.findings import FoundDate
from app.domain.spans import Span
from app.domain.vocabulary import Status
from app.ingest.stages.mentions.actors import get_distance
from app.ingest.stages.mentions.counted import is_nth
from app.ingest.stages.mentions.view import View

# "Was not received by", "no bilateral meeting": so many words stand between a negation and what it denies.
_NEGATION_WORDS = 3


def looks_back(view: View, within: Span) -> bool:
    """Tell whether words look back on an earlier contact: "they last met"; "once more" is none of these, nor does
    "it was the fifth time they met" speak of any other."""
    again = [mark.span for mark in view.marks("again", within)]
    told = [m for m in view.marks("recalled", within) if not any(m.span.overlaps(span) for span in again)]
    return bool(told) and not is_nth(view, within)


def is_absent(view: View, within: Span) -> bool:
    """Tell whether words say of a contact named before them that there is none: "is not on the schedule"."""
    return view.match("absence", within) is not None


def find_rest(view: View, rest: Span) -> tuple[Status, Span] | None:
    """Return what the rest of a sentence says of a contact that its own clause only names: "The meeting, which was
    expected on Friday, will take place a day later."""
    for name, status in (
        ("cancelled", Status.CANCELLED),
        ("planned", Status.PLANNED),
        ("postponed", Status.PLANNED),
    ):
        if (words := view.match(name, rest)) is not None:
            return status, words
    return None


def find_mood(
    view: View, item: Span, clause: Span, contact: Span, date: FoundDate | None
) -> tuple[Status, Span | None] | None:
    """Return the status that a clause asserts of a contact and the words for it; None if it asserts nothing.

    `item` is what semicolons divide from the rest of the sentence. Words decide before the calendar: "were to meet
    on Friday", told on Sunday, does not say whether they did.
    """
    published = view.findings.published
    if view.match("denied", item) is not None:
        return None
    ahead = date is not None and published is not None and date.date.first > published.last
    behind = date is not None and published is not None and date.date.last < published.first
    if (words := view.match("cancelled", clause)) is not None:
        return Status.CANCELLED, words
    supposed, moved = view.match("hypothetical", clause), view.match("postponed", clause)
    # "Was due on 28 October and has been moved": what was due is to come.
    if (supposed and not (moved and moved.start > supposed.end)) or _is_negated(view, clause, contact):
        return None
    if not ahead and _comes_after(view, clause, contact):
        return None
    words = _find_plan(view, clause, contact)
    if words is not None and not (behind and view.match("happened", clause)):
        return None if behind else (Status.PLANNED, words)
    if not (ahead and date):
        return Status.HELD, None
    # "A meeting on 20 December" is still to come; "met on 20 December" was misread and tells nothing.
    return None if view.match("happened", clause) else (Status.PLANNED, date.span)


def _find_plan(view: View, clause: Span, contact: Span) -> Span | None:
    """Find the words that say of a contact that it is to come, unless others that it was stand nearer to it:
    "in their talk they discussed the coming visit"."""
    plans = [
        *(mark.span for name in ("planned", "postponed") for mark in view.marks(name, clause)),
        *(mark.span for mark in view.marks("upcoming", clause) if _touches(view, mark.span, contact)),
        *_find_infinitives(view, clause),
    ]
    if view.findings.marks.at("talk_verb", contact.start) is not None:
        # "They discussed plans to build a plant": what they talked of is to come, not the talk.
        plans = [span for span in plans if span.start < contact.start]
    plan = min(plans, key=lambda span: get_distance(span, contact), default=None)
    past = [mark.span for mark in view.marks("happened", clause)]
    if plan is None or any(get_distance(span, contact) < get_distance(plan, contact) for span in past):
        return None
    return plan


def _find_infinitives(view: View, clause: Span) -> Iterator[Span]:
    """Find the future of headlines: "Putin, Lukashenko to take part in the session"."""
    for person in view.presidents_in(clause):
        word = re.match(r"\s(\w+)\s", view.told[person.span.end : clause.end])
        if word and word[1] in view.language.particles["to_come"]:
            yield Span(person.span.end + 1, person.span.end + 1 + len(word[1]))


def _comes_after(view: View, clause: Span, contact: Span) -> bool:
    """Tell whether something is told to be before the contact: "arrived a day before the talks"."""
    days = [date.span for date in view.dates_in(clause)]
    return any(
        _touches(view, mark.span, contact) and not any(mark.span.overlaps(day) for day in days)
        for mark in view.marks("ahead", clause)
    )


def is_behind(view: View, clause: Span, contact: Span) -> bool:
    """Tell whether a clause tells of what follows the contact: "after the talks they will play hockey"."""
    return any(_touches(view, mark.span, contact) for mark in view.marks("after", clause))


def _touches(view: View, words: Span, contact: Span) -> bool:
    return contact.start - words.end >= 0 and len(view.told[words.end : contact.start].split()) <= 1


def _is_negated(view: View, clause: Span, contact: Span) -> bool:
    last = None
    for mark in view.marks("negation", clause):
        if mark.span.end <= contact.start:
            last = mark.span
    if last is not None and len(view.told[last.end : contact.start].split()) <= _NEGATION_WORDS:
        return True
    return any(mark.span.start >= contact.end for mark in view.marks("absence", clause))
