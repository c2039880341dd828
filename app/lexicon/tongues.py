"""By what languages are told apart: their letters and their little words."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from app.domain.errors import LexiconError
from app.lexicon.language import FOLDER, get_tables


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language that a text may be in; `is_read` if it has a lexicon. The apostrophe is a letter of none."""

    code: str
    alphabet: frozenset[str]
    words: frozenset[str]
    is_read: bool


@lru_cache(maxsize=1)
def get_tongues() -> tuple[Tongue, ...]:
    """Return the languages that have a lexicon, then those of alphabets.toml; raise LexiconError for one told twice."""
    read = tuple(
        Tongue(
            code,
            frozenset("".join(table["identification"]["alphabet"]).lower()),
            frozenset(word.lower() for word in table["identification"]["words"]),
            is_read=True,
        )
        for code, table in get_tables().items()
    )
    with (FOLDER / "alphabets.toml").open("rb") as file:
        others = tomllib.load(file)["others"]
    for code, letters in others.items():
        if not isinstance(letters, str) or len(code) != 2:
            raise LexiconError(f"alphabets.toml: {code!r} is not a language with its letters")
    # A language that gets a lexicon tells its letters there.
    unread = (code for code in others if code not in get_tables())
    return (*read, *(Tongue(code, frozenset(others[code]), frozenset(), is_read=False) for code in unread))
