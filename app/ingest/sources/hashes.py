"""The hash of what a source holds, by which it is known again without being read."""

import hashlib

from app.ingest.sources.listing import Source, SourceKind
from app.ingest.stages.read import SIZE_LIMIT


def hash_source(source: Source) -> str | None:
    """Return the `raw_hash` of the version that a source would become; None if that cannot be told without fetching
    it, or if it cannot be opened."""
    match source.kind:
        case SourceKind.FILE:
            return _hash_file(source.given)
        case SourceKind.ROW:
            return source.seen
        case SourceKind.OWN:
            return _hash_own(source)
        case _:
            return None


def _hash_own(source: Source) -> str | None:
    try:
        return hashlib.sha256(repr(source.own).encode("utf-8", "surrogatepass")).hexdigest()
    except ValueError:
        # A number of thousands of digits in a file of corrections, which Python does not write out.
        return None


def _hash_file(path: str) -> str | None:
    try:
        with open(path, "rb") as file:
            return hashlib.sha256(file.read(SIZE_LIMIT + 1)).hexdigest()
    except OSError:
        return None
