"""Texts and what was read from them: every span yields its words, in the very text that was stored."""

import json
from collections.abc import Iterator
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.resolution import CORRECTION
from app.domain.spans import Span, find_holder
from app.store.checks.faults import Fault, Promise
from app.store.schema import AnyRow, AnySelect, article, claim, fact, mention, quote, version
from app.store.sentences import Sentences
from app.store.sources import hash_text, mark_excerpt
from app.store.versions import read_marks

_TEXTS_AT_ONCE = 16

Stretch = tuple[str, str | None, AnyRow]
"""Something read from a text: its name, its kind in the version's marks (if it has one there), and its row."""


def check_texts(session: Session) -> Iterator[Fault]:
    """Check each version's text, its sentences and its marks, and all that was read from it; a few texts at once."""
    columns = (version, article.c.version_id.label("last_id"))
    rows = select(*columns).join(article, article.c.id == version.c.article_id).order_by(version.c.id)
    for row in session.execute(rows, execution_options={"yield_per": _TEXTS_AT_ONCE}):
        name = f"version {row.id}"
        # What came from an export is sentences of a text that is elsewhere: their own hash stands with them.
        if hash_text(row.text) != row.text_hash and row.raw_hash != mark_excerpt(row.text):
            yield Fault(Promise.TEXT, name, "has another text than the one whose hash was stored")
        if not 0 <= row.body_start <= len(row.text):
            yield Fault(Promise.TEXT, name, f"begins at {row.body_start}, beyond its text")
        try:
            text = Sentences.read(row.text, row.sentences)
        except (ValueError, TypeError) as error:
            yield Fault(Promise.SENTENCE, name, f"has sentences that cannot be read: {error}")
            text = Sentences(row.text, ())
        yield from _check_sentences(name, text)
        stretches = list(_list_stretches(session, row)) if row.id == row.last_id else None
        for stretch in stretches or ():
            yield from _check_stretch(stretch, text)
        yield from _check_marks(name, row, stretches)


def _check_sentences(name: str, text: Sentences) -> Iterator[Fault]:
    if text.spans and max(span.end for span in text.spans) > len(text.text):
        yield Fault(Promise.SENTENCE, name, "has a sentence beyond its text")
    if any(one.end > other.start for one, other in pairwise(text.spans)):
        yield Fault(Promise.SENTENCE, name, "has sentences that are not in order")


def _list_stretches(session: Session, row: AnyRow) -> Iterator[Stretch]:
    """List the facts, quotes and claims of the document of a version."""
    facts: AnySelect = select(fact, mention.c.kind.label("of")).join(
        mention, mention.c.id == fact.c.mention_id
    )
    for one in session.execute(facts.where(mention.c.article_id == row.article_id)):
        # A value that an editor sets is no reading of a text, and is not marked in it.
        kind = None if one.of == CORRECTION else one.field
        yield f"fact {one.position} of mention {one.mention_id}", kind, one
    for noun, table in (("quote", quote), ("claim", claim)):
        for one in session.execute(select(table).where(table.c.document_id == row.article_id)):
            yield f"{noun} {one.id}", noun, one


def _check_stretch(stretch: Stretch, text: Sentences) -> Iterator[Fault]:
    name, _, row = stretch
    try:
        span = Span(row.start, row.end)
        words = span.of(text.text)
    except ValueError as error:
        yield Fault(Promise.SPAN, name, str(error))
        return
    if words != row.text:
        yield Fault(Promise.SPAN, name, f"has the words {row.text!r}; its span yields {words!r}")
    if name.startswith("fact"):
        if find_holder(text.spans, span) is None:
            yield Fault(Promise.SENTENCE, name, "lies within no sentence")
    elif text.index(span.start) is None and text.index(span.end - 1) is None:
        yield Fault(Promise.SENTENCE, name, "touches no sentence")


def _check_marks(name: str, row: AnyRow, stretches: list[Stretch] | None) -> Iterator[Fault]:
    """Compare a version's marks with what was read from it; of earlier versions nothing else is known."""
    try:
        marks = read_marks(row.marks)
    except (ValueError, TypeError, json.JSONDecodeError) as error:
        yield Fault(Promise.MARK, name, f"has marks that cannot be read: {error}")
        return
    if marks is None:
        return
    if any(mark.span.end > len(row.text) for mark in marks):
        yield Fault(Promise.MARK, name, "has a mark beyond its text")
    if stretches is None:
        return
    read = {(one.start, one.end, kind) for _, kind, one in stretches if kind is not None}
    marked = {(mark.span.start, mark.span.end, mark.kind) for mark in marks}
    for start, end, kind in sorted(read - marked):
        yield Fault(Promise.MARK, name, f"does not mark the {kind} at {start}–{end}")
    for start, end, kind in sorted(marked - read):
        yield Fault(Promise.MARK, name, f"marks a {kind} at {start}–{end} that nobody reads there")
