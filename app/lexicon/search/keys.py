"""The keys of a text: by what its words are found. Two words meet if they share a key.

Every word has its stems; a name that the lexicon knows has one key in all its spellings and forms; any other word with
a capital letter has its sound.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.domain.words import Word
from app.lexicon.search.names import get_names, make_name_key
from app.lexicon.search.sounds import list_sounds
from app.lexicon.search.stems import list_stem_keys


class Key(NamedTuple):
    """A key and the words of the text, from the first to the last, that it stands for."""

    text: str
    first: int
    last: int


def list_keys(words: Sequence[Word], *, typed: bool = False) -> Iterator[Key]:
    """List the keys of the words of a text; of what is `typed` as a query, where nobody minds capitals, too."""
    known: set[int] = set()
    for name in get_names().find(words, typed=typed):
        known.update(range(name.first, name.last + 1))
        yield Key(make_name_key(name.label, name.bearer), name.first, name.last)
    for number, word in enumerate(words):
        for stem in list_stem_keys(word.text):
            yield Key(stem, number, number)
        if number not in known and (typed or word.is_capitalised):
            for sound in list_sounds(word.text):
                yield Key(f"sound·{sound}", number, number)
