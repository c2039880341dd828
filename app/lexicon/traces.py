"""By which words a text can be known to speak of a president, before it is read: the beginnings of all their names and
offices, and of their countries."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from app.lexicon.language import get_tables
from app.lexicon.matcher import expand, split_words
from app.lexicon.people import PRESIDENT, get_people

# The lists that mean one president by an office, with or without a country.
_OFFICES = {"RU": ("president_ru", "colleague_ru"), "BY": ("president_by", "colleague_by")}
# Letters of a name, and of any other word, by which it is known; shorter words are taken whole.
_NAME_LETTERS, _WORD_LETTERS = 7, 5
# The matcher takes one of these for the other.
_FOLD = str.maketrans("ёЁўЎ", "еЕуУ")


@dataclass(frozen=True, slots=True)
class Traces:
    """Beginnings of words, as the lexicon writes them, one of which stands in every text that speaks of a president:
    `names` of his names, whoever held the office; `places` of his offices and his country."""

    names: frozenset[str]
    places: frozenset[str]


@lru_cache(maxsize=1)
def get_traces() -> tuple[Traces, Traces]:
    """Return by what the president of Russia, and by what that of Belarus, can be known in any language."""
    return _find_traces("RU"), _find_traces("BY")


def _find_traces(country: str) -> Traces:
    holders = {
        term.person for term in get_people().offices if term.office == PRESIDENT and term.country == country
    }
    names = {
        # The last word is the surname, or the name after the father where that stands for it.
        words[-1][:_NAME_LETTERS]
        for table in get_tables().values()
        for slug in holders
        for words in _split_all(table["names"].get(slug, ()))
    }
    told = {
        words
        for table in get_tables().values()
        for words in _split_all((*table["countries"].get(country, ()), *_list_offices(table, country)))
    }
    return Traces(_spread(names), _spread(_choose_words(told)))


def _split_all(entries: Iterable[str]) -> list[tuple[str, ...]]:
    """Split entries, written out, into their words."""
    forms = (form.removeprefix("=") for entry in entries for form in expand(entry))
    return [tuple(word.text for word in split_words(form) if word.text != "_") for form in forms]


def _list_offices(table: dict[str, Any], country: str) -> list[str]:
    groups = [group for group in table.values() if isinstance(group, dict)]
    return [entry for name in _OFFICES[country] for group in groups for entry in group.get(name, ())]


def _choose_words(told: set[tuple[str, ...]]) -> set[str]:
    """Choose a word of each entry that does not hold one already chosen: the first with a capital, which names a place,
    else the first: `хозяин Кремля`, `минский гость`."""
    stems: set[str] = set()
    for words in sorted(told, key=lambda words: (len(words), words)):
        known = tuple(stem.lower() for stem in stems)
        if not any(word.lower().startswith(known) for word in words):
            chosen = next((word for word in words if word[0].isupper()), words[0])
            stems.add(chosen[:_WORD_LETTERS])
    return stems


def _spread(stems: set[str]) -> frozenset[str]:
    """Give the stems in both spellings of letters that are printed one for the other, and none that begins with
    another."""
    both = stems | {stem.translate(_FOLD) for stem in stems}
    return frozenset(stem for stem in both if not any(stem != one and stem.startswith(one) for one in both))
