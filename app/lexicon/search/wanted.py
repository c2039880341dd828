"""What a query asks of a text: for each of its words the keys of which one must be there, for a phrase its words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.domain.queries import Query, Term
from app.domain.words import Word
from app.lexicon.search.keys import list_keys


@dataclass(frozen=True, slots=True)
class Wanted:
    """One condition on a text: of `keys` it must have one, or it must have the words of `phrase` in a row."""

    keys: frozenset[str] = frozenset()
    phrase: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """All conditions of a query on a text: every one of `wanted` must hold, and no group of `unwanted` wholly."""

    wanted: tuple[Wanted, ...]
    unwanted: tuple[tuple[Wanted, ...], ...]


@lru_cache(maxsize=500)
def make_asked(query: Query) -> Asked:
    """Make the conditions of a query.

    Words that stand beside one another in it may be one name ("Saint Petersburg"): each then also meets the name in
    every other spelling.
    """
    phrases = [Wanted(phrase=term.words) for term in query.terms if term.is_phrase and not term.excluded]
    row = [word for term in query.terms if not (term.is_phrase or term.excluded) for word in term.words]
    unwanted = tuple(tuple(_list_unwanted(term)) for term in query.terms if term.excluded)
    return Asked((*phrases, *dict.fromkeys(_list_wanted(row))), unwanted)


def _list_unwanted(term: Term) -> Iterator[Wanted]:
    if term.is_phrase:
        yield Wanted(phrase=term.words)
    else:
        yield from _list_wanted(term.words)


def _list_wanted(row: Sequence[str]) -> Iterator[Wanted]:
    words = [Word(word, word, 0, 0) for word in row]
    keys: list[set[str]] = [set() for _ in words]
    for key in list_keys(words, typed=True):
        for number in range(key.first, key.last + 1):
            keys[number].add(key.text)
    for found in keys:
        yield Wanted(keys=frozenset(found))
