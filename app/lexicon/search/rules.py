"""By which rules keys are made: rows of the index that were made by others are out of date."""

import hashlib

from app.lexicon.language import FOLDER

_RULES = 1
"""Raised by every change of `app.lexicon.search`, `app.domain.words` or of what `app.store.searchable` gives."""


def get_search_rules() -> int:
    """Return a number (31 bits) that changes with these rules and with the names and words of the lexicon."""
    digest = hashlib.sha256(str(_RULES).encode())
    for path in sorted(FOLDER.glob("??.toml")):
        digest.update(path.read_bytes())
    return int.from_bytes(digest.digest()[:4], "big") >> 1
