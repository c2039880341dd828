"""The shape of a sentence: one letter for each word, figure and mark, so that dates can be told by pattern."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from app.domain.findings import Sentence
from app.domain.marks import Mark, Marks
from app.lexicon.language import Language
from app.lexicon.patterns import make_alternation

# What the lists of a lexicon are in a shape. `Y` is the figures of a year, `d` those of a day or month, `D` with
# an ending ("24th"), `9` other figures, `n` a number in words, `x` any other word, `-` every dash.
LETTERS = {
    "month": "M", "month_alone": "L", "month_any": "B", "weekday": "W", "weekday_bound": "E", "day": "R",
    "unit": "u", "unit_one": "v", "number": "n", "on": "p", "in": "i", "for": "A", "this": "t", "last": "k",
    "coming": "g", "next": "f", "ago": "a", "within": "w", "later": "l", "earlier": "r", "from": "F", "to": "c",
    "and": "C", "or": "V", "of": "o", "the": "h", "bound": "Q", "every": "e", "part": "P", "year_word": "z",
    "week_this": "q", "year_this": "G", "year_last": "G", "year_next": "G", "year_same": "H", "day_number": "Z",
    "feast": "N", "day_before": "T", "eve": "S", "day_same": "T", "day_after": "T", "no_time": "X", "named_after": "J",
}  # fmt: skip
_VALUES = {"year_last": -1, "year_next": 1, "day_before": -1, "eve": -1, "day_after": 1}
_DASHES = "-‐‑–—"
_SIGNS = frozenset(",./:()")
# The words without one of which, or a figure, nothing tells a time: the others only go with them.
_TELLING = frozenset("MLBWERuvTSNGHZq")
_FIGURE = re.compile(r"[0-9]")


class Token(NamedTuple):
    """A word, figure or mark at `[start, end)` of the text, and the number it stands for."""

    start: int
    end: int
    value: int


class _Word(NamedTuple):
    """A word of the lists: where it ends, its letter, and the number it stands for."""

    end: int
    letter: str
    value: int


@dataclass(frozen=True, slots=True)
class Shape:
    """A sentence as letters, one for each of its tokens."""

    letters: str
    tokens: list[Token]


def make_shapes(
    text: str, sentences: Iterable[Sentence], marks: Marks, language: Language
) -> Iterator[Shape]:
    """Yield the shape of each sentence, an empty one where nothing tells a time; the words are those of the
    marks' lists "time" and "number"."""
    words = {mark.span.start: _Word(mark.span.end, "n", int(mark.value)) for mark in marks.all("number")}
    words |= {mark.span.start: _read_word(mark) for mark in marks.all("time")}
    telling = [start for start, word in sorted(words.items()) if word.letter in _TELLING]
    pattern = _make_pattern(language.particles["day_endings"])
    for sentence in sentences:
        start, end = sentence.span.start, sentence.span.end
        number = bisect_left(telling, start)
        is_told = number < len(telling) and telling[number] < end
        if is_told or _FIGURE.search(text, start, end):
            yield _make_shape(text, start, end, words, pattern)
        else:
            yield Shape("", [])


def _read_word(mark: Mark) -> _Word:
    name, _, number = mark.value.partition(" ")
    return _Word(mark.span.end, LETTERS[name], int(number) if number else _VALUES.get(name, 0))


@lru_cache
def _make_pattern(endings: tuple[str, ...]) -> re.Pattern[str]:
    ending = rf"(?P<ending>{make_alternation(endings)})?" if endings else "(?P<ending>(?!))?"
    return re.compile(rf"(?P<figures>[0-9]+){ending}(?!\w)|\w+|\s+|[^\w\s]", re.IGNORECASE)


def _make_shape(text: str, start: int, end: int, words: dict[int, _Word], pattern: re.Pattern[str]) -> Shape:
    letters: list[str] = []
    tokens: list[Token] = []
    position = start
    while position < end:
        word = words.get(position)
        if word and word.end <= end:
            letters.append(word.letter)
            tokens.append(Token(position, word.end, word.value))
            position = word.end
            continue
        match = pattern.match(text, position, end)
        if not match:
            break
        letter, value = _read_token(match)
        letters.append(letter)
        tokens.append(Token(position, match.end(), value))
        position = match.end()
    return Shape("".join(letters), tokens)


def _read_token(match: re.Match[str]) -> tuple[str, int]:
    figures = match["figures"]
    if figures:
        number = int(figures) if len(figures) <= 4 else 0
        if len(figures) <= 2 and 1 <= number <= 31:
            return "D" if match["ending"] else "d", number
        return "Y" if 1900 <= number < 2100 else "9", number
    first = match.string[match.start()]
    if first == " " or first.isspace():
        return " ", 0
    if first.isalnum() or first == "_":
        return "x", 0
    if first in _DASHES:
        return "-", 0
    if first in _SIGNS:
        return first, 0
    return "y", 0
