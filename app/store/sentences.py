"""The sentences of a stored version, and which of them holds a span."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from app.domain.ids import make_id
from app.domain.spans import Span, find_holder
from app.store.schema import version

_LETTERS = re.compile(r"[\W_]+")
# Shorter sentences ("The presidents met in Sochi.") are written by two people independently.
_FEWEST_WORDS = 8
_HASH_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Sentences:
    """One version's text and where its sentences stand in it, in order."""

    text: str
    spans: tuple[Span, ...]

    @classmethod
    def read(cls, text: str, spans: str) -> "Sentences":
        """Read the stored form, a JSON list of `[start, end]`."""
        return cls(text, tuple(Span(start, end) for start, end in json.loads(spans)))

    def index(self, position: int) -> int | None:
        """Return the number of the sentence that holds the character at `position`, `None` between sentences."""
        index = bisect_right(self.spans, position, key=lambda span: span.start) - 1
        return index if index >= 0 and position < self.spans[index].end else None

    def around(self, span: Span) -> Span:
        """Return the stretch of whole sentences that `span` touches, at least `span` itself."""
        first, last = self.index(span.start), self.index(span.end - 1)
        start = span.start if first is None else self.spans[first].start
        end = span.end if last is None else self.spans[last].end
        return Span(start, end)

    def neighbours(self, stretch: Span) -> tuple[str | None, str | None]:
        """Return the sentence before and the one after a stretch of sentences, where there are any."""
        before = next((span for span in reversed(self.spans) if span.end <= stretch.start), None)
        after = next((span for span in self.spans if span.start >= stretch.end), None)
        return before.of(self.text) if before else None, after.of(self.text) if after else None


def format_sentences(spans: tuple[Span, ...]) -> str:
    """Make the stored form of sentences."""
    return json.dumps([[span.start, span.end] for span in spans], separators=(",", ":"))


def hash_sentences(text: str, sentences: Sequence[Span], spans: Iterable[Span]) -> str:
    """Hash the sentences that hold `spans`, those of some length, as a JSON list: another article that has one of
    them has copied it, or both have it from an agency. Marks, spaces and the case of letters make no difference."""
    holders = {find_holder(sentences, span) for span in spans}
    hashes = {hash_words(sentence.of(text)) for sentence in holders if sentence}
    return json.dumps(sorted(one for one in hashes if one), separators=(",", ":"))


def hash_words(sentence: str) -> str | None:
    """Hash a sentence of some length; None for a shorter one."""
    words = _LETTERS.sub(" ", sentence.casefold()).split()
    return make_id(*words)[:_HASH_LENGTH] if len(words) >= _FEWEST_WORDS else None


def list_sentences(session: Session | Connection, version_ids: Iterable[str]) -> dict[str, Sentences]:
    """Return the text and the sentences of each of these versions."""
    rows = select(version.c.id, version.c.text, version.c.sentences).where(version.c.id.in_(set(version_ids)))
    return {one: Sentences.read(text, stored) for one, text, stored in session.execute(rows)}


def list_starts(session: Session, version_ids: Iterable[str]) -> dict[str, list[int]]:
    """Return where the sentences of each of these versions begin, without loading the texts."""
    rows = select(version.c.id, version.c.sentences).where(version.c.id.in_(set(version_ids)))
    return {one: [start for start, _end in json.loads(stored)] for one, stored in session.execute(rows)}
