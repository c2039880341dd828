"""What of a text leaves the database: ours whole, of other people's the sentences from which something was read."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from app.domain.errors import DatabaseError
from app.domain.spans import Span
from app.store.sentences import Sentences

GAP = "\n[…]\n"
"""Stands for sentences left out. It belongs to no sentence, so that an excerpt of an excerpt is the same again."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand in an excerpt: the sentence or sentences, the number of the first, and where in it they are."""

    sentence: str
    number: int
    start: int
    end: int


class Excerpt:
    """Sentences of a text: `text`, with a gap wherever some are left out, and `sentences` over it."""

    def __init__(self, whole: Sentences, spans: Iterable[Span], *, is_whole: bool) -> None:
        """Make the excerpt of a text that holds `spans`, which lie within its sentences; all of it if `is_whole`."""
        self._whole = whole
        numbers = range(len(whole.spans)) if is_whole else sorted(_list_touched(whole, spans))
        self._numbers = {number: place for place, number in enumerate(numbers)}
        self.text, self.sentences = (
            (whole.text, whole.spans) if is_whole else _join(whole, list(self._numbers))
        )

    def place(self, span: Span) -> Place:
        """Tell where the words at a span of the whole text stand in the excerpt."""
        first, last = _get_numbers(self._whole, span)
        start = self._whole.spans[first].start
        sentence = self._whole.text[start : self._whole.spans[last].end]
        return Place(sentence, self._numbers[first], span.start - start, span.end - start)


def _list_touched(whole: Sentences, spans: Iterable[Span]) -> set[int]:
    touched: set[int] = set()
    for span in spans:
        first, last = _get_numbers(whole, span)
        touched.update(range(first, last + 1))
    return touched


def _get_numbers(whole: Sentences, span: Span) -> tuple[int, int]:
    """Return the numbers of the first and the last sentence of a span; raise DatabaseError if it stands in none."""
    first, last = whole.index(span.start), whole.index(span.end - 1)
    if first is None or last is None:
        raise DatabaseError(f"the database contradicts itself: no sentence holds {span.of(whole.text)!r}")
    return first, last


def _join(whole: Sentences, numbers: list[int]) -> tuple[str, tuple[Span, ...]]:
    """Join sentences, neighbours with what stands between them, others with a gap."""
    pieces: list[str] = []
    sentences: list[Span] = []
    length = 0
    between = [""] + [
        whole.text[whole.spans[one].end : whole.spans[other].start] if other == one + 1 else GAP
        for one, other in pairwise(numbers)
    ]
    for gap, number in zip(between, numbers, strict=False):
        sentence = whole.spans[number].of(whole.text)
        pieces += [gap, sentence]
        start = length + len(gap)
        length = start + len(sentence)
        sentences.append(Span(start, length))
    return "".join(pieces), tuple(sentences)
