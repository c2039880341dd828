"""What of an article's text its page shows: sentences with what was read from them marked, and gaps."""

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
    read = {
        number for number, span in enumerate(text.spans) if any(mark.span.overlaps(span) for mark in marks)
    }
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
        passages.append(
            Passage(tuple(_list_pieces(text.text, span, marks)), _begins_paragraph(text, number), number)
        )
    return (*passages, Passage(pieces=())) if skipped else tuple(passages)


def _begins_paragraph(text: Sentences, number: int) -> bool:
    between = text.text[text.spans[number - 1].end : text.spans[number].start] if number else ""
    return number == 0 or "\n" in between


def _list_pieces(text: str, sentence: Span, marks: Sequence[Mark]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Cut a sentence wherever a mark begins or ends; each piece carries the kinds of the marks over it."""
    inside = [mark for mark in marks if mark.span.overlaps(sentence)]
    edges = {edge for mark in inside for edge in (mark.span.start, mark.span.end)}
    cuts = [
        sentence.start,
        *sorted(edge for edge in edges if sentence.start < edge < sentence.end),
        sentence.end,
    ]
    for start, end in pairwise(cuts):
        kinds = {mark.kind for mark in inside if mark.span.overlaps(Span(start, end))}
        yield text[start:end], tuple(sorted(kinds))
