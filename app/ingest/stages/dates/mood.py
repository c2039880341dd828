"""The mood of the words around a time: whether they tell what has been or what is still to come."""

import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from app.domain.marks import Marks
from app.domain.spans import Span
from app.lexicon.language import Language
from app.lexicon.patterns import make_alternation

# A part of a sentence with a verb of its own ends at these.
_BREAK = re.compile(r"[,;:()\"«»“”„!?…—]|\s[–-]+\s|--")
# What is said in quotation marks has times of its own.
_SPEECH = re.compile(r'[:"«“„]')
_REACH = 240
_PARTS_AFTER, _PARTS_BEFORE = 3, 2
_CLOSE = 25
# A part of this many letters beside its time (", on Friday evening,") says nothing more.
_LONGEST_ADVERB = 12
# "Will also meet".
_ADVERB = 10


class Tense(Enum):
    """What the nearest verb tells."""

    FUTURE = "future"
    NEAR = "near"
    PAST = "past"
    NONE = ""


class Mood(NamedTuple):
    """The tense around a time; `close` if its verb stands just before, or somewhere after it; `sure` if the words
    look back on something that happened."""

    tense: Tense
    close: bool = False
    sure: bool = False


class _Verb(NamedTuple):
    start: int
    end: int
    tense: Tense


def find_mood(text: str, clause: Span, span: Span, marks: Marks, language: Language) -> Mood:
    """Tell the mood around `span`: by the verb before it in its part of the clause, else by one after it there,
    else by the parts that follow, else by those before. A part that is nothing but the time, and comes after
    another, belongs to that."""
    low, high = max(clause.start, span.start - _REACH), min(clause.end, span.end + _REACH)
    left = max((match.end() for match in _BREAK.finditer(text, low, span.start)), default=low)
    edge = marks.last("tense_edge", Span(left, span.start)) if left < span.start else None
    before = _find_verbs(text, edge.span.end if edge else left, span.start, marks, language)
    if before:
        return Mood(before[-1].tense, span.start - before[-1].end <= _CLOSE)
    parts = _list_parts(text, span.end, high, marks)
    earlier = _find_verbs(text, low, left, marks, language)
    if (
        earlier
        and not text[left : parts[0][1] if parts else span.end]
        .replace(span.of(text), "")[_LONGEST_ADVERB:]
        .strip()
    ):
        return Mood(earlier[-1].tense)
    for number, (start, end) in enumerate(parts):
        after = _find_verbs(text, start, end, marks, language)
        if after:
            return Mood(after[0].tense, number == 0)
    return Mood(earlier[-1].tense) if earlier else Mood(Tense.NONE)


def _list_parts(text: str, start: int, end: int, marks: Marks) -> list[tuple[int, int]]:
    """List the parts of the clause that follow a time, without those that only explain a word of it."""
    speech = _SPEECH.search(text, start, end)
    end = speech.start() if speech else end
    edges = [start, *(match.end() for match in _BREAK.finditer(text, start, end))][: _PARTS_AFTER + 1]
    parts = []
    for number, (first, last) in enumerate(zip(edges, [*edges[1:], end], strict=True)):
        if first >= last:
            continue
        edge = marks.first("tense_edge", Span(first, last))
        if edge is None:
            parts.append((first, last))
        elif number == 0 or text[first : edge.span.start].strip():
            parts.append((first, edge.span.start))
    return [(first, last) for first, last in parts if first < last]


def _find_verbs(text: str, start: int, end: int, marks: Marks, language: Language) -> list[_Verb]:
    """List the words of `[start, end)` that tell a tense; of two that share letters the listed, longer one."""
    if start >= end:
        return []
    area = Span(start, end)
    listed = [
        _Verb(mark.span.start, mark.span.end, tense)
        for tense in (Tense.FUTURE, Tense.NEAR, Tense.PAST)
        for mark in marks.within(tense.value, area)
    ]
    by_ending = [
        _Verb(match.start(), match.end(), Tense.PAST)
        for match in _make_past(language.particles["past_endings"]).finditer(text, start, end)
        if match.group().islower()
    ]
    listed.sort(key=lambda verb: (verb.start, -verb.end))
    kept: list[_Verb] = []
    for verb in listed:
        if not kept or verb.start >= kept[-1].end:
            kept.append(verb)
    free = [verb for verb in by_ending if not any(v.start < verb.end and verb.start < v.end for v in kept)]
    return list(_join_auxiliaries(sorted(kept + free)))


def _join_auxiliaries(verbs: list[_Verb]) -> Iterator[_Verb]:
    """Let "meet" and "be held" after "will" be of the future too."""
    for number, verb in enumerate(verbs):
        before = verbs[number - 1] if number else None
        follows = before and before.tense is Tense.FUTURE and verb.start - before.end <= _ADVERB
        yield verb._replace(tense=Tense.FUTURE) if follows else verb


@lru_cache
def _make_past(endings: tuple[str, ...]) -> re.Pattern[str]:
    """A small word of four letters or more with one of the endings."""
    if not endings:
        return re.compile(r"(?!)")
    return re.compile(rf"(?<![\w’'-])\w{{2,30}}?{make_alternation(endings)}(?!\w)")
