"""Quoted words as they are compared: which two wordings are the same, a part of one another or nearly the same."""

import re
import unicodedata
from collections import Counter
from difflib import SequenceMatcher

Words = tuple[str, ...]
"""The words of a text in its order, without what printers change: case, marks, `ё` or `е`."""

WORDS_WITHIN = 6
"""A wording that is a part of another is the same quote from this many words on: fewer may be said twice."""
WORDS_ALIKE = 8
"""Nearly the same can only be wordings of this many words: in fewer one changed word changes too much."""
ALIKE = 0.8
"""How much of two wordings must be the same words in the same order (2 × same words / all words)."""

_WORD = re.compile(r"[^\W_]+")
# Stress marks and soft hyphens are set for readers; the apostrophe that is a letter (U+02BC) is an apostrophe.
_UNWRITTEN = str.maketrans({"\u0301": None, "\u0300": None, "\u00ad": None, "\u02bc": "'"})
_RUN = 3


def make_words(text: str) -> Words:
    """Return the words of a text as they are compared."""
    bare = unicodedata.normalize("NFC", text).translate(_UNWRITTEN).casefold()
    return tuple(_WORD.findall(bare.replace("ё", "е")))


def is_within(short: Words, long: Words) -> bool:
    """Tell whether one wording is an unbroken part of another."""
    return f" {' '.join(short)} " in f" {' '.join(long)} "


def measure_likeness(one: Words, other: Words) -> float:
    """Measure how much of two wordings is the same words in the same order; 0 where that is less than ALIKE, where
    they are too short to tell, and where they tell other numbers. Which is given first makes no difference.
    """
    short, long = sorted((one, other), key=lambda words: (len(words), words))
    whole = len(short) + len(long)
    if (
        len(short) < WORDS_ALIKE
        or 2 * len(short) < ALIKE * whole
        or _list_numbers(short) != _list_numbers(long)
    ):
        return 0.0
    # Comparing in order costs the product of the lengths: first whether enough words are there at all.
    if 2 * (Counter(short) & Counter(long)).total() < ALIKE * whole or not list_runs(short) & list_runs(long):
        return 0.0
    likeness = SequenceMatcher(None, short, long, autojunk=False).ratio()
    return likeness if likeness >= ALIKE else 0.0


def measure_overlap(one: Words, other: Words) -> float:
    """Measure how much of the shorter of two wordings stands in runs of three words that the other has as well."""
    short, long = sorted((one, other), key=lambda words: (len(words), words))
    runs = list_runs(long)
    held = {
        place
        for start in range(len(short) - _RUN + 1)
        if short[start : start + _RUN] in runs
        for place in range(start, start + _RUN)
    }
    return len(held) / len(short) if short else 0.0


def list_runs(words: Words) -> set[Words]:
    """List every run of three words, of fewer words the whole: wordings of one quote have one in common."""
    if len(words) < _RUN:
        return {words}
    return {words[start : start + _RUN] for start in range(len(words) - _RUN + 1)}


def _list_numbers(words: Words) -> list[str]:
    return sorted(word for word in words if any(letter.isdigit() for letter in word))
