"""What a sentence says of an open issue: that it was put off, left open, given a time, or settled.

It says so by words that stand in it (the table [issues] of its language, and the endings of talks), never by what
follows from them. A turn carries those words, so that a page can mark them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from app.domain.marks import Mark, Marks
from app.domain.spans import Span
from app.domain.vocabulary import TOPICS
from app.lexicon.language import get_tables, has_language
from app.lexicon.matcher import Entry, Matcher

NO_AGREEMENT = frozenset({"no agreement", "nothing signed"})
"""The endings of talks, by their names in the language files, that leave an issue open …"""

AGREEMENT = frozenset({"agreement reached", "documents signed"})
"""… and those that settle it."""

_TURN_LISTS = ("put_off", "unsettled", "to_settle", "settled", "outcome")
_LISTS = ("issues", "no_topics", "topics")
# So many other words may stand between a word that negates and what it negates: "not yet been postponed".
_NEGATED_WITHIN = 2
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
    """A turn, and the words of the text that tell it."""

    turn: Turn
    words: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class IssueWords:
    """A text with the words in it that speak of issues. Spans count code points of the text."""

    text: str
    marks: Marks

    def find_turns(self, sentence: Span) -> tuple[Telling, ...]:
        """Find what a sentence says of an issue; each turn once, with all the words that tell it."""
        found: dict[Turn, list[Span]] = {}
        for turn, words in self._list_tellings(sentence):
            found.setdefault(turn, []).extend(words)
        return tuple(Telling(turn, tuple(sorted(found[turn]))) for turn in Turn if turn in found)

    def find_topic(self, topic: str, sentence: Span) -> tuple[Span, ...]:
        """Find the words of a sentence that name a topic; those of an office or a body name none."""
        others = [mark.span for mark in self.marks.within("no_topic", sentence)]
        return tuple(
            mark.span
            for mark in self.marks.within(topic, sentence)
            if not any(other.overlaps(mark.span) for other in others)
        )

    def has_turns(self) -> bool:
        """Tell whether the text holds any word by which a turn could be told."""
        return any(map(self.marks.all, _TURN_LISTS))

    def names(self, topic: str) -> bool:
        """Tell whether the text names a topic anywhere."""
        return bool(self.text) and bool(self.find_topic(topic, Span(0, len(self.text))))

    def has_topic(self, sentence: Span) -> bool:
        """Tell whether a sentence names any topic."""
        return any(self.find_topic(topic, sentence) for topic in TOPICS)

    def has_issue(self, sentence: Span) -> bool:
        """Tell whether a sentence speaks of issues in so many words, as "some questions" does."""
        return self.marks.has("issue", sentence)

    def _list_tellings(self, sentence: Span) -> Iterator[tuple[Turn, list[Span]]]:
        for mark in self.marks.within("put_off", sentence):
            if self._find_negation(mark.span, sentence) is None:
                yield Turn.PUT_OFF, [mark.span]
        outcomes = list(self.marks.within("outcome", sentence))
        open_words = [mark.span for mark in self.marks.within("unsettled", sentence)]
        open_words += [mark.span for mark in outcomes if mark.value in NO_AGREEMENT]
        for span in open_words:
            negation = self._find_negation(span, sentence) or self._find_absence(span, sentence)
            # "No unresolved issues" says the opposite of "unresolved issues".
            yield (Turn.SETTLED, [negation, span]) if negation else (Turn.OPEN, [span])
        timed = list(self._list_timed(sentence))
        for spans in timed:
            yield Turn.DUE, list(spans)
        settled = [mark.span for mark in self.marks.within("settled", sentence)]
        settled += [mark.span for mark in outcomes if mark.value in AGREEMENT]
        taken = [*open_words, *(span for spans in timed for span in spans)]
        for span in settled:
            is_other = any(span.overlaps(one) for one in taken)
            if not is_other and self._find_negation(span, sentence) is None:
                yield Turn.SETTLED, [span]

    def _list_timed(self, sentence: Span) -> Iterator[tuple[Span, Span]]:
        """List what is to be settled, each with the nearest words that say by when."""
        times = [mark.span for mark in self.marks.within("by_when", sentence)]
        for mark in self.marks.within("to_settle", sentence):
            if not times or self._find_negation(mark.span, sentence):
                continue
            nearest = min(times, key=lambda time: _count_between(mark.span, time))
            if _count_between(mark.span, nearest) <= _TIMED_WITHIN:
                yield mark.span, nearest

    def _find_negation(self, span: Span, sentence: Span) -> Span | None:
        """Find a word that negates what stands right after it."""
        before = Span(sentence.start, span.start) if span.start > sentence.start else None
        mark = self.marks.last("negation", before) if before else None
        return mark.span if mark and self._is_near(mark, span) else None

    def _find_absence(self, span: Span, sentence: Span) -> Span | None:
        """Find words right after `span` that say that there is none of it: "нерешённых вопросов нет"."""
        after = Span(span.end, sentence.end) if span.end < sentence.end else None
        mark = self.marks.first("absent", after) if after else None
        return mark.span if mark and self._is_near(mark, span) else None

    def _is_near(self, mark: Mark, span: Span) -> bool:
        first, last = sorted((mark.span, span))
        between = self.text[first.end : last.start]
        return len(between.split()) <= _NEGATED_WITHIN and not set(between) & set(",;:.–—")


def read_issues(text: str, language: str | None) -> IssueWords:
    """Find the words of a text that speak of issues; none in a language without a lexicon."""
    marks = _get_matcher(language).find(text) if language and has_language(language) else Marks()
    return IssueWords(text, marks)


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
