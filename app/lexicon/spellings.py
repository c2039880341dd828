"""How each language writes the name of a person: the first of the names in its file, in the nominative."""

from functools import lru_cache

from app.lexicon.language import get_tables
from app.lexicon.matcher import expand

ENGLISH = "en"


@lru_cache(maxsize=1000)
def list_spellings(slug: str) -> tuple[tuple[str, str], ...]:
    """List a person's name in every language but English, as (language, name); nothing of people not listed."""
    return tuple(
        (code, next(expand(table["names"][slug][0])).removeprefix("="))
        for code, table in get_tables().items()
        if code != ENGLISH and table["names"].get(slug)
    )
