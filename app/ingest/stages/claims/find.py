"""Put counts and years together to claims."""

import re

from app.domain.dates import EdtfDate, Precision
from app.domain.findings import Findings, Sentence
from app.domain.readings import ClaimReading, EventReading
from app.domain.spans import Span
from app.domain.vocabulary import Kind, Status
from app.ingest.stages.claims.counts import Count, Topic, find_counts, tells_of_meeting
from app.ingest.stages.claims.scope import find_scope
from app.ingest.stages.claims.subject import is_about_both
from app.ingest.stages.claims.years import Time, find_times
from app.lexicon.language import Language

# Nobody counts meetings in a sentence longer than this, in characters, or with more numbers; machines can write one.
_LONGEST_SENTENCE, _MOST = 2000, 12
# How many words may stand between a count and a time that is no year for the count to be of that time.
_NEAR = 4
# Words that tell of what is to come.
_AHEAD = ("planned", "future", "hypothetical")
# What lies further back than these days is not what an article reports.
_NEWS_DAYS = 10


def find_claims(
    findings: Findings, events: tuple[EventReading, ...], presidents: tuple[str, ...], language: Language
) -> tuple[ClaimReading, ...]:
    """Find the counts of the two presidents' meetings in a calendar year, in the order of the text.

    A sentence counts if it speaks of both presidents, or follows one that made a claim. "This was the fourth"
    holds as of the last day of the meeting that the article reports; a count of the current year without such a
    reference as of publication; a count of a year gone by as of no day. What a text says twice is one claim.
    """
    if len(presidents) < 2:
        return ()
    claims: list[tuple[ClaimReading, bool]] = []
    previous: _Context | None = None
    for number, sentence in enumerate(findings.sentences):
        is_same = previous is not None and previous.sentence.paragraph == sentence.paragraph
        before = previous if is_same else None
        is_long = sentence.span.end - sentence.span.start > _LONGEST_SENTENCE
        told = before.year if before else None
        times = [] if is_long else find_times(findings, sentence, told, language)
        context = _Context(sentence, times)
        # One that is too long is passed over, and leaves no year to the next.
        previous = None if is_long or len(times) > _MOST else context
        if previous is None:
            continue
        for count, year, span in _find_counted(findings, context, before, language):
            follows = before is not None and before.claims
            if is_about_both(findings, number, year, presidents, follows=follows):
                context.claims = True
                as_of = _find_as_of(findings, sentence, count, year, events)
                scope = find_scope(findings, sentence, count)
                claim = ClaimReading(
                    year,
                    count.value,
                    as_of,
                    span.of(findings.text),
                    span,
                    scope,
                    at_least=count.least is not None,
                )
                claims.append((claim, sentence.heading))
    return _without_repeats(claims)


class _Context:
    """A sentence, its times, whether it made a claim, and the year that it leaves to the next one."""

    def __init__(self, sentence: Sentence, times: list[Time]) -> None:
        self.sentence, self.times, self.claims = sentence, times, False
        years = {time.year for time in times}
        self.year = next(iter(years)) if len(years) == 1 else None


def _find_counted(
    findings: Findings, context: _Context, before: _Context | None, language: Language
) -> list[tuple[Count, int, Span]]:
    sentence, times = context.sentence, context.times
    if not times and (before is None or before.year is None):
        return []
    counts = [
        count
        for count in find_counts(findings, sentence, times, _find_topic(findings, before), language)
        if not _is_set_aside(findings, sentence, count)
    ]
    found = []
    for count, time in _pair(findings, counts, times):
        if time.year is not None and _may_be(findings, count, time):
            span = _get_span(sentence, count.words, time.span)
            found.append((count, time.year, _with_preposition(findings, sentence, span, language)))
    if not times and before is not None and before.year is not None:
        # "2023 was busy. They met six times."
        found = [
            (count, before.year, sentence.span)
            for count in counts[:1]
            if not count.ordinal and not count.bare
        ]
    return found


def _find_topic(findings: Findings, before: "_Context | None") -> Topic:
    if before is None:
        return Topic.OTHER
    if before.claims:
        return Topic.COUNTED
    return Topic.MET if tells_of_meeting(findings, before.sentence.span) else Topic.OTHER


def _with_preposition(findings: Findings, sentence: Sentence, span: Span, language: Language) -> Span:
    """Let the words of a claim begin at "in" where they begin with its year: "in 2023, they met six times"."""
    before = re.search(r"(\w+)\s$", findings.text[sentence.span.start : span.start])
    if before is None or before[1].lower() not in language.particles["before_year"]:
        return span
    return Span(sentence.span.start + before.start(), span.end)


def _get_span(sentence: Sentence, one: Span, other: Span) -> Span:
    if len(sentence.clauses) == 1:
        return sentence.span
    return Span(min(one.start, other.start), max(one.end, other.end))


