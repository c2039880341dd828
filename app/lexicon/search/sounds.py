"""How a name sounds, in one spelling for all scripts, so that names that no table holds meet: Каранкевіч, Karankevich.

Letters are written in Latin ones and what the three languages spell differently is put together: unstressed vowels
(о, е, я are `a`), soft consonants (Belarusian ц and дз are Russian т and д), г and h. It is made for names alone:
texts give it for words with a capital letter only, and short words have none.
"""

import re
from functools import lru_cache

from app.domain.words import is_cyrillic

_SHORTEST = 5
_FEWEST_CONSONANTS = 3
_CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "a", "ж": "z", "з": "z", "и": "i", "і": "i",
        "й": "i", "ї": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "a", "п": "p", "р": "r", "с": "s", "т": "t",
        "у": "u", "ф": "f", "х": "g", "ц": "t", "ч": "č", "ш": "s", "щ": "s", "ъ": "", "ы": "i", "ь": "", "э": "a",
        "є": "a", "ю": "u", "я": "a",
    }
)  # fmt: skip
_LATIN_GROUPS = (
    ("shch", "s"), ("sch", "s"), ("sh", "s"), ("sz", "s"), ("cz", "č"), ("ch", "č"), ("zh", "z"), ("kh", "g"),
    ("ts", "t"), ("tz", "t"), ("dz", "d"), ("ck", "k"), ("ph", "f"), ("x", "ks"),
)  # fmt: skip
_LATIN = str.maketrans({"c": "k", "q": "k", "w": "v", "h": "g", "j": "i", "y": "i", "e": "a", "o": "a"})
# Endings of names from case to case, in both languages, the longest first.
_CASES = re.compile(
    "(?:ого|ому|ага|аму|яга|яму|ыми|ими|ымі|імі|ым|им|ім|ем|ом|ам|ям|ой|ей|ай|яй|ою|ею|ую|юю|ая|яя)$"
)
_IOTATED = re.compile("i+(?=[au])")
_GLIDING = re.compile("(?<=a)u(?=[^aiu]|$)")
_DOUBLED = re.compile(r"(.)\1+")
_ENDING = re.compile("[aiu]+$")


@lru_cache(maxsize=50_000)
def list_sounds(word: str) -> tuple[str, ...]:
    """Return the spellings of a word by its sound, of a Cyrillic one also without its ending; none for short words."""
    if len(word) < _SHORTEST or not word.isalpha():
        return ()
    if not is_cyrillic(word):
        for group, letter in _LATIN_GROUPS:
            word = word.replace(group, letter)
        sounds = {_simplify(word.translate(_LATIN))}
    else:
        forms = {word, _CASES.sub("", word)}
        sounds = {_simplify(form.replace("дз", "д").translate(_CYRILLIC)) for form in forms}
    return tuple(sorted(sound for sound in sounds if _is_telling(sound)))


def _simplify(word: str) -> str:
    smooth = _DOUBLED.sub(r"\1", _IOTATED.sub("", word))
    return _ENDING.sub("", _GLIDING.sub("v", smooth))


def _is_telling(sound: str) -> bool:
    consonants = sum(letter not in "aiu" for letter in sound)
    return consonants >= _FEWEST_CONSONANTS and len(sound) >= _SHORTEST - 1
