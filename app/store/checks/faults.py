"""What a check says: which promise of the database is broken, where, and how."""

from dataclasses import dataclass
from enum import StrEnum


class Promise(StrEnum):
    """What the database promises of itself (docs/safety.md tells each in a sentence)."""

    FILE = "file"
    TEXT = "text"
    SPAN = "span"
    SENTENCE = "sentence"
    MARK = "mark"
    WORD = "word"
    VALUE = "value"
    DATE = "date"
    SOURCE = "source"
    VERSION = "version"
    ORPHAN = "orphan"
    SEARCH = "search"
    SLUG = "slug"
    RESOLUTION = "resolution"
    ATTESTATION = "attestation"
    REVISION = "revision"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Fault:
    """One broken promise: `where` names the row, `what` is wrong with it, as the rest of a sentence."""

    promise: Promise
    where: str
    what: str
