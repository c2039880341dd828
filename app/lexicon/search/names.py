"""The names of people, cities and countries in every spelling and form that the lexicon knows."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from app.domain.ids import make_slug
from app.domain.words import Word, split_words
from app.lexicon.language import get_tables
from app.lexicon.matcher import expand

PERSON, CITY, COUNTRY = "person", "city", "country"
_TABLES = {"names": PERSON, "cities": CITY, "countries": COUNTRY}
# What an entry of the lexicon leaves open is not a form that can be written out.
_OPEN = frozenset("*_")


class Named(NamedTuple):
    """A name that stands in a text: of what, whose, and which words of the text it is."""

    label: str
    bearer: str
    first: int
    last: int


class _Form(NamedTuple):
    """One form of a name: which of its words need a capital letter, or how they must be written exactly."""

    label: str
    bearer: str
    capitals: tuple[int, ...]
    exact: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """All forms by their words; `lengths` tells for a first word how many words a form that begins so may have."""

    forms: dict[tuple[str, ...], tuple[_Form, ...]]
    lengths: dict[str, tuple[int, ...]]

    def find(self, words: Sequence[Word], *, typed: bool = False) -> Iterator[Named]:
        """Find every name in these words, also one within another; what is `typed` as a query needs no capitals."""
        for first, word in enumerate(words):
            for length in self.lengths.get(word.text, ()):
                part = words[first : first + length]
                for form in (
                    self.forms.get(tuple(one.text for one in part), ()) if len(part) == length else ()
                ):
                    if _is_written(form, part, typed=typed):
                        yield Named(form.label, form.bearer, first, first + length - 1)

    def list_bearers(self, label: str, name: str) -> tuple[str, ...]:
        """List who or what bears a whole name as typed: the keys of the lexicon."""
        words = tuple(word.text for word in split_words(name))
        found = (form.bearer for form in self.forms.get(words, ()) if form.label == label)
        return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1)
def get_names() -> Names:
    """Write out the names of every language once."""
    forms: dict[tuple[str, ...], dict[_Form, None]] = defaultdict(dict)
    for table in get_tables().values():
        for name, label in _TABLES.items():
            for bearer, entries in table[name].items():
                for entry in entries:
                    for words, form in _list_forms(entry, label, bearer):
                        forms[words][form] = None
    lengths: dict[str, set[int]] = defaultdict(set)
    for words in forms:
        lengths[words[0]].add(len(words))
    return Names(
        {words: tuple(found) for words, found in forms.items()},
        {word: tuple(sorted(found)) for word, found in lengths.items()},
    )


def make_name_key(label: str, bearer: str) -> str:
    """Write a name as a word of the index; no word of a text has a middle dot."""
    return f"{label}·{make_slug(bearer).replace('-', '·')}"


def _list_forms(entry: str, label: str, bearer: str) -> Iterator[tuple[tuple[str, ...], _Form]]:
    if _OPEN.intersection(entry):
        return
    for form in expand(entry.removeprefix("=")):
        words = split_words(form)
        capitals = tuple(number for number, word in enumerate(words) if word.is_capitalised)
        exact = tuple(word.raw for word in words) if entry.startswith("=") else ()
        if words:
            yield tuple(word.text for word in words), _Form(label, bearer, capitals, exact)


def _is_written(form: _Form, words: Sequence[Word], *, typed: bool) -> bool:
    if typed:
        return True
    if form.exact:
        return form.exact == tuple(word.raw for word in words)
    return all(words[number].is_capitalised for number in form.capitals)
