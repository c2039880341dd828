"""Tell to which contact a word beside several belongs, and which sentences go on about one."""

from collections.abc import Iterable

from app.domain.dates import EdtfDate
from app.domain.findings import FoundDate, Sentence
from app.domain.spans import Span
from app.ingest.stages.mentions.actors import has_others
from app.ingest.stages.mentions.passages import Passage
from app.ingest.stages.mentions.view import View

# So many characters stand at most between a word and the day that is told with it.
_TOUCH = 20


def is_of_day(
    view: View, sentence: Sentence, word: Span, days: frozenset[Span], when: EdtfDate | None
) -> bool:
    """Tell whether a word of a sentence stands with a contact's day, or with none: `days` are where it is told,
    `when` is what it is."""
    date = find_day_beside(view, sentence, word)
    if date is None or date.span in days:
        return True
    if when is None or when.precision is not date.date.precision:
        return False
    return when.overlaps(date.date)


def list_days(passages: Iterable[Passage]) -> frozenset[Span]:
    """List where passages tell their days."""
    return frozenset(passage.date.span for passage in passages if passage.date)


def find_day_beside(view: View, sentence: Sentence, word: Span) -> FoundDate | None:
    """Find the day that a word of a sentence goes with: one right behind it ("the summit of 9 May"), else the last
    before it, else the first behind it in its clause."""
    dates = view.dates_in(sentence.span)
    behind = [date for date in dates if date.span.start >= word.end]
    if (
        behind
        and behind[0].span.start - word.end <= _TOUCH
        and "," not in view.told[word.end : behind[0].span.start]
    ):
        return behind[0]
    before = [date for date in dates if date.span.end <= word.start]
    if before:
        return before[-1]
    clause = next((clause for clause in sentence.clauses if clause.holds(word)), sentence.span)
    return next((date for date in behind if clause.holds(date.span)), None)


def is_of_others(view: View, sentence: Sentence) -> bool:
    """Tell whether a sentence tells of a contact of others: "The prime ministers met on Monday to discuss gas"."""
    if view.are_both_in(sentence.span):
        return False
    return any(view.match("meeting_verb", one) and has_others(view, one) for one in sentence.clauses)


def goes_on(view: View, passage: Passage, sentence: Sentence) -> bool:
    """Tell whether a sentence behind a passage can go on about its contact: it tells no other contact, day or place."""
    if sentence.paragraph != passage.sentence.paragraph or view.dates_in(sentence.span):
        return False
    if any(view.match(name, sentence.span) for name in ("meeting_verb", "telephone", "video")):
        return False
    places = {place.city for place in view.places_in(sentence.span)}
    return not places or not places.isdisjoint(passage.cities)
