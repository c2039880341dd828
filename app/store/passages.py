"""What of an article's text its page shows: sentences with what was read from them marked, and gaps."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from app.domain.spans import Span
from app.store.sentences import Sentences
from app.store.views import Passage


class Mark(NamedTuple):
    """Something read from a text: where, and what kind of thing (a field of an event, `quote`, `claim`)."""

    span: Span
    kind: str


def make_passages(
    text: Sentences, marks: Sequence[Mark], *, body_start: int, whole: bool
) -> tuple[Passage, ...]:
    """Make the passages of a text: all of it if `whole`, else the sentences read and one on either side.

    The title before `body_start` is left out, unless something was read from it.
    """
    over = list(_list_marks_over(text.spans, marks))
    read = {number for number, here in enumerate(over) if here}
    near = {number + step for number in read for step in (-1, 0, 1)}
    passages: list[Passage] = []
    skipped = False
    for number, span in enumerate(text.spans):
        if span.end <= body_start and number not in read:
            continue
        if not whole and number not in near:
            skipped = True
            continue
        if skipped:
            passages.append(Passage(pieces=()))
        skipped = False
        pieces = tuple(_list_pieces(text.text, span, over[number]))
        passages.append(Passage(pieces, _begins_paragraph(text, number), number))
    return (*passages, Passage(pieces=())) if skipped else tuple(passages)


def _begins_paragraph(text: Sentences, number: int) -> bool:
    between = text.text[text.spans[number - 1].end : text.spans[number].start] if number else ""
    return number == 0 or "\n" in between


def _list_marks_over(sentences: Sequence[Span], marks: Sequence[Mark]) -> Iterator[tuple[Mark, ...]]:
    """List for each sentence the marks over it, in one pass: texts of megabytes with thousands of marks come in."""
    coming = sorted(marks, key=lambda mark: mark.span.start, reverse=True)
    here: list[Mark] = []
    for sentence in sentences:
        while coming and coming[-1].span.start < sentence.end:
            here.append(coming.pop())
        here = [mark for mark in here if mark.span.end > sentence.start]
        yield tuple(here)


def _list_pieces(text: str, sentence: Span, marks: Sequence[Mark]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Cut a sentence wherever a mark over it begins or ends; each piece carries the kinds of the marks over it."""
    changes: dict[int, Counter[str]] = {sentence.start: Counter(), sentence.end: Counter()}
    for mark in marks:
        changes.setdefault(max(mark.span.start, sentence.start), Counter())[mark.kind] += 1
        changes.setdefault(min(mark.span.end, sentence.end), Counter())[mark.kind] -= 1
    kinds: Counter[str] = Counter()
    for start, end in pairwise(sorted(changes)):
        kinds.update(changes[start])
        yield text[start:end], tuple(sorted(+kinds))
