"""Which found quotes hold which wanted stretches of words."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

ENOUGH = 0.8
_WORD = re.compile(r"[^\W_]+")

Words = Sequence[str]


@dataclass(frozen=True, slots=True)
class QuoteMatching:
    """For each wanted stretch the found quote that holds most of it (None: missed); which found quotes are right."""

    holders: tuple[int | None, ...]
    right: tuple[bool, ...]


def split_words(text: str) -> list[str]:
    """Split a text into words without marks, in lower case."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold().replace("ё", "е"))


def match_quotes(wanted: Sequence[str], found: Sequence[str]) -> QuoteMatching:
    """Match stretches of text by their words.

    A wanted stretch is found if a found quote holds it or at least 0.8 of its words in their order, or if found
    quotes that lie within it have together as many. A found quote is right if at least 0.8 of its words lie in
    wanted stretches that it holds in this way, or within which it lies.
    """
    golds, quotes = [split_words(text) for text in wanted], [split_words(text) for text in found]
    covered_golds = [set[int]() for _ in golds]
    covered_quotes = [set[int]() for _ in quotes]
    best: list[tuple[float, int | None]] = [(0.0, None) for _ in golds]
    for i, gold in enumerate(golds):
        for j, quote in enumerate(quotes):
            in_gold, in_quote = _align(gold, quote)
            part = len(in_gold) / max(1, len(gold))
            is_within = bool(quote) and len(in_quote) == len(quote) and _is_run(in_gold)
            if part >= ENOUGH or is_within:
                covered_golds[i].update(in_gold)
                covered_quotes[j].update(in_quote)
                if part > best[i][0]:
                    best[i] = (part, j)
    return QuoteMatching(
        holders=tuple(
            best[i][1] if len(covered_golds[i]) >= ENOUGH * len(gold) else None
            for i, gold in enumerate(golds)
        ),
        right=tuple(
            bool(quote) and len(covered_quotes[j]) >= ENOUGH * len(quote) for j, quote in enumerate(quotes)
        ),
    )


def _align(gold: Words, quote: Words) -> tuple[list[int], list[int]]:
    """Return the places, in each of two rows of words, of the words that they have in common in one order."""
    if not set(gold) & set(quote):
        return [], []
    run = _find_run(gold, quote)
    if run is not None:
        return list(range(len(gold))), list(range(run, run + len(gold)))
    run = _find_run(quote, gold)
    if run is not None:
        return list(range(run, run + len(quote))), list(range(len(quote)))
    blocks = SequenceMatcher(None, gold, quote, autojunk=False).get_matching_blocks()
    return (
        [block.a + offset for block in blocks for offset in range(block.size)],
        [block.b + offset for block in blocks for offset in range(block.size)],
    )


def _find_run(part: Words, whole: Words) -> int | None:
    """Return where `part` stands in `whole` without a gap."""
    size = len(part)
    if not 0 < size <= len(whole):
        return None
    starts = (at for at in range(len(whole) - size + 1) if whole[at] == part[0])
    return next((at for at in starts if list(whole[at : at + size]) == list(part)), None)


def _is_run(places: list[int]) -> bool:
    return bool(places) and places[-1] - places[0] + 1 == len(places)
