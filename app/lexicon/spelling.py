"""How a language writes the names of people and places: in the nominative, as they stand in a heading."""

import re
from functools import lru_cache

from app.lexicon.language import get_tables

_FORMS = re.compile(r"\{([^{},]*)[^{}]*\}")


@lru_cache(maxsize=4000)
def spell(language: str, table: str, key: str) -> str | None:
    """Spell a name (`names` of a person's slug, `cities` of an English name, `countries` of a code) as a language
    does; None if its tables do not tell."""
    entries = get_tables().get(language, {}).get(table, {}).get(key)
    if not entries:
        return None
    # The first entry is the usual one, the first of its forms the nominative. An apostrophe is printed as one: ’.
    return _FORMS.sub(r"\1", entries[0]).replace("'", "’")
