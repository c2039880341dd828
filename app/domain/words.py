"""The words of any text, in one spelling, each with the place where it stands: what search compares."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

LONGEST_WORD = 64
"""Of a longer word so many letters count."""

# What stands within a word without being a letter of it: combining marks (a stress), soft hyphens, and signs of no
# width by which pages let long words break.
_JOINTS = "\u0300-\u036f\u0483-\u0487\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\u00ad\u200b-\u200d\u2060\ufeff"
_CYRILLIC = "\u0400-\u052f"
# Between Cyrillic letters an apostrophe belongs to the word (В'етнам); a Latin word ends there.
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_JOINTS}]|(?<=[{_CYRILLIC}])['’‘](?=[{_CYRILLIC}]))*")
_HAS_CYRILLIC = re.compile(f"[{_CYRILLIC}]")
_POSSESSIVE = "'’‘ʼ"
# Letters that are printed one for the other, or that no decomposition takes apart.
_FOLD = str.maketrans({"ё": "е", "ў": "у", "ł": "l", "đ": "d", "ø": "o", "ʼ": None, "ʹ": None})


class Word(NamedTuple):
    """A word of a text: in the one spelling that is compared, as it is written, and where (code points)."""

    text: str
    raw: str
    start: int
    end: int

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.raw[:1].isupper()


def split_words(text: str) -> list[Word]:
    """Split any text into its words; what is neither letter nor digit separates them, the English `'s` is none."""
    words: list[Word] = []
    for match in _WORD.finditer(text):
        raw = match.group()
        folded = fold_word(raw)
        if folded and not (folded == "s" and _is_possessive(text, match.start(), words)):
            words.append(Word(folded, raw, match.start(), match.end()))
    return words


def join_words(words: Sequence[Word]) -> str:
    """Write words in the one spelling, with spaces between them."""
    return " ".join(word.text for word in words)


def is_cyrillic(word: str) -> bool:
    """Tell whether a word has Cyrillic letters."""
    return _HAS_CYRILLIC.search(word) is not None


@lru_cache(maxsize=50_000)
def fold_word(raw: str) -> str:
    """Return a word in the one spelling: small letters, `ё` as `е`, `ў` as `у`, no accents, no marks within."""
    folded = unicodedata.normalize("NFC", raw).casefold()
    if not is_cyrillic(folded):
        # A Cyrillic й or ї is a letter of its own, a Latin é is an e.
        folded = unicodedata.normalize("NFKD", folded).casefold()
    return "".join(sign for sign in folded.translate(_FOLD) if sign.isalnum())[:LONGEST_WORD]


def _is_possessive(text: str, start: int, words: list[Word]) -> bool:
    """Tell whether the `s` at `start` belongs to the word before it."""
    return bool(words) and words[-1].end == start - 1 and text[start - 1] in _POSSESSIVE
