"""Stable identifiers: hashes of raw source values, so that better cleaning never changes an id."""

import hashlib
import re
import unicodedata

ID_LENGTH = 16


def make_id(*parts: str | None) -> str:
    """Hash `parts` in their order into 16 hex digits; `None` and the empty string differ."""
    digest = hashlib.sha256()
    for part in parts:
        # A length before each part keeps ("ab", "c") and ("a", "bc") apart.
        encoded = b"-" if part is None else part.encode("utf-8", "surrogatepass")
        digest.update(f"{len(encoded)}{'n' if part is None else 's'}:".encode())
        digest.update(encoded)
    return digest.hexdigest()[:ID_LENGTH]


def make_search_row(one: str) -> int:
    """Hash an id into SQLite's range of rowids, the number of its row in a search index; 63 bits leave no room for
    chance."""
    return int(make_id(one), 16) >> 1


def make_slug(text: str) -> str:
    """Turn a Latin-script name into a URL part: `Saint Petersburg` becomes `saint-petersburg`."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
