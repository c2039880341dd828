"""How the words of a lexicon file become regular expressions, all of them linear in the text."""

import re
from collections.abc import Iterable

from app.lexicon.matcher import expand


def make_pattern(words: Iterable[str], *, cased: bool = False, possessive: bool = False) -> re.Pattern[str]:
    """Compile a word list into one pattern that matches any of its entries as whole words, the longest first.

    `*` stands for the rest of a word, a lone `_` for one to three words, a space for any white space, and an
    apostrophe for both its forms. With `possessive`, a following `'s` or `'` belongs to the match.
    An empty list gives a pattern that never matches.
    """
    entries = sorted(
        {form for word in words for form in expand(word) if form}, key=lambda word: (-len(word), word)
    )
    if not entries:
        return re.compile(r"(?!)")
    body = "|".join(_make_entry(entry) for entry in entries)
    tail = r"(?:['’]s?)?" if possessive else ""
    return re.compile(rf"(?<!\w)(?:{body}){tail}(?!\w)", 0 if cased else re.IGNORECASE)


def make_alternation(words: Iterable[str]) -> str:
    """Make a group that matches any of `words`, the longest first; a space in a word is any one white space."""
    entries = sorted(set(words), key=lambda word: (-len(word), word))
    return (
        "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s").replace("'", "['’]") for word in entries) + ")"
    )


def _make_entry(entry: str) -> str:
    if entry.startswith("="):
        return rf"(?-i:{_make_entry(entry[1:])})"
    return r"\s+".join(_make_word(word) for word in entry.split())


def _make_word(word: str) -> str:
    if word == "_":
        # Three words at most, each bounded, so that no text makes the pattern search far.
        return r"[\w’'-]{1,30}(?:\s[\w’'-]{1,30}){0,2}"
    return re.escape(word).replace(r"\*", r"\w{0,20}").replace("'", "['’]").replace("’]’]", "’]")
