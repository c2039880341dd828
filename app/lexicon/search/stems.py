"""The stems by which the forms of a word find one another: Russian and English by Snowball, Belarusian by our rules."""

import re
from functools import lru_cache
from threading import Lock

import snowballstemmer

from app.domain.words import is_cyrillic
from app.lexicon.search.belarusian import list_belarusian_stems

_STEMMERS = {"en": snowballstemmer.stemmer("english"), "ru": snowballstemmer.stemmer("russian")}
# A stemmer holds the word that it works on, and pages are made in several threads.
_ONE_AT_A_TIME = Lock()
# A word that ends otherwise may be the stem of its other forms.
_SOFT_ENDS = "аеийоуыьэюя"
# Letters that the other language does not have.
_RUSSIAN_ONLY = re.compile("[ищъ]")
_BELARUSIAN_ONLY = re.compile("і")


@lru_cache(maxsize=50_000)
def list_stem_keys(word: str) -> tuple[str, ...]:
    """Return the stems of a word (see `app.domain.words`) as words of the index, marked with their language.

    A Cyrillic word that may be of either language has the stems of both.
    """
    if not is_cyrillic(word):
        return (f"en·{_make_stem('en', word)}",)
    keys: list[str] = []
    if not _BELARUSIAN_ONLY.search(word):
        keys += [f"ru·{stem}" for stem in _list_russian_stems(word)]
    if not _RUSSIAN_ONLY.search(word):
        keys += [f"be·{stem}" for stem in list_belarusian_stems(word)]
    return tuple(keys) or (f"ru·{word}",)


def _list_russian_stems(word: str) -> tuple[str, ...]:
    """Return the stem of a Russian word; of one that ends as a case does (космодром, Медведев) the whole word, too."""
    stem = _make_stem("ru", word)
    return (stem,) if stem == word or word[-1] in _SOFT_ENDS else (stem, word)


def _make_stem(language: str, word: str) -> str:
    with _ONE_AT_A_TIME:
        return str(_STEMMERS[language].stemWord(word))