def _is_set_aside(findings: Findings, sentence: Sentence, count: Count) -> bool:
    """Tell whether a count is of calls, or of meetings that are still to be held."""
    clause = next((c for c in sentence.clauses if c.holds(count.span)), sentence.span)
    for name in ("telephone", "video"):
        for mark in findings.marks.within(name, clause):
            if not _is_apart(findings, clause, count, mark.span):
                return True
    is_ahead = any(findings.marks.has(name, clause) for name in _AHEAD)
    return is_ahead and not count.ordinal


def _is_apart(findings: Findings, clause: Span, count: Count, call: Span) -> bool:
    """Tell whether a call in the same clause is told of beside the meetings: "not counting calls", "and calls"."""
    apart = findings.marks.before("count_except", call.start)
    if apart is not None and apart.span.start >= clause.start:
        return True
    if not count.named or call.start <= count.span.end:
        return count.named and call.end <= count.span.start
    return findings.marks.has("count_after", Span(count.span.end, call.start))


def _may_be(findings: Findings, count: Count, time: Time) -> bool:
    published = findings.published
    if published is None:
        return not time.within
    if time.year is None or time.year > published.last.year:
        return False
    if count.ordinal and count.value == 1 and time.year != published.last.year:
        # "Their first meeting, in 2000" was the first ever.
        return False
    # "Six times in a year" is of the calendar year only when that is over.
    return not time.within or count.ordinal or published.last.month == 12


def _pair(findings: Findings, counts: list[Count], times: list[Time]) -> list[tuple[Count, Time]]:
    """Pair counts with times: in their order if there are as many, else each with its nearest."""
    stretches = [time for time in times if time.year is None]
    pairs = []
    free: list[Count] = []
    for count in counts:
        near = next((time for time in stretches if _is_near(findings, count, time)), None)
        if near is None:
            free.append(count)
    years = [time for time in times if time.year is not None]
    if len({time.year for time in years}) == 1:
        return [(free[0], _nearest(free[0], years))] if free else []
    if len(free) == len(years):
        return list(zip(free, years, strict=True))
    for count in free:
        others = [other for other in free if other is not count]
        own = [time for time in years if not any(_is_between(other, count, time) for other in others)]
        if own:
            pairs.append((count, _nearest(count, own)))
            years = [time for time in years if time is not pairs[-1][1]]
    return pairs


def _is_near(findings: Findings, count: Count, time: Time) -> bool:
    start, end = min(count.span.end, time.span.end), max(count.span.start, time.span.start)
    gap = findings.text[start:end]
    return len(gap.split()) <= _NEAR and not any(sign in gap for sign in ",;()—")


def _nearest(count: Count, times: list[Time]) -> Time:
    return min(
        times, key=lambda time: max(time.span.start - count.span.end, count.span.start - time.span.end)
    )


def _is_between(other: Count, count: Count, time: Time) -> bool:
    first, last = sorted((count.span, time.span))
    return first.end <= other.span.start and other.span.end <= last.start


def _find_as_of(
    findings: Findings, sentence: Sentence, count: Count, year: int, events: tuple[EventReading, ...]
) -> EdtfDate | None:
    published = findings.published
    meeting = _find_meeting(findings, sentence, year, events) if count.ordinal else None
    if meeting is not None:
        return EdtfDate.parse(meeting.end)
    if published is None or year != published.last.year or published.is_interval:
        return None
    return published


def _find_meeting(
    findings: Findings, sentence: Sentence, year: int, events: tuple[EventReading, ...]
) -> EdtfDate | None:
    """Find the day of the meeting that the article reports: the newest held or, before it, the next one planned."""
    meetings = [e for e in events if e.kind is Kind.MEETING and e.date and e.date.last.year == year]
    held = [e.date for e in meetings if e.date and e.status is Status.HELD and _is_day(e.date)]
    ahead = [e.date for e in meetings if e.date and e.status is Status.PLANNED and _is_day(e.date)]
    newest = max(held, key=lambda day: day.last, default=None)
    following = min(ahead, key=lambda day: day.first, default=None)
    if newest is None or following is None or findings.published is None:
        return newest or following
    is_ahead = any(findings.marks.has(name, sentence.span) for name in _AHEAD)
    is_old = (findings.published.first - newest.last).days > _NEWS_DAYS
    return following if is_ahead or is_old else newest


def _is_day(day: EdtfDate) -> bool:
    return day.precision is Precision.DAY


def _without_repeats(claims: list[tuple[ClaimReading, bool]]) -> tuple[ClaimReading, ...]:
    """Keep of each count of a year the first in the text below the heading, else the heading's.

    A heading says "ten" where the text has "at least ten": one number, told once, as the text tells it.
    """
    kept: dict[tuple[int, int], ClaimReading] = {}
    for claim, _ in sorted(claims, key=lambda pair: pair[1]):
        kept.setdefault((claim.year, claim.count), claim)
    return tuple(sorted(kept.values(), key=lambda claim: claim.span))
