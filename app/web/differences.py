"""How one wording of a quote differs from another, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from app.domain.wording import Words, make_words

_PIECE = re.compile(r"\S+\s*")


class Change(StrEnum):
    """What a stretch of words is, held against another wording: `cut` stands for words left out at an end."""

    SAME = "same"
    ADDED = "added"
    MISSING = "missing"
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that are the same in both wordings, that only this one has, or that only the other has. A space lies
    between any two stretches."""

    change: Change
    words: str


def make_differences(words: str, other: str) -> tuple[Stretch, ...]:
    """Make the stretches of `words` as they differ from `other`; what printers change (marks, case) is no difference.

    What `other` has before and after all of them is only shown to be cut.
    """
    here, there = _split(words), _split(other)
    matcher = SequenceMatcher(None, [key for key, _ in there], [key for key, _ in here], autojunk=False)
    stretches: list[Stretch] = []
    for _, start, end, first, last in matcher.get_opcodes():
        missing = _join(there[start:end])
        shown = _join(here[first:last])
        if [key for key, _ in there[start:end]] == [key for key, _ in here[first:last]]:
            stretches.append(Stretch(Change.SAME, shown))
            continue
        at_end = (start == 0 and first == 0) or (end == len(there) and last == len(here))
        if missing and at_end and not shown:
            stretches.append(Stretch(Change.CUT, missing))
        elif missing:
            stretches.append(Stretch(Change.MISSING, missing))
        if shown:
            stretches.append(Stretch(Change.ADDED, shown))
    return tuple(stretches)


def _split(text: str) -> list[tuple[Words, str]]:
    """Split into words as printed, each with what it is compared by; what is no word belongs to the one before it."""
    pieces: list[tuple[Words, str]] = []
    for found in _PIECE.findall(" ".join(text.split())):
        key = make_words(found)
        if key or not pieces:
            pieces.append((key, found))
        else:
            pieces[-1] = (pieces[-1][0], pieces[-1][1] + found)
    return pieces


def _join(pieces: list[tuple[Words, str]]) -> str:
    return "".join(found for _, found in pieces).strip()
