"""Whether a name stands in the nominative, as the subject of a sentence does."""

import re
from functools import lru_cache

from app.lexicon.language import get_tables
from app.lexicon.naming import fold, get_naming

_FIRST_OPTION = re.compile(r"\{([^{},]*)[^{}]*\}")
_WORD = re.compile(r"[^\W_]+(?:[’'ʼ-][^\W_]+)*")


def is_nominative(slug: str, words: tuple[str, ...]) -> bool:
    """Tell whether `words` name the person of `slug` in the nominative, as far as their language shows it.

    Of a person in the lists every word must stand in the first of its forms. Of anybody else the surname must,
    written in Latin letters, be the one with which the slug ends. Names in Latin letters always are.
    """
    whole = tuple(fold(word) for word in words if len(word) > 1)
    if not whole or whole[-1].isascii():
        return True
    known = _get_nominatives().get(slug)
    return known.issuperset(whole) if known else _ends_as(slug, words[-1].lower())


@lru_cache(maxsize=1000)
def _ends_as(slug: str, word: str) -> bool:
    written = {get_naming(code).make_slug(word) for code in get_tables()}
    return any(slug.endswith(one) for one in written if one)


@lru_cache(maxsize=1)
def _get_nominatives() -> dict[str, frozenset[str]]:
    """Give the words of each listed person's name in the first of their forms."""
    found: dict[str, set[str]] = {}
    for table in get_tables().values():
        for slug, entries in table["names"].items():
            for entry in entries:
                words = _WORD.findall(_FIRST_OPTION.sub(r"\1", entry))
                found.setdefault(slug, set()).update(fold(word) for word in words)
    return {slug: frozenset(words) for slug, words in found.items()}
