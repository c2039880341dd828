"""Find the time that a count is told of: a calendar year, or a stretch that is none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.domain.dates import Precision
from app.domain.findings import Findings, Sentence
from app.domain.spans import Span, iterate_within
from app.lexicon.language import Language
from app.lexicon.patterns import make_alternation

# Lists of words for a year, by its distance from the year of publication.
_FROM_PUBLICATION = (("this_year", 0), ("last_year", -1), ("before_last_year", -2), ("within_a_year", 0))
# The same, from the year that the text told last.
_FROM_TOLD = (("that_year", 0), ("year_before", -1))


@dataclass(frozen=True, slots=True)
class Time:
    """A time in a sentence; `year` is None for one that is no calendar year. `within` says "within a year"."""

    span: Span
    year: int | None
    within: bool = False


@lru_cache
def _year_pattern(endings: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w.,№/–-])(?P<year>(?:19|20)\d\d)(?:-{make_alternation(endings)})?(?!\w|[-–/.,]\d)(?P<short>[-–/]\d\d)?",
        re.IGNORECASE,
    )


def find_times(findings: Findings, sentence: Sentence, told: int | None, language: Language) -> list[Time]:
    """Find the times of a sentence in its order; `told` is the year that the text told last."""
    times = [*_find_numbers(findings, sentence.span, language), *_find_words(findings, sentence.span, told)]
    return list(_join(findings, _without_overlaps(times)))


def _find_numbers(findings: Findings, span: Span, language: Language) -> Iterator[Time]:
    pattern = _year_pattern(language.particles["ordinal_endings"])
    days = [
        date.span for date in iterate_within(findings.dates, span) if date.date.precision > Precision.YEAR
    ]
    for match in pattern.finditer(findings.text, span.start, span.end):
        found = Span(match.start(), match.end())
        if any(day.overlaps(found) for day in days):
            continue
        opening = _mark_before(findings, "year_opening", found)
        edge = _mark_before(findings, "not_year", found)
        if opening:
            yield Time(Span(opening.start, found.end), int(match["year"]))
        elif edge:
            yield Time(Span(edge.start, found.end), None)
        else:
            yield Time(found, int(match["year"]))


def _mark_before(findings: Findings, name: str, span: Span) -> Span | None:
    mark = findings.marks.before(name, span.start)
    return mark.span if mark and not findings.text[mark.span.end : span.start].strip() else None


def _find_words(findings: Findings, span: Span, told: int | None) -> Iterator[Time]:
    published = findings.published
    for name, distance in _FROM_PUBLICATION:
        for mark in findings.marks.within(name, span):
            year = published.last.year + distance if published else None
            yield Time(mark.span, year, within=name == "within_a_year")
    for name, distance in _FROM_TOLD:
        for mark in findings.marks.within(name, span):
            before = [time.year for time in _told_in(findings, span, mark.span.start) if time.year]
            known = before[-1] if before else told
            yield Time(mark.span, None if known is None else known + distance)
    for mark in findings.marks.within("other_stretch", span):
        yield Time(mark.span, None)


def _told_in(findings: Findings, span: Span, end: int) -> list[Time]:
    """Return the years that the sentence tells by number or from publication before `end`."""
    if end <= span.start:
        return []
    times = []
    for match in re.finditer(r"(?<!\w)(?:19|20)\d\d(?!\d)", findings.text[span.start : end]):
        times.append(Time(Span(match.start(), match.end()).shifted(span.start), int(match.group())))
    if findings.published is not None:
        for name, distance in _FROM_PUBLICATION:
            for mark in findings.marks.within(name, Span(span.start, end)):
                times.append(Time(mark.span, findings.published.last.year + distance))
    return sorted(times, key=lambda time: time.span)


def _without_overlaps(times: list[Time]) -> list[Time]:
    kept: list[Time] = []
    for time in sorted(times, key=lambda time: (time.span.start, -time.span.end, time.year is None)):
        if not kept or time.span.start >= kept[-1].span.end:
            kept.append(time)
    return kept


def _join(findings: Findings, times: list[Time]) -> Iterator[Time]:
    """Make one stretch that is no year of years that a hyphen or a conjunction joins; one year told twice is one."""
    number = 0
    while number < len(times):
        last = number
        while last + 1 < len(times) and _are_joined(findings, times[last], times[last + 1]):
            last += 1
        first, end = times[number], times[last]
        if last == number:
            yield first
        else:
            same = {time.year for time in times[number : last + 1]}
            yield Time(Span(first.span.start, end.span.end), first.year if len(same) == 1 else None)
        number = last + 1


def _are_joined(findings: Findings, one: Time, other: Time) -> bool:
    gap = Span(one.span.end, other.span.start) if one.span.end < other.span.start else None
    if gap is None:
        return True
    words = gap.of(findings.text).strip()
    if words in ("-", "–", "—", "/", ","):
        return one.year is not None and other.year is not None
    mark = findings.marks.first("count_after", gap)
    return mark is not None and mark.span.of(findings.text) == words
