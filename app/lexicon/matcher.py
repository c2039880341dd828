"""Find the entries of many word lists in a text at once, word by word, in time linear in the text.

How an entry is written: words as they stand in a text; `встреч{а,у,ей}` stands for each of its endings; a
trailing `*` for the rest of the word, whatever it is; a lone `_` for one to three words of any kind. A capital
letter at the start of a word asks for one in the text, a small letter takes both; an entry that begins with
`=` stands exactly as written.

The entries make a tree of words. Written out in full it would hold a hundred thousand forms, of which a text
has a few hundred: a branch grows when a text first comes to it.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from app.domain.marks import Mark, Marks
from app.domain.spans import Span

# A word with its inner apostrophes (the English possessive is a word of its own), or a mark that entries may hold.
_TOKEN = re.compile(r"['’ʼ]s(?!\w)|\w+(?:['’ʼ](?!s(?!\w))\w+)*|[№%$€]")
# The same in an entry, whose words may have their endings in braces.
_RAW_TOKEN = re.compile(r"['’ʼ]s(?!\w)|(?:\w|\{[\w,]*\})+(?:['’ʼ](?!s(?!\w))\w+)*|[№%$€]")
_BRACES = re.compile(r"\{([^{}]*)\}")
_ENDINGS = re.compile(r"[\w,]*")
# What makes the words of an entry hard to tell before its braces are written out: an apostrophe, braces in braces.
_ENTANGLED = re.compile(r"['’ʼ]|\{[^{}]*\{")
# Spellings that mean the same: the apostrophes, and letters that Russian and Belarusian print one for the other.
_FOLD = str.maketrans("’ʼёЁўЎ", "''еЕуУ")
_LONGEST_WILD = 3
# No word of a lexicon is longer; a longer one of a text is looked at as far as this.
_LONGEST_WORD = 40
# So many different words are remembered with what begins with them: the words of a language that are in use.
_MOST_HEADS = 50_000


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


class _Branch(NamedTuple):
    """An entry whose first `done` words, written out in `form`, led to a node; `words` are all, braces and all."""

    entry: Entry
    words: tuple[_Word, ...]
    form: tuple[str, ...]


class _End(NamedTuple):
    """An entry that ends at a node: which of its words ask for a capital, or what must be written exactly."""

    list: str
    value: str
    capitals: tuple[int, ...]
    exact: tuple[str, ...]


class _Node:
    """A place in the tree: what ends here, and, once a text came by, the nodes that follow by gap and word; none
    ever follow a leaf."""

    __slots__ = ("any", "branches", "ends", "exact", "is_leaf", "lengths", "prefix")

    def __init__(self) -> None:
        self.branches: list[_Branch] = []
        self.ends: list[_End] = []
        self.exact: dict[tuple[str, str], _Node] = {}
        self.prefix: dict[tuple[str, str], _Node] = {}
        self.lengths: tuple[int, ...] = ()
        self.any: _Node | None = None
        self.is_leaf = True

    def grow(self) -> None:
        """Let what goes on from here follow, one word further."""
        exact: dict[tuple[str, str], _Node] = {}
        prefix: dict[tuple[str, str], _Node] = {}
        wild = _Node()
        for branch in self.branches:
            number = len(branch.form)
            word = branch.words[number]
            gap = word.gap if number else ""
            if word.any:
                wild.take(branch, word.text)
                continue
            following = prefix if word.prefix else exact
            for text, lowered in _spell(word.text):
                node = following.get((gap, lowered))
                if node is None:
                    node = following[gap, lowered] = _Node()
                node.take(branch, text)
        self.lengths = tuple(sorted({len(text) for _, text in prefix}))
        self.any = wild if wild.ends or not wild.is_leaf else None
        self.exact, self.prefix = exact, prefix
        self.branches = []

    def take(self, branch: _Branch, text: str) -> None:
        """Take an entry that comes here with the word `text`."""
        form = (*branch.form, text)
        if len(form) < len(branch.words):
            self.branches.append(_Branch(branch.entry, branch.words, form))
            self.is_leaf = False
        elif branch.entry.words.startswith("="):
            self.ends.append(_End(branch.entry.list, branch.entry.value, (), form))
        else:
            capitals = tuple(number for number, word in enumerate(form) if word[0].isupper())
            self.ends.append(_End(branch.entry.list, branch.entry.value, capitals, ()))

    def follow(self, gap: str, word: str) -> Iterator["_Node"]:
        """Yield the nodes that come after this one by a gap and a word in small letters."""
        if self.branches:
            self.grow()
        node = self.exact.get((gap, word))
        if node is not None:
            yield node
        for length in self.lengths:
            if length > len(word):
                break
            node = self.prefix.get((gap, word[:length]))
            if node is not None:
                yield node
        if self.any is not None and gap == " ":
            yield self.any


class Matcher:
    """The word lists of a language, ready to be found in a text."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Read the entries; raise ValueError for one without a word."""
        self._root = _Node()
        self._heads: dict[str, tuple[_Node, ...]] = {}
        for entry in entries:
            for words in _write_out(entry.words.removeprefix("=")):
                parts = _split_raw(words)
                if not parts:
                    raise ValueError(f"an entry without a word: {entry.words!r}")
                self._root.branches.extend(_Branch(entry, form, ()) for form in _spread(parts))

    def find(self, text: str) -> Marks:
        """Find every entry in `text`; of one list the longest at a place, and none that overlaps one before it."""
        tokens = [match.span() for match in _TOKEN.finditer(text)]
        # All words at once: letters change their case here much faster than word by word. None holds a line break.
        joined = "\n".join([text[a : min(b, a + _LONGEST_WORD)] for a, b in tokens]).translate(_FOLD)
        words, lowered = joined.split("\n"), joined.lower().split("\n")
        found: dict[str, list[Mark]] = {}
        for index in range(len(tokens)):
            nodes = self._heads.get(lowered[index])
            if nodes is None:
                nodes = self._find_heads(lowered[index])
            if not nodes:
                continue
            start = tokens[index][0]
            for name, (last, value) in _find_longest(nodes, index, text, tokens, words, lowered).items():
                marks = found.setdefault(name, [])
                if not marks or marks[-1].span.end <= start:
                    marks.append(Mark(Span(start, tokens[last][1]), value))
        return Marks({name: tuple(marks) for name, marks in found.items()})

    def _find_heads(self, word: str) -> tuple[_Node, ...]:
        if len(self._heads) >= _MOST_HEADS:
            self._heads.clear()
        nodes = self._heads[word] = tuple(self._root.follow("", word))
        return nodes


