"""Read in which part of its day a call was, and whether a clause tells it as another call of that day."""

from itertools import pairwise

from app.domain.findings import FoundDate, Sentence
from app.domain.marks import Mark
from app.domain.spans import Span
from app.ingest.stages.mentions.actors import get_distance
from app.ingest.stages.mentions.view import View

# "On the morning of 24 June", "in the evening, on Saturday": a part of a day and the day stand no further apart.
_BESIDE = 6

# "Held talks by telephone": what stands this near to the words for a call, in characters, belongs to them.
_TOUCH = 20

# "After the talks": so many characters do.
_BEHIND = 12

# The longest noun behind "on the telephone", in characters.
_NOUN = 20

# "A second telephone conversation with his colleague that day": so many words do.
_COUNTED_WORDS = 5

# What a part of a day told beside a call can be of, if it stands nearer.
_RIVALS = ("reporting_verb", "meeting_verb", "meeting_noun", "session_noun", "visit", "leave", "arrival")


def find_parts_of_day(
    view: View, sentence: Sentence, clause: Span, call: Span, date: FoundDate | None
) -> tuple[Mark, ...]:
    """Find in which part of its day a call was: in its clause, nearer to it than to anything else told there, or
    beside its day. "In the morning and in the evening" are two; of others the nearest counts."""
    told = list(view.marks("part_of_day", sentence.span))
    own = [m for m in told if clause.holds(m.span) and _is_own(view, clause, call, m.span, date)]
    is_before = date is not None and sentence.span.holds(date.span) and not clause.holds(date.span)
    if date is not None and is_before and not own and _is_asserted(view, clause, call):
        own = [m for m in told if get_distance(m.span, date.span) <= _BESIDE]
    for one, other in pairwise(told):
        if (
            one in own
            and one.value != other.value
            and _are_joined(view, sentence, call, one.span, other.span)
        ):
            return one, other
    return (min(own, key=lambda mark: get_distance(mark.span, call)),) if own else ()


def _are_joined(view: View, sentence: Sentence, call: Span, one: Span, other: Span) -> bool:
    """Tell whether two parts of a day are told together, and the second begins nothing new: "they spoke in the morning
    and in the evening he flew home"."""
    if view.told[one.end : other.start].strip().lower() not in view.language.particles["joined"]:
        return False
    following = view.told[other.end : sentence.span.end].strip()
    is_last = not following or not following[0].isalnum()
    is_dated = any(0 <= day.span.start - other.end <= _BESIDE for day in view.dates_in(sentence.span))
    return is_last or is_dated or call.start >= other.end


def _is_own(view: View, clause: Span, call: Span, part: Span, date: FoundDate | None) -> bool:
    """Tell whether a part of a day is that of a call, and not of what else its clause tells."""
    time = view.findings.marks.at("time", part.start)
    if time is not None and time.value.startswith("day_after"):
        # «Днём позже» is a day later.
        return False
    days = view.dates_in(clause)
    if days:
        nearest = min(days, key=lambda day: get_distance(day.span, part))
        if date is None or not nearest.date.overlaps(date.date):
            return False
    if any(0 <= call.start - mark.span.end <= _BEHIND for mark in view.marks("after", clause)):
        # "In the evening, after a call with his colleague, he flew home."
        return 0 <= part.start - call.end <= _BEHIND
    distance = get_distance(part, call)
    own_day = date is not None and clause.holds(date.span) and get_distance(part, date.span) <= _BESIDE
    if distance > _TOUCH and not own_day and not _is_asserted(view, clause, call):
        return False
    return not any(get_distance(part, rival) < distance for rival in _list_rivals(view, clause, call, part))


def _is_asserted(view: View, clause: Span, call: Span) -> bool:
    """Tell whether a clause says that a call was made: "a statement on the telephone conversation" only names it."""
    if any(0 <= call.start - mark.span.end <= _BEHIND for mark in view.marks("about", clause)):
        return False
    if any(view.match(name, clause) for name in ("happened", "call_held")):
        return True
    before = view.told[clause.start : call.start].lower().split()
    has_article = bool(before) and before[-1] in view.language.particles["article"]
    named = Span(call.start, min(call.end + _NOUN, clause.end))
    return not has_article and not any(m.span.start <= call.end + 1 for m in view.marks("talk_noun", named))


def _list_rivals(view: View, clause: Span, call: Span, part: Span) -> list[Span]:
    """List the words of a clause that tell of something other than the call."""
    marks = [(name, mark.span) for name in _RIVALS for mark in view.marks(name, clause)]
    return [
        words
        for name, words in marks
        if not words.overlaps(part)
        and not _is_of_call(view, clause, call, words, name)
        # ", the Kremlin said", behind the call, tells of nothing else.
        and not (words.start >= max(call.end, part.end) and "," in view.told[part.end : words.start])
    ]


def _is_of_call(view: View, clause: Span, call: Span, words: Span, name: str) -> bool:
    """Tell whether words of the named list tell of the call: "held talks by telephone", "informed him by telephone"."""
    if words.overlaps(call) or view.findings.marks.at("happened", words.start) is not None:
        return True
    if name != "reporting_verb":
        between = view.told[min(words.end, call.end) : max(words.start, call.start)]
        return len(between) <= _TOUCH and "," not in between
    return any(
        0 <= person.span.start - words.end <= _BEHIND and 0 <= call.start - person.span.end <= 1
        for person in view.presidents_in(clause)
    )


def is_told_again(view: View, clause: Span) -> bool:
    """Tell whether a clause says that the two did it again; by itself that makes no other call: one is told twice."""
    is_more = any(view.match(name, clause) for name in ("again", "one_more"))
    return is_more or _is_nth_of_day(view, clause)


def is_another_of_day(view: View, clause: Span) -> bool:
    """Tell whether a clause tells another call of one day, "for the second time that day", and does not only count
    the one just told: "it was their second that day"."""
    return _is_nth_of_day(view, clause) and view.match("is_said", clause) is None


def _is_nth_of_day(view: View, clause: Span) -> bool:
    """Tell whether a clause counts what was in one day: "a second call that day"."""
    for day in view.marks("of_one_day", clause):
        counted = view.findings.marks.before("ordinal", day.span.start)
        if counted is None or counted.span.start < clause.start or int(counted.value) < 2:
            continue
        if len(view.told[counted.span.end : day.span.start].split()) <= _COUNTED_WORDS:
            return True
    return False
