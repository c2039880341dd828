"""Find the numbers of a sentence that count meetings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from app.domain.dates import Precision
from app.domain.findings import Findings, Sentence
from app.domain.marks import Mark
from app.domain.spans import Span, iterate_within
from app.ingest.stages.claims.years import Time
from app.lexicon.language import Language
from app.lexicon.patterns import make_alternation

_LARGEST = 60
_WORD = re.compile(r"[\w’'ʼ]+")
# Between a number and what it counts stand words, hyphens and quotation marks, and nothing else.
_LOOSE = frozenset(" \xa0\t-‑–“”«»„\"'")
_MOST_WORDS = 3
# More numbers than this stand in tables, not in sentences.
_MOST_NUMBERS = 24
_MEETING_WORDS = ("count_verb", "count_noun", "meeting_verb", "meeting_noun")


class Topic(Enum):
    """What the sentence before was about: meetings counted, a meeting, or something else."""

    COUNTED = "counted"
    MET = "met"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Count:
    """A number of meetings, from the number to what it counts. `bare`: the noun stands elsewhere; `named`: it is
    a word for a meeting, not for a time; `least`: the words before it that make it the least number."""

    span: Span
    value: int
    ordinal: bool
    bare: bool = False
    named: bool = False
    least: Span | None = None

    @property
    def words(self) -> Span:
        """All the words of the count: "at least ten times"."""
        return Span(self.least.start, self.span.end) if self.least else self.span


@dataclass(frozen=True, slots=True)
class _Number:
    span: Span
    value: int
    list: str


@lru_cache
def _digits(endings: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w$€£№.,:/–-])(?P<n>\d{{1,2}})(?P<ending>[-‑]?{make_alternation(endings)})?(?!\w|[.,:/–]\d|\s?%|[-‑]\d)",
        re.IGNORECASE,
    )


def find_counts(
    findings: Findings, sentence: Sentence, times: list[Time], topic: Topic, language: Language
) -> list[Count]:
    """Find what a sentence counts, in its order; `topic` tells what the sentence before was about."""
    numbers = _find_numbers(findings, sentence.span, times, language)
    if len(numbers) > _MOST_NUMBERS:
        return []
    starts = {number.span.start for number in numbers}
    found: list[Count] = []
    for number in numbers:
        # After one count another may do without its noun, as it may after a sentence that made a claim.
        known = Topic.COUNTED if found else topic
        count = _read(findings, sentence.span, number, times, starts, known)
        if count:
            found.append(replace(count, least=_find_least(findings, number)))
    return found


def _find_numbers(findings: Findings, span: Span, times: list[Time], language: Language) -> list[_Number]:
    numbers = [
        _Number(mark.span, int(mark.value), name)
        for name in ("number", "ordinal", "repetition")
        for mark in findings.marks.within(name, span)
    ]
    pattern = _digits(language.particles["ordinal_endings"])
    for match in pattern.finditer(findings.text, span.start, span.end):
        name = "ordinal" if match["ending"] else "number"
        numbers.append(_Number(Span(match.start(), match.end()), int(match["n"]), name))
    taken = [time.span for time in times]
    taken += [d.span for d in iterate_within(findings.dates, span) if d.date.precision > Precision.YEAR]
    # "The two leaders" are not counted.
    taken += [person.span for person in iterate_within(findings.people, span)]
    kept = [n for n in numbers if n.value <= _LARGEST and not any(n.span.overlaps(other) for other in taken)]
    return sorted(kept, key=lambda number: number.span)


def _read(
    findings: Findings, span: Span, number: _Number, times: list[Time], starts: set[int], topic: Topic
) -> Count | None:
    ordinal = number.list == "ordinal"
    if not ordinal and not _is_counting(findings, number):
        return None
    is_met = topic is Topic.COUNTED or tells_of_meeting(findings, span)
    if number.list == "repetition":
        is_compared = _is_of_other(findings, number.span.end, span.end)
        return Count(number.span, number.value, False) if is_met and not is_compared else None
    noun = _find_noun(findings, span, number, times, starts)
    if noun is not None:
        named = findings.marks.at("count_noun", noun.span.start) is not None
        if not named and not is_met:
            return None
        return Count(Span(number.span.start, noun.span.end), number.value, ordinal, named=named)
    if ordinal:
        is_bare = (is_met or topic is Topic.MET) and _is_bare_ordinal(findings, span, number, times)
    else:
        is_bare = _is_named(findings, span, number, topic) and _ends_phrase(findings, span, number, times)
    if is_bare:
        return Count(number.span, number.value, ordinal, bare=True)
    return None


def _is_of_other(findings: Findings, position: int, end: int) -> bool:
    """Tell whether the next word is of something else: "twice as often"."""
    match = _WORD.search(findings.text, position, end)
    return match is not None and findings.marks.at("count_other", match.start()) is not None


def _is_counting(findings: Findings, number: _Number) -> bool:
    """Tell whether a number counts, as it stands or as the least: not "more than six", "two more", "a meeting"."""
    if number.value == 0 or _before(findings, "ordinal", number.span):
        return False
    if number.value == 1 and not _before(findings, "count_only", number.span):
        return False
    if _before(findings, "count_at_least", number.span):
        return True
    return _before(findings, "count_not", number.span) is None


def _find_least(findings: Findings, number: _Number) -> Span | None:
    """Find the words that make a number the least: "at least ten", "at least their fourth"."""
    determiner = _before(findings, "determiner", number.span)
    mark = _before(findings, "count_at_least", determiner.span if determiner else number.span)
    return mark.span if mark else None


def _before(findings: Findings, name: str, span: Span) -> Mark | None:
    mark = findings.marks.before(name, span.start)
    return mark if mark and not findings.text[mark.span.end : span.start].strip() else None


def tells_of_meeting(findings: Findings, span: Span) -> bool:
    """Tell whether words for a meeting stand in `span`."""
    return any(findings.marks.has(name, span) for name in _MEETING_WORDS)


def _find_noun(
    findings: Findings, span: Span, number: _Number, times: list[Time], starts: set[int]
) -> Mark | None:
    """Find the word for a meeting that the number counts: a few words on, with no other number between."""
    position, words = number.span.end, 0
    while words <= _MOST_WORDS:
        match = _WORD.search(findings.text, position, span.end)
        if match is None or not _LOOSE.issuperset(findings.text[position : match.start()]):
            return None
        time = next((time for time in times if time.span.start == match.start()), None)
        if time is not None:
            # "The sixth this year meeting", as Russian and Belarusian put it.
            position = time.span.end
            continue
        noun = findings.marks.at("count_noun", match.start()) or findings.marks.at(
            "count_time", match.start()
        )
        if noun is not None:
            return None if _is_of_many(findings, Span(number.span.start, noun.span.end), span) else noun
        if match.start() in starts or _stops(findings, number, match):
            return None
        position, words = match.end(), words + 1
    return None


def _stops(findings: Findings, number: _Number, match: re.Match[str]) -> bool:
    """Tell whether a word shows that the number counts something else than a meeting after it."""
    if findings.marks.at("count_other", match.start()) or _is_acronym(match.group()):
        return True
    if number.list == "ordinal":
        return False
    return findings.marks.at("count_not", match.start()) is not None


def _is_of_many(findings: Findings, counted: Span, sentence: Span) -> bool:
    """Tell whether a meeting is one of many states: "the sixth CIS summit", "the sixth summit of the CIS"."""
    near = Span(counted.start, min(sentence.end, counted.end + 40))
    if any(mark.span.overlaps(counted) for mark in findings.marks.within("format_sidelines", near)):
        return True
    after = _WORD.findall(findings.text[counted.end : near.end])[:3]
    return any(_is_acronym(word) for word in after)


def _is_acronym(word: str) -> bool:
    return len(word) > 2 and word.isupper() and word.isalpha()


def _is_named(findings: Findings, span: Span, number: _Number, topic: Topic) -> bool:
    """Tell whether the text before a bare number names what it counts: "such meetings, there were six"."""
    if topic is Topic.COUNTED:
        return True
    return span.start < number.span.start and findings.marks.has(
        "count_noun", Span(span.start, number.span.start)
    )


def _is_bare_ordinal(findings: Findings, span: Span, number: _Number, times: list[Time]) -> bool:
    """Tell whether an ordinal counts without its noun: beside the year, "the sixth this year"."""
    after = _skip(findings, number.span.end, span.end)
    if any(time.span.start == after for time in _with_prepositions(findings, times, number)):
        return True
    behind = [time for time in times if time.span.end <= number.span.start]
    if not behind or not _ends_phrase(findings, span, number, times):
        return False
    gap = findings.text[behind[-1].span.end : number.span.start]
    return len(_WORD.findall(gap)) <= 3 and _LOOSE.issuperset(_WORD.sub("", gap))


def _with_prepositions(findings: Findings, times: list[Time], number: _Number) -> Iterator[Time]:
    """Give the times after a number as they begin with a short word such as "in" before the year."""
    for time in times:
        yield time
        if time.span.start > number.span.end:
            words = list(_WORD.finditer(findings.text, number.span.end, time.span.start))
            if words and len(words[-1].group()) <= 3:
                yield Time(Span(words[-1].start(), time.span.end), time.year, time.within)


def _skip(findings: Findings, position: int, end: int) -> int:
    """Return where the text goes on after white space and words such as "so far"."""
    while True:
        match = _WORD.search(findings.text, position, end)
        if match is None or findings.text[position : match.start()].strip():
            return position
        mark = findings.marks.at("count_after", match.start())
        if mark is None:
            return match.start()
        position = mark.span.end


def _ends_phrase(findings: Findings, span: Span, number: _Number, times: list[Time]) -> bool:
    rest = findings.text[number.span.end : min(span.end, number.span.end + 30)].lstrip()
    if not rest or rest[0] in '.,;:!?…)—–»”"':
        return True
    match = _WORD.search(findings.text, number.span.end, span.end)
    if match is None or findings.marks.at("count_after", match.start()):
        return match is not None
    return any(time.span.start == match.start() for time in _with_prepositions(findings, times, number))