def _find_longest(
    nodes: Iterable[_Node],
    index: int,
    text: str,
    tokens: list[tuple[int, int]],
    words: list[str],
    lowered: list[str],
) -> dict[str, tuple[int, str]]:
    """Find the longest entry of each list that begins with the word `index`: its last word, and its value."""
    longest: dict[str, tuple[int, str]] = {}
    last = index
    while True:
        for node in nodes:
            for name, value, capitals, exact in node.ends:
                if capitals and not all(words[index + number][0].isupper() for number in capitals):
                    continue
                if exact and not _is_written(exact, words[index : last + 1]):
                    continue
                longest[name] = (last, value)
        going_on = [node for node in nodes if not node.is_leaf]
        last += 1
        if not going_on or last == len(words):
            return longest
        gap = _normalise(text[tokens[last - 1][1] : tokens[last][0]])
        nodes = [following for node in going_on for following in node.follow(gap, lowered[last])]
        if not nodes:
            return longest


def _is_written(exact: tuple[str, ...], words: list[str]) -> bool:
    """Tell whether the words of a find stand exactly as the entry writes them."""
    return all(word.startswith(part) or part == "_" for part, word in zip(exact, words, strict=True))


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
    return [word._replace(text=word.text.translate(_FOLD)) for word in _split_raw(words)]


def _split_raw(words: str) -> list[_Word]:
    """Split an entry into its words; endings in braces stay with their word."""
    found: list[_Word] = []
    end = 0
    for match in _RAW_TOKEN.finditer(words):
        prefix = words.startswith("*", match.end())
        found.append(
            _Word(_normalise(words[end : match.start()]), match.group(), prefix, match.group() == "_")
        )
        end = match.end() + (1 if prefix else 0)
    return found


def _write_out(words: str) -> Iterator[str]:
    """Write out the braces of an entry that hold more than the endings of one word."""
    if _ENTANGLED.search(words):
        yield from expand(words)
        return
    for match in _BRACES.finditer(words):
        if not _is_endings(words, match):
            for option in match[1].split(","):
                yield from _write_out(words[: match.start()] + option + words[match.end() :])
            return
    yield words


def _is_endings(words: str, braces: re.Match[str]) -> bool:
    """Tell whether braces can stay with their word: whatever is chosen, it is one word and some letters are left."""
    if not _ENDINGS.fullmatch(braces[1]):
        return False
    beside = words[max(0, braces.start() - 1) : braces.start()] + words[braces.end() : braces.end() + 1]
    return "" not in braces[1].split(",") or any(letter.isalnum() for letter in beside)


@cache
def _spell(word: str) -> tuple[tuple[str, str], ...]:
    """Give the forms of a word in one spelling, as written and in small letters."""
    folded = (form.translate(_FOLD) for form in expand(word))
    return tuple((form, form.lower()) for form in folded)


def _spread(parts: list[_Word]) -> Iterator[tuple[_Word, ...]]:
    """Give an entry once for each number of words that its `_` can stand for."""
    wild = [number for number, word in enumerate(parts) if word.any]
    if not wild:
        yield tuple(parts)
        return
    for counts in itertools.product(range(1, _LONGEST_WILD + 1), repeat=len(wild)):
        repeat = dict(zip(wild, counts, strict=True))
        yield tuple(word for number, word in enumerate(parts) for _ in range(repeat.get(number, 1)))


def _normalise(gap: str) -> str:
    """Give what stands between two words in one spelling: a space, a hyphen, a full stop and a space."""
    if gap == " ":
        return gap
    stripped = gap.strip()
    if not stripped:
        # A line break ends a sentence, and no entry goes on over it.
        return "" if not gap else "\n" if "\n" in gap else " "
    if stripped in ("-", "‑", "‐"):
        return "-" if gap == stripped else "\n"
    if stripped == ".":
        return " " if gap != stripped else "."
    return stripped
