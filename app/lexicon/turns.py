"""What a sentence says of an open issue: that it was put off, left open, given a time, or settled.

It says so by words that stand in it (the table [issues] of its language, and the endings of talks), never by what
follows from them. A turn carries those words, so that a page can mark them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from app.domain.marks import Marks
from app.domain.spans import Span
from app.domain.vocabulary import TOPICS
from app.lexicon.language import get_tables, has_language
from app.lexicon.matcher import Entry, Matcher

NO_AGREEMENT = frozenset({"no agreement", "nothing signed"})
"""The endings of talks, by their names in the language files, that leave an issue open …"""

AGREEMENT = frozenset({"agreement reached", "documents signed"})
"""… and those that settle it."""

_LISTS = ("issues", "no_topics", "topics")
# So many other words may stand between a word that negates and what it negates: "not yet been postponed".
_NEGATED_WITHIN = 2
# A longer sentence is written by a machine, and not looked at.
_LONGEST = 4000
# What is to be settled and by when belong together over this many characters.
_TIMED_WITHIN = 160


class Turn(StrEnum):
    """What a sentence can say of an issue."""

    PUT_OFF = "put off"
    OPEN = "open"
    DUE = "due"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Telling:
    """A turn, and the words of the sentence that tell it."""

    turn: Turn
    words: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class IssueSentence:
    """A sentence with the words in it that speak of issues. Spans count its code points."""

    text: str
    marks: Marks

    def find_turns(self) -> tuple[Telling, ...]:
        """Find what the sentence says of an issue; each turn once, with all the words that tell it."""
        found: dict[Turn, list[Span]] = {}
        for turn, words in self._list_tellings():
            found.setdefault(turn, []).extend(words)
        return tuple(Telling(turn, tuple(sorted(found[turn]))) for turn in Turn if turn in found)

    def find_topic(self, topic: str) -> tuple[Span, ...]:
        """Find the words that name a topic; those of an office or a body name none."""
        others = self._list_spans("no_topic")
        return tuple(
            span for span in self._list_spans(topic) if not any(other.overlaps(span) for other in others)
        )

    def has_topic(self) -> bool:
        """Tell whether the sentence names any topic."""
        return any(self.find_topic(topic) for topic in TOPICS)

    def has_issue(self) -> bool:
        """Tell whether the sentence speaks of issues in so many words, as "some questions" does."""
        return bool(self.marks.all("issue"))

    def _list_spans(self, name: str) -> list[Span]:
        return [mark.span for mark in self.marks.all(name)]

    def _list_tellings(self) -> Iterator[tuple[Turn, list[Span]]]:
        for span in self._list_spans("put_off"):
            if self._find_negation(span) is None:
                yield Turn.PUT_OFF, [span]
        outcomes = self.marks.all("outcome")
        left_open = self._list_spans("unsettled")
        left_open += [mark.span for mark in outcomes if mark.value in NO_AGREEMENT]
        for span in left_open:
            negation = self._find_negation(span) or self._find_absence(span)
            # "No unresolved issues" says the opposite of "unresolved issues".
            yield (Turn.SETTLED, [negation, span]) if negation else (Turn.OPEN, [span])
        timed = list(self._list_timed())
        for spans in timed:
            yield Turn.DUE, list(spans)
        settled = self._list_spans("settled")
        settled += [mark.span for mark in outcomes if mark.value in AGREEMENT]
        taken = [*left_open, *(span for spans in timed for span in spans)]
        for span in settled:
            if not any(span.overlaps(one) for one in taken) and self._find_negation(span) is None:
                yield Turn.SETTLED, [span]

    def _list_timed(self) -> Iterator[tuple[Span, Span]]:
        """List what is to be settled, each with the nearest words that say by when."""
        times = self._list_spans("by_when")
        for span in self._list_spans("to_settle"):
            if not times or self._find_negation(span):
                continue
            nearest = min(times, key=lambda time: _count_between(span, time))
            if _count_between(span, nearest) <= _TIMED_WITHIN:
                yield span, nearest

    def _find_negation(self, span: Span) -> Span | None:
        """Find a word that negates what stands right after it."""
        mark = self.marks.before("negation", span.start)
        return mark.span if mark and self._is_near(mark.span, span) else None

    def _find_absence(self, span: Span) -> Span | None:
        """Find words right after `span` that say that there is none of it: "нерешённых вопросов нет"."""
        after = next((one for one in self._list_spans("absent") if one.start >= span.end), None)
        return after if after and self._is_near(span, after) else None

    def _is_near(self, first: Span, last: Span) -> bool:
        between = self.text[first.end : last.start]
        return len(between.split()) <= _NEGATED_WITHIN and not set(between) & set(",;:.–—")


@lru_cache(maxsize=8192)
def read_issues(sentence: str, language: str | None) -> IssueSentence:
    """Find the words of a sentence that speak of issues; none in a language without a lexicon."""
    if language is None or not has_language(language) or len(sentence) > _LONGEST:
        return IssueSentence(sentence, Marks())
    return IssueSentence(sentence, _get_matcher(language).find(sentence))


def _count_between(one: Span, other: Span) -> int:
    first, last = sorted((one, other))
    return max(last.start - first.end, 0)


@lru_cache
def _get_matcher(code: str) -> Matcher:
    """Make the matcher of the few lists that are asked for here: a page is read while a reader waits."""
    table = get_tables()[code]
    entries = [
        Entry(name, words)
        for list_name in _LISTS
        for name, several in table[list_name].items()
        for words in several
    ]
    entries += [Entry("negation", words) for words in table["moods"]["negation"]]
    entries += [Entry("outcome", words, row["value"]) for row in table["outcome"] for words in row["words"]]
    return Matcher(entries)
