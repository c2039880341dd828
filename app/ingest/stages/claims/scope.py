"""Tell what a count counts: meetings, only talks one-on-one, one president's visits, or calls as well."""

import re

from app.domain.findings import Findings, Sentence
from app.domain.spans import Span
from app.domain.vocabulary import Scope
from app.ingest.stages.claims.counts import Count

# How many words may stand between a count and what narrows it.
_NEAR = 8
# "The fourth meeting of the two leaders one-on-one": behind an ordinal and its noun, this many.
_NEAR_NTH = 4
# No entry such as "without counting" is longer, in characters.
_LONGEST_EXCEPT = 30
_WORD = re.compile(r"[\w’'ʼ]+")
# A narrowing word belongs to the count only within one phrase.
_ENDS_PHRASE = re.compile(r"[,;:()—–.!?]|\s-\s")
_MEETING_WORDS = ("count_noun", "count_verb", "meeting_noun", "meeting_verb")


def find_scope(findings: Findings, sentence: Sentence, count: Count) -> Scope:
    """Tell the scope of a count from the words of its sentence; meetings where nothing else is told.

    Words such as "one-on-one" narrow the count only beside it: "the talks, one-on-one, were the fourth this year"
    counts all meetings. A visit is counted where a verb or noun of travelling stands nearer to the count than any
    word for a meeting: "four times this year he came to Russia for talks".
    """
    if any(
        not _is_left_out(findings, mark.span) for mark in findings.marks.within("count_calls", sentence.span)
    ):
        return Scope.CONTACTS
    if any(
        _narrows(findings, count, mark.span) for mark in findings.marks.within("count_alone", sentence.span)
    ):
        return Scope.ONE_ON_ONE
    if not count.named and _counts_visits(findings, sentence, count):
        return Scope.VISITS
    return Scope.MEETINGS


def _is_left_out(findings: Findings, words: Span) -> bool:
    """Tell whether the words stand in "not counting calls", of which they are the end."""
    near = Span(max(0, words.start - _LONGEST_EXCEPT), words.end)
    return any(mark.span.overlaps(words) for mark in findings.marks.within("count_except", near))


def _narrows(findings: Findings, count: Count, words: Span) -> bool:
    if count.span.holds(words):
        return True
    is_nth = count.ordinal and (count.named or count.bare)
    if is_nth and (count.bare or words.end <= count.span.start):
        # "Their one-on-one talks were the fourth this year" does not say the fourth of what.
        return False
    distance = _measure(findings, count.span, words)
    return distance is not None and distance <= (_NEAR_NTH if is_nth else _NEAR)


def _counts_visits(findings: Findings, sentence: Sentence, count: Count) -> bool:
    visit = _find_nearest(findings, ("count_visits",), sentence.span, count)
    if visit is None or visit > _NEAR:
        return False
    meeting = _find_nearest(findings, _MEETING_WORDS, sentence.span, count)
    return meeting is None or visit < meeting


def _find_nearest(findings: Findings, lists: tuple[str, ...], within: Span, count: Count) -> int | None:
    """Return how many words the nearest entry of the lists stands from the count in the same phrase."""
    distances = (
        _measure(findings, count.span, mark.span)
        for name in lists
        for mark in findings.marks.within(name, within)
    )
    return min((distance for distance in distances if distance is not None), default=None)


def _measure(findings: Findings, one: Span, other: Span) -> int | None:
    """Count the words between two spans; None where the phrase ends between them."""
    gap = findings.text[min(one.end, other.end) : max(one.start, other.start)]
    return None if _ENDS_PHRASE.search(gap) else len(_WORD.findall(gap))
