"""Find the entries of many word lists in a text at once, word by word, in time linear in the text.

How an entry is written: words as they stand in a text; `встреч{а,у,ей}` stands for each of its endings; a
trailing `*` for the rest of the word, whatever it is; a lone `_` for one to three words of any kind. A capital
letter at the start of a word asks for one in the text, a small letter takes both; an entry that begins with
`=` stands exactly as written.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from app.domain.marks import Mark, Marks
from app.domain.spans import Span

# A word with its inner apostrophes (the English possessive is a word of its own), or a mark that entries may hold.
_TOKEN = re.compile(r"['’ʼ]s(?!\w)|\w+(?:['’ʼ](?!s(?!\w))\w+)*|[№%$€]")
_BRACES = re.compile(r"\{([^{}]*)\}")
# Spellings that mean the same: the apostrophes, and letters that Russian and Belarusian print one for the other.
_FOLD = str.maketrans("’ʼёЁўЎ", "''еЕуУ")
_LONGEST_WILD = 3
# No word of a lexicon is longer; a longer one of a text is looked at as far as this.
_LONGEST_WORD = 40


class Entry(NamedTuple):
    """One entry of the named list; `value` is what it stands for."""

    list: str
    words: str
    value: str = ""


class _Word(NamedTuple):
    """A word of an entry: `gap` is what joins it to the word before; `any` stands for every word."""

    gap: str
    text: str
    prefix: bool
    any: bool


@dataclass(slots=True)
class _Node:
    exact: dict[tuple[str, str], "_Node"] = field(default_factory=dict)
    prefix: dict[tuple[str, str], "_Node"] = field(default_factory=dict)
    lengths: set[int] = field(default_factory=set)
    any: "_Node | None" = None
    ends: list[tuple[str, str, tuple[str, ...], bool]] = field(default_factory=list)


class Matcher:
    """The word lists of a language, ready to be found in a text."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Read the entries; raise ValueError for one without a word."""
        self._root = _Node()
        for entry in entries:
            for words in expand(entry.words):
                self._add(entry, words)

    def _add(self, entry: Entry, words: str) -> None:
        exact, parts = words.startswith("="), split_words(words.removeprefix("="))
        if not parts:
            raise ValueError(f"an entry without a word: {entry.words!r}")
        for form in _spread(parts):
            node = self._root
            for number, word in enumerate(form):
                node = _step(node, word._replace(gap="" if number == 0 else word.gap))
            node.ends.append((entry.list, entry.value, tuple(word.text for word in form), exact))

    def find(self, text: str) -> Marks:
        """Find every entry in `text`; of one list the longest at a place, and none that overlaps one before it."""
        tokens = [(match.start(), match.end()) for match in _TOKEN.finditer(text)]
        words = [text[a : min(b, a + _LONGEST_WORD)].translate(_FOLD) for a, b in tokens]
        lowered = [word.lower() for word in words]
        gaps = ["", *(_normalise(text[a[1] : b[0]]) for a, b in itertools.pairwise(tokens))]
        found: dict[str, list[Mark]] = {}
        heads: dict[str, list[_Node]] = {}
        for index, word in enumerate(lowered):
            nodes = heads.get(word)
            if nodes is None:
                nodes = heads[word] = list(_follow(self._root, "", word))
            if nodes:
                longest = self._longest(nodes, index, words, lowered, gaps)
                for name, (last, value) in longest.items():
                    marks = found.setdefault(name, [])
                    if not marks or marks[-1].span.end <= tokens[index][0]:
                        marks.append(Mark(Span(tokens[index][0], tokens[last][1]), value))
        return Marks({name: tuple(marks) for name, marks in found.items()})

    @staticmethod
    def _longest(
        nodes: list[_Node], index: int, words: list[str], lowered: list[str], gaps: list[str]
    ) -> dict[str, tuple[int, str]]:
        longest: dict[str, tuple[int, str]] = {}
        last = index
        while nodes:
            for node in nodes:
                for name, value, form, exact in node.ends:
                    if _is_written(form, words[index : last + 1], exact):
                        longest[name] = (last, value)
            last += 1
            if last == len(words):
                break
            nodes = [following for node in nodes for following in _follow(node, gaps[last], lowered[last])]
        return longest


def expand(words: str) -> Iterator[str]:
    """Write out the braces of an entry, the inner ones first: `a{b,c} d` gives `ab d` and `ac d`."""
    parts = _BRACES.split(words)
    if len(parts) == 1:
        yield words
        return
    choices = [part.split(",") if number % 2 else [part] for number, part in enumerate(parts)]
    for chosen in itertools.product(*choices):
        yield from expand("".join(chosen))


def split_words(words: str) -> list[_Word]:
    """Split an entry, braces written out, into its words."""
    found: list[_Word] = []
    end = 0
    for match in _TOKEN.finditer(words):
        text = match.group().translate(_FOLD)
        gap = _normalise(words[end : match.start()])
        is_any = text == "_"
        prefix = words.startswith("*", match.end())
        found.append(_Word(gap, text, prefix, is_any))
        end = match.end() + (1 if prefix else 0)
    return found


def _spread(parts: list[_Word]) -> Iterator[list[_Word]]:
    """Give an entry once for each number of words that its `_` can stand for."""
    wild = [number for number, word in enumerate(parts) if word.any]
    for counts in itertools.product(range(1, _LONGEST_WILD + 1), repeat=len(wild)):
        repeat = dict(zip(wild, counts, strict=True))
        yield [word for number, word in enumerate(parts) for _ in range(repeat.get(number, 1))]


def _step(node: _Node, word: _Word) -> _Node:
    if word.any:
        node.any = node.any or _Node()
        return node.any
    key = (word.gap, word.text.lower())
    if word.prefix:
        node.lengths.add(len(word.text))
        return node.prefix.setdefault(key, _Node())
    return node.exact.setdefault(key, _Node())


def _follow(node: _Node, gap: str, word: str) -> Iterator[_Node]:
    following = node.exact.get((gap, word))
    if following:
        yield following
    for length in node.lengths:
        if length <= len(word):
            following = node.prefix.get((gap, word[:length]))
            if following:
                yield following
    if node.any and gap == " ":
        yield node.any


def _is_written(form: tuple[str, ...], words: list[str], exact: bool) -> bool:
    """Tell whether the letters' case of a find agrees with the entry's."""
    if exact:
        return all(word.startswith(part) or part == "_" for part, word in zip(form, words, strict=True))
    return all(word[0].isupper() or not part[0].isupper() for part, word in zip(form, words, strict=True))


def _normalise(gap: str) -> str:
    """Give what stands between two words in one spelling: a space, a hyphen, a full stop and a space."""
    stripped = gap.strip()
    if not stripped:
        # A line break ends a sentence, and no entry goes on over it.
        return "" if not gap else "\n" if "\n" in gap else " "
    if stripped in ("-", "‑", "‐"):
        return "-" if gap == stripped else "\n"
    if stripped == ".":
        return " " if gap != stripped else "."
    return stripped
